package import Quantities
import RealModule

/// Independent times of any law between arrivals, exponential service, identical servers, first
/// come first served: GI/M/c.
///
/// Exact. With the root `σ = A(cμ(1-σ))` of the transform of the time between arrivals, the wait of
/// those who wait is exponential at rate `cμ(1-σ)`. The probability of waiting is that of Takács,
/// Introduction to the Theory of Queues, 1962, section 2.3, theorem 1, as a sum of positive terms.
/// Errors: relative 1e-11, more by 1e-16/(1-ρ)² near saturation. Takes O(c) evaluations of the
/// transform.
package struct GeneralArrivalQueue: WaitingLaws, Hashable {
  package let arrivalRate: RequestsPerSecond
  /// The law of the time between arrivals.
  package let interarrival: Distribution
  package let serviceTime: Seconds
  package let servers: Int
  /// σ: the ratio at which probabilities fall with each one more found waiting.
  package let sigma: Double
  package let delayProbability: Double
  /// The law of wait and response.
  private let laws: ExponentialDelay

  /// The queue in its steady state.
  ///
  /// - Precondition: `interarrival` valid, `serviceTime` finite and positive, `servers` at least
  ///   one.
  /// - Throws: `Saturation` when the load is not below the servers.
  package init(interarrival: Distribution, serviceTime: Seconds, servers: Int)
    throws(Saturation)
  {
    precondition(interarrival.isValid, "interarrival")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(servers >= 1, "servers")
    let rate = RequestsPerSecond(1 / interarrival.mean.value)
    let load = rate * serviceTime
    guard load.value < Double(servers) else {
      throw Saturation(offeredLoad: load, servers: servers)
    }
    arrivalRate = rate
    self.interarrival = interarrival
    self.serviceTime = serviceTime
    self.servers = servers
    let capacity = Double(servers) / serviceTime.value
    sigma = Self.root(interarrival, capacity: capacity, load: load.value / Double(servers))
    delayProbability = Self.delayProbability(
      interarrival, serviceTime: serviceTime.value, servers: servers, sigma: sigma)
    laws = ExponentialDelay(
      serviceTime: serviceTime.value, probability: delayProbability,
      endRate: capacity * (1 - sigma))
  }

  package var method: Method { .exact }
  package var meanWait: Seconds { Seconds(laws.meanWait) }
  package func waitTail(beyond time: Seconds) -> Double { laws.waitTail(time.value) }
  package func waitPercentile(_ p: Double) -> Seconds { Seconds(laws.waitPercentile(p)) }
  package func responseTail(beyond time: Seconds) -> Double { laws.response(time.value).tail }
  package func responsePercentile(_ p: Double) -> Seconds { Seconds(laws.responsePercentile(p)) }

  /// The root below one of `σ = A(capacity (1-σ))`, by bisection of the convex difference.
  private static func root(_ interarrival: Distribution, capacity: Double, load: Double)
    -> Double
  {
    var low = 0.0
    var high = 1.0
    var guess = load
    for _ in 0..<200 {
      // Above the root and below one the transform is below σ.
      if interarrival.transform(capacity * (1 - guess)) < guess {
        high = guess
      } else {
        low = guess
      }
      guess = (low + high) / 2
      if high - low <= 1e-16 * high { break }
    }
    return guess
  }

  /// The probability of waiting, after Takács.
  ///
  /// `P(wait) = D/(1-σ)` with
  /// `1/D = 1/(1-σ) + Σ_j C(c, j)/(C_j (1-φ_j)) · (c(1-φ_j) - j)/(c(1-σ) - j)`, where
  /// `φ_j = A(jμ)` and `C_j = Π_{i≤j} φ_i/(1-φ_i)`. Numerator and denominator of the last ratio
  /// vanish together, at the root, and always have the same sign.
  private static func delayProbability(
    _ interarrival: Distribution, serviceTime: Double, servers: Int, sigma: Double
  ) -> Double {
    let count = Double(servers)
    let root = count * (1 - sigma)
    func difference(_ y: Double) -> Double {
      count * (1 - interarrival.transform(y / serviceTime)) - y
    }
    var sum = 1 / (1 - sigma)
    var product = 1.0
    for j in 1...servers {
      let y = Double(j)
      let phi = interarrival.transform(y / serviceTime)
      product *= (count - y + 1) / y * (1 - phi) / phi
      let ratio =
        (root - y).magnitude > 1e-6 * count
        ? difference(y) / (root - y) : -Self.slope(of: difference, at: y, width: 3e-3 * y)
      sum += product / (1 - phi) * ratio
      if !sum.isFinite { return 0 }
    }
    return min(1, 1 / sum / (1 - sigma))
  }

  /// A derivative by five points, of error width⁴/30 times the fifth derivative.
  private static func slope(of function: (Double) -> Double, at y: Double, width: Double)
    -> Double
  {
    let near = function(y + width) - function(y - width)
    let far = function(y + 2 * width) - function(y - 2 * width)
    return (8 * near - far) / (12 * width)
  }
}
