import RealModule

/// The response time under processor sharing on one server when all demands are equal: M/D/1-PS.
///
/// `E[e^(-sT)] = (1-ρ)(λ+s)² e^(-(λ+s)D) / (s² + λ (s + (λ+s)(1-ρ)) e^(-(λ+s)D))`: Egorova, Zwart
/// and Boxma, "Sojourn time tails in the M/D/1 processor sharing queue", Probability in the
/// Engineering and Informational Sciences 20 (2006), theorem 2.1 (from Ott, "The sojourn-time
/// distribution in the M/G/1 queue with processor sharing", J. Applied Probability 21 (1984)). The
/// time beyond D is inverted: nothing with probability `(1-ρ) e^(-λD)`, when nobody else is met.
/// Kinks at multiples of D leave an error of about 1e-4 of the tail.
struct ConstantDemandSharing: Hashable, Sendable {
  /// λ.
  let rate: Double
  /// D.
  let demand: Double

  private var idle: Double { 1 - rate * demand }

  /// P(T > D): the share that meets anybody.
  var slowed: Double { 1 - idle * .exp(-rate * demand) }

  /// P(T > t).
  func tail(_ t: Double) -> Double { t < demand ? 1 : law(t - demand).tail }

  /// The percentile.
  func percentile(_ p: Double) -> Double {
    let free = law(0).tail
    guard free > 1 - p else { return demand }
    let guess = demand / idle * max(0.05, .log(max(free / (1 - p), 1.01)))
    return demand + TailRoot.solve(exceeding: 1 - p, guess: guess) { law($0) }
  }

  /// Tail and density of the delay by sharing.
  private func law(_ delay: Double) -> TailPoint {
    let atom = idle * .exp(-rate * demand)
    guard delay > 0 else { return TailPoint(tail: 1 - atom, density: 0) }
    return EulerInversion.invert(at: delay) { s in
      let arrivals = Complex(real: rate + s.real, imaginary: s.imaginary)
      let decay = Complex.exp(-demand * arrivals)
      let bottom = s * s + rate * ((s + idle * arrivals) * decay)
      let value = (atom * (arrivals * arrivals)) / bottom
      return ((Complex.one - value) / s, value - Complex(atom))
    }
  }
}
