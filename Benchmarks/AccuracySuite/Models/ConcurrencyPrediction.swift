import Quantities
import Queueing
import Simulation

/// Parallel calls of which the last counts.
struct ForkJoinPrediction {
  let rate: Double
  let service: Law
  let servers: Int
  let ways: Int

  func prediction(_ cell: AccuracyCell) throws -> CellPrediction {
    let queue = try GeneralQueue(
      interarrival: .exponential(mean: Seconds(1 / rate)), service: service.distribution,
      servers: servers)
    let all = ForkJoin(ForkJoin.Branch(queue, service: service.distribution), ways: ways)
    return CellPrediction(
      cell, all.method,
      [
        .mean: all.mean?.value ?? .nan,
        .p50: all.percentile(0.5).value, .p90: all.percentile(0.9).value,
        .p99: all.percentile(0.99).value, .throughput: rate,
      ])
  }
}

extension LayeredSystem {
  /// The wait for a thread, then the processor and the calls with the queues that are found.
  func prediction(_ cell: AccuracyCell) throws -> CellPrediction {
    let calls = Double(self.calls)
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(rate), instances: instances, holders: threads,
      processors: cores, processorDemand: Seconds(demand), heldDelay: .zero,
      shared: [
        .init(servers: databaseServers, demand: Seconds(calls * databaseDemand), visits: calls)
      ])
    let path = try ResponsePath(tier.responseStages)
    return CellPrediction(
      cell, tier.responseMethod,
      [
        .mean: tier.meanResponse.value, .p50: path.percentile(0.5).value,
        .p90: path.percentile(0.9).value, .p99: path.percentile(0.99).value, .throughput: rate,
      ])
  }
}
