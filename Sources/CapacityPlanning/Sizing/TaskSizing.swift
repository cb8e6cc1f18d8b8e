package import CatalogModel
package import Quantities

/// Fargate task sizes and Lambda memory sizes for a demand.
package struct TaskSizing: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  let purchase: PurchaseOption?

  package init(
    catalog: Catalog, parameters: PlanningParameters, purchase: PurchaseOption? = nil
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.purchase = purchase
  }

  /// Every size of Fargate tasks with its numbers of them, the largest first.
  ///
  /// Fewer and larger tasks queue less, so that a tie goes to the larger size.
  func fargate(_ demand: ComputeDemand) throws(Catalog.Gap) -> [ComputeSeries] {
    func price(_ key: String) throws(Catalog.Gap) -> Double {
      let price = try catalog.price(key, of: ["compute"])
      return price.dollars * (purchase?.rate(price: price.key)?.ratio ?? 1)
    }
    let perCPU = try price("fargate.arm.vcpu-hour")
    let perGiB = try price("fargate.arm.gb-hour")
    let sizing = parameters.sizing
    let targets = MachineTargets(parameters)
    var list: [ComputeSeries] = []
    for size in sizing.taskSizes.reversed() {
      let memory = GiB(
        max(parameters.baseMemory.value, sizing.taskMemoryPerVirtualCPU.value * size))
      guard
        let range = MachineRange(
          demand, perMachine: size, speed: min(1, size),
          workers: targets.workers(virtualCPUs: size), zones: demand.zones,
          isLarge: size == sizing.taskSizes.last, targets)
      else { continue }
      let each = (size * perCPU + memory.value * perGiB) * Bill.hours
      list.append(
        ComputeSeries(
          length: range.length,
          option: { position in
            ComputeTier(
              platform: .fargate, instanceType: nil, count: range.count(position),
              minimumCount: range.running(position), virtualCPUs: size, memory: memory,
              processor: "arm64", concurrency: 0)
          }, cost: { each * Double(range.running($0)) }, generation: 0))
    }
    return list
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
