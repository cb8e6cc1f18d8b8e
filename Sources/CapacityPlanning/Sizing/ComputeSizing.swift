import CatalogModel
import Quantities

/// Sizes the compute tier on each platform.
struct ComputeSizing: Sendable {
  let catalog: Catalog
  let parameters: PlanningParameters
  let purchase: PurchaseOption?
  let skyline: TypeSkyline
  /// Sizes of tasks and functions to do without.
  let excluded: Set<String>

  /// The cheapest tier that carries the demand; nil when the platform has nothing large enough.
  ///
  /// - Parameter duration: How long a function with a share of a vCPU works on a request.
  func tier(
    _ platform: ComputePlatform, _ demand: ComputeDemand,
    duration: (_ virtualCPUs: Double) -> Seconds
  ) throws(Catalog.Gap) -> ComputeTier? {
    switch platform {
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      return try machines.cheapest(demand, platform: platform)
    case .fargate:
      var best: ComputeSeries?
      for series in try fargate(demand) {
        if let best, series.cost(0) >= best.cost(0) * (1 - 1e-9) { continue }
        best = series
      }
      return best?.option(0)
    case .lambda: return try functions(demand, duration: duration).first
    }
  }

  /// Every size of the platform but those of functions, in series.
  func all(
    _ platform: ComputePlatform, _ demand: ComputeDemand
  ) throws(Catalog.Gap) -> [ComputeSeries] {
    switch platform {
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      return try machines.all(demand, platform: platform)
    case .fargate: return try fargate(demand)
    case .lambda: return []
    }
  }

  /// Functions of every memory size, the least first.
  func functions(
    _ demand: ComputeDemand, duration: (_ virtualCPUs: Double) -> Seconds
  ) throws(Catalog.Gap) -> [ComputeTier] {
    let all = try parameters.sizing.functionMemories.map { memory throws(Catalog.Gap) in
      let speed = try tasks.functionSpeed(memoryMB: memory)
      let concurrency = try tasks.concurrency(rate: demand.peakRate, duration: duration(speed))
      return ComputeTier(
        platform: .lambda, instanceType: nil, count: 0, minimumCount: 0, virtualCPUs: speed,
        memory: GiB(memory / 1024), processor: "arm64",
        concurrency: max(1, Int(concurrency.rounded(.up))))
    }
    return all.filter { !excluded.contains(SizingFrame.sizeName($0)) }
  }

  private func fargate(_ demand: ComputeDemand) throws(Catalog.Gap) -> [ComputeSeries] {
    try tasks.fargate(demand).filter { !excluded.contains(SizingFrame.sizeName($0.option(0))) }
  }

  private var machines: InstanceSizing {
    InstanceSizing(
      catalog: catalog, parameters: parameters, purchase: purchase, skyline: skyline)
  }

  private var tasks: TaskSizing {
    TaskSizing(catalog: catalog, parameters: parameters, purchase: purchase)
  }
}
