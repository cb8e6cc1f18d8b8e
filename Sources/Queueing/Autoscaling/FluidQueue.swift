import RealModule

/// The mean number present in a queue of c servers under changing load, one step at a time.
///
/// `dx/dt = λ - c μ ρ`, with a utilization ρ that follows from x and from the variance of the number waiting
/// (`WaitingSpread`). In the steady state it is the one at which x are present, with Sakasegawa's number
/// waiting `ρ^√(2(c+1))/(1-ρ)` (1977): the pointwise stationary fluid flow approximation of Wang, Tipper and
/// Banerjee, INFOCOM 1996. That has servers idle as often on the way as in a steady state with as many
/// present, so that after a minute of a load close to what they carry it is up to 22 % too high; with the
/// variance the peak is within 4 % of the exact transient. A step is implicit in ρ (backward Euler), so
/// that it is stable however long against the service time: one scalar equation, convex and rising, by
/// Newton's method.
///
/// Where a balancer picks one of several machines at random, each machine has a queue of its own: the
/// servers are then as many `groups`, over which requests are spread evenly.
struct FluidQueue: Equatable {
  /// x, the mean number waiting or in service.
  private(set) var present: Double
  /// ρ at the end of the last step.
  private(set) var utilization = 0.0
  /// Of the number waiting in one group.
  private var spread: WaitingSpread

  /// A queue with nobody in it.
  init() {
    present = 0
    spread = WaitingSpread(steadyStateOf: 0)
  }

  /// The queue in the steady state of a load in erlangs; where there is none, since the load is not
  /// below the servers, all servers busy and nobody waiting: the least that an overload begins with.
  init(steadyStateOf load: Double, servers: Double, groups: Double = 1) {
    let ratio = load / servers
    guard ratio < 1 else {
      present = servers
      utilization = 1
      spread = WaitingSpread(steadyStateOf: 0)
      return
    }
    let waiting = Self.waiting(ratio, servers: servers / groups)
    present = servers * ratio + groups * waiting
    utilization = ratio
    spread = WaitingSpread(steadyStateOf: waiting)
  }

  /// The number waiting at a utilization below one.
  static func waiting(_ utilization: Double, servers: Double) -> Double {
    Double.pow(utilization, (2 * (servers + 1)).squareRoot()) / (1 - utilization)
  }

  /// Whether another queue differs by no more than a few millionths of a millionth: a queue comes ever closer to
  /// its steady state, and there to and fro by rounding.
  ///
  /// A step that differs by so little is repeated, so that what is left of the way to the steady state, as many of such
  /// steps as the queue needs to settle, is not gone: a few thousand near saturation, or 1e-8 of the number present.
  func isNext(to other: FluidQueue) -> Bool {
    func isClose(_ left: Double, _ right: Double) -> Bool {
      (left - right).magnitude <= Self.closeness * left.magnitude
    }
    return isClose(present, other.present) && isClose(utilization, other.utilization)
      && isClose(spread.variance, other.spread.variance)
  }

  private static let closeness = 3e-12

  /// Takes away some of those who wait, who are no more than that.
  mutating func drop(_ number: Double, groups: Double = 1, servers: Double) {
    present -= number
    spread.limit(to: waiting(servers: servers, groups: groups))
  }

  /// Takes over another queue, of which there are `share` among both.
  mutating func absorb(_ other: FluidQueue, share: Double) {
    present += other.present
    utilization += share * (other.utilization - utilization)
    spread = spread.mixed(with: other.spread, share: share)
  }

  /// Takes over some that were present elsewhere, or gives some away.
  mutating func move(_ number: Double) { present += number }

  /// The mean number waiting in one group.
  private func waiting(servers: Double, groups: Double) -> Double {
    max(0, (present - servers * utilization) / groups)
  }

  /// Moves on by `span` seconds with λ arrivals a second and c servers of rate μ.
  ///
  /// - Returns: The requests served.
  @discardableResult
  mutating func advance(
    by span: Double, arrivals: Double, servers all: Double, groups: Double = 1, service: Double
  ) -> Double {
    let total = present + span * arrivals
    guard all > 0, groups > 0 else {
      present = total
      utilization = 1
      return 0
    }
    let load = arrivals / (all * service)
    let idleness = spread.idleness(mean: waiting(servers: all, groups: groups), load: load)
    let servers = all / groups
    let exponent = (2 * (servers + 1)).squareRoot()
    let equation = PresentEquation(
      wanted: total / groups, slope: servers * (1 + span * service), exponent: exponent,
      idleness: idleness)
    utilization = equation.utilization(near: utilization)
    let served = min(total, span * all * service * utilization)
    present = total - served
    let power = Double.exp(exponent * .log(max(utilization, 1e-300)))
    spread.advance(
      mean: waiting(servers: all, groups: groups),
      variation: span * (arrivals / groups + servers * service * utilization) * power
        / max(utilization, 1e-300),
      capacity: span * servers * service, load: load, power: power)
    return served
  }
}

/// `slope ρ + g ρ^e / (1 - b - ρ) = wanted`: the utilization at the end of an implicit step.
private struct PresentEquation {
  private let wanted: Double
  private let slope: Double
  private let exponent: Double
  private let density: Double
  /// What is not idle in queues that have settled, `1 - b`; the unknown is a share of it.
  private let open: Double

  init(wanted: Double, slope: Double, exponent: Double, idleness: WaitingSpread.Idleness) {
    self.wanted = wanted
    self.exponent = exponent
    open = 1 - idleness.settled
    self.slope = slope * open
    density =
      idleness.settled > 0
      ? idleness.density * .exp((exponent - 1) * .log(open)) : idleness.density
  }

  func utilization(near guess: Double) -> Double {
    // The root is not above either of these.
    let top = min(
      wanted / slope, 1 - density / (wanted + density * exponent + density))
    var ratio = min(top, max(guess / open, 0.5 * top))
    for _ in 0..<60 {
      let power = density * Double.exp(exponent * .log(max(ratio, 1e-300)))
      let rest = max(1 - ratio, 1e-15)
      let queue = power / rest
      let value = slope * ratio + queue - wanted
      if queue < 1e-12 * wanted && ratio == top { break }
      let change = value / (slope + queue * (exponent / max(ratio, 1e-300) + 1 / rest))
      let next = min(top, max(0.25 * ratio, ratio - change))
      if (next - ratio).magnitude <= 1e-11 * rest { return next * open }
      ratio = next
    }
    return ratio * open
  }
}
