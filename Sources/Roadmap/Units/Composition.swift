package import CapacityPlanning
package import CatalogModel
package import OptionScoring
package import Quantities
package import Requirements

/// A system of several services: its deployment units at each stage, and what lies between them.
package struct Composition: Sendable {
  /// The requirements of the whole system.
  package let system: SystemRequirements
  /// Every unit that there ever is, in the order in which they come into being.
  package private(set) var units: [UnitPlan]
  /// One for each stage of the catalog.
  package let stages: [CompositeStage]
  /// The index of the first stage that carries the present users in all units.
  package let currentIndex: Int?
  package let present: CompositePresent?
  package let decomposition: Decomposition

  /// The same with what is known for sure to have influenced nothing.
  func confirming(idle questions: [String]) -> Composition {
    var composition = self
    composition.units = units.map {
      UnitPlan(unit: $0.unit, range: $0.range, plan: $0.plan.confirming(idle: questions))
    }
    return composition
  }

  /// The stage to run now.
  package var current: CompositeStage? { currentIndex.map { stages[$0] } }

  /// The units of a stage.
  package func units(at stage: Int) -> [UnitPlan] { stages[stage].units.map { units[$0] } }

  /// What some users wait for and cost on the units of a stage, all units together; nil where one of
  /// them is out of reach.
  package func state(
    at stage: Int, under users: Users, catalog: Catalog
  ) throws(Catalog.Gap) -> CompositePresent? {
    try CompositeStages(catalog: catalog, requirements: system, units: units, cuts: [])
      .state(stages[stage].units, at: stage, under: users)
  }

  /// The months until a unit is divided, with the likely growth; nil where it never is.
  package func months(untilDivisionOf unit: UnitPlan) -> Double? {
    users(atDivisionInto: unit.range.upperBound).flatMap(system.months(until:))
  }

  /// The users at which units that begin with a stage come into being; nil where none does.
  package func users(atDivisionInto stage: Int) -> Users? {
    units.filter { $0.firstStage == stage }.compactMap { $0.stage(stage)?.planned?.entry?.users }
      .min()
  }

  /// Whether there is ever more than one unit.
  package var isDivided: Bool { stages.contains { $0.units.count > 1 } }
}

/// A deployment unit over the stages in which it exists.
package struct UnitPlan: Sendable {
  package let unit: DeploymentUnit
  /// The index of the first stage in which it exists.
  package var firstStage: Int { range.lowerBound }
  /// The stages, by their indices, in which it exists.
  package let range: Range<Int>
  /// The plan of its own requirements; stages in which it does not exist have no decisions and no
  /// architecture.
  package let plan: Plan

  /// The unit's part of a stage of the system; nil where it does not exist.
  package func stage(_ index: Int) -> StagePlan? {
    range.contains(index) ? plan.stages[index] : nil
  }
}

/// A stage of a system of several services.
package struct CompositeStage: Sendable {
  package let definition: StageDefinition
  /// Indices into the composition's units.
  package let units: [Int]
  /// What users wait for at the stage's load, over all units; nil when a unit is saturated or out of
  /// reach.
  package let latency: Latency?
  package let latencyZoneLost: Latency?
  package let costs: CompositeCosts?
  /// The users that all units carry, and the unit that gives way first.
  package let breaking: CompositeBreaking?
  /// The cuts on entering the stage.
  package let cuts: [Decomposition.Cut]
  /// What is done besides the steps of the units: preparing a cut, cutting, glue.
  package let steps: [Step]
  /// The edges between units, each with its glue.
  package let edges: [EdgePlan]

  /// Whether every unit can be planned.
  package var isReachable: Bool { costs != nil }
}

/// The bill of a stage: of each unit without the network that all share, of that network, and of the
/// messages between units.
package struct CompositeCosts: Hashable, Sendable {
  package let units: [USDPerMonth]
  package let shared: [CostItem]
  package let edges: [CostItem]

  package var total: USDPerMonth { units.sum() + shared.total + edges.total }
}

/// How far all units together carry.
package struct CompositeBreaking: Hashable, Sendable {
  /// The unit that gives way first.
  package let unit: String
  package let load: BreakingLoad
}

/// The present users on the present units.
package struct CompositePresent: Hashable, Sendable {
  package let latency: Latency?
  package let latencyZoneLost: Latency?
  package let costs: CompositeCosts
}

/// An edge between two units at a stage: how it is graded and glued.
package struct EdgePlan: Sendable {
  package let edge: ServiceEdge
  /// The names of the units at its ends.
  package let from: String
  package let to: String
  /// Calls over it at the peak.
  package let rate: RequestsPerSecond
  package let coupling: Coupling
  /// The grades with a queue in between; equal to `coupling` where the edge has one.
  package let couplingQueued: Coupling
  /// The decision `integration` of the edge; it may have no option left.
  package let decision: Decision

  /// The id of the chosen option; nil where none is left.
  package var glue: String? { decision.chosen }
}
