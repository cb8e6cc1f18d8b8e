import Quantities
import RealModule

/// The correlation of the waits at two single servers that see the same Poisson arrivals, each with
/// services of its own of one law.
///
/// The variance of a wait has two parts (Pollaczek and Khinchine),
/// `Var W = λ/(1-ρ)² ((1-ρ) E[S³]/3 + λ E[S²]²/4)`: the first is all of it in light traffic, the second in
/// heavy. Each part is taken to be alike as in its limit, so that the correlation is the mean of the two
/// limits by their parts: the covariance over `λ/(1-ρ)²` is linear in the load. Interpolation between light
/// and heavy traffic is that of Varma and Makowski, "Interpolation approximations for symmetric fork-join
/// queues", Performance Evaluation 20 (1994), who apply it to the mean of the maximum.
///
/// - Light traffic, exact: at most one request is in the way, `r0 = 3 ∫ E[(S - t)⁺]² dt / E[S³]`, 0.25
///   for exponential service and 1 for constant.
/// - Heavy traffic: two Brownian motions, driven with the correlation `r = 1/(1 + c²)`, each reflected
///   at zero. Exact are `s = π/(3√3)` times r for small r (by perturbation of independent ones) and 1
///   at r = 1; between, `r (s + (1 - s) r^1.5)`.
///
/// That exponent is fitted to simulated correlations of two waits alone, never to a percentile of a
/// maximum. Against simulation the law is within 0.01: loads of 10 to 90 %, Erlang service of 1, 2 and 16
/// phases, hyperexponential of a squared variation of 4 and lognormal of 0.25, 1 and 2.25.
package enum WaitCorrelation {
  /// Zero for a law without a third moment: its waits have no variance, and independent ones, whose
  /// maximum is longer, are a bound.
  package static func value(service: Distribution, utilization: Double) -> Double {
    let mean = service.mean.value
    let second = service.moment(2) / (mean * mean)
    let third = service.moment(3) / (mean * mean * mean)
    guard second.isFinite, third.isFinite else { return 0 }
    let seldom = (1 - utilization) * third / 3
    let crowded = utilization * second * second / 4
    return (seldom * lightTraffic(service) + crowded * heavyTraffic(1 / second))
      / (seldom + crowded)
  }

  /// The limit as the load goes to zero; zero for a law without a third moment.
  package static func lightTraffic(_ service: Distribution) -> Double {
    let third = service.moment(3)
    guard third.isFinite else { return 0 }
    let mean = service.mean.value
    var end = mean
    while service.excess(beyond: end) > 1e-7 * mean { end *= 1.5 }
    // Even in the logarithm of 1 + t/mean, by the trapezoidal rule.
    let points = 600
    let width = Double.log(onePlus: end / mean) / Double(points)
    var sum = 0.0
    for place in 0...points {
      let growth = Double.exp(Double(place) * width)
      let excess = service.excess(beyond: mean * (growth - 1))
      sum += (place == 0 || place == points ? 0.5 : 1) * excess * excess * mean * growth
    }
    return min(1, 3 * sum * width / third)
  }

  /// The limit as the load goes to one, by the correlation of what drives the two.
  static func heavyTraffic(_ driving: Double) -> Double {
    let slope = Double.pi / (3 * 3.0.squareRoot())
    return driving * (slope + (1 - slope) * .pow(driving, 1.5))
  }
}
