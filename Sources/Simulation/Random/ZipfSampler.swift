import RealModule

/// Draws ranks 1...n with probabilities proportional to `rank^(-exponent)`.
///
/// Rejection-inversion: Hörmann and Derflinger, "Rejection-inversion to generate variates from
/// monotone discrete distributions", ACM TOMACS 6 (1996). Constant time and memory for any n.
struct ZipfSampler: BitwiseCopyable {
  private let count: Double
  private let exponent: Double
  private let integralOfFirst: Double
  private let integralOfLast: Double
  private let acceptance: Double

  init(count: Int, exponent: Double) {
    self.count = Double(count)
    self.exponent = exponent
    integralOfFirst = Self.integral(1.5, exponent) - 1
    integralOfLast = Self.integral(Double(count) + 0.5, exponent)
    acceptance =
      2
      - Self.inverse(Self.integral(2.5, exponent) - Double.pow(2, -exponent), exponent)
  }

  /// A rank from 1 on.
  func draw(_ stream: inout Xoshiro256) -> Int {
    while true {
      let u = integralOfLast + stream.uniform() * (integralOfFirst - integralOfLast)
      let x = Self.inverse(u, exponent)
      let rank = min(max((x + 0.5).rounded(.down), 1), count)
      if rank - x <= acceptance
        || u >= Self.integral(rank + 0.5, exponent) - Double.exp(-exponent * Double.log(rank))
      {
        return Int(rank)
      }
    }
  }

  /// `(x^(1-s) - 1)/(1-s)`, the logarithm at s = 1.
  private static func integral(_ x: Double, _ exponent: Double) -> Double {
    let logarithm = Double.log(x)
    let power = (1 - exponent) * logarithm
    return power.magnitude > 1e-8
      ? Double.expMinusOne(power) / (1 - exponent) : logarithm * (1 + power / 2)
  }

  private static func inverse(_ value: Double, _ exponent: Double) -> Double {
    let power = max(value * (1 - exponent), -1)
    return power.magnitude > 1e-8
      ? Double.exp(Double.log(onePlus: power) / (1 - exponent))
      : Double.exp(value * (1 - power / 2))
  }
}
