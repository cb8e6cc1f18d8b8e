import Quantities
import RealModule

/// A law in the form that draws from it fastest: plain numbers and a tag.
struct Sampler: BitwiseCopyable {
  enum Kind: UInt8, BitwiseCopyable {
    case constant, exponential, erlang, hyperexponential, lognormal, gamma, weibull, pareto, uniform
  }

  let kind: Kind
  let phases: Int32
  let first: Double
  let second: Double
  let third: Double

  init(_ law: Law) {
    func make(
      _ kind: Kind, _ first: Double, _ second: Double = 0, _ third: Double = 0, phases: Int = 1
    ) -> Sampler {
      Sampler(kind: kind, phases: Int32(phases), first: first, second: second, third: third)
    }
    let mean = law.mean.value
    switch law {
    case .deterministic: self = make(.constant, mean)
    case .exponential: self = make(.exponential, mean)
    case .erlang(_, let phases) where phases > 12:
      self = Self.gamma(mean: mean, shape: Double(phases))
    case .erlang(_, let phases): self = make(.erlang, mean / Double(phases), phases: phases)
    case .hyperexponential(_, let cv):
      let square = cv * cv
      let often = (1 + ((square - 1) / (square + 1)).squareRoot()) / 2
      self =
        often < 1
        ? make(.hyperexponential, often, mean / (2 * often), mean / (2 * (1 - often)))
        : make(.exponential, mean)
    case .lognormal(_, let cv):
      let variance = Double.log(onePlus: cv * cv)
      self =
        mean > 0
        ? make(.lognormal, .log(mean) - variance / 2, variance.squareRoot()) : make(.constant, 0)
    case .gamma(_, let shape): self = Self.gamma(mean: mean, shape: shape)
    case .weibull(_, let shape):
      self = make(.weibull, mean / .gamma(1 + 1 / shape), 1 / shape)
    case .pareto(_, let shape): self = make(.pareto, mean * (shape - 1) / shape, -1 / shape)
    case .uniform(let low, let high): self = make(.uniform, low.value, high.value - low.value)
    }
  }

  private init(kind: Kind, phases: Int32, first: Double, second: Double, third: Double) {
    self.kind = kind
    self.phases = phases
    self.first = first
    self.second = second
    self.third = third
  }

  private static func gamma(mean: Double, shape: Double) -> Sampler {
    Sampler(kind: .gamma, phases: 1, first: mean / shape, second: shape, third: 0)
  }

  /// Draws a time.
  @inline(__always)
  func draw(_ stream: inout Xoshiro256) -> Double {
    switch kind {
    case .constant: first
    case .exponential: -first * Double.log(stream.uniform())
    case .hyperexponential:
      -(stream.uniform() <= first ? second : third) * Double.log(stream.uniform())
    case .lognormal: Double.exp(first + second * Self.normal(&stream))
    default: drawRarer(&stream)
    }
  }

  private func drawRarer(_ stream: inout Xoshiro256) -> Double {
    switch kind {
    case .erlang:
      var product = 1.0
      for _ in 0..<phases { product *= stream.uniform() }
      return -first * Double.log(product)
    case .gamma: return first * Self.standardGamma(second, &stream)
    case .weibull: return first * Double.pow(-Double.log(stream.uniform()), second)
    case .pareto: return first * Double.pow(stream.uniform(), second)
    default: return first + second * stream.uniform()
    }
  }

  /// A standard normal number by Marsaglia's polar method.
  private static func normal(_ stream: inout Xoshiro256) -> Double {
    let spare = stream.spareNormal
    if !spare.isNaN {
      stream.spareNormal = .nan
      return spare
    }
    while true {
      let first = 2 * stream.uniform() - 1
      let second = 2 * stream.uniform() - 1
      let square = first * first + second * second
      if square < 1 && square > 0 {
        let scale = (-2 * Double.log(square) / square).squareRoot()
        stream.spareNormal = second * scale
        return first * scale
      }
    }
  }

  /// A gamma number of scale 1: Marsaglia and Tsang, "A simple method for generating gamma
  /// variables", ACM TOMS 26 (2000); shapes below 1 by their remark at the end of section 6.
  private static func standardGamma(_ shape: Double, _ stream: inout Xoshiro256) -> Double {
    if shape < 1 {
      let boost = Double.pow(stream.uniform(), 1 / shape)
      return standardGamma(shape + 1, &stream) * boost
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(&stream)
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if Double.log(stream.uniform()) < 0.5 * x * x + d - d * v + d * Double.log(v) { return d * v }
    }
  }
}
