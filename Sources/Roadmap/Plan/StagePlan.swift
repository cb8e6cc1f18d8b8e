package import CapacityPlanning
package import CatalogModel
package import OptionScoring
package import Quantities
package import Requirements

/// A stage of the roadmap: its label, its load, and what carries it.
package struct StagePlan: Sendable {
  package let definition: StageDefinition
  /// The workload at the upper end of the label.
  package let workload: Workload
  package let outcome: Outcome
  /// The deployment unit that it is a stage of; nil for that of a whole system.
  package let unit: String?

  package init(
    definition: StageDefinition, workload: Workload, outcome: Outcome, unit: String? = nil
  ) {
    self.definition = definition
    self.workload = workload
    self.outcome = outcome
    self.unit = unit
  }

  /// The same stage as that of a deployment unit.
  func named(_ unit: String) -> StagePlan {
    StagePlan(definition: definition, workload: workload, outcome: outcome, unit: unit)
  }

  /// Whether the stage can be reached.
  package enum Outcome: Sendable {
    case planned(PlannedStage)
    /// The decisions, of which one has no option left, or a design that nothing is large enough
    /// for.
    case infeasible([Decision])
  }

  /// The decisions that were taken, also where they led nowhere.
  package var decisions: [Decision] {
    switch outcome {
    case .planned(let stage): stage.decisions
    case .infeasible(let decisions): decisions
    }
  }

  /// The planned stage; nil when it is out of reach.
  package var planned: PlannedStage? {
    if case .planned(let stage) = outcome { return stage }
    return nil
  }
}

/// A stage that can be reached.
package struct PlannedStage: Sendable {
  package let design: Design
  package let architecture: Architecture
  /// The decisions as they stand at this stage, also where nothing changed.
  package let decisions: [Decision]
  package let assessment: Assessment
  package let costs: [CostItem]
  /// How many users it carries, and what gives way then.
  package let breaking: BreakingLoad
  /// Why and when it is entered; nil for the first stage.
  package let entry: StageEntry?
  package let components: [Component]
  /// What changes on entering it.
  package let steps: [Step]
  /// What is left out on purpose, and what will call for it.
  package internal(set) var deferred: [Deferral]
  /// What gives way before the users of the stage are reached, also after all that sizing can do,
  /// such as a hot key; nil where the stage is carried.
  package let shortfall: BreakingLoad.Cause?
  /// Whether the present users call for it, because what stands before does not carry them, has a
  /// choice that fell, or costs the margin more.
  var isDue = false
  /// Who looks after what.
  package internal(set) var duties = DutyMatrix(columns: [], availableDays: 0)
  /// What was looked at while the plan was made; nil where there was no time, or nobody asked.
  var look: StageLook?

  package init(
    design: Design, architecture: Architecture, decisions: [Decision], assessment: Assessment,
    costs: [CostItem], breaking: BreakingLoad, entry: StageEntry?, components: [Component],
    steps: [Step], deferred: [Deferral], shortfall: BreakingLoad.Cause? = nil
  ) {
    self.design = design
    self.architecture = architecture
    self.decisions = decisions
    self.assessment = assessment
    self.costs = costs
    self.breaking = breaking
    self.entry = entry
    self.components = components
    self.steps = steps
    self.deferred = deferred
    self.shortfall = shortfall
  }

  /// Whether the architecture of the stage before carries this one as well.
  package var isUnchanged: Bool { entry?.isUnchanged ?? false }

  /// What the search for the present stage looks at.
  func standing(now: Users) -> PresentStage.Standing {
    PresentStage.Standing(
      carriesPresent: breaking.carries(now), isKept: isUnchanged, isDue: isDue)
  }

  /// The decision of an id; of several with scopes, the first.
  package func decision(_ id: String) -> Decision? { decisions.first { $0.definition.id == id } }
}

/// What calls for a stage.
package struct StageEntry: Hashable, Sendable {
  /// The users at which the stage before is no longer enough; nil when it never is.
  package let users: Users?
  /// Months from now; nil when the growth answers never lead there.
  package let months: Double?
  /// What gives way in the stage before.
  package let cause: BreakingLoad.Cause
  /// A choice that stopped being possible or sensible, where that came first.
  package let overturned: String?
  package let reason: Reason
  package let isUnchanged: Bool

  package init(
    users: Users?, months: Double?, cause: BreakingLoad.Cause, overturned: String?,
    reason: Reason, isUnchanged: Bool
  ) {
    self.users = users
    self.months = months
    self.cause = cause
    self.overturned = overturned
    self.reason = reason
    self.isUnchanged = isUnchanged
  }
}

/// A part of an architecture as people read it.
package struct Component: Hashable, Sendable {
  /// The place it fills, such as `compute` or `table:carts`: what is compared between stages.
  package let slot: String
  package let tier: Tier
  /// The option that fills it.
  package let option: String
  package let title: String
  /// Sizes and numbers.
  package let size: String
  /// The decision behind it.
  package let decision: String
  /// Why it is there.
  package let trigger: String
  /// A key of `planning.effortPersonDays`.
  package let effortKind: String
  package let reason: Reason
  package let rule: String?

  package init(
    slot: String, tier: Tier, option: String, title: String, size: String, decision: String,
    trigger: String, effortKind: String, reason: Reason, rule: String?
  ) {
    self.slot = slot
    self.tier = tier
    self.option = option
    self.title = title
    self.size = size
    self.decision = decision
    self.trigger = trigger
    self.effortKind = effortKind
    self.reason = reason
    self.rule = rule
  }
}

/// One change on the way into a stage.
package struct Step: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case observe, add, replace, resize, remove
  }

  package let kind: Kind
  package let title: String
  package let because: String
  /// At least one of the four reasons.
  package let reasons: [Reason]
  package let rule: String?
  package let personDays: Double
  /// The kind of change, a key of `planning.effortPersonDays` and of `Catalog/moves.yaml`.
  package let effortKind: String
  /// Whether it tunes what runs, so that it must not come before measurements.
  package let isTuning: Bool

  package init(
    kind: Kind, title: String, because: String, reasons: [Reason], rule: String?,
    personDays: Double, effortKind: String, isTuning: Bool
  ) {
    self.kind = kind
    self.title = title
    self.because = because
    self.reasons = reasons
    self.rule = rule
    self.personDays = personDays
    self.effortKind = effortKind
    self.isTuning = isTuning
  }
}

/// Something left out on purpose.
package struct Deferral: Hashable, Sendable {
  package let title: String
  /// What will call for it.
  package let trigger: String

  package init(title: String, trigger: String) {
    self.title = title
    self.trigger = trigger
  }
}
