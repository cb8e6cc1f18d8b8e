import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// A stage as far as the next one depends on it: what it decides, and what it runs.
struct SettledStage: Sendable {
  let definition: StageDefinition
  /// The workload at the upper end of the label.
  let workload: Workload
  let decisions: [Decision]
  /// What stood before it; nil where nothing did.
  let found: StageGround?
  /// What it runs; nil where it is out of reach.
  let ground: StageGround?
  /// Whether it runs what it found.
  let isKept: Bool
  /// Why the requirements are others than before; nil where they are not.
  let change: UnitChange?

  /// What the next stage finds; where this one is out of reach, what it found stays.
  var left: StageGround? { ground ?? found }
}

/// What stands, for the stage that comes after.
struct StageGround: Sendable {
  let design: Design
  /// As it is set up.
  let architecture: Architecture
  /// How many users it carries, and what gives way then.
  let breaking: BreakingLoad
  let components: [Component]

  init(
    design: Design, architecture: Architecture, breaking: BreakingLoad, components: [Component]
  ) {
    self.design = design
    self.architecture = architecture
    self.breaking = breaking
    self.components = components
  }

  /// What a planned stage leaves.
  init(_ stage: PlannedStage) {
    self.init(
      design: stage.design, architecture: stage.architecture, breaking: stage.breaking,
      components: stage.components)
  }

  /// The same with a breaking load of at least what is known to be carried: the search for it ends at three
  /// digits, which may lie just below.
  func carrying(_ users: Users) -> StageGround {
    guard let found = breaking.users, found < users else { return self }
    return StageGround(
      design: design, architecture: architecture,
      breaking: BreakingLoad(users: users, cause: breaking.cause), components: components)
  }
}
