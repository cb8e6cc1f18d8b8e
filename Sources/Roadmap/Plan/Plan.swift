package import CapacityPlanning
package import CatalogModel
package import OptionScoring
import Quantities
package import Requirements

/// The result of planning: what to run now, how far it carries, and what comes next.
package struct Plan: Sendable {
  package let requirements: SystemRequirements
  package let parameters: PlanningParameters
  /// All stages of the catalog, in order of users.
  package let stages: [StagePlan]
  /// What its templates are written with beside the architectures.
  package let templateFacts: TemplateFacts
  /// The first stage whose architecture carries the present users; nil when none does.
  package let currentIndex: Int?
  /// The present users on the present architecture; nil when none carries them.
  package let present: PresentState?
  package let gates: [Gate]
  package let crossovers: [Crossover]
  package let notes: [Note]
  /// Questions whose answers influenced no decision and no number, as far as rules and signals say
  /// what they look at; `IdleSearch` tells for sure.
  package private(set) var idleQuestions: [String]
  /// When the data outgrows memory and storage of the present database.
  package let dataGrowth: [DataGrowth]
  /// The deployment units and what lies between them; nil where no services were named.
  ///
  /// With several units the stages are those of the unit that users meet first, and the gates hold
  /// for all units together.
  package private(set) var composition: Composition?
  /// The waivers of the team on the day that counts.
  package let waivers: [WaiverState]
  /// The day that waivers and ages of facts count to; nil where nothing depends on one.
  package let day: CalendarDay?

  package init(
    requirements: SystemRequirements, parameters: PlanningParameters, stages: [StagePlan],
    templateFacts: TemplateFacts,
    currentIndex: Int?, present: PresentState?, gates: [Gate], crossovers: [Crossover],
    notes: [Note], idleQuestions: [String], dataGrowth: [DataGrowth] = [],
    composition: Composition? = nil,
    waivers: [WaiverState] = [], day: CalendarDay? = nil
  ) {
    self.waivers = waivers
    self.day = day
    self.requirements = requirements
    self.parameters = parameters
    self.stages = stages
    self.templateFacts = templateFacts
    self.currentIndex = currentIndex
    self.present = present
    self.gates = gates
    self.crossovers = crossovers
    self.notes = notes
    self.idleQuestions = idleQuestions
    self.dataGrowth = dataGrowth
    self.composition = composition
  }

  /// The same plan with what is known for sure to have influenced nothing, in all units.
  package func confirming(idle questions: [String]) -> Plan {
    var plan = self
    plan.idleQuestions = idleQuestions.filter(questions.contains)
    plan.composition = composition?.confirming(idle: questions)
    return plan
  }

  /// The same plan as part of a system of services.
  func composed(of composition: Composition) -> Plan {
    Plan(
      requirements: requirements, parameters: parameters, stages: stages,
      templateFacts: templateFacts, currentIndex: currentIndex, present: present, gates: gates,
      crossovers: crossovers,
      notes: notes, idleQuestions: idleQuestions, dataGrowth: dataGrowth, composition: composition,
      waivers: waivers, day: day)
  }

  /// The decisions of a stage with their addresses: unit by unit, then those of the edges between
  /// them.
  package func decisions(
    at stage: Int
  ) -> [(address: DecisionAddress, decision: Decision)] {
    guard let composition, composition.isDivided else {
      return stages[stage].decisions.map { (DecisionAddress($0), $0) }
    }
    let all = composition.system.services.count
    return composition.units(at: stage).flatMap { unit in
      (unit.stage(stage)?.decisions ?? []).map { (DecisionAddress($0, in: unit.unit, of: all), $0) }
    } + composition.stages[stage].edges.map { (DecisionAddress($0.decision), $0.decision) }
  }

  /// What is chosen at the present stage; nil where nothing carries the present users.
  package var presentChoices: [DecisionAddress: String]? {
    currentIndex.map { index in
      decisions(at: index).reduce(into: [:]) { $0[$1.address] = $1.decision.chosen }
    }
  }

  /// The stage to run now.
  package var current: PlannedStage? { currentIndex.flatMap { stages[$0].planned } }

  /// Whether every gate passes, is waived, or is no error to miss.
  package var passes: Bool { !gates.contains(where: \.fails) }

  /// Whether a stage is planned and its architecture differs from that of the stage before.
  package func isDistinct(_ index: Int) -> Bool {
    stages[index].planned.map { !$0.isUnchanged } ?? false
  }

  /// Stages whose architecture differs from that of the stage before.
  package var distinctStages: [(definition: StagePlan, planned: PlannedStage)] {
    stages.compactMap { stage in
      stage.planned.flatMap { $0.isUnchanged ? nil : (stage, $0) }
    }
  }
}

