extension SmoothLaw {
  /// P(T = 0), the limit of the transform at infinity.
  var atom: Double {
    guard sojourns.isEmpty else { return 0 }
    return mixtures.reduce(1) { product, mixture in
      let one = mixture.branches.reduce(0) { $0 + $1.probability * $1.law.atom }
      var power = 1.0
      for _ in 0..<mixture.power { power *= one }
      return product * power
    }
  }

  /// The distance of the nearest pole from zero, the rate at which the tail dies out in the end;
  /// infinite for the law of time zero.
  var decayRate: Double {
    var rate = Double.infinity
    for factor in sojourns {
      rate = min(rate, 1 / max(factor.meanService, factor.meanDelay))
    }
    for mixture in mixtures {
      mixture.branches.withUnsafeBufferPointer { branches in
        for index in branches.indices where branches[index].probability > 0 {
          rate = min(rate, branches[index].law.decayRate)
        }
      }
    }
    return rate
  }

  /// How many poles matter at time `t`, in the branches that have most of them.
  ///
  /// A pole counts fully while it is within 100/t of zero and less and less beyond. That of a delay
  /// counts by the delay probability, since a zero all but cancels it when few wait.
  func effectivePoles(at t: Double) -> Double {
    var count = 0.0
    for factor in sojourns {
      let service = 1 / (1 + 0.01 * t / factor.meanService)
      let delay =
        factor.meanDelay > 0 ? factor.delayProbability / (1 + 0.01 * t / factor.meanDelay) : 0
      count += Double(factor.power) * (service + delay)
    }
    for mixture in mixtures {
      var most = 0.0
      mixture.branches.withUnsafeBufferPointer { branches in
        for index in branches.indices {
          most = max(most, branches[index].law.effectivePoles(at: t))
        }
      }
      count += Double(mixture.power) * most
    }
    return count
  }
}

extension SmoothLaw {
  /// The least variance of a factor in any branch; infinite for the law of time zero.
  var leastVariance: Double {
    var least = Double.infinity
    for factor in sojourns { least = min(least, factor.variance) }
    for mixture in mixtures {
      mixture.branches.withUnsafeBufferPointer { branches in
        for index in branches.indices {
          least = min(least, Double(mixture.power) * branches[index].law.leastVariance)
        }
      }
    }
    return least
  }
}
