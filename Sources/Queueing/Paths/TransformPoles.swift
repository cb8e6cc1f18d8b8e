/// What an inversion has to know of the poles of a program, as `SmoothLaw` tells it of a law: a program of
/// stages was made of none.
extension TransformProgram {
  /// The distance of the nearest pole from zero; infinite for the law of time zero.
  var decayRate: Double {
    var slowest = 0.0
    for step in instructions {
      switch step.code {
      case .sojourn: slowest = max(slowest, step.first, step.second)
      case .exponential, .exponentialFirst, .exponentialBranch: slowest = max(slowest, step.first)
      default: break
      }
    }
    return 1 / slowest
  }

  /// A lower bound on the least variance of a factor, as `SmoothLaw.leastVariance`: powers of what is
  /// repeated are left out, so that `EulerSummation` takes more terms than it needs.
  var leastVariance: Double {
    instructions.reduce(.infinity) { least, step in
      switch step.code {
      case .sojourn:
        let delayed = step.second > 0 ? 1 - step.third / step.second : 0
        let delay = delayed * (2 - delayed) * step.second * step.second
        return min(least, Double(step.power) * (step.first * step.first + delay))
      case .exponential, .exponentialFirst, .exponentialBranch:
        return min(least, step.first * step.first)
      default: return least
      }
    }
  }

  /// How many poles matter at time `t`, as `SmoothLaw.effectivePoles(at:)`.
  func effectivePoles(at t: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: kept + depth + 1) { numbers in
      effectivePoles(at: t, with: numbers)
    }
  }

  /// - Parameter numbers: Room for what is kept, and after it for what is set aside.
  private func effectivePoles(
    at t: Double, with numbers: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    let near = 0.01 * t
    var top = kept
    var count = 0.0
    var most = 0.0
    for step in instructions {
      switch step.code {
      case .sojourn:
        let service = 1 / (1 + near / step.first)
        let delayed = step.second > 0 ? 1 - step.third / step.second : 0
        let delay = delayed > 0 ? delayed / (1 + near / step.second) : 0
        count += Double(step.power) * (service + delay)
      case .exponential, .exponentialFirst:
        count += 1 / (1 + near / step.first)
      case .exponentialBranch:
        most = max(most, 1 / (1 + near / step.first))
      case .open:
        numbers[top] = count
        numbers[top + 1] = most
        top += 2
        (count, most) = (0, 0)
      case .branch:
        most = max(most, count)
        count = 0
      case .close, .closeFirst:
        let inner = most * Double(step.power)
        top -= 2
        most = numbers[top + 1]
        count = numbers[top] + inner
      case .begin:
        numbers[top] = count
        top += 1
        count = 0
      case .end, .endFirst:
        top -= 1
        count = numbers[top] + count * (Double(step.power) + (step.first > 0 ? 1 : 0))
      case .keep:
        numbers[step.power] = count
        count = 0
      case .recall, .recallFirst:
        count += numbers[step.power]
      }
    }
    return count
  }
}