/// What the present users ask of the present architecture, and what that costs.
package struct PresentState: Hashable, Sendable {
  package let workload: Workload
  package let assessment: Assessment
  package let costs: [CostItem]

  package init(workload: Workload, assessment: Assessment, costs: [CostItem]) {
    self.workload = workload
    self.assessment = assessment
    self.costs = costs
  }
}

/// A requirement that the plan meets or misses.
package struct Gate: Hashable, Sendable {
  /// `p95`, `p99`, `availability`, `recovery`, `budget`, `capacity`, or the name of a team's own.
  package let id: String
  /// The question that set it.
  package let question: String
  package let required: String
  package let observed: String
  package let passes: Bool
  /// Whether there was what it judges by; where there was not it fails nothing.
  package let isJudged: Bool
  /// What is to blame, and what would help; nil when it passes.
  package let blame: String?
  /// How bad it is to miss it.
  package let level: GateLevel
  /// What a team's own gate limits; nil for those of every plan.
  package let measure: GateRule.Measure?
  /// The waiver of a gate that is missed, in force or expired.
  package let waiver: WaiverState?
  /// What it does not judge though the requirement asks for it, such as `the loss of the Region`; nil
  /// where it judges all.
  package let unjudged: String?

  package init(
    id: String, question: String, required: String, observed: String, passes: Bool,
    blame: String?, level: GateLevel = .error, measure: GateRule.Measure? = nil,
    waiver: WaiverState? = nil, isJudged: Bool = true,
    unjudged: String? = nil
  ) {
    self.unjudged = unjudged
    self.isJudged = isJudged
    self.level = level
    self.measure = measure
    self.waiver = waiver
    self.id = id
    self.question = question
    self.required = required
    self.observed = observed
    self.passes = passes
    self.blame = blame
  }
}

extension Gate {
  /// Whether it is missed and a waiver is in force.
  package var isWaived: Bool { !passes && waiver?.state == .counts }

  /// Whether it fails the plan.
  package var fails: Bool { !passes && level == .error && !isWaived }

  /// The same gate with the waiver that names it.
  func waived(by state: WaiverState) -> Gate {
    Gate(
      id: id, question: question, required: required, observed: observed, passes: passes,
      blame: blame, level: level, measure: measure, waiver: state, isJudged: isJudged,
      unjudged: unjudged)
  }
}

/// The load at which one option becomes cheaper than another.
package struct Crossover: Hashable, Sendable {
  /// The row of the rule list.
  package let rule: String
  /// What is cheaper below, and above.
  package let below: String
  package let above: String
  package let value: Double
  package let unit: String
  /// What the comparison assumes.
  package let assumption: String

  package init(
    rule: String, below: String, above: String, value: Double, unit: String, assumption: String
  ) {
    self.rule = rule
    self.below = below
    self.above = above
    self.value = value
    self.unit = unit
    self.assumption = assumption
  }
}

/// Something to know that is no decision: a migration, a warning, a date.
package struct Note: Hashable, Sendable {
  package let rule: String
  package let text: String
  /// The questions whose answers brought it about, sorted.
  package let questions: [String]
  /// What is so once it was followed; nil for notes that only warn or inform.
  package let practice: Practice?

  package init(
    rule: String, text: String, questions: [String] = [], practice: Practice? = nil
  ) {
    self.rule = rule
    self.text = text
    self.questions = questions
    self.practice = practice
  }

  /// A short statement that one can tick.
  package struct Practice: Hashable, Sendable {
    /// Of the advice that it belongs to.
    package let id: String
    package let statement: String

    package init(id: String, statement: String) {
      self.id = id
      self.statement = statement
    }
  }

  /// The rule of notes about what AWS closes.
  package static let lifecycleRule = "lifecycle"

  /// Whether it warns of a service that closes.
  package var isLifecycleWarning: Bool { rule == Self.lifecycleRule }
}
