import RealModule

/// How the delay by sharing of constant demands differs in shape from the gamma law.
///
/// On one server both are known: the percentile of the exact law (`ConstantDemandSharing`) over that
/// of the gamma law, among those who are slowed down at all. On c servers the gamma law is
/// stretched by this ratio to the power 1/c. That form is a fit: of the powers c^-½, c^-¾ and c^-1 it
/// left the least errors at the 99th percentile of M/D/2, M/D/4 and M/D/8 at loads of 0.3 to 0.8 while
/// the median and the 90th percentile came within 2 %.
struct ConstantDemandStretch: Hashable, Sendable {
  /// By depth, the logarithm of the share of those slowed down that exceeds a delay, in steps of a
  /// half.
  private let factors: [Double]

  private static let step = 0.5
  /// Beyond, the inversion of the exact law has too few digits at light loads.
  private static let deepest = 8.0

  /// - Parameters:
  ///   - exact: The percentile of the delay on one server that a share of those slowed down exceeds.
  ///   - gamma: The same of the gamma law.
  ///   - servers: c.
  init(servers: Int, exact: (Double) -> Double, gamma: (Double) -> Double) {
    let power = 1 / Double(servers)
    factors = stride(from: Self.step, through: Self.deepest, by: Self.step).map { depth in
      let share = Double.exp(-depth)
      return .pow(exact(share) / gamma(share), power)
    }
  }

  /// The factor of the delay that this share of those slowed down exceeds.
  func factor(exceeding share: Double) -> Double {
    let place = -Double.log(max(share, 1e-300)) / Self.step - 1
    guard place > 0 else { return factors[0] }
    let left = Int(min(place, Double(factors.count - 1)))
    guard left + 1 < factors.count else { return factors[factors.count - 1] }
    return factors[left] + (place - Double(left)) * (factors[left + 1] - factors[left])
  }
}
