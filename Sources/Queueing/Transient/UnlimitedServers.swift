package import Quantities
import RealModule

/// The ideal of autoscaling: servers without limit and without delay, M(t)/G/∞.
///
/// With Poisson arrivals at rate λ(t) the number busy at t is Poisson of mean
/// `m(t) = ∫ λ(t-u) P(S > u) du`: how many servers there should be, before any lag. Eick, Massey and
/// Whitt, "The physics of the M_t/G/∞ queue", 1993, theorem 1. Exact, also for laws other than those
/// here: m depends on the service time through its stationary excess only.
/// O(pieces) a time.
package struct UnlimitedServers: Hashable, Sendable {
  /// The law of the service time, of which the mean is given apart.
  package enum Law: Hashable, Sendable {
    case deterministic
    case exponential
    /// A sum of that many equal exponential times.
    case erlang(phases: Int)
    /// The shape of any law; its mean does not matter.
    case general(Distribution)
  }

  /// λ(t) per second; `before` has held forever.
  package let arrivalRate: PiecewiseConstant
  /// S, the mean service time.
  package let serviceTime: Seconds
  package let law: Law

  /// The servers.
  ///
  /// - Precondition: service time finite and positive; phases at least one.
  package init(arrivalRate: PiecewiseConstant, serviceTime: Seconds, law: Law) {
    precondition(serviceTime.value > 0 && serviceTime.value.isFinite, "service time")
    if case .erlang(let phases) = law { precondition(phases >= 1, "phases") }
    if case .general(let shape) = law { precondition(shape.isValid, "law") }
    self.arrivalRate = arrivalRate
    self.serviceTime = serviceTime
    self.law = law
  }

  /// How every number is obtained.
  package static let method = Method.exact

  /// m(t), the mean number of busy servers at a time from 0 on.
  package func meanBusy(at time: Seconds) -> Double {
    var rate = arrivalRate.before
    var mean = rate
    // Each change of the rate adds its share of the requests that began since.
    for piece in arrivalRate.pieces where piece.from <= time {
      mean += (piece.value - rate) * excess(time.value - piece.from.value)
      rate = piece.value
    }
    return mean * serviceTime.value
  }

  /// P(S_e <= t) for the stationary excess S_e, of density `P(S > u)/E[S]`.
  private func excess(_ time: Double) -> Double {
    let scaled = time / serviceTime.value
    switch law {
    case .deterministic: return min(1, scaled)
    case .exponential: return -Double.expMinusOne(-scaled)
    case .general(let shape):
      let mean = shape.mean.value
      return 1 - shape.excess(beyond: scaled * mean) / mean
    case .erlang(let phases):
      // A mixture of Erlang laws of 1 to k phases, each equally likely.
      let mean = scaled * Double(phases)
      var below = 0.0
      var share = 0.0
      for phase in 0..<phases {
        below +=
          mean > 0 ? .exp(PoissonProbability.log(count: phase, mean: mean)) : phase == 0 ? 1 : 0
        share += 1 - below
      }
      return max(0, share / Double(phases))
    }
  }
}
