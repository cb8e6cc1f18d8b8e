import Quantities
import RealModule

extension Distribution {
  /// `1 - B_e(s)` with `B_e(s) = (1 - B(s))/(s E[T])`, the transform of the residual (equilibrium)
  /// law, to a relative 1e-12 also where it is close to zero.
  ///
  /// There the definition cancels twice. It is `E[T ψ(sT)]/E[T]` with `ψ(z) = 1 - (1 - e^(-z))/z`:
  /// closed for phases and the gamma law, whose forms hold left of zero down to the pole
  /// (`residualPole`); for the others integrated as `transform` is, the lognormal law at its
  /// size-biased center.
  ///
  /// Pareto's law between bounds is taken by the definition; it is inverted nowhere.
  func residualComplement(_ s: Complex) -> Complex {
    switch self {
    case .deterministic(let mean): return (mean.value * s).residualStretch
    case .exponential(let mean):
      return (mean.value * s) / s.onePlus(times: mean.value)
    case .erlang(let mean, let phases):
      return Self.gammaComplement(mean: mean.value, shape: Double(phases), s)
    case .hyperexponential(let mean, let variation):
      // Each branch carries half of the mean.
      let branches = BalancedBranches(mean: mean.value, variation: variation)
      let fast = (branches.fastMean * s) / s.onePlus(times: branches.fastMean)
      let slow = (branches.slowMean * s) / s.onePlus(times: branches.slowMean)
      return 0.5 * (fast + slow)
    case .gamma(let mean, let variation):
      return Self.gammaComplement(
        mean: mean.value, shape: 1 / (variation * variation), s)
    case .lognormal(let mean, let variation):
      return Self.lognormalComplement(NormalLogarithm(mean: mean.value, variation: variation), s)
    case .weibull(let mean, let shape):
      return Self.weibullComplement(mean: mean.value, shape: shape, s)
    case .lomax(let mean, let shape):
      return Self.lomaxComplement(scale: mean.value * (shape - 1), shape: shape, s)
    case .boundedPareto:
      guard s != .zero else { return .zero }
      return Complex.one - (Complex.one - transform(s)) / (mean.value * s)
    }
  }

  /// The transforms of the time and of its residual, each with its digits at any frequency.
  func residualTransforms(_ s: Complex) -> ResidualTransforms {
    let mean = self.mean.value
    if s.modulus * mean > 1 {
      let served = transform(s)
      let residual = (Complex.one - served) / (mean * s)
      return ResidualTransforms(
        served: served, residual: residual, complement: Complex.one - residual)
    }
    let complement = residualComplement(s)
    let residual = Complex.one - complement
    return ResidualTransforms(
      served: Complex.one - (mean * s) * residual, residual: residual, complement: complement)
  }

  /// The negative of the rightmost pole of the transform, where its closed form holds left of zero;
  /// nil for the other laws.
  var residualPole: Double? {
    switch self {
    case .exponential(let mean): 1 / mean.value
    case .erlang(let mean, let phases): Double(phases) / mean.value
    case .hyperexponential(let mean, let variation):
      1 / BalancedBranches(mean: mean.value, variation: variation).slowMean
    case .gamma(let mean, let variation): 1 / (mean.value * variation * variation)
    case .deterministic, .lognormal, .weibull, .lomax, .boundedPareto: nil
    }
  }

  /// Of the gamma law with transform `(1 + x)^(-a)`, `x = s E[T]/a`:
  /// `(a (x - ln(1+x)) + e^(-y) - 1 + y)/(a x)` with `y = a ln(1+x)`; both parts keep their digits.
  private static func gammaComplement(mean: Double, shape: Double, _ s: Complex) -> Complex {
    guard s != .zero else { return .zero }
    let x = (mean / shape) * s
    let logarithm = x.logarithmOfOnePlus
    let y = shape * logarithm
    return ((shape * x.beyondLogarithm) + y * y.residualStretch) / (shape * x)
  }

