package import Quantities

/// A scalability law fitted to measurements by least squares.
///
/// Minimizes `Σ (X_i - X(N_i))²` over λ > 0, σ >= 0 and κ >= 0, unweighted. λ enters linearly, so for
/// each (σ, κ) the best one is known (variable projection: Golub and Pereyra 1973), and the search
/// is over two coefficients: a grid over their whole range, then Levenberg-Marquardt with the bounds
/// as an active set from the best grid points, and from the best on each bound.
/// Gunther, Guerrilla Capacity Planning, 2007, section 5 fits a transformed law by linear
/// regression, which weighs the errors of low concurrencies most; this is the direct fit.
package struct ScalabilityFit: Hashable, Sendable {
  /// A measured point.
  package struct Measurement: Hashable, Sendable {
    /// N, the concurrency.
    package let concurrency: Double
    /// X, the throughput there.
    package let throughput: Double

    package init(concurrency: Double, throughput: Double) {
      self.concurrency = concurrency
      self.throughput = throughput
    }
  }

  /// The measurements, as given.
  package let measurements: [Measurement]
  /// The law with the least sum of squares.
  package let law: ScalabilityLaw
  /// The sum of squared residuals, in squared units of throughput.
  package let residualSumOfSquares: Double

  /// Fits the law.
  ///
  /// - Throws: `ScalabilityRefusal` when there are fewer than three different concurrencies or a
  ///   number is not positive.
  /// - Complexity: about 700 + 100·iterations evaluations of all points.
  package init(_ measurements: [Measurement]) throws(ScalabilityRefusal) {
    for (index, point) in measurements.enumerated() {
      let isUsable =
        point.concurrency > 0 && point.concurrency.isFinite && point.throughput > 0
        && point.throughput.isFinite
      guard isUsable else { throw .notPositive(index: index) }
    }
    let different = Set(measurements.map(\.concurrency)).count
    guard different >= 3 else { throw .fewerThanThreeConcurrencies(found: different) }
    self.init(checked: measurements)
  }

  /// Fits measurements that passed the checks.
  init(checked measurements: [Measurement]) {
    self.measurements = measurements
    let search = ScalabilitySearch(measurements)
    let best = search.minimum()
    law = ScalabilityLaw(
      unitThroughput: search.unitThroughput(best), contention: best.contention,
      coherency: best.coherency)
    residualSumOfSquares = search.residualSumOfSquares(best)
  }

  /// The coefficients are the exact minimum of a stated criterion over what was measured.
  package static let method = Method.exact

  /// The greatest concurrency that was measured.
  package var measuredConcurrency: Double { measurements.map(\.concurrency).max() ?? 0 }

  /// The root mean square of the relative residuals of the throughput.
  package var relativeError: Double {
    let squares = measurements.reduce(0) { sum, point in
      let error = law.throughput(at: point.concurrency) / point.throughput - 1
      return sum + error * error
    }
    return (squares / Double(measurements.count)).squareRoot()
  }

  /// The share of the variance of the throughput that the law explains; zero where it has none.
  package var determination: Double {
    let mean = measurements.reduce(0) { $0 + $1.throughput } / Double(measurements.count)
    let total = measurements.reduce(0) { sum, point in
      sum + (point.throughput - mean) * (point.throughput - mean)
    }
    return total > 0 ? 1 - residualSumOfSquares / total : 0
  }

  /// A throughput that the fitted law predicts.
  package struct Prediction: Hashable, Sendable {
    package let throughput: Double
    /// How far it can be trusted: within the measured range, up to twice, or beyond.
    package let method: Method
  }

  /// The mean and the greatest relative error up to twice the measured range, and the mean beyond.
  package static let meanErrorToTwice = 0.11
  package static let greatestErrorToTwice = 0.42
  package static let meanErrorBeyond = 0.51

  private static func percent(_ share: Double) -> String {
    "\(DecimalText.exact((share * 100).rounded())) %"
  }

  /// The throughput at a concurrency.
  ///
  /// How far off a law is above its measured range: `docs/calibration.md`, of 13 measured sweeps, each
  /// fitted on its lower levels. Beyond twice the range nothing bounds it.
  ///
  /// - Parameters:
  ///   - concurrency: Of at least zero.
  ///   - allowingExtrapolation: Whether to answer beyond twice the measured range, with a tag that
  ///     says so.
  /// - Throws: `ScalabilityRefusal.beyondTwiceMeasured`.
  package func prediction(
    at concurrency: Double, allowingExtrapolation: Bool = false
  ) throws(ScalabilityRefusal) -> Prediction {
    let measured = measuredConcurrency
    let method: Method
    if concurrency <= measured {
      method = .approximate("scalability law within its measured range")
    } else if concurrency <= 2 * measured {
      method = .approximate(
        "scalability law up to twice its measured range; off by \(Self.percent(Self.meanErrorToTwice)) on "
          + "average over 13 measured sweeps, \(Self.percent(Self.greatestErrorToTwice)) at worst")
    } else if allowingExtrapolation {
      method = .approximate(
        "scalability law extrapolated beyond twice its measured range, no bound: off by "
          + "\(Self.percent(Self.meanErrorBeyond)) on average over 13 measured sweeps")
    } else {
      throw .beyondTwiceMeasured(concurrency: concurrency, measured: measured)
    }
    return Prediction(throughput: law.throughput(at: concurrency), method: method)
  }
}
