/// The Laplace transform of a law as a list of instructions in one piece of memory.
///
/// An inversion evaluates the transform at dozens to thousands of frequencies; walking the nested
/// factors and branches for each costs more in counting references than in arithmetic.
struct TransformProgram: Hashable, Sendable {
  private enum Code: Hashable {
    /// Multiplies by the transform of a sojourn.
    case sojourn
    /// Begins a mixture: sets the product aside and begins a sum.
    case open
    /// Ends a branch: adds the product, times its probability, to the sum.
    case branch
    /// Ends a mixture: multiplies the product that was set aside by the sum.
    case close
  }

  private struct Instruction: Hashable {
    let code: Code
    let power: Int
    /// The mean service, or the probability of a branch.
    var first = 0.0
    /// The mean delay.
    var second = 0.0
    /// The mean delay times the probability of none.
    var third = 0.0
  }

  private let instructions: [Instruction]
  /// How many numbers are set aside at a time.
  private let depth: Int

  init(_ law: SmoothLaw) {
    var list: [Instruction] = []
    depth = Self.append(law, to: &list)
    instructions = list
  }

  /// Adds the instructions of a law, and gives how many numbers they set aside.
  private static func append(_ law: SmoothLaw, to list: inout [Instruction]) -> Int {
    for factor in law.sojourns {
      list.append(
        Instruction(
          code: .sojourn, power: factor.power, first: factor.meanService, second: factor.meanDelay,
          third: (1 - factor.delayProbability) * factor.meanDelay))
    }
    var depth = 0
    for mixture in law.mixtures {
      list.append(Instruction(code: .open, power: 1))
      mixture.branches.withUnsafeBufferPointer { branches in
        for index in branches.indices {
          depth = max(depth, append(branches[index].law, to: &list) + 2)
          list.append(Instruction(code: .branch, power: 1, first: branches[index].probability))
        }
      }
      list.append(Instruction(code: .close, power: mixture.power))
    }
    return depth
  }

  /// Calls a function with the transform `E[e^(-sT)]`, continued beyond the poles where the integral
  /// diverges.
  func withTransform<Number: TransformNumber, Result>(
    _ body: ((Number) -> Number) -> Result
  ) -> Result {
    instructions.withUnsafeBufferPointer { code in
      withUnsafeTemporaryAllocation(of: Number.self, capacity: depth + 1) { stack in
        body { s in Self.run(code, stack, at: s) }
      }
    }
  }

  private static func run<Number: TransformNumber>(
    _ code: UnsafeBufferPointer<Instruction>, _ stack: UnsafeMutableBufferPointer<Number>,
    at s: Number
  ) -> Number {
    var product = Number.one
    var sum = Number.zero
    var top = 0
    for step in code {
      switch step.code {
      case .sojourn:
        var divisor = s.onePlus(times: step.first)
        var dividend = Number.one
        if step.second > 0 {
          divisor = divisor * s.onePlus(times: step.second)
          dividend = s.onePlus(times: step.third)
        }
        product = product * (dividend / divisor).raised(to: step.power)
      case .open:
        stack[top] = product
        stack[top + 1] = sum
        top += 2
        product = .one
        sum = .zero
      case .branch:
        sum = sum + step.first * product
        product = .one
      case .close:
        top -= 2
        product = stack[top] * sum.raised(to: step.power)
        sum = stack[top + 1]
      }
    }
    return product
  }
}
