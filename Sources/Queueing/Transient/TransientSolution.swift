package import Quantities

/// What a queue does over time.
package struct TransientSolution: Hashable, Sendable {
  /// The queue at one time; at a change, just after it.
  package struct Point: Hashable, Sendable {
    package let time: Seconds
    /// The mean number waiting or in service.
    package let inSystem: Double
    /// The mean number not in service.
    package let waiting: Double
    /// The probability that all servers are busy.
    package let allBusy: Double
  }

  /// At the times asked for, in their order.
  package let points: [Point]
  /// The greatest mean number present, and when.
  package let peakInSystem: Double
  package let peakTime: Seconds
  /// When, after the peak, the mean number waiting has fallen to the level asked for; nil when it
  /// does not within the horizon, or nothing was asked.
  package let drainTime: Seconds?
  /// For each wait asked for, the share of the arrivals up to the horizon that wait longer.
  package let delayedShares: [Double]

  /// How means, peak and drain time are obtained: Kolmogorov's equations, to a relative 1e-8.
  package static let method = Method.exact

  /// How the delayed shares are obtained.
  package static let delayMethod = Method.approximate(
    "integrated over time, relative error below 1e-4")
}

extension TransientQueue {
  /// Follows the queue over its horizon.
  ///
  /// Kolmogorov's forward equations by uniformization over a window of states; while surely all
  /// servers are busy, by one convolution. An arrival at t that finds n present waits longer than τ
  /// when at most `n - c(t+τ)` services end in between, a Poisson number of mean `μ ∫ c`; that is
  /// exact while servers are not taken away. The share is integrated over time by Simpson's rule on
  /// steps that begin small after each change.
  ///
  /// - Throws: `TransientRefusal`.
  /// - Complexity: O(events within the horizon · width of the law), without the time in which all
  ///   servers are surely busy.
  package func solve(_ questions: Questions = Questions()) throws(TransientRefusal)
    -> TransientSolution
  {
    let before = ratesBefore
    if patience == nil && before.arrivals >= before.service * Double(before.servers) {
      throw .saturatedBefore(
        Saturation(
          offeredLoad: Erlangs(before.arrivals / before.service), servers: before.servers))
    }
    var run = TransientRun(self, questions)
    try run.follow()
    return run.solution()
  }
}
