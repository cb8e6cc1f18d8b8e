package import CatalogModel
import Quantities

/// Sizes the compute tier on each platform.
package struct ComputeSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters

  package init(catalog: Catalog, parameters: PlanningParameters) {
    self.catalog = catalog
    self.parameters = parameters
  }

  /// The cheapest tier that carries the demand; nil when the platform has nothing large enough.
  package func tier(
    _ platform: ComputePlatform, _ demand: ComputeDemand, targets: SizingTargets
  ) throws(Catalog.Gap) -> ComputeTier? {
    switch platform {
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      let sizing = InstanceSizing(catalog: catalog, parameters: parameters)
      guard let fleet = sizing.cheapest(demand, platform: platform, targets: targets) else {
        return nil
      }
      return ComputeTier(
        platform: platform, instanceType: fleet.instance.name, count: fleet.count,
        minimumCount: fleet.minimumCount, virtualCPUs: Double(fleet.instance.virtualCPUs),
        memory: fleet.instance.memory, processor: fleet.instance.architecture, concurrency: 0)
    case .fargate:
      let tasks = try TaskSizing(catalog: catalog, parameters: parameters)
        .fargate(demand, targets: targets)
      return ComputeTier(
        platform: platform, instanceType: nil, count: tasks.count,
        minimumCount: tasks.minimumCount, virtualCPUs: tasks.virtualCPUs, memory: tasks.memory,
        processor: "arm64", concurrency: 0)
    case .lambda:
      return try function(demand, step: targets.functionMemoryStep)
    }
  }

  private func function(_ demand: ComputeDemand, step: Int) throws(Catalog.Gap) -> ComputeTier {
    let sizing = TaskSizing(catalog: catalog, parameters: parameters)
    let memories = parameters.sizing.functionMemories
    let memory = memories[min(step, memories.count - 1)]
    let speed = try sizing.functionSpeed(memoryMB: memory)
    let cpuTime =
      demand.peakRate > .zero ? Seconds(demand.peakLoad.value / demand.peakRate.value) : .zero
    let duration = cpuTime / speed + demand.waitingTime
    let concurrency = try sizing.concurrency(rate: demand.peakRate, duration: duration)
    return ComputeTier(
      platform: .lambda, instanceType: nil, count: 0, minimumCount: 0, virtualCPUs: speed,
      memory: GiB(memory / 1024), processor: "arm64",
      concurrency: max(1, Int(concurrency.rounded(.up))))
  }
}
