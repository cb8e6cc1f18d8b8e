import RealModule

/// The mean number present in a queue of c servers under changing load, one step at a time.
///
/// `dx/dt = λ - c μ ρ(x)`, where ρ(x) is the utilization at which the steady state has x present:
/// the pointwise stationary fluid flow approximation of Wang, Tipper and Banerjee, INFOCOM 1996. It
/// is the fluid equation under overload and the steady state of M/M/c when nothing changes. The
/// number waiting is Sakasegawa's `ρ^√(2(c+1))/(1-ρ)` (1977). A step is implicit (backward Euler), so
/// that it is stable however long against the service time: one scalar equation in ρ, convex and
/// rising, by Newton's method.
///
/// Where a balancer picks one of several machines at random, each machine has a queue of its own: the
/// servers are then as many `groups`, over which requests are spread evenly.
struct FluidQueue {
  /// x, the mean number waiting or in service.
  var present: Double
  /// ρ at the end of the last step.
  private(set) var utilization = 0.0

  init(present: Double) { self.present = present }

  /// The queue in the steady state of a load in erlangs; where there is none, since the load is not
  /// below the servers, all servers busy and nobody waiting: the least that an overload begins with.
  init(steadyStateOf load: Double, servers: Double, groups: Double = 1) {
    let ratio = load / servers
    guard ratio < 1 else {
      present = servers
      utilization = 1
      return
    }
    present = servers * ratio + groups * Self.waiting(ratio, servers: servers / groups)
    utilization = ratio
  }

  /// The number waiting at a utilization below one.
  static func waiting(_ utilization: Double, servers: Double) -> Double {
    Double.pow(utilization, (2 * (servers + 1)).squareRoot()) / (1 - utilization)
  }

  /// Moves on by `span` seconds with λ arrivals a second and c servers of rate μ.
  ///
  /// - Returns: The requests served.
  mutating func advance(
    by span: Double, arrivals: Double, servers all: Double, groups: Double = 1, service: Double
  ) -> Double {
    let total = present + span * arrivals
    guard all > 0, groups > 0 else {
      present = total
      utilization = 1
      return 0
    }
    let wanted = total / groups
    let servers = all / groups
    let exponent = (2 * (servers + 1)).squareRoot()
    let slope = servers * (1 + span * service)
    // The root is not above either of these.
    let top = min(wanted / slope, 1 - 1 / (wanted + exponent + 1))
    var ratio = min(top, max(utilization, 0.5 * top))
    for _ in 0..<60 {
      let power = Double.exp(exponent * .log(max(ratio, 1e-300)))
      let rest = 1 - ratio
      let queue = power / rest
      let value = slope * ratio + queue - wanted
      if queue < 1e-12 * wanted && ratio == top { break }
      let change = value / (slope + queue * (exponent / max(ratio, 1e-300) + 1 / rest))
      let next = min(top, max(0.25 * ratio, ratio - change))
      if (next - ratio).magnitude <= 1e-11 * rest {
        ratio = next
        break
      }
      ratio = next
    }
    utilization = ratio
    let served = groups * min(wanted, span * servers * service * ratio)
    present = total - served
    return served
  }
}
