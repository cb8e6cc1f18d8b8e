package import Quantities
import RealModule

/// What a number of servers must achieve; each gets easier with every server added.
///
/// `model solve` answers it; the planner sizes fleets by utilization and checks percentiles afterwards.
/// By bisection, since each criterion is monotone in the servers (Erlang C falls with c: Jagers and van
/// Doorn, "On the continued Erlang loss function", Operations Research Letters 5 (1986)).
package enum ServerCriterion: Hashable, Sendable {
  /// The probability of having to wait, Erlang C, is at most this.
  case delayProbability(atMost: Double)
  /// The probability of waiting longer than a time is at most this.
  case waitTail(beyond: Seconds, atMost: Double)
  /// The mean wait is at most this.
  case meanWait(atMost: Seconds)
  /// The share turned away when nobody may wait, Erlang B, is at most this.
  case blocking(atMost: Double)
  /// A percentile of the response time, its `p` between 0 and 1, is at most this.
  case responsePercentile(_ p: Double, atMost: Seconds)

  /// The fewest servers that meet the criterion, exactly; nil when no number does.
  ///
  /// No number does when the target is not positive, or when the service time alone exceeds the
  /// response percentile asked for. Takes O(log c) evaluations.
  ///
  /// - Precondition: rate and service time finite and positive.
  package func minimumServers(arrivalRate: RequestsPerSecond, serviceTime: Seconds) -> Int? {
    guard isAttainable(serviceTime: serviceTime) else { return nil }
    let load = (arrivalRate * serviceTime).value
    precondition(load > 0 && load < 1e15, "offered load")
    var failing = 0
    if case .blocking = self {} else { failing = max(Int(load.rounded(.down)) - 1, 0) }
    var step = 1
    while !isMet(by: failing + step, arrivalRate: arrivalRate, serviceTime: serviceTime) {
      failing += step
      step *= 2
    }
    var meeting = failing + step
    while meeting - failing > 1 {
      let middle = failing + (meeting - failing) / 2
      if isMet(by: middle, arrivalRate: arrivalRate, serviceTime: serviceTime) {
        meeting = middle
      } else {
        failing = middle
      }
    }
    return meeting
  }

  /// Whether this number of servers meets the criterion.
  package func isMet(by servers: Int, arrivalRate: RequestsPerSecond, serviceTime: Seconds)
    -> Bool
  {
    if case .blocking(let target) = self {
      return ErlangFormula.blocking(servers: servers, offeredLoad: arrivalRate * serviceTime)
        <= target
    }
    guard
      let queue = try? MultiServerQueue(
        arrivalRate: arrivalRate, serviceTime: serviceTime, servers: servers)
    else { return false }
    return switch self {
    case .delayProbability(let target): queue.delayProbability <= target
    case .waitTail(let time, let target): queue.waitTail(beyond: time) <= target
    case .meanWait(let target): queue.meanWait <= target
    case .responsePercentile(let p, let target): queue.responseTail(beyond: target) <= 1 - p
    case .blocking: false
    }
  }

  /// Whether enough servers would meet the criterion.
  private func isAttainable(serviceTime: Seconds) -> Bool {
    switch self {
    case .delayProbability(let target), .waitTail(_, let target), .blocking(let target):
      target > 0
    case .meanWait(let target): target > .zero
    case .responsePercentile(let p, let target):
      .exp(-target.value / serviceTime.value) < 1 - p
    }
  }
}
