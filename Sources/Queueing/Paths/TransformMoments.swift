import RealModule

/// Mean and variance of the law whose transform a program is.
extension TransformProgram {
  struct Moments {
    var mean = 0.0
    var variance = 0.0

    static func + (left: Moments, right: Moments) -> Moments {
      Moments(mean: left.mean + right.mean, variance: left.variance + right.variance)
    }

    /// Of the sum of several independent times with this law.
    func times(_ count: Int) -> Moments {
      Moments(mean: Double(count) * mean, variance: Double(count) * variance)
    }

    /// The mean of the square.
    var square: Double { variance + mean * mean }
  }

  /// Exact; in one pass over the instructions.
  var moments: Moments {
    withUnsafeTemporaryAllocation(of: Moments.self, capacity: kept + depth + 1) {
      moments(with: $0)
    }
  }

  /// - Parameter numbers: Room for what is kept, and after it for what is set aside.
  private func moments(with numbers: UnsafeMutableBufferPointer<Moments>) -> Moments {
    var top = kept
    var total = Moments()
    // Of a choice the mean so far and, in the place of the variance, the mean of the square.
    var sum = Moments()
    for step in instructions {
      switch step.code {
      case .sojourn: total = total + Self.sojourn(step).times(step.power)
      case .exponential, .exponentialFirst:
        total = total + Moments(mean: step.first, variance: step.first * step.first)
      case .exponentialBranch:
        sum.mean += step.second * step.first
        sum.variance += step.second * 2 * step.first * step.first
      case .open:
        numbers[top] = total
        numbers[top + 1] = sum
        top += 2
        (total, sum) = (Moments(), Moments())
      case .branch:
        sum.mean += step.first * total.mean
        sum.variance += step.first * total.square
        total = Moments()
      case .close, .closeFirst:
        let choice = Moments(mean: sum.mean, variance: sum.variance - sum.mean * sum.mean)
        top -= 2
        total = numbers[top] + choice.times(step.power)
        sum = numbers[top + 1]
      case .begin:
        numbers[top] = total
        top += 1
        total = Moments()
      case .end, .endFirst:
        let (share, mean) = (step.first, step.first * total.mean)
        let more = Moments(mean: mean, variance: share * total.square - mean * mean)
        top -= 1
        total = numbers[top] + total.times(step.power) + more
      case .keep:
        numbers[step.power] = total
        total = Moments()
      case .recall, .recallFirst: total = total + numbers[step.power]
      }
    }
    return total
  }

  /// Of a service and, with a probability, a delay before it.
  private static func sojourn(_ step: Instruction) -> Moments {
    let delayed = step.second > 0 ? 1 - step.third / step.second : 0
    let delay = delayed * step.second
    return Moments(
      mean: step.first + delay,
      variance: step.first * step.first + (2 - delayed) * delay * step.second)
  }
}

extension TransformProgram.Moments {
  /// A first guess of the time that the law exceeds with a small probability.
  ///
  /// That of the gamma law with the same mean and variance, by Wilson and Hilferty's cube: Abramowitz and
  /// Stegun, eq. 26.4.17.
  func gammaGuess(level: Double) -> Double {
    guard mean > 0 else { return 0 }
    let ninth = variance / (9 * mean * mean)
    let cube = 1 - ninth + NormalQuantile.exceeded(by: level) * ninth.squareRoot()
    return mean * max(0.01, cube * cube * cube)
  }
}
