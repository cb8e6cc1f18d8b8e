package import Quantities
import RealModule

/// Instances on demand, as functions have them: each request takes an idle instance or starts a new
/// one (a cold start), and an instance is discarded after a time of idleness.
///
/// Requests are Poisson at rate λ and hold their instance for a mean time S. A cold start takes no
/// extra time here; the planner adds it to the response. The number of busy instances is then
/// Poisson of mean λS whatever the law of the service time (M/G/∞).
package struct WarmInstances: Hashable, Sendable {
  /// Which idle instance a request takes.
  package enum Order: Hashable, Sendable, CaseIterable {
    /// The most recently used one, so that the rest can expire.
    case mostRecent
    /// Any of them with equal probability.
    case random
    /// The least recently used one.
    case leastRecent
  }

  /// λ, the requests.
  package let arrivalRate: RequestsPerSecond
  /// S, the mean time that a request holds its instance.
  package let serviceTime: Seconds
  /// The time of idleness after which an instance is discarded.
  package let idleTimeout: Seconds
  package let order: Order
  /// The share of requests that find no idle instance.
  package let coldShare: Double
  /// The mean number of idle instances.
  package let meanIdle: Double
  /// How the cold share and the idle instances are obtained.
  package let method: Method

  /// The instances in their steady state.
  ///
  /// - Parameters:
  ///   - isExponential: Whether the service time is exponential; for other laws the same formula is
  ///     used and the method says so.
  /// - Precondition: rate, service time and timeout finite and positive.
  /// - Complexity: O(√(λS)) steps at sixteen nodes (most recent), or O(λS) states (others).
  package init(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, idleTimeout: Seconds,
    order: Order = .mostRecent, isExponential: Bool = true
  ) {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    precondition(idleTimeout.value > 0 && idleTimeout.value.isFinite, "idle timeout")
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.idleTimeout = idleTimeout
    self.order = order
    switch order {
    case .mostRecent:
      let stack = InstanceStack(
        arrivals: arrivalRate.value, service: 1 / serviceTime.value, timeout: idleTimeout.value)
      coldShare = stack.coldShare
      meanIdle = stack.meanIdle
      method =
        isExponential
        ? .exact
        : .approximate(
          "exponential service in place of its law, cold share within 6 %", within: 0.06)
    case .random, .leastRecent:
      let pool = InstancePool(
        arrivals: arrivalRate.value, load: (arrivalRate * serviceTime).value,
        timeout: idleTimeout.value, isRandom: order == .random)
      coldShare = pool.coldShare
      meanIdle = pool.meanIdle
      method = Self.slowMethod(coldStarts: arrivalRate.value * pool.coldShare)
    }
  }

  /// How pools are solved; where cold starts are rarer than one a day their steady state is one that
  /// hardly any pool lives to see, and one that has grown from nothing has more of them until then.
  private static func slowMethod(coldStarts: Double) -> Method {
    let days = 1 / (coldStarts * 86_400)
    guard days > 1 else {
      return .approximate(
        "instances taken as slower than requests, cold share within 10 %", within: 0.1)
    }
    return .approximate(
      "instances taken as slower than requests; a steady state whose cold starts are "
        + "\(DecimalText.significant(days, 2)) days apart, with more of them until it is reached")
  }

  /// λS, the mean number of busy instances; exact.
  package var meanBusy: Double { (arrivalRate * serviceTime).value }

  /// The cold starts per second.
  package var coldStartRate: RequestsPerSecond { arrivalRate * coldShare }

  /// One instance with a negligible service time, exactly: a request is cold when the gap before it
  /// exceeds the timeout, `e^(-λτ)`; the instance is idle for the rest of the time.
  package static func singleColdShare(
    arrivalRate: RequestsPerSecond, idleTimeout: Seconds
  ) -> Double {
    .exp(-arrivalRate.value * idleTimeout.value)
  }

  /// The share of requests that do not find one of `warm` instances that are always kept, when
  /// others are not kept at all: Erlang B, exact for any law of the service time.
  package static func coldShare(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, warm: Int
  ) -> Double {
    ErlangFormula.blocking(servers: warm, offeredLoad: arrivalRate * serviceTime)
  }
}
