package import Quantities
import RealModule

/// Retries that feed back on the load: all loads at which a system with timeouts can settle.
///
/// Each request is tried up to r+1 times, and again whenever it took longer than the timeout; a try
/// that timed out is still served to its end, for nothing. With l new requests a second the load L,
/// retries included, obeys `L = l (1 - f^(r+1))/(1 - f)` with `f = P(T > timeout)` at load L. The
/// right side rises with L, so that there may be several solutions: a good one, one between that is
/// not stable, and a collapsed one at which nearly every try times out. Where two are stable the
/// system is metastable: a passing overload moves it to the bad one, and it stays there after the
/// overload is gone. Bronson, Aghayev, Charapko and Zhu, "Metastable failures in distributed
/// systems", HotOS 2021; Huang et al., OSDI 2022.
///
/// Tries are taken as one Poisson stream and each load as a steady state; back-off only spreads the
/// tries and is not in the equation. Exact for its equation; as a model of a system it is
/// approximate near the point of collapse, and where few servers leave long queues: a client that tries
/// again at once finds the queue that it gave up, with its first try still in it. The accuracy suite
/// has its errors.
package struct RetryLoad: Sendable {
  /// A load at which the system can settle, or that separates two of those.
  package struct State: Hashable, Sendable {
    /// L, the tries per second.
    package let load: RequestsPerSecond
    /// f, the share of the tries that time out.
    package let timeoutShare: Double
    /// Whether the system returns there after a small disturbance: `dF/dL < 1`.
    package let isStable: Bool
    /// The share of new requests that succeed within their tries, `1 - f^(r+1)`.
    package let successShare: Double
    /// Whether more than half of the tries time out.
    package var isCollapsed: Bool { timeoutShare > 0.5 }
  }

  /// l, the new requests.
  package let arrivalRate: RequestsPerSecond
  /// r, the most retries of one request.
  package let retries: Int
  /// All states, by increasing load; at least one.
  package let states: [State]
  /// The greatest rate of new requests with a stable state in which most tries are in time.
  ///
  /// Above it the system collapses by itself. Infinite when no load in range times out.
  package let collapseRate: RequestsPerSecond

  /// How the states are obtained: exactly for the equation.
  package static let method = Method.approximate(
    "tries taken as Poisson, each load as a steady state: within 1 % of simulation with 16 servers, up to "
      + "a tenth too low with 4 and 35 % with one")

  /// All states for a law of timeouts.
  ///
  /// With `S(f) = 1 + f + ... + f^r` the equation is `l = L/S(f(L))`, whose right side is searched for
  /// turning points between 0 and the limit, on a grid that is finest near both ends and then by
  /// golden sections; between turning points each root is bisected. Beyond the limit f is one and
  /// `L = l (r+1)`.
  ///
  /// - Parameters:
  ///   - limit: The load from which on every try times out, such as `c/S`; positive and finite.
  ///   - timeoutShare: f at a load below the limit, from 0 to 1, not falling with the load.
  /// - Precondition: rate finite and positive, retries from 0 to 1,000.
  /// - Complexity: At most about 1,000 evaluations of `timeoutShare`.
  package init(
    arrivalRate: RequestsPerSecond, retries: Int, limit: RequestsPerSecond,
    timeoutShare: @escaping (RequestsPerSecond) -> Double
  ) {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(retries >= 0 && retries <= 1000, "retries")
    precondition(limit.value > 0 && limit.value.isFinite, "limit")
    self.arrivalRate = arrivalRate
    self.retries = retries
    let curve = RetryCurve(retries: retries, limit: limit.value) {
      min(1, max(0, timeoutShare(RequestsPerSecond($0))))
    }
    var states: [State] = []
    for (load, isRising) in curve.roots(arrivals: arrivalRate.value) {
      let share = load < limit.value ? curve.timeoutShare(load) : 1
      states.append(
        State(
          load: RequestsPerSecond(load), timeoutShare: share, isStable: isRising,
          successShare: 1 - Double.pow(share, retries + 1)))
    }
    self.states = states
    collapseRate = RequestsPerSecond(curve.collapse)
  }

  /// The state that a calm system settles in, which is `settled` of all states, found without the others: no load
  /// far above it is looked at.
  ///
  /// - Parameters: As of all states.
  /// - Precondition: As of all states.
  package static func settled(
    arrivalRate: RequestsPerSecond, retries: Int, limit: RequestsPerSecond,
    timeoutShare: (RequestsPerSecond) -> Double
  ) -> State {
    precondition(arrivalRate.value > 0 && arrivalRate.value.isFinite, "arrival rate")
    precondition(retries >= 0 && retries <= 1000, "retries")
    precondition(limit.value > 0 && limit.value.isFinite, "limit")
    func share(_ load: Double) -> Double {
      load < limit.value ? min(1, max(0, timeoutShare(RequestsPerSecond(load)))) : 1
    }
    let load = RetryCurve.leastLoad(
      arrivals: arrivalRate.value, retries: retries, limit: limit.value, timeoutShare: share)
    let late = share(load)
    return State(
      load: RequestsPerSecond(load), timeoutShare: late, isStable: true,
      successShare: 1 - Double.pow(late, retries + 1))
  }

  /// All states of an M/M/c queue with a timeout on the response, first come first served.
  package init(
    arrivalRate: RequestsPerSecond, serviceTime: Seconds, servers: Int, timeout: Seconds,
    retries: Int
  ) {
    precondition(timeout.value > 0 && timeout.value.isFinite, "timeout")
    self.init(
      arrivalRate: arrivalRate, retries: retries,
      limit: RequestsPerSecond(Double(servers) / serviceTime.value)
    ) { load in
      let queue = try? MultiServerQueue(
        arrivalRate: load, serviceTime: serviceTime, servers: servers)
      return queue?.responseTail(beyond: timeout) ?? 1
    }
  }

  /// S(f), the mean number of tries of one request of whose tries this share time out.
  package static func tries(timeoutShare: Double, retries: Int) -> Double {
    RetryCurve.tries(timeoutShare, retries)
  }

  /// The state that a calm system settles in: the stable one with the least load.
  package var settled: State { states.first { $0.isStable } ?? states[0] }

  /// Whether more than one state is stable.
  package var isMetastable: Bool { states.count { $0.isStable } > 1 }

  /// How far the arrivals may grow before the good state is gone, as a share of today's: 0.3 for
  /// 30 % more; negative when it is gone already.
  package var marginToCollapse: Double { collapseRate.value / arrivalRate.value - 1 }

  /// The load that a passing overload must exceed to move the system to its bad state; nil when
  /// there is no such state.
  package var tippingLoad: RequestsPerSecond? {
    isMetastable ? states.first { !$0.isStable }?.load : nil
  }
}
