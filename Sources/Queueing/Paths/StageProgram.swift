import Quantities

/// Writes the transform of stages as a program, as they stand, without expanding them into ways.
///
/// What several ways have in common is evaluated once.
struct StageProgram {
  private typealias Instruction = TransformProgram.Instruction

  /// The constant time, the same on every way.
  private(set) var shift = 0.0
  private var list: [Instruction] = []
  /// What is kept for several ways comes before all that recalls it.
  private var front: [Instruction] = []
  private var common: [(stages: CommonStages, shift: Double)] = []
  private var depth = 0

  /// A constant time that stands on some ways only.
  private struct Refusal: Error {}

  /// Nil where a constant time stands on some ways only.
  ///
  /// - Precondition: As `ResponsePath`.
  init?(_ stages: [PathStage]) {
    // Most ways take no more, so that the list does not grow by and by.
    list.reserveCapacity(64)
    do { shift = try append(stages, depth: 0) } catch { return nil }
  }

  var program: TransformProgram {
    TransformProgram(front + list, depth: depth, kept: common.count)
  }

  /// Adds stages and gives their constant time.
  private mutating func append(_ stages: [PathStage], depth: Int) throws(Refusal) -> Double {
    var shift = 0.0
    for stage in stages { shift += try append(stage, depth: depth) }
    return shift
  }

  private mutating func append(_ stage: PathStage, depth: Int) throws(Refusal) -> Double {
    switch stage {
    case .constant(let time):
      return time.value
    case .exponential(let mean):
      if mean > .zero { list.append(.sojourn(meanService: mean.value)) }
    case .erlang(let mean, let phases):
      if mean > .zero {
        list.append(.sojourn(meanService: mean.value / Double(phases), power: phases))
      }
    case .queue(let queue):
      list.append(
        .sojourn(
          meanService: queue.serviceTime.value,
          meanDelay: queue.delayProbability > 0 ? 1 / queue.waitEndRate : 0,
          delayProbability: queue.delayProbability))
    case .revisits(let queue, let visits):
      return try append(
        .choice(RepeatedWaits.branches(queue, visits: visits)), depth: depth)
    case .sharing(let queue):
      let branches = queue.response.branches
      let total = branches.reduce(0) { $0 + $1.probability }
      open(depth)
      for branch in branches where branch.probability > 0 {
        list.append(.sojourn(meanService: branch.mean))
        list.append(
          Instruction(code: .branch, power: 1, first: branch.probability / total))
      }
      list.append(Instruction(code: .close, power: 1))
    case .choice(let branches):
      try append(branches, depth: depth)
    case .repeated(let visits, let stages):
      return try append(stages, visits: visits, depth: depth)
    case .common(let stages):
      return try append(stages)
    }
    return 0
  }

  private mutating func open(_ depth: Int) {
    list.append(Instruction(code: .open, power: 1))
    self.depth = max(self.depth, depth + 2)
  }

  private mutating func append(_ branches: [PathBranch], depth: Int) throws(Refusal) {
    open(depth)
    var rest = 1.0
    for branch in branches where branch.probability > 0 {
      guard try append(branch.stages, depth: depth + 2) == 0 else { throw Refusal() }
      list.append(Instruction(code: .branch, power: 1, first: branch.probability))
      rest -= branch.probability
    }
    // What is missing to one takes no time; a rounding error is not missing.
    if rest > 1e-12 { list.append(Instruction(code: .branch, power: 1, first: rest)) }
    list.append(Instruction(code: .close, power: 1))
  }

  private mutating func append(
    _ stages: [PathStage], visits: Double, depth: Int
  ) throws(Refusal) -> Double {
    let whole = visits.rounded(.down)
    list.append(Instruction(code: .begin, power: 1))
    self.depth = max(self.depth, depth + 1)
    let shift = try append(stages, depth: depth + 1)
    list.append(Instruction(code: .end, power: Int(whole), first: visits - whole))
    guard shift == 0 || visits == whole else { throw Refusal() }
    return shift * whole
  }

  private mutating func append(_ stages: CommonStages) throws(Refusal) -> Double {
    let place = try place(of: stages)
    list.append(Instruction(code: .recall, power: place))
    return common[place].shift
  }

  /// Where what ways have in common is kept; it is written the first time.
  private mutating func place(of stages: CommonStages) throws(Refusal) -> Int {
    if let known = common.firstIndex(where: { $0.stages === stages }) { return known }
    // What it has in common itself is written first.
    var own = StageProgram(continuing: self)
    own.list.reserveCapacity(32)
    let shift = try own.append(stages.stages, depth: 0)
    let place = own.common.count
    common = own.common + [(stages, shift)]
    front = own.front + own.list + [Instruction(code: .keep, power: place)]
    depth = own.depth
    return place
  }

  private init(continuing other: StageProgram) {
    front = other.front
    common = other.common
    depth = other.depth
  }
}