  /// `∫ φ(z) ψ(s e^(m + d² + dz)) dz`, along the path of `lognormalTransform`.
  private static func lognormalComplement(_ law: NormalLogarithm, _ s: Complex) -> Complex {
    guard s != .zero else { return .zero }
    let path = LognormalPath(
      center: law.center + law.deviation * law.deviation, deviation: law.deviation, s)
    return path.sum { exponent, place in Complex.exp(exponent) * place.residualStretch }
  }

  /// `∫ e^(-v) T(v) ψ(s T(v)) dv / E[T]` with `T = scale · v^(1/shape)`, along the path of
  /// `weibullTransform`.
  private static func weibullComplement(mean: Double, shape: Double, _ s: Complex) -> Complex {
    guard s != .zero else { return .zero }
    let scale = 1 / Double.gamma(1 + 1 / shape)
    let angle = s.angle
    let turn = weibullTurn(angle, shape: shape)
    let rest = Complex(modulus: s.modulus * mean * scale, angle: angle - turn / shape)
    let rotation = Complex(modulus: 1, angle: -turn)
    let turned = Complex(modulus: scale, angle: -turn - turn / shape)
    let step = 0.11 * min(1, shape)
    var sum = Complex.zero
    var y = -40.0
    while y < 8 {
      let v = Double.exp(y)
      let time = Double.exp(min(y / shape, 300))
      let exponent = -v * rotation
      if exponent.real > -745 {
        sum += (v * time * Complex.exp(exponent)) * (time * rest).residualStretch
      }
      y += step
    }
    return step * turned * sum
  }

  /// `s ∫ e^(-st) (1 + t/scale)^(1 - shape) dt` along `t = x · scale`, turned to the direction of decay.
  private static func lomaxComplement(scale: Double, shape: Double, _ s: Complex) -> Complex {
    guard s != .zero else { return .zero }
    let frequency = s.modulus * scale
    let rotation = Complex(modulus: 1, angle: -s.angle)
    let step = 0.125
    var sum = Complex.zero
    let end = Double.log(745 / frequency)
    var y = -40 + min(0, -Double.log(frequency))
    while y < end {
      let x = Double.exp(y)
      sum +=
        (frequency * x * .exp(-frequency * x)) * Complex.pow(rotation.onePlus(times: x), 1 - shape)
      y += step
    }
    return step * sum
  }
}

/// `B(s)`, `B_e(s)` and `1 - B_e(s)`.
struct ResidualTransforms {
  let served: Complex
  let residual: Complex
  let complement: Complex
}

extension Complex {
  /// `ψ(z) = 1 - (1 - e^(-z))/z`, the share by which a constant time falls short of its mean when it is
  /// discounted; without cancellation near zero.
  var residualStretch: Complex {
    if real.magnitude + imaginary.magnitude > 1 {
      return Complex.one + Complex.expMinusOne(-1 * self) / self
    }
    // Σ_{n≥1} (-1)^(n+1) z^n/(n+1)!
    var term = 0.5 * self
    var sum = Complex.zero
    for order in 2...24 {
      sum += term
      term = (-1 / Double(order + 1)) * (term * self)
    }
    return sum
  }

  /// `ln(1 + z)` for a real part above -1, without cancellation near zero.
  var logarithmOfOnePlus: Complex {
    // |1+z|² - 1
    let excess = real * (2 + real) + imaginary * imaginary
    return Complex(
      real: .log(onePlus: excess) / 2, imaginary: .atan2(y: imaginary, x: 1 + real))
  }

  /// `z - ln(1 + z)`, without cancellation near zero.
  var beyondLogarithm: Complex {
    guard modulus < 0.4 else { return self - logarithmOfOnePlus }
    // Σ_{n≥2} (-1)^n z^n/n
    var power = self * self
    var sum = Complex.zero
    var order = 2.0
    while order < 45 {
      sum += (1 / order) * power
      power = -1 * (power * self)
      order += 1
    }
    return sum
  }
}
