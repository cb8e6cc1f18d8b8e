package import CapacityPlanning
import CatalogModel
package import OptionScoring
package import Requirements
import Synchronization

/// A deployment and all that the decisions of its stages depend on.
struct DeploymentLine: Hashable, Sendable {
  /// Requirements of its own.
  let requirements: SystemRequirements
  /// The index of the stage that it begins with.
  let first: Int
  /// What stands before that stage.
  let found: StandingDesign?
  /// Whether it comes into being there, by a cut.
  let isNew: Bool

  // What deployments of a system differ in; what they found is compared.
  func hash(into hasher: inout Hasher) {
    hasher.combine(requirements)
    hasher.combine(first)
    hasher.combine(isNew)
  }
}

/// The stages of a deployment that were replayed so far.
final class LineSteps: Sendable {
  private let line: DeploymentLine
  private let steps = Mutex<[StageStep]>([])

  fileprivate init(_ line: DeploymentLine) { self.line = line }

  /// A stage, after those before it.
  ///
  /// - Precondition: The stage is not before the first one of the line.
  func step(
    _ index: Int, _ planner: StagePlanner, findsPresent: Bool, findsDue: Bool
  ) throws(Catalog.Gap) -> StageStep {
    let place = index - line.first
    var steps = steps.withLock { $0 }
    if place < steps.count { return steps[place] }
    while steps.count <= place {
      let found =
        steps.isEmpty ? line.found.map(FoundDesign.init) : planner.left(by: steps[steps.count - 1])
      steps.append(
        try planner.step(
          line.first + steps.count, after: found, isNew: line.isNew && steps.isEmpty,
          isFirst: steps.isEmpty, findsPresent: findsPresent, findsDue: findsDue))
    }
    let longer = steps
    self.steps.withLock { known in
      if known.count < longer.count { known = longer }
    }
    return longer[place]
  }
}

/// Stages of deployments that were replayed already, each once: a change of one answer leaves most
/// deployments of a system as they are.
///
/// It holds for one catalog. What is kept is a function of its key, so that it does not matter which
/// core was first. Kept are the deployments of one system, the one that others are compared with: what a
/// change makes of a deployment hardly ever comes back, and would fill the memory.
package final class ReplayMemo: Sendable {
  let sizing: SizingMemo
  let parameters = ParameterMemo()
  private let decisions = DecisionMemo()
  /// Whether it is asked which stage carries the present users.
  let findsPresent: Bool
  /// Whether it is asked which stages they call for.
  let findsDue: Bool
  /// The system whose deployments are kept; nil for those of all.
  private let base: SystemRequirements?
  let detail: DecisionDetail
  private let kept = Mutex<Set<SystemRequirements>>([])
  private let lines = Mutex<[DeploymentLine: LineSteps]>([:])

  /// - Parameter sizing: What was sized for the catalog before.
  package init(
    findsPresent: Bool, findsDue: Bool = true, base: SystemRequirements? = nil,
    detail: DecisionDetail = .reasons, sizing: SizingMemo = SizingMemo()
  ) {
    self.findsDue = findsDue
    self.sizing = sizing
    self.findsPresent = findsPresent
    self.base = base
    self.detail = detail
  }

  /// Whether a system is the one whose deployments are kept.
  func isBase(_ system: SystemRequirements) -> Bool { system == base }

  /// The stages of a deployment that were replayed; nil where they are not kept.
  ///
  /// - Parameter ofBase: Whether it is one of the system whose deployments are kept.
  func steps(of line: DeploymentLine, ofBase: Bool) -> LineSteps? {
    if base != nil {
      let isKept = kept.withLock { kept in
        if ofBase { kept.insert(line.requirements) }
        return kept.contains(line.requirements)
      }
      guard isKept else { return nil }
    }
    return lines.withLock { lines in
      if let known = lines[line] { return known }
      let steps = LineSteps(line)
      lines[line] = steps
      return steps
    }
  }

  /// What is known of decisions, for a deployment whose stages are kept or are not.
  func recall(keeps: Bool) -> DecisionRecall? {
    detail == .reasons ? nil : DecisionRecall(memo: decisions, keeps: keeps)
  }
}
