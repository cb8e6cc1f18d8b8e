import RealModule

/// A station in the generating function of a product-form network: how much n customers weigh
/// there, as a power series in `y = Σ_r D_r z_r`.
///
/// `h(y) = q(y)/(1 - y/limit)` with the polynomial `q(y) = Σ_j w_j y^j/(α_1 ⋯ α_j)`, because from
/// some number on a station works at a constant rate. All terms are positive. Reiser and Kobayashi,
/// "Queueing networks with multiple closed chains: theory and computational algorithms", IBM J.
/// Res. Dev. 19 (1975), generalized to several servers.
struct StationSeries {
  /// α_1, α_2, ..., one fewer than the weights.
  let rates: [Double]
  /// w_0, w_1, ...
  let weights: [Double]
  /// The rate with very many present; infinite when the polynomial is all there is.
  let limit: Double

  /// A station that works `α(n)` times as fast with n present as a single server.
  ///
  /// Rates that exceed the last make some weights negative; to avoid their cancellation the series
  /// is then a polynomial up to the population.
  init(multipliers: [Double], population: Int) {
    let last = multipliers[multipliers.count - 1]
    if population >= multipliers.count && multipliers.allSatisfy({ $0 <= last }) {
      rates = Array(multipliers.dropLast())
      weights = [1] + rates.map { 1 - $0 / last }
      limit = last
    } else {
      rates = (0..<population).map { multipliers[min($0, multipliers.count - 1)] }
      weights = [Double](repeating: 1, count: population + 1)
      limit = .infinity
    }
  }

  /// Servers that also carry an open load of so many erlangs, below their number.
  ///
  /// Open customers turn `h(y)` into `h(y + a)`, up to a constant (compare Bruell, Balbo and
  /// Afshari, "Mean value analysis of mixed, multiple class BCMP networks with load dependent
  /// service stations", Performance Evaluation 4 (1984)).
  init(servers: Int, openLoad: Double, population: Int) {
    let count = Double(servers)
    // With fewer customers than servers nobody queues, unless open ones are there too.
    let terms = openLoad > 0 ? servers : min(servers, population + 1)
    rates = (1..<max(terms, 1)).map { Double($0) }
    let limit = openLoad > 0 || servers <= population ? count - openLoad : .infinity
    self.limit = limit
    guard openLoad > 0 else {
      weights = (0..<terms).map { limit.isFinite ? 1 - Double($0) / count : 1 }
      return
    }
    // Poisson weights, scaled to one at the largest: only ratios count.
    let logs = (0..<servers).map { PoissonProbability.log(count: $0, mean: openLoad) }
    let top = logs.reduce(-.infinity, max)
    let poisson = logs.map { Double.exp($0 - top) }
    weights = (0..<servers).map { j in
      var sum = 0.0
      for m in 0..<(servers - j) { sum += poisson[m] * (1 - Double(j + m) / count) }
      return sum
    }
  }
}
