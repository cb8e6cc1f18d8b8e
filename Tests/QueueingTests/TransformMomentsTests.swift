import Quantities
import Testing

@testable import Queueing

/// Moments in one pass over a program are those of the path that is expanded into its ways.
@Suite struct TransformMomentsTests {
  @Test func momentsAreThoseOfThePath() throws {
    var compared = 0
    for seed in UInt64(1)...300 {
      let stages = try PathTransformTests.stages(seed)
      guard let path = try? ResponsePath(stages), let written = StageProgram(stages) else {
        continue
      }
      compared += 1
      let moments = written.program.moments
      expectClose(moments.mean + written.shift, path.mean.value, 1e-9)
      expectClose(moments.variance, path.variance, 1e-8)
    }
    #expect(compared > 50)
  }

  /// What leaves out multiplications by one has the moments of what does not: a service that is written as one
  /// with a delay of next to nothing is not left out.
  @Test func exponentialTimesAreMultipliedLikeOthers() {
    typealias Instruction = TransformProgram.Instruction
    func program(_ step: (Double) -> Instruction) -> TransformProgram {
      TransformProgram(
        [
          step(0.2), Instruction(code: .keep, power: 0), step(0.3),
          Instruction(code: .open, power: 1), step(0.1),
          Instruction(code: .branch, power: 1, first: 0.4), step(0.7), step(0.05),
          Instruction(code: .recall, power: 0), Instruction(code: .branch, power: 1, first: 0.6),
          Instruction(code: .close, power: 2), Instruction(code: .begin, power: 1),
          Instruction(code: .recall, power: 0), step(0.4),
          Instruction(code: .end, power: 3, first: 0.25),
        ], depth: 4, kept: 1)
    }
    let plain = program { .sojourn(meanService: $0) }
    let slow = program {
      .sojourn(meanService: $0, meanDelay: 1e-300, delayProbability: 0)
    }
    #expect(plain.instructions.contains { $0.code == .exponentialBranch })
    #expect(!slow.instructions.contains { $0.code == .exponential })
    for place in [Complex(real: 0.3, imaginary: 2), Complex(real: -0.4, imaginary: 9)] {
      let each = plain.withTransform { (transform: (Complex) -> Complex) in transform(place) }
      let other = slow.withTransform { (transform: (Complex) -> Complex) in transform(place) }
      #expect(each == other)
    }
    expectClose(plain.moments.mean, slow.moments.mean, 1e-12)
    expectClose(plain.moments.variance, slow.moments.variance, 1e-12)
    expectClose(plain.effectivePoles(at: 5), slow.effectivePoles(at: 5), 1e-12)
    #expect(plain.decayRate == slow.decayRate)
    expectClose(plain.leastVariance, slow.leastVariance, 1e-12)
  }

  /// A choice that begins a program is not multiplied by one; behind a time of no length it is.
  @Test func aChoiceThatBeginsIsOneBehindNothing() {
    typealias Instruction = TransformProgram.Instruction
    func program(after first: [Instruction]) -> TransformProgram {
      TransformProgram(
        first + [
          Instruction(code: .open, power: 1), .sojourn(meanService: 0.1),
          Instruction(code: .branch, power: 1, first: 0.4), .sojourn(meanService: 0.7),
          .sojourn(meanService: 0.05), Instruction(code: .branch, power: 1, first: 0.6),
          Instruction(code: .close, power: 2), .sojourn(meanService: 0.3),
        ], depth: 2, kept: 0)
    }
    let plain = program(after: [])
    let other = program(after: [.sojourn(meanService: 0)])
    #expect(plain.instructions.contains { $0.code == .closeFirst })
    #expect(!other.instructions.contains { $0.code == .closeFirst })
    let place = Complex(real: 0.3, imaginary: 2)
    let each = plain.withTransform { (transform: (Complex) -> Complex) in transform(place) }
    let whole = other.withTransform { (transform: (Complex) -> Complex) in transform(place) }
    #expect(each == whole)
    // Twice one of two ways, and a time behind it.
    let (mean, square) = (0.4 * 0.1 + 0.6 * 0.75, 0.4 * 0.02 + 0.6 * (0.49 + 0.0025 + 0.5625))
    for program in [plain, other] {
      expectClose(program.moments.mean, 2 * mean + 0.3, 1e-12)
      expectClose(program.moments.variance, 2 * (square - mean * mean) + 0.09, 1e-12)
    }
    expectClose(plain.effectivePoles(at: 5), other.effectivePoles(at: 5), 1e-12)
    #expect(plain.decayRate == other.decayRate)
  }
}
