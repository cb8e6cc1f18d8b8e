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
}

/// Stages of deployments that were replayed already, each once: a change of one answer leaves most
/// deployments of a system as they are.
///
/// It holds for one catalog. What is kept is a function of its key, so that it does not matter which
/// core was first. Kept are the deployments of one system, the one that others are compared with: what a
/// change makes of a deployment hardly ever comes back, and would fill the memory.
package final class ReplayMemo: Sendable {
  let sizing: SizingMemo
  private let decisions = DecisionMemo()
  /// Whether it is asked which stage carries the present users.
  let findsPresent: Bool
  /// The system whose deployments are kept; nil for those of all.
  private let base: SystemRequirements?
  let detail: DecisionDetail
  private let kept = Mutex<Set<SystemRequirements>>([])
  private let lines = Mutex<[DeploymentLine: [StageStep]]>([:])

  /// - Parameter sizing: What was sized for the catalog before.
  package init(
    findsPresent: Bool, base: SystemRequirements? = nil, detail: DecisionDetail = .reasons,
    sizing: SizingMemo = SizingMemo()
  ) {
    self.sizing = sizing
    self.findsPresent = findsPresent
    self.base = base
    self.detail = detail
  }

  /// Notes the requirements of a deployment of a system, which are kept if it is the one.
  func note(_ own: SystemRequirements, of system: SystemRequirements) {
    if system == base { kept.withLock { _ = $0.insert(own) } }
  }

  /// Whether the stages of a deployment with these requirements are kept.
  func keeps(_ own: SystemRequirements) -> Bool {
    base == nil || kept.withLock { $0.contains(own) }
  }

  /// What is known of decisions, for a deployment whose stages are kept or are not.
  func recall(keeps: Bool) -> DecisionRecall? {
    detail == .reasons ? nil : DecisionRecall(memo: decisions, keeps: keeps)
  }

  /// A stage of a line, after those before it.
  ///
  /// - Precondition: The stage is not before the first one of the line.
  func step(
    _ index: Int, of line: DeploymentLine, _ planner: StagePlanner
  ) throws(Catalog.Gap) -> StageStep {
    var steps = lines.withLock { $0[line] } ?? []
    let known = steps.count
    while steps.count <= index - line.first {
      let found =
        steps.isEmpty ? line.found.map(FoundDesign.init) : planner.left(by: steps[steps.count - 1])
      steps.append(
        try planner.step(
          line.first + steps.count, after: found, isNew: line.isNew && steps.isEmpty,
          isFirst: steps.isEmpty, findsPresent: findsPresent))
    }
    if steps.count > known {
      let longer = steps
      lines.withLock { lines in
        if lines[line].map({ $0.count < longer.count }) ?? true { lines[line] = longer }
      }
    }
    return steps[index - line.first]
  }
}
