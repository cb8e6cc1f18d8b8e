/// What an inversion has to know of the poles of a program, as `SmoothLaw` tells it of a law: a program of
/// stages was made of none.
extension TransformProgram {
  /// The distance of the nearest pole from zero; infinite for the law of time zero.
  var decayRate: Double {
    var slowest = 0.0
    for step in instructions where step.code == .sojourn {
      slowest = max(slowest, step.first, step.second)
    }
    return 1 / slowest
  }

  /// A lower bound on the least variance of a factor, as `SmoothLaw.leastVariance`: powers of what is
  /// repeated are left out, so that `EulerSummation` takes more terms than it needs.
  var leastVariance: Double {
    instructions.reduce(.infinity) { least, step in
      guard step.code == .sojourn else { return least }
      let delayed = step.second > 0 ? 1 - step.third / step.second : 0
      let delay = delayed * (2 - delayed) * step.second * step.second
      return min(least, Double(step.power) * (step.first * step.first + delay))
    }
  }

  /// How many poles matter at time `t`, as `SmoothLaw.effectivePoles(at:)`.
  func effectivePoles(at t: Double) -> Double {
    var kept: [Double] = []
    var aside: [Double] = []
    var count = 0.0
    var most = 0.0
    for step in instructions {
      switch step.code {
      case .sojourn:
        let service = 1 / (1 + 0.01 * t / step.first)
        let delayed = step.second > 0 ? 1 - step.third / step.second : 0
        let delay = delayed > 0 ? delayed / (1 + 0.01 * t / step.second) : 0
        count += Double(step.power) * (service + delay)
      case .open:
        aside += [count, most]
        (count, most) = (0, 0)
      case .branch:
        most = max(most, count)
        count = 0
      case .close:
        let inner = most * Double(step.power)
        most = aside.removeLast()
        count = aside.removeLast() + inner
      case .begin:
        aside.append(count)
        count = 0
      case .end:
        count = aside.removeLast() + count * (Double(step.power) + (step.first > 0 ? 1 : 0))
      case .keep:
        kept.append(count)
        count = 0
      case .recall:
        count += kept[step.power]
      }
    }
    return count
  }
}
