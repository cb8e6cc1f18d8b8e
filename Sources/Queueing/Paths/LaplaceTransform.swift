extension SmoothLaw {
  /// The Laplace transform `E[e^(-sT)]`, continued beyond the poles where the integral diverges.
  func transform(_ s: Complex) -> Complex {
    var value = Complex.one
    for factor in sojourns { value = value * factor.transform(s) }
    for factor in mixtures { value = value * factor.transform(s) }
    return value
  }

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
      for branch in mixture.branches where branch.probability > 0 {
        rate = min(rate, branch.law.decayRate)
      }
    }
    return rate
  }

  /// The number of poles nearer to zero than `rate`, in the branches that have most of them.
  ///
  /// The pole of a delay counts by the delay probability, since a zero all but cancels it when few
  /// wait.
  func poleCount(below rate: Double) -> Double {
    var count = 0.0
    for factor in sojourns {
      if rate * factor.meanService > 1 { count += Double(factor.power) }
      if rate * factor.meanDelay > 1 {
        count += Double(factor.power) * factor.delayProbability
      }
    }
    for mixture in mixtures {
      var most = 0.0
      for branch in mixture.branches { most = max(most, branch.law.poleCount(below: rate)) }
      count += Double(mixture.power) * most
    }
    return count
  }
}

extension SojournFactor {
  func transform(_ s: Complex) -> Complex {
    let service = s.onePlus(times: meanService)
    guard meanDelay > 0 else { return (Complex.one / service).raised(to: power) }
    let undelayed = s.onePlus(times: (1 - delayProbability) * meanDelay)
    return (undelayed / (service * s.onePlus(times: meanDelay))).raised(to: power)
  }
}

extension MixtureFactor {
  func transform(_ s: Complex) -> Complex {
    var sum = Complex.zero
    for branch in branches { sum = sum + branch.probability * branch.law.transform(s) }
    return sum.raised(to: power)
  }
}
