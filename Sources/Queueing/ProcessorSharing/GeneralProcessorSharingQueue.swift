package import Quantities
import RealModule

/// Poisson arrivals, demands of any law, processor sharing on identical servers of which a request
/// uses at most one: M/G/c-PS.
///
/// Means are exact and insensitive to the law of the demand: the response to a demand x has the
/// mean `x R/D`, with R the mean response of M/M/c (Kleinrock 1967 for one server; Cohen, "The
/// multiple phase service network with generalized processor sharing", Acta Informatica 12 (1979),
/// for several).
///
/// Percentiles are approximate. The delay `T - x` of a request with demand x is nothing with the
/// probability that it never meets more requests than servers, and else of the gamma law with the
/// right mean and variance: `Var T = 2 V ∫ (x-u) κ(u) du`, with the variance V of the number of
/// requests per server (at least one) that arrivals find and its correlation κ over attained
/// service, `e^(-u/τ)` with `τ = (1 + c_s²) D/(2 (1-ρ))`. That is exact for one server up to the
/// form of κ, which there is the tail of the wait in M/G/1 (Yashkov, "Processor-sharing queues: some
/// progress in analysis", Queueing Systems 2 (1987), eq. 5.12). Constant demands on several servers
/// have that gamma law stretched (`ConstantDemandStretch`). A percentile takes about a millisecond.
/// Exact are those of exponential demands (`ProcessorSharingQueue`) and of constant ones on one server
/// (`ConstantDemandSharing`).
package struct GeneralProcessorSharingQueue: Hashable, Sendable {
  package let arrivalRate: RequestsPerSecond
  /// The law of the demand of one request on one server.
  package let demand: Distribution
  package let serviceTime: Seconds
  package let servers: Int
  package let meanResponse: Seconds
  /// What arrivals find: V, and the probability and rate of beginning to be slowed down.
  private let crowding: Crowding
  /// The same queue where demands are exponential.
  private let exponential: ProcessorSharingQueue?
  /// The same queue where demands are constant and there is one server.
  private let constant: ConstantDemandSharing?
  /// Where demands are constant and there are several.
  private let stretching: ConstantDemandStretch?

  /// The queue in its steady state.
  ///
  /// - Precondition: `arrivalRate` finite and not negative, `demand` valid, `servers` at least one.
  /// - Throws: `Saturation` when the load is not below the servers.
  package init(arrivalRate: RequestsPerSecond, demand: Distribution, servers: Int)
    throws(Saturation)
  {
    precondition(demand.isValid, "demand")
    let queue = try MultiServerQueue(
      arrivalRate: arrivalRate, serviceTime: demand.mean, servers: servers)
    self.arrivalRate = arrivalRate
    self.demand = demand
    serviceTime = queue.serviceTime
    self.servers = servers
    meanResponse = queue.meanResponse
    crowding = Crowding(queue)
    if case .deterministic(let time) = demand, arrivalRate.value > 0 {
      let rate = arrivalRate.value / Double(servers)
      let exact = ConstantDemandSharing(rate: rate, demand: time.value)
      constant = servers == 1 ? exact : nil
      stretching = servers == 1 ? nil : try Self.stretching(exact, servers: servers)
    } else {
      constant = nil
      stretching = nil
    }
    if case .exponential = demand {
      exponential = try ProcessorSharingQueue(
        arrivalRate: arrivalRate, serviceTime: demand.mean, servers: servers)
    } else {
      exponential = nil
    }
  }

  /// How tails and percentiles are obtained; means are exact.
  package var method: Method {
    exponential != nil || constant != nil
      ? .exact
      : .approximate(
        "gamma law of the delay by sharing, percentiles to p99 \(Method.within(Self.errorClass)) of "
          + "simulation" + unmeasured, within: Self.errorClass)
  }

  private static let errorClass = 0.03

  /// What the accuracy suite does not hold of such a queue.
  private var unmeasured: String {
    var beyond: [String] = []
    if demand.squaredVariation > 4.000_001 { beyond.append("variations above 2") }
    if servers > 16 { beyond.append("more than 16 servers") }
    if utilization > 0.9 { beyond.append("utilizations above 90 %") }
    return beyond.isEmpty ? "" : "; not measured for " + beyond.joined(separator: ", ")
  }

  /// ρ = λD/c, the share of time that a server is busy.
  package var utilization: Double { (arrivalRate * serviceTime).value / Double(servers) }

  /// R/D, the factor by which sharing stretches a demand on average.
  package var stretch: Double { meanResponse / serviceTime }

  /// The mean response time of a request with this demand, exact.
  package func meanResponse(demand: Seconds) -> Seconds { demand * stretch }

  /// P(response > t), for `t` of at least zero.
  package func responseTail(beyond time: Seconds) -> Double {
    if let exponential { return exponential.responseTail(beyond: time) }
    if let constant { return constant.tail(time.value) }
    return tail(time.value)
  }

  /// The least response time that a share `p` of the requests, between 0 and 1, does not exceed.
  package func responsePercentile(_ p: Double) -> Seconds {
    precondition(p > 0 && p < 1, "a percentile lies between 0 and 1")
    if let exponential { return exponential.responsePercentile(p) }
    if let constant { return Seconds(constant.percentile(p)) }
    let level = 1 - p
    var low = 0.0
    var high = meanResponse.value
    while tail(high) > level {
      low = high
      high *= 2
    }
    for _ in 0..<40 where high - low > 1e-7 * high {
      let middle = (low + high) / 2
      if tail(middle) > level { low = middle } else { high = middle }
    }
    return Seconds((low + high) / 2)
  }

  /// The shape on one server of the same utilization, for several.
  private static func stretching(_ exact: ConstantDemandSharing, servers: Int)
    throws(Saturation) -> ConstantDemandStretch
  {
    let single = Crowding(
      try MultiServerQueue(
        arrivalRate: RequestsPerSecond(exact.rate), serviceTime: Seconds(exact.demand), servers: 1))
    let utilization = exact.rate * exact.demand
    let gamma = SharingDelay(
      demand: exact.demand, mean: exact.demand * utilization / (1 - utilization),
      scale: exact.demand / (2 * (1 - utilization)), single)
    let slowed = exact.slowed
    return ConstantDemandStretch(
      servers: servers,
      exact: { exact.percentile(1 - $0 * slowed) - exact.demand },
      gamma: { gamma.percentile(exceeding: $0 * gamma.slowed) })
  }

  /// `∫ P(T_x > t) dB(x)`, over cells of the demand that are narrow where the law is dense.
  private func tail(_ t: Double) -> Double {
    guard t > 0 else { return 1 }
    if case .deterministic(let time) = demand { return delayTail(demand: time.value, t) }
    var sum = 0.0
    var left = 1.0
    let cells = 160
    // Even in the logarithm over four decades below t.
    let ratio = Double.exp(.log(1e4) / Double(cells))
    var edge = t * 1e-4
    for _ in 0...cells {
      let right = demand.tail(beyond: Seconds(edge))
      if left > right { sum += (left - right) * delayTail(demand: edge / ratio.squareRoot(), t) }
      left = right
      edge *= ratio
      if edge > t * (1 + 1e-9) { break }
    }
    return min(1, sum + left)
  }

  /// P(T > t) of a request with this demand.
  private func delayTail(demand x: Double, _ t: Double) -> Double {
    guard t >= x else { return 1 }
    let mean = x * (stretch - 1)
    guard mean > 0 else { return 0 }
    let law = SharingDelay(
      demand: x, mean: mean,
      scale: (1 + demand.squaredVariation) * serviceTime.value / (2 * (1 - utilization)),
      crowding)
    return law.tail(t - x, stretching)
  }
}

