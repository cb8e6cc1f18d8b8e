import CapacityPlanning
import CatalogModel
import OptionScoring
import Requirements

/// What the decisions of a deployment at a stage depend on besides the answers.
///
/// Where two values of a number lead to the same, those between them are taken to lead there as well, so that what
/// stands before the stage, and which it is, need not be found again.
struct StageFooting: Equatable, Sendable {
  let index: Int
  let definition: StageDefinition
  let units: [DeploymentUnit]
  /// The deployment by its place among them; nil for the edges between them.
  let place: Int?
  /// What stands before the stage.
  let incumbent: Design?

  /// Whether both are of the same stage of the same deployments.
  func isBeside(_ other: StageFooting) -> Bool { index == other.index && units == other.units }
}

extension SystemReplay {
  /// What the decisions of each deployment depend on, and those of the edges, by the unit in their addresses; none
  /// of a deployment that keeps what it found.
  ///
  /// - Parameter definition: Of the stage.
  func footings(_ definition: StageDefinition) -> [String?: StageFooting] {
    let units = deployments.map(\.unit)
    var footings: [String?: StageFooting] = [:]
    func note(_ unit: String?, _ place: Int?, _ incumbent: Design?) {
      footings[unit] = StageFooting(
        index: index, definition: definition, units: units, place: place, incumbent: incumbent)
    }
    if units.count > 1 { note(nil, nil, nil) }
    for (place, deployment) in deployments.enumerated() where !deployment.step.isKept {
      note(units.count > 1 ? deployment.unit.name : nil, place, deployment.step.found?.design)
    }
    return footings
  }
}

extension SystemReplayer {
  /// What is decided on some footings; nil where the stage is another one, or a decision has no option left.
  ///
  /// - Throws: What the catalog lacks.
  func decisions(
    on footings: [String?: StageFooting]
  ) throws(Catalog.Gap) -> [(address: DecisionAddress, decision: Decision)]? {
    guard let any = footings.values.first, catalog.stages.indices.contains(any.index),
      catalog.stages[any.index] == any.definition
    else { return nil }
    var decided: [(address: DecisionAddress, decision: Decision)] = []
    let users = any.definition.sizedFor
    let projection = try UnitProjection(
      catalog: catalog, requirements: requirements, units: any.units, memo: memo.parameters)
    for (unit, footing) in footings {
      guard let place = footing.place else {
        decided += try glue(any.units, at: users).map { (DecisionAddress($0), $0) }
        continue
      }
      let (own, parameters) = try projection.requirements(of: any.units[place])
      let outcome = try DesignChooser(
        catalog: catalog, parameters: parameters, requirements: own, memo: memo.sizing,
        detail: memo.detail, recall: memo.recall(keeps: false)
      ).choose(for: own.workload(users: users), incumbent: footing.incumbent)
      if outcome.design == nil { return nil }
      decided += outcome.decisions.map { (DecisionAddress($0, unit: unit), $0) }
    }
    return decided
  }
}
