import CatalogModel
import Quantities

/// The search for the stage to run now.
///
/// It is the first stage that carries the present users, or a later one that these users call for
/// already: though what stands before would carry them, a choice of it fell, or it costs the margin
/// more for which a change is made.
struct PresentStage {
  /// A deployment at a stage.
  struct Standing {
    let carriesPresent: Bool
    /// Whether it runs what the stage before ran.
    let isKept: Bool
    /// Whether the present users call for it, because what stands before does not carry them, has a
    /// choice that fell, or costs the margin more.
    let isDue: Bool
  }

  let now: Users
  private(set) var index: Int?

  init(now: Users) {
    self.now = now
  }

  /// Looks at the next stage; nil for a deployment that is out of reach there.
  ///
  /// - Returns: Whether it is the stage to run now as far as has been seen.
  mutating func visit(_ stage: Int, _ standing: [Standing?]) -> Bool {
    let carries = standing.allSatisfy { $0?.carriesPresent ?? false }
    guard index != nil else {
      if carries { index = stage }
      return carries
    }
    let isReached = standing.allSatisfy { $0.map { $0.isKept || $0.isDue } ?? false }
    isOver = isOver || !isReached
    isShort = !carries
    guard !isOver, carries, standing.contains(where: { $0.map { !$0.isKept } ?? false }) else {
      return false
    }
    index = stage
    return true
  }

  /// Whether stages from one on can change what was found, unless the one before falls short.
  func isOpen(for stage: StageDefinition) -> Bool {
    index == nil || (!isOver && (isShort || stage.entersFrom <= now))
  }

  /// Whether a stage was seen that the present users do not call for.
  private var isOver = false
  /// Whether the last one that they call for does not carry them.
  private var isShort = false
}
