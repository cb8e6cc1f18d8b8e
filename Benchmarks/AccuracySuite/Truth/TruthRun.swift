import Quantities
package import Simulation

/// Simulates a case until every quantity is known to a set precision.
package struct TruthRun: Sendable {
  /// The greatest half-width, relative to the value.
  package let precision: Double
  /// Events of a case beyond which it does not go, however wide the intervals.
  package let greatestEvents: Int
  package let seed: UInt64
  package let workers: Int

  package init(
    precision: Double = 0.01, greatestEvents: Int = 200_000_000, seed: UInt64 = 20_261_126,
    workers: Int = 1
  ) {
    self.precision = precision
    self.greatestEvents = greatestEvents
    self.seed = seed
    self.workers = workers
  }

  /// The truth of a case.
  ///
  /// Twenty replications each forget their start and go on, round by round, for as long as the
  /// widest interval of the last round lets expect.
  ///
  /// - Throws: What is wrong with the case.
  package func truth(of cell: AccuracyCell) throws(SystemFault) -> CellTruth {
    let settings = SimulationSettings(
      seed: seed ^ Self.hash(cell.id), replications: 20, warmUp: cell.warmUp,
      percentiles: [0.5, 0.9, 0.99], workers: workers)
    if case .queue(let interarrival, let service, let servers) = cell.model {
      var run = try QueueRun(
        interarrival: interarrival, service: service, servers: servers, settings)
      return truth(of: cell) { more in
        run.run(customers: more)
        return run.result()
      }
    }
    if case .changing(let changing) = cell.model, let system = cell.system {
      return try truth(of: cell, changing, system)
    }
    guard let system = cell.system else { throw SystemFault("\(cell.id): nothing to simulate") }
    var run = try SimulationRun(system, settings)
    var total = 0
    return truth(of: cell) { more in
      total += more
      run.run(requests: total)
      return run.result()
    }
  }

  /// Episode after episode, at least 200, until every mean is known well enough.
  private func truth(
    of cell: AccuracyCell, _ changing: ChangingSystem, _ system: SimulatedSystem
  ) throws(SystemFault) -> CellTruth {
    var run = try EpisodeRun(
      system, seed: seed ^ Self.hash(cell.id), start: Seconds(changing.start),
      times: changing.times.map { Seconds($0) })
    let quantities: [CellTruth.Quantity] = [.presentFirst, .presentSecond, .presentThird]
    run.run(episodes: 200)
    while true {
      let means = run.means
      let widest = means.map(\.relativeHalfWidth).max() ?? 0
      if widest <= precision || 4 * run.events >= greatestEvents {
        return CellTruth(
          id: cell.id, requests: run.episodes,
          values: zip(quantities, means).map { CellTruth.Value(quantity: $0, interval: $1) })
      }
      let ratio = widest / (0.95 * precision)
      let left = 1.05 * Double(greatestEvents) / Double(4 * run.events)
      let factor = min(max(ratio * ratio, 1.15), 3, max(left, 1.1))
      run.run(episodes: Int(Double(run.episodes) * (factor - 1)) + 1)
    }
  }

  private func truth(
    of cell: AccuracyCell, further: (_ requests: Int) -> SimulationResult
  ) -> CellTruth {
    var perReplication = cell.leastMeasured
    var result = further(perReplication)
    while true {
      let truth = CellTruth(
        id: cell.id, requests: result.requests, values: cell.values(of: result))
      let widest = truth.values.map(\.interval.relativeHalfWidth).max() ?? 0
      // An event of a queue that needs no calendar takes a quarter of the time of another.
      let events = cell.system == nil ? result.events : 4 * result.events
      if widest <= precision || events >= greatestEvents { return truth }
      let ratio = widest / (0.95 * precision)
      let left = 1.05 * Double(greatestEvents) / Double(events)
      let factor = min(max(ratio * ratio, 1.15), 3, max(left, 1.1))
      let more = Int(Double(perReplication) * (factor - 1))
      perReplication += more
      result = further(more)
    }
  }

  /// A number from a name, the same in every process: FNV-1a.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension AccuracyCell {
  /// Requests that come while an entry of a cache expires; nil without expiry.
  private var expiryRequests: Int? {
    guard case .cache(let store, let rate) = model else { return nil }
    return store.timeToLive.map { Int(($0.value * rate).rounded(.up)) }
  }

  /// The least number of requests that each replication counts.
  ///
  /// Popular entries are loaded once in their time to live, at nearly the same times in every
  /// replication: a window of about that length holds one load too many or too few in all of them, which
  /// no interval shows. Over thirty times that length a load more or less is no longer seen.
  fileprivate var leastMeasured: Int { max(20_000, 30 * (expiryRequests ?? 0)) }

  /// Requests that each replication forgets.
  fileprivate var warmUp: Int {
    switch model {
    case .cache(let store, _): max(50_000, store.catalog * 4, 10 * (expiryRequests ?? 0))
    case .coldStart(let rate, _, let timeout): 2_000 + Int(20 * rate * timeout)
    case .closed(let closed): 2_000 + 40 * closed.users.reduce(0, +)
    default: 20_000
    }
  }

  /// The quantities of a result that are compared in this family.
  fileprivate func values(of result: SimulationResult) -> [CellTruth.Value] {
    func value(_ quantity: CellTruth.Quantity, _ interval: StudentInterval) -> CellTruth.Value {
      CellTruth.Value(quantity: quantity, interval: interval)
    }
    switch family {
    case .cache: return [value(.hitRatio, result.hitRatios[0])]
    case .coldStart: return [value(.coldShare, result.environments[0].coldShare)]
    case .retries: return [value(.attempts, result.all.attempts)]
    default:
      return [
        value(.mean, result.all.mean), value(.p50, result.all.percentiles[0]),
        value(.p90, result.all.percentiles[1]), value(.p99, result.all.percentiles[2]),
        value(.throughput, result.all.throughput),
      ]
    }
  }
}
