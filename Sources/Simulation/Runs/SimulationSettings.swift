/// How long and how often a system is simulated.
package struct SimulationSettings: Hashable, Sendable {
  package var seed: UInt64
  /// Independent replications; the intervals come from their spread.
  package var replications: Int
  /// Answered requests that a replication does not count, while the system fills.
  package var warmUp: Int
  /// Answered requests that each replication counts at first.
  package var requests: Int
  /// The greatest relative half-width wanted of the intervals of all requests together.
  ///
  /// Nil to take what the first round gives. Replications go on, each to twice its length, until it is
  /// reached.
  package var precision: Double?
  /// The percentiles that are reported, as shares.
  package var percentiles: [Double]
  /// Events after which no further round begins.
  package var greatestEvents: Int
  /// Replications that run at a time; the result does not depend on it.
  package var workers: Int

  package init(
    seed: UInt64 = 1, replications: Int = 20, warmUp: Int = 2_000, requests: Int = 20_000,
    precision: Double? = nil, percentiles: [Double] = [0.5, 0.95, 0.99],
    greatestEvents: Int = 200_000_000, workers: Int = 2
  ) {
    self.seed = seed
    self.replications = replications
    self.warmUp = warmUp
    self.requests = requests
    self.precision = precision
    self.percentiles = percentiles
    self.greatestEvents = greatestEvents
    self.workers = workers
  }
}
