/// The Laplace transform of a law as a list of instructions in one piece of memory.
///
/// An inversion evaluates the transform at dozens to thousands of frequencies; walking the nested
/// factors and branches for each costs more in counting references than in arithmetic.
struct TransformProgram: Hashable, Sendable {
  enum Code: Hashable {
    /// Multiplies by the transform of a sojourn.
    case sojourn
    /// Begins a mixture: sets the product aside and begins a sum.
    case open
    /// Ends a branch: adds the product, times its probability, to the sum.
    case branch
    /// Ends a mixture: multiplies the product that was set aside by the sum.
    case close
    /// Begins a repetition: sets the product aside.
    case begin
    /// Ends a repetition: multiplies the product that was set aside by what was repeated, to its power and
    /// once more with a probability.
    case end
    /// Ends what several ways have in common: keeps the product and begins anew.
    case keep
    /// Multiplies by what was kept, at a place.
    case recall
    /// A sojourn without delay, once.
    case exponential
    /// The same where the product is still one.
    case exponentialFirst
    /// A branch that is nothing but that.
    case exponentialBranch
    /// As `close`, `end` and `recall`, where what they multiply is still one.
    case closeFirst
    case endFirst
    case recallFirst
  }

  struct Instruction: Hashable {
    let code: Code
    /// Of a kept product its place.
    let power: Int
    /// The mean service, or the probability of a branch or of one more repetition.
    var first = 0.0
    /// The mean delay, or the probability of a branch that is one exponential time.
    var second = 0.0
    /// The mean delay times the probability of none.
    var third = 0.0
  }

  let instructions: [Instruction]
  /// How many numbers are set aside at a time.
  let depth: Int
  /// How many products are kept.
  let kept: Int

  init(_ law: SmoothLaw) {
    var list: [Instruction] = []
    depth = Self.append(law, to: &list)
    kept = 0
    instructions = Self.shortened(list)
  }

  /// - Parameters:
  ///   - depth: How many numbers the instructions set aside at a time.
  ///   - kept: How many products they keep.
  init(_ instructions: [Instruction], depth: Int, kept: Int) {
    self.instructions = Self.shortened(instructions)
    self.depth = depth
    self.kept = kept
  }

  /// The same product, with the operations on exponential times that multiply by one, or divide one, left out.
  ///
  /// Not a digit of the result changes.
  private static func shortened(_ instructions: [Instruction]) -> [Instruction] {
    var list = instructions
    var end = 0
    // Whether the product is one before an instruction, and of those that were set aside, the last one lowest.
    var isOne = true
    var aside: UInt64 = 0
    for step in instructions {
      var step = step
      switch step.code {
      case .sojourn where step.power == 1 && step.second == 0:
        step = Instruction(
          code: isOne ? .exponentialFirst : .exponential, power: 1, first: step.first)
        isOne = false
      case .branch:
        isOne = true
        if end > 0, list[end - 1].code == .exponentialFirst {
          list[end - 1] = Instruction(
            code: .exponentialBranch, power: 1, first: list[end - 1].first, second: step.first)
          continue
        }
      case .open, .begin:
        // What is beyond 64 deep comes back as not known to be one.
        aside = aside << 1 | (isOne ? 1 : 0)
        isOne = true
      case .close, .end:
        if aside & 1 == 1 {
          step = Instruction(
            code: step.code == .close ? .closeFirst : .endFirst, power: step.power,
            first: step.first)
        }
        aside >>= 1
        isOne = false
      case .keep: isOne = true
      case .recall:
        if isOne { step = Instruction(code: .recallFirst, power: step.power) }
        isOne = false
      default: isOne = false
      }
      list[end] = step
      end += 1
    }
    list.removeLast(list.count - end)
    return list
  }

  /// Adds the instructions of a law, and gives how many numbers they set aside.
  private static func append(_ law: SmoothLaw, to list: inout [Instruction]) -> Int {
    for factor in law.sojourns {
      list.append(
        .sojourn(
          meanService: factor.meanService, meanDelay: factor.meanDelay,
          delayProbability: factor.delayProbability, power: factor.power))
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
      withUnsafeTemporaryAllocation(of: Number.self, capacity: kept + depth + 1) { stack in
        body { s in Self.run(code, stack, after: kept, at: s) }
      }
    }
  }

  /// - Parameter kept: How many places of the stack are for products that are kept.
  private static func run<Number: TransformNumber>(
    _ code: UnsafeBufferPointer<Instruction>, _ stack: UnsafeMutableBufferPointer<Number>,
    after kept: Int, at s: Number
  ) -> Number {
    var product = Number.one
    var sum = Number.zero
    var top = kept
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
      case .begin:
        stack[top] = product
        top += 1
        product = .one
      case .end:
        top -= 1
        let once = product
        product = stack[top] * once.raised(to: step.power)
        if step.first > 0 {
          product = product * (Number.one.onePlus(times: -step.first) + step.first * once)
        }
      case .keep:
        stack[step.power] = product
        product = .one
      case .recall:
        product = product * stack[step.power]
      case .exponential:
        product = product * s.onePlus(times: step.first).inverse
      case .exponentialFirst:
        product = s.onePlus(times: step.first).inverse
      case .closeFirst:
        top -= 2
        product = sum.raised(to: step.power)
        sum = stack[top + 1]
      case .endFirst:
        top -= 1
        let once = product
        product = once.raised(to: step.power)
        if step.first > 0 {
          product = product * (Number.one.onePlus(times: -step.first) + step.first * once)
        }
      case .recallFirst: product = stack[step.power]
      case .exponentialBranch:
        sum = sum + step.second * s.onePlus(times: step.first).inverse
      }
    }
    return product
  }
}

extension TransformProgram.Instruction {
  static func sojourn(
    meanService: Double, meanDelay: Double = 0, delayProbability: Double = 0, power: Int = 1
  ) -> Self {
    Self(
      code: .sojourn, power: power, first: meanService, second: meanDelay,
      third: (1 - delayProbability) * meanDelay)
  }
}
