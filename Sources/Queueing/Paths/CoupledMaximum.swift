import Quantities
import RealModule

/// The maximum of wait plus service at several queues whose waits are coupled and whose services are
/// independent.
///
/// Waits have a Gaussian copula with one factor: `W_i` is the quantile of its own law at
/// `Φ(√g Z + √(1-g) E_i)` with normal Z and E_i, so that given Z all is independent and
/// `P(max ≤ t) = E[Π_i P(W_i + S_i ≤ t | Z)]` (Joe, Multivariate Models and Dependence Concepts,
/// 1997, section 5.1; a common factor for queues with common arrivals: Baccelli, Makowski and
/// Shwartz, "The fork-join queue and related systems with synchronization constraints", Adv. Appl.
/// Probability 21 (1989), who show that the waits are associated). The law of each queue stays
/// what it is; far in the tail waits are asymptotically independent, as they are in truth.
///
/// The factor is integrated by the trapezoidal rule, sums on a lattice by FFT: 0.1 % of a
/// percentile, some milliseconds.
struct CoupledMaximum {
  /// Equal queues.
  struct Group: Sendable {
    let count: Int
    /// P(W > t).
    let waitTail: @Sendable (Double) -> Double
    let service: Distribution
    /// g, the squared loading of the common factor, from 0 to below 1.
    let coupling: Double
  }

  private let step: Double
  /// P(max ≤ (i + ½) step).
  private let below: [Double]

  private static let points = 1 << 12
  /// The factor's values; the rule is exact to 1e-9 for smooth functions.
  private static let factors = (-9...9).map { 0.6 * Double($0) }

  /// The law up to a time.
  init(_ groups: [Group], horizon: Double) {
    let points = Self.points
    let step = horizon / Double(points)
    self.step = step
    let transform = FourierTransform(count: 2 * points)
    var products = [[Double]](
      repeating: [Double](repeating: 1, count: points), count: Self.factors.count)
    for group in groups {
      var served = [Complex](repeating: .zero, count: 2 * points)
      var before = 1.0
      for index in 0..<points {
        let after = group.service.tail(beyond: Seconds((Double(index) + 0.5) * step))
        served[index].real = max(0, before - after)
        before = after
      }
      transform.forward(&served)
      let places = Self.waitPlaces(group, step: step)
      // Two values of the factor at a time, one in the real part and one in the imaginary.
      for pair in stride(from: 0, to: Self.factors.count, by: 2) {
        let isLast = pair + 1 == Self.factors.count
        let first = Self.masses(places, group.coupling, Self.factors[pair])
        let second =
          isLast ? first : Self.masses(places, group.coupling, Self.factors[pair + 1])
        var values = [Complex](repeating: .zero, count: 2 * points)
        for index in 0..<points {
          values[index] = Complex(real: first[index], imaginary: second[index])
        }
        transform.forward(&values)
        for index in values.indices { values[index] = values[index] * served[index] }
        transform.inverse(&values)
        var sums = Complex.zero
        for index in 0..<points {
          sums += values[index]
          products[pair][index] *= Self.power(sums.real, group.count)
          if !isLast { products[pair + 1][index] *= Self.power(sums.imaginary, group.count) }
        }
      }
    }
    let weights = Self.factors.map { NormalLaw.density($0) }
    let total = weights.reduce(0, +)
    var result = [Double](repeating: 0, count: points)
    for (place, weight) in weights.enumerated() {
      for index in 0..<points { result[index] += weight / total * products[place][index] }
    }
    below = result
  }

  /// P(max > t), up to the horizon.
  func tail(_ t: Double) -> Double {
    let place = t / step - 0.5
    guard place > 0 else { return 1 - below[0] * max(0, t / (0.5 * step)) }
    let left = min(Int(place), below.count - 2)
    let share = min(1, place - Double(left))
    return max(0, 1 - below[left] - share * (below[left + 1] - below[left]))
  }

  /// The percentile, up to the horizon.
  func percentile(_ p: Double) -> Double {
    var low = -1
    var high = below.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if below[middle] >= p { high = middle } else { low = middle }
    }
    let before = low < 0 ? 0 : below[low]
    let share = below[high] > before ? (p - before) / (below[high] - before) : 1
    return max(0, Double(low) + 0.5 + min(1, share)) * step
  }

  /// `∫ P(max > t) dt` up to the horizon.
  var mean: Double {
    var sum = 0.0
    for value in below { sum += 1 - value }
    return (sum + 0.5) * step
  }

  private static func power(_ value: Double, _ count: Int) -> Double {
    .pow(min(1, max(0, value)), count)
  }

  /// The normal quantiles of the law of the wait at the ends of the cells.
  private static func waitPlaces(_ group: Group, step: Double) -> [Double] {
    let sampled = SampledTail(upTo: Double(points) * step, of: group.waitTail)
    return (0..<points).map { index in
      let tail = min(1, max(0, sampled.tail((Double(index) + 0.5) * step)))
      if tail >= 1 { return -.infinity }
      return tail < 1e-16 ? .infinity : -NormalLaw.quantile(tail)
    }
  }

  /// The masses of the wait in the cells, given the factor.
  private static func masses(_ places: [Double], _ coupling: Double, _ factor: Double) -> [Double] {
    let loading = coupling.squareRoot()
    let rest = (1 - coupling).squareRoot()
    var before = 0.0
    return places.map { place in
      let now =
        place.isFinite ? NormalLaw.below((place - loading * factor) / rest) : place < 0 ? 0 : 1
      defer { before = now }
      return max(0, now - before)
    }
  }
}
