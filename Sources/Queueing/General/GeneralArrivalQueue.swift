package import Quantities
import RealModule

/// Independent times of any law between arrivals, exponential service, identical servers, first
/// come first served: GI/M/c.
///
/// Exact. With the root `σ = A(cμ(1-σ))` of the transform of the time between arrivals, the wait of
/// those who wait is exponential at rate `θ = cμ(1-σ)`. It is found as the root of `1 - A_e(θ) = 1 - ρ`,
/// with the residual law, which keeps its digits where σ is one to all of them: near saturation, and
/// for arrivals so bursty that they have no variance. The probability of waiting is that of Takács,
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
    let idleShare =
      1.addingProduct(-rate.value, serviceTime.value / Double(servers))
    let endRate = Self.root(interarrival, capacity: capacity, idleShare: idleShare)
    sigma = 1 - endRate / capacity
    delayProbability = Self.delayProbability(
      interarrival, serviceTime: serviceTime.value, servers: servers, gap: endRate / capacity)
    laws = ExponentialDelay(
      serviceTime: serviceTime.value, probability: delayProbability, endRate: endRate)
  }

  package var method: Method { .exact }
  package var meanWait: Seconds { Seconds(laws.meanWait) }
  package func waitTail(beyond time: Seconds) -> Double { laws.waitTail(time.value) }
  package func waitPercentile(_ p: Double) -> Seconds { Seconds(laws.waitPercentile(p)) }
  package func responseTail(beyond time: Seconds) -> Double { laws.response(time.value).tail }
  package func responsePercentile(_ p: Double) -> Seconds { Seconds(laws.responsePercentile(p)) }

  /// The θ in (0, capacity] with `1 - A_e(θ) = 1 - ρ`, by bisection: the left side rises with θ.
  ///
  /// It is `σ = A(cμ(1-σ))` without the root at one: `1 - A(θ) = θ E[A] A_e(θ)`.
  private static func root(_ interarrival: Distribution, capacity: Double, idleShare: Double)
    -> Double
  {
    var low = 0.0
    var high = capacity
    var guess = capacity * idleShare
    for _ in 0..<2000 {
      if interarrival.residualComplement(Complex(guess)).real > idleShare {
        high = guess
      } else {
        low = guess
      }
      if high - low <= 2e-16 * high { break }
      if low == 0 {
        // Down by growing steps, and never to nothing.
        guess = max(high * min(0.5, high / capacity), 1e-300 * capacity)
        if guess >= high { return high }
      } else {
        guess = high > 4 * low ? low.squareRoot() * high.squareRoot() : (low + high) / 2
      }
    }
    return (low + high) / 2
  }

  /// The probability of waiting, after Takács.
  ///
  /// `gap` is 1 - σ. `P(wait) = D/(1-σ)` with
  /// `1/D = 1/(1-σ) + Σ_j C(c, j)/(C_j (1-φ_j)) · (c(1-φ_j) - j)/(c(1-σ) - j)`, where
  /// `φ_j = A(jμ)` and `C_j = Π_{i≤j} φ_i/(1-φ_i)`. Numerator and denominator of the last ratio
  /// vanish together, at the root, and always have the same sign.
  private static func delayProbability(
    _ interarrival: Distribution, serviceTime: Double, servers: Int, gap: Double
  ) -> Double {
    let count = Double(servers)
    let root = count * gap
    func difference(_ y: Double) -> Double {
      count * (1 - interarrival.transform(y / serviceTime)) - y
    }
    // Times 1 - σ, so that nothing overflows where that is tiny.
    var sum = 1.0
    var product = 1.0
    for j in 1...servers {
      let y = Double(j)
      let phi = interarrival.transform(y / serviceTime)
      product *= (count - y + 1) / y * (1 - phi) / phi
      let ratio =
        (root - y).magnitude > 1e-6 * count
        ? difference(y) / (root - y) : -Self.slope(of: difference, at: y, width: 3e-3 * y)
      sum += gap * (product / (1 - phi) * ratio)
      if !sum.isFinite { return 0 }
    }
    return min(1, 1 / sum)
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
