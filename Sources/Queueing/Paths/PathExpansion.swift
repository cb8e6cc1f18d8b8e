import Quantities

/// One way through a path: its probability, the constant times on it, and the law of the rest.
///
/// A constant time multiplies the transform by `e^(-sT)`, whose jumps no numerical inversion likes;
/// as a shift beside a smooth law it is exact.
struct PathWay: Hashable, Sendable {
  let probability: Double
  let shift: Double
  let law: SmoothLaw
}

/// A path as a mixture of shifted smooth laws.
struct PathExpansion: Hashable, Sendable {
  /// Sorted by shift; probabilities add up to one.
  let ways: [PathWay]

  /// The most ways that are kept; a path with more is refused.
  static let limit = 1024

  /// The law of no stages at all.
  private static let none = PathExpansion(ways: [PathWay(probability: 1, shift: 0, law: .none)])

  private init(ways: [PathWay]) { self.ways = ways }

  /// Expands the stages of a path.
  ///
  /// - Precondition: times finite and not negative, probabilities of a choice between 0 and 1 with
  ///   a sum of at most one, phases at least one, visits finite and not negative.
  /// - Throws: `PathRefusal` when more than `limit` ways remain after equal ones are merged.
  init(_ stages: [PathStage]) throws(PathRefusal) {
    var result = Self.none
    for (place, stage) in stages.enumerated() {
      let next = try PathExpansion(stage)
      result = place == 0 ? next : try result.followed(by: next)
    }
    self = result
  }

  private init(_ stage: PathStage) throws(PathRefusal) {
    switch stage {
    case .constant(let time):
      precondition(time.value >= 0 && time.value.isFinite, "constant time")
      self.init(ways: [PathWay(probability: 1, shift: time.value, law: .none)])
    case .exponential(let mean):
      try self.init(.erlang(mean: mean, phases: 1))
    case .erlang(let mean, let phases):
      precondition(mean.value >= 0 && mean.value.isFinite && phases >= 1, "Erlang time")
      self.init(
        SojournFactor(
          meanService: mean.value / Double(phases), meanDelay: 0, delayProbability: 0,
          power: phases))
    case .queue(let queue):
      let delayed = queue.delayProbability > 0
      self.init(
        SojournFactor(
          meanService: queue.serviceTime.value, meanDelay: delayed ? 1 / queue.waitEndRate : 0,
          delayProbability: queue.delayProbability, power: 1))
    case .revisits(let queue, let visits):
      try self.init(.choice(RepeatedWaits.branches(queue, visits: visits)))
    case .sharing(let queue):
      // Branches too rare to show are left out, and the rest made up for it.
      let branches = queue.response.branches.filter { $0.probability > 1e-13 }
      let total = branches.reduce(0) { $0 + $1.probability }
      let mixture = branches.map { branch in
        MixtureFactor.Branch(
          probability: branch.probability / total,
          law: SmoothLaw(
            SojournFactor(
              meanService: branch.mean, meanDelay: 0, delayProbability: 0, power: 1)))
      }
      let law = SmoothLaw(MixtureFactor(branches: mixture, power: 1))
      self.init(ways: [PathWay(probability: 1, shift: 0, law: law)])
    case .choice(let branches):
      var laws: [(probability: Double, law: PathExpansion)] = []
      for branch in branches {
        laws.append((branch.probability, try PathExpansion(branch.stages)))
      }
      try self.init(choice: laws)
    case .repeated(let visits, let stages):
      try self.init(visits: visits, of: PathExpansion(stages))
    case .common(let common):
      self = try common.expansion()
    }
  }

  private init(_ factor: SojournFactor) {
    self.init(ways: [PathWay(probability: 1, shift: 0, law: SmoothLaw(factor))])
  }

