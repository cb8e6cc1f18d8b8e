package import CatalogModel
package import Quantities

/// Fargate task sizes and Lambda memory sizes for a demand.
package struct TaskSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters

  package init(catalog: Catalog, parameters: PlanningParameters) {
    self.catalog = catalog
    self.parameters = parameters
  }

  /// Tasks at the peak and at least, with their size.
  package struct Tasks: Sendable {
    package let virtualCPUs: Double
    package let memory: GiB
    package let count: Int
    package let minimumCount: Int
    package let hourly: USDPerHour
  }

  /// The cheapest number and size of Fargate tasks.
  package func fargate(_ demand: ComputeDemand, targets: SizingTargets) throws(Catalog.Gap)
    -> Tasks
  {
    let perCPU = try catalog.price("fargate.arm.vcpu-hour", of: ["compute"]).dollars
    let perGiB = try catalog.price("fargate.arm.gb-hour", of: ["compute"]).dollars
    var best: Tasks?
    let sizing = parameters.sizing
    for size in sizing.taskSizes where size >= targets.leastTaskVirtualCPUs {
      let memory = GiB(
        max(parameters.baseMemory.value, sizing.taskMemoryPerVirtualCPU.value * size))
      let workers = parameters.workers(virtualCPUs: size)
      /// By the processors, or by the workers where those are scarcer.
      func tasks(_ load: Erlangs, _ rate: RequestsPerSecond) -> Int {
        let byLoad = InstanceSizing.count(
          load: load.value, perInstance: size, target: targets.compute,
          targetZoneLost: targets.computeZoneLost, zones: demand.zones)
        guard let workers else { return byLoad }
        return max(
          byLoad,
          InstanceSizing.count(
            load: load.value / min(1, size) + (rate * demand.waitingTime).value,
            perInstance: Double(workers), target: parameters.connectionTarget,
            targetZoneLost: parameters.computeTargetZoneLost, zones: demand.zones))
      }
      let count = tasks(demand.peakLoad, demand.peakRate)
      // Hundreds of small tasks are slow to start and to watch; larger ones cost the same.
      if count > sizing.mostSmall && size < (sizing.taskSizes.last ?? size) { continue }
      let mean = tasks(demand.meanLoad, demand.meanRate)
      let minimum = demand.mustStandReady ? count : min(count, mean)
      let hourly = USDPerHour((size * perCPU + memory.value * perGiB) * Double(minimum))
      // Fewer and larger tasks queue less, so a dearer size must not win and a tie goes up.
      if let current = best, hourly.value > current.hourly.value * (1 + 1e-9) { continue }
      best = Tasks(
        virtualCPUs: size, memory: memory, count: count, minimumCount: minimum, hourly: hourly)
    }
    guard let best else { throw .instances("fargate") }
    return best
  }

  /// The share of a vCPU that single-threaded code gets: memory over the memory of a full vCPU.
  package func functionSpeed(memoryMB: Double) throws(Catalog.Gap) -> Double {
    min(1, memoryMB / (try catalog.number("lambda.mbPerVCPU")))
  }

  /// Concurrent executions at a rate: `max(rate · duration, rate / 10)`, since an environment
  /// serves at most 10 requests a second.
  package func concurrency(rate: RequestsPerSecond, duration: Seconds) throws(Catalog.Gap)
    -> Double
  {
    let perEnvironment = try catalog.number("lambda.requestsPerSecondPerConcurrency")
    return max((rate * duration).value, rate.value / perEnvironment)
  }
}
