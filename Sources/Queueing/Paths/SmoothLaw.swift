/// The sojourn time at one queue, taken `power` times independently.
///
/// Its Laplace transform is `(1 + (1-C) s w)/((1 + s m)(1 + s w))` to the power, with mean service
/// time `m`, delay probability C and mean wait `w` of those who wait; an exponential time has
/// `w = 0`.
struct SojournFactor: Hashable, Sendable {
  let meanService: Double
  let meanDelay: Double
  let delayProbability: Double
  let power: Int

  func raised(by more: Int) -> SojournFactor {
    SojournFactor(
      meanService: meanService, meanDelay: meanDelay, delayProbability: delayProbability,
      power: power + more)
  }

  func isSameBase(as other: SojournFactor) -> Bool {
    meanService == other.meanService && meanDelay == other.meanDelay
      && delayProbability == other.delayProbability
  }

  var mean: Double { Double(power) * (meanService + delayProbability * meanDelay) }

  var variance: Double {
    let delay = delayProbability * (2 - delayProbability) * meanDelay * meanDelay
    return Double(power) * (meanService * meanService + delay)
  }
}

/// A random choice between laws, taken `power` times independently.
struct MixtureFactor: Hashable, Sendable {
  struct Branch: Hashable, Sendable {
    let probability: Double
    let law: SmoothLaw
  }

  /// The probabilities add up to one.
  let branches: [Branch]
  let power: Int

  var mean: Double { Double(power) * sum { $0 + $1.probability * $1.law.mean } }

  var variance: Double {
    let center = mean / Double(max(power, 1))
    let one = sum { sum, branch in
      let distance = branch.law.mean - center
      return sum + branch.probability * (branch.law.variance + distance * distance)
    }
    return Double(power) * one
  }

  /// A sum over the branches, each looked at in its place: a copy of one counts references to its lists.
  @inline(__always)
  private func sum(_ adding: (Double, Branch) -> Double) -> Double {
    branches.withUnsafeBufferPointer { branches in
      var sum = 0.0
      for index in branches.indices { sum = adding(sum, branches[index]) }
      return sum
    }
  }
}

/// The law of a sum of independent times that has a rational Laplace transform.
///
/// There is no constant time in it, except for the time zero. Its poles are real and negative.
struct SmoothLaw: Hashable, Sendable {
  /// In one order for equal sets, so that equal laws compare equal.
  private(set) var sojourns: [SojournFactor] = []
  private(set) var mixtures: [MixtureFactor] = []

  /// The law of time zero.
  static let none = SmoothLaw()

  init() {}

  init(_ sojourn: SojournFactor) {
    if sojourn.power > 0 && sojourn.mean > 0 { sojourns = [sojourn] }
  }

  init(_ mixture: MixtureFactor) { mixtures = [mixture] }

  var isNone: Bool { sojourns.isEmpty && mixtures.isEmpty }

  var mean: Double {
    sojourns.reduce(0) { $0 + $1.mean } + mixtures.reduce(0) { $0 + $1.mean }
  }

  var variance: Double {
    sojourns.reduce(0) { $0 + $1.variance } + mixtures.reduce(0) { $0 + $1.variance }
  }

  /// The law of the sum with an independent time.
  func plus(_ other: SmoothLaw) -> SmoothLaw {
    var sum = self
    for factor in other.sojourns {
      if let index = sum.sojourns.firstIndex(where: { $0.isSameBase(as: factor) }) {
        sum.sojourns[index] = sum.sojourns[index].raised(by: factor.power)
      } else {
        let index = sum.sojourns.firstIndex { Self.precedes(factor, $0) }
        sum.sojourns.insert(factor, at: index ?? sum.sojourns.endIndex)
      }
    }
    for factor in other.mixtures {
      if let index = sum.mixtures.firstIndex(where: { $0.branches == factor.branches }) {
        let power = sum.mixtures[index].power + factor.power
        sum.mixtures[index] = MixtureFactor(branches: factor.branches, power: power)
      } else {
        sum.mixtures.append(factor)
      }
    }
    return sum
  }

  /// The law of the sum of `count` independent times of this law.
  func repeated(_ count: Int) -> SmoothLaw {
    guard count > 0 else { return .none }
    var sum = self
    sum.sojourns = sojourns.map { $0.raised(by: $0.power * (count - 1)) }
    sum.mixtures = mixtures.map {
      MixtureFactor(branches: $0.branches, power: $0.power * count)
    }
    return sum
  }

  private static func precedes(_ left: SojournFactor, _ right: SojournFactor) -> Bool {
    (left.meanService, left.meanDelay, left.delayProbability)
      < (right.meanService, right.meanDelay, right.delayProbability)
  }
}