  /// One of several laws; ways of the same shift become one with a mixed law.
  private init(choice branches: [(probability: Double, law: PathExpansion)]) throws(PathRefusal) {
    let total = branches.reduce(0) { $0 + $1.probability }
    precondition(total <= 1 + 1e-9, "the probabilities of a choice add up to at most one")
    var ways: [PathWay] = []
    for (probability, law) in branches where probability != 0 {
      precondition(probability > 0, "a probability is not negative")
      for way in law.ways {
        ways.append(
          PathWay(probability: probability * way.probability, shift: way.shift, law: way.law))
      }
    }
    // What is missing to one takes no time; a rounding error is not missing.
    if 1 - total > 1e-12 {
      ways.append(PathWay(probability: 1 - total, shift: 0, law: .none))
    }
    let merged = Self.merged(ways)
    var fused: [PathWay] = []
    var first = 0
    while first < merged.count {
      let group = merged[first...].prefix { $0.shift == merged[first].shift }
      fused.append(Self.fused(group))
      first = group.endIndex
    }
    self.init(ways: try Self.checked(fused))
  }

  private init(visits: Double, of once: PathExpansion) throws(PathRefusal) {
    precondition(visits >= 0 && visits <= 1e6, "visits")
    let whole = Int(visits)
    let fraction = visits - Double(whole)
    var result = Self.none
    if let only = once.ways.first, once.ways.count == 1 {
      let shift = only.shift * Double(whole)
      result = PathExpansion(ways: [
        PathWay(probability: 1, shift: shift, law: only.law.repeated(whole))
      ])
    } else {
      for _ in 0..<whole { result = try result.followed(by: once) }
    }
    if fraction > 0 {
      result = try result.followed(by: PathExpansion(choice: [(fraction, once)]))
    }
    self = result
  }

  /// The law of the sum with an independent path.
  private func followed(by next: PathExpansion) throws(PathRefusal) -> PathExpansion {
    guard ways.count * next.ways.count <= 64 * Self.limit else {
      throw PathRefusal(limit: Self.limit)
    }
    var sums: [PathWay] = []
    for first in ways {
      for second in next.ways {
        sums.append(
          PathWay(
            probability: first.probability * second.probability,
            shift: first.shift + second.shift, law: first.law.plus(second.law)))
      }
    }
    return PathExpansion(ways: try Self.checked(Self.merged(sums)))
  }

  private static func checked(_ ways: [PathWay]) throws(PathRefusal) -> [PathWay] {
    guard ways.count <= limit else { throw PathRefusal(limit: limit) }
    return ways
  }

  /// The ways in order of shift, equal ones as one.
  ///
  /// Shifts that differ by rounding are equal.
  private static func merged(_ ways: [PathWay]) -> [PathWay] {
    guard ways.count > 1 else { return ways }
    var order = ways.indices.map { $0 }
    order.sort { (ways[$0].shift, $0) < (ways[$1].shift, $1) }
    var result: [PathWay] = []
    for way in order.map({ ways[$0] }) {
      var shift = way.shift
      if let last = result.last, way.shift - last.shift <= 1e-14 * way.shift {
        shift = last.shift
      }
      let same = result.lastIndex { $0.shift != shift || $0.law == way.law }
      if let same, result[same].shift == shift {
        let probability = result[same].probability + way.probability
        result[same] = PathWay(probability: probability, shift: shift, law: way.law)
      } else {
        result.append(PathWay(probability: way.probability, shift: shift, law: way.law))
      }
    }
    return result
  }

  /// The ways of one shift as one way.
  private static func fused(_ group: ArraySlice<PathWay>) -> PathWay {
    let total = group.reduce(0) { $0 + $1.probability }
    let first = group[group.startIndex]
    guard group.count > 1 else { return first }
    let branches = group.map {
      MixtureFactor.Branch(probability: $0.probability / total, law: $0.law)
    }
    return PathWay(
      probability: total, shift: first.shift,
      law: SmoothLaw(MixtureFactor(branches: branches, power: 1)))
  }
}
