package import Quantities

/// How uncertain a fitted scalability law is: intervals from resampled residuals.
///
/// Each of the replicates adds to the fitted curve residuals drawn with replacement, scaled by
/// `√(n/(n-3))` for the three coefficients that were fitted, and fits anew. The intervals are
/// percentiles of the replicates. Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
/// algorithm 9.1 and section 13.3. Assumes residuals of one size at all concurrencies; with three
/// measurements there is nothing to resample and the intervals are refused.
package struct ScalabilityBootstrap: Hashable, Sendable {
  /// The share of the replicates within the intervals, such as 0.95.
  package let confidence: Double
  /// λ, low and high beside the fitted value.
  package let unitThroughput: Estimate
  /// σ.
  package let contention: Estimate
  /// κ.
  package let coherency: Estimate
  /// √((1-σ)/κ); its high end is infinite where a replicate has no peak.
  package let peakConcurrency: Estimate
  /// The fitted laws of the replicates, in the order drawn, for bands on a curve.
  package let replicates: [ScalabilityLaw]

  /// Draws the replicates.
  ///
  /// - Parameters:
  ///   - fit: The fit to judge.
  ///   - replicates: How many, at least 20.
  ///   - confidence: Between 0 and 1.
  ///   - seed: Equal seeds give equal intervals.
  /// - Returns: Nil with three measurements, which leave no residuals.
  /// - Complexity: One fit per replicate.
  package init?(
    _ fit: ScalabilityFit, replicates count: Int = 200, confidence: Double = 0.95,
    seed: UInt64 = 1
  ) {
    precondition(count >= 20 && confidence > 0 && confidence < 1, "replicates and confidence")
    let points = fit.measurements
    guard points.count > 3 else { return nil }
    let size = Double(points.count)
    let scale = (size / (size - 3)).squareRoot()
    let fitted = points.map { fit.law.throughput(at: $0.concurrency) }
    let residuals = points.indices.map { scale * (points[$0].throughput - fitted[$0]) }
    let mean = residuals.reduce(0, +) / size
    var bits = SplitMix(seed: seed)
    var laws: [ScalabilityLaw] = []
    laws.reserveCapacity(count)
    for _ in 0..<count {
      let sample = points.indices.map { index in
        let residual = residuals[bits.index(below: points.count)] - mean
        return ScalabilityFit.Measurement(
          concurrency: points[index].concurrency,
          // A throughput stays positive, however large the residual drawn.
          throughput: max(fitted[index] + residual, 1e-6 * fitted[index]))
      }
      laws.append(ScalabilityFit(checked: sample).law)
    }
    self.confidence = confidence
    self.replicates = laws
    func interval(_ value: (ScalabilityLaw) -> Double) -> Estimate {
      Self.interval(laws.map(value), around: value(fit.law), confidence: confidence)
    }
    unitThroughput = interval(\.unitThroughput)
    contention = interval(\.contention)
    coherency = interval(\.coherency)
    peakConcurrency = interval(\.peakConcurrency)
  }

  /// How the intervals are obtained.
  package static let method = Method.approximate(
    "bootstrap percentiles of resampled residuals")

  /// The interval of the throughput at a concurrency, beside what the fitted law says.
  package func throughput(of fit: ScalabilityFit, at concurrency: Double) -> Estimate {
    Self.interval(
      replicates.map { $0.throughput(at: concurrency) },
      around: fit.law.throughput(at: concurrency), confidence: confidence)
  }

  /// The interval between two percentiles of the replicates, widened to hold the fitted value.
  private static func interval(
    _ values: [Double], around fitted: Double, confidence: Double
  ) -> Estimate {
    let sorted = values.sorted()
    let tail = (1 - confidence) / 2
    func quantile(_ p: Double) -> Double {
      let position = p * Double(sorted.count - 1)
      let below = Int(position.rounded(.down))
      let above = min(below + 1, sorted.count - 1)
      guard sorted[above].isFinite else { return sorted[above] }
      return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }
    let low = quantile(tail)
    let high = quantile(1 - tail)
    return Estimate(low: min(low, fitted), likely: fitted, high: max(high, fitted))
  }
}
