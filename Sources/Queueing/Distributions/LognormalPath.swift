import RealModule

/// The points at which integrals over a lognormal time `e^(m + dZ)` against a function of `s e^(m + dZ)`
/// are summed: a line parallel to the real axis, lifted to where the function decays without turning.
///
/// The lift is limited where it would cost digits: by `e^((lift)²/2)`.
struct LognormalPath {
  private let lift: Double
  private let step: Double
  private let deviation: Double
  private let location: Double
  private let rest: Complex
  private let count: Int

  /// - Parameters:
  ///   - center: m, or `m + d²` where sizes weigh by themselves.
  ///   - s: Not zero.
  init(center: Double, deviation: Double, _ s: Complex) {
    let angle = s.angle
    self.deviation = deviation
    lift = max(-3, min(3, angle / deviation))
    rest = Complex(modulus: 1, angle: angle - lift * deviation)
    step = min(0.5, 0.34 / deviation)
    count = Int(((lift * lift + 74).squareRoot() / step).rounded(.up))
    location = center + .log(s.modulus)
  }

  /// The weighted sum of a function over the points, with the step and the density's constant.
  ///
  /// - Parameter term: Of the exponent of the density, and of `s e^(m + dz)`.
  func sum(_ term: (_ weight: Complex, _ place: Complex) -> Complex) -> Complex {
    var sum = Complex.zero
    for index in -count...count {
      let x = Double(index) * step
      let size = Double.exp(min(location + deviation * x, 300))
      sum += term(Complex(real: (lift * lift - x * x) / 2, imaginary: lift * x), size * rest)
    }
    return (step / (2 * .pi).squareRoot()) * sum
  }
}
