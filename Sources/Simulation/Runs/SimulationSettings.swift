/// How long and how often a system is simulated.
package struct SimulationSettings: Hashable, Sendable {
  package var seed: UInt64
  /// Independent replications; the intervals come from their spread.
  package var replications: Int
  /// Answered requests that a replication does not count, while the system fills.
  package var warmUp: Int
  /// The percentiles that are reported, as shares.
  package var percentiles: [Double]
  /// Replications that run at a time; the result does not depend on it.
  package var workers: Int

  package init(
    seed: UInt64 = 1, replications: Int = 20, warmUp: Int = 2_000,
    percentiles: [Double] = [0.5, 0.95, 0.99], workers: Int = 2
  ) {
    self.seed = seed
    self.replications = replications
    self.warmUp = warmUp
    self.percentiles = percentiles
    self.workers = workers
  }
}
