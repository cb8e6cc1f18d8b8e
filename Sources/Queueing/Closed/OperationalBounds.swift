package import Quantities

/// Bounds on throughput and response time of a closed network of single-server stations that need
/// demands only.
///
/// Lazowska, Zahorjan, Graham and Sevcik, Quantitative System Performance, 1984, chapter 5:
/// asymptotic bounds (table 5.2) hold for any laws; balanced job bounds (section 5.4) for product
/// form. Exact bounds, O(stations).
package struct OperationalBounds: Hashable, Sendable {
  /// N* = (D + Z)/Dmax, the population beyond which the bottleneck limits.
  package let saturationPopulation: Double
  /// X ≤ min(1/Dmax, N/(D + Z)).
  package let throughputUpper: RequestsPerSecond
  /// X ≥ N/(N D + Z): everybody waits for everybody.
  package let throughputLower: RequestsPerSecond
  /// R ≥ max(D, N Dmax - Z).
  package let responseLower: Seconds
  /// R ≤ N D.
  package let responseUpper: Seconds
  /// X ≤ min(1/Dmax, N/(D + Z + (N-1) Davg/(1 + Z/D))).
  package let balancedThroughputUpper: RequestsPerSecond
  /// X ≥ N/(D + Z + (N-1) Dmax/(1 + Z/(N D))).
  package let balancedThroughputLower: RequestsPerSecond

  /// The bounds.
  ///
  /// - Precondition: a population of at least one; demands not negative, one of them positive.
  package init(population: Int, thinkTime: Seconds, demands: [Seconds]) {
    precondition(population >= 1, "population")
    let n = Double(population)
    let z = thinkTime.value
    let total = demands.sum().value
    let most = demands.reduce(.zero, max).value
    let average = total / Double(demands.count)
    precondition(most > 0 && z >= 0, "demands")
    saturationPopulation = (total + z) / most
    throughputUpper = RequestsPerSecond(min(1 / most, n / (total + z)))
    throughputLower = RequestsPerSecond(n / (n * total + z))
    responseLower = Seconds(max(total, n * most - z))
    responseUpper = Seconds(n * total)
    let balanced = total + z + (n - 1) * average / (1 + z / total)
    balancedThroughputUpper = RequestsPerSecond(min(1 / most, n / balanced))
    let unbalanced = total + z + (n - 1) * most / (1 + z / (n * total))
    balancedThroughputLower = RequestsPerSecond(n / unbalanced)
  }

  /// How the numbers relate to the truth.
  package static let method = Method.bound("asymptotic and balanced-job bounds")
}
