import TestSupport
import Testing

@testable import Queueing

/// Four complex numbers at once have the digits that each has by itself.
@Suite struct ComplexLanesTests {
  @Test(arguments: UInt64(0)..<20)
  func operationsAreThoseOfEachNumber(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    func number() -> Complex {
      Complex(
        real: Double.random(in: -30...30, using: &random),
        imaginary: Double.random(in: -30...30, using: &random))
    }
    for _ in 0..<50 {
      let (left, right) = ((0..<4).map { _ in number() }, (0..<4).map { _ in number() })
      let factor = Double.random(in: -5...5, using: &random)
      let power = Int.random(in: 1...9, using: &random)
      let (a, b) = (Self.lanes(left), Self.lanes(right))
      for lane in 0..<4 {
        let (x, y) = (left[lane], right[lane])
        #expect((a + b)[lane] == x + y)
        #expect((a * b)[lane] == x * y)
        #expect((a / b)[lane] == x / y)
        #expect((factor * a)[lane] == factor * x)
        #expect(a.onePlus(times: factor)[lane] == x.onePlus(times: factor))
        #expect(a.raised(to: power)[lane] == x.raised(to: power))
      }
    }
  }

  /// A transform with choices within choices, at frequencies to the left and to the right of zero.
  @Test(arguments: UInt64(0)..<10)
  func transformsAreThoseOfEachFrequency(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func mean() -> Double { Double.random(in: 0.001...2, using: &random) }
    func law(_ depth: Int) -> SmoothLaw {
      let sojourn = SmoothLaw(
        SojournFactor(
          meanService: mean(), meanDelay: Bool.random(using: &random) ? mean() : 0,
          delayProbability: Double.random(in: 0...1, using: &random),
          power: Int.random(in: 1...5, using: &random)))
      guard depth > 0 else { return sojourn }
      let share = Double.random(in: 0...1, using: &random)
      let mixture = MixtureFactor(
        branches: [
          .init(probability: share, law: law(depth - 1)),
          .init(probability: 1 - share, law: law(depth - 1)),
        ], power: Int.random(in: 1...3, using: &random))
      return sojourn.plus(SmoothLaw(mixture))
    }
    let program = TransformProgram(law(2))
    let places = (0..<4).map { _ in
      Complex(
        real: Double.random(in: -0.2...3, using: &random),
        imaginary: Double.random(in: 0...40, using: &random))
    }
    let each = program.withTransform { (transform: (Complex) -> Complex) in places.map(transform) }
    let together = program.withTransform { (transform: (ComplexLanes) -> ComplexLanes) in
      transform(Self.lanes(places))
    }
    for lane in 0..<4 { #expect(together[lane] == each[lane]) }
  }

  private static func lanes(_ numbers: [Complex]) -> ComplexLanes {
    var lanes = ComplexLanes.zero
    for (lane, number) in numbers.enumerated() {
      lanes.real[lane] = number.real
      lanes.imaginary[lane] = number.imaginary
    }
    return lanes
  }
}

extension ComplexLanes {
  fileprivate subscript(lane: Int) -> Complex {
    Complex(real: real[lane], imaginary: imaginary[lane])
  }
}