/// The gamma law of what sharing adds to a demand, given that it adds anything.
private struct SharingDelay {
  /// The probability of being slowed down.
  let slowed: Double
  private let shape: Double
  /// The mean over the shape.
  private let unit: Double

  /// - Parameters:
  ///   - demand: x.
  ///   - mean: The mean delay, over those not slowed down as well; more than zero.
  ///   - scale: τ.
  init(demand x: Double, mean: Double, scale: Double, _ crowding: Crowding) {
    let ratio = x / scale
    // 2 ∫ (x-u) e^(-u/τ) du, without cancellation for a short demand.
    let integral =
      ratio < 1e-3
      ? x * x * (1 - ratio / 3) : 2 * scale * scale * (ratio + .expMinusOne(-ratio))
    slowed = crowding.slowed(over: x)
    let conditional = mean / slowed
    let second = (crowding.variance * integral + mean * mean) / slowed
    let variance = max(second - conditional * conditional, 1e-6 * conditional * conditional)
    shape = conditional * conditional / variance
    unit = variance / conditional
  }

  /// P(delay > t) of the gamma law.
  func tail(_ t: Double) -> Double { slowed * IncompleteGamma.upper(shape, t / unit) }

  /// P(delay > t), of the gamma law stretched where there is something to stretch it by.
  func tail(_ t: Double, _ stretching: ConstantDemandStretch?) -> Double {
    guard let stretching, t > 0 else { return tail(t) }
    // The delay of the gamma law that is stretched to t.
    var low = t / 2
    var high = 2 * t
    for _ in 0..<50 where high - low > 1e-12 * t {
      let middle = (low + high) / 2
      if middle * stretching.factor(exceeding: tail(middle) / slowed) > t {
        high = middle
      } else {
        low = middle
      }
    }
    return tail((low + high) / 2)
  }

  /// The delay that this share of all exceeds; less than `slowed`.
  func percentile(exceeding share: Double) -> Double {
    var high = unit * max(shape, 1)
    while tail(high) > share { high *= 2 }
    var low = 0.0
    for _ in 0..<60 where high - low > 1e-9 * high {
      let middle = (low + high) / 2
      if tail(middle) > share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

/// How many requests per server an arrival finds, itself included and at least one.
private struct Crowding: Hashable, Sendable {
  /// The variance of `max(1, (n+1)/c)` over what arrivals find.
  let variance: Double
  /// P(at least c present): the share that is slowed down at once.
  private let atOnce: Double
  /// The rate at which others begin to be.
  private let rate: Double

  /// With the number waiting geometric given that all are busy: `(n+1)/c = 1 + (k+1)/c` with
  /// `P(k) = (1-ρ) ρ^k`.
  init(_ queue: MultiServerQueue) {
    let count = Double(queue.servers)
    let rho = queue.utilization
    atOnce = queue.delayProbability
    let first = atOnce / (count * (1 - rho))
    let second = atOnce * (1 + rho) / (count * count * (1 - rho) * (1 - rho))
    variance = second - first * first
    // p(c-1) = p(c) c/a, and p(c) = C (1-ρ).
    let justBelow = atOnce * (1 - rho) / rho
    rate = queue.arrivalRate.value * justBelow / max(1 - atOnce, 1e-300)
  }

  /// The probability of meeting more requests than servers while this much service is attained.
  func slowed(over x: Double) -> Double {
    max(1e-300, atOnce - (1 - atOnce) * .expMinusOne(-rate * x))
  }
}
