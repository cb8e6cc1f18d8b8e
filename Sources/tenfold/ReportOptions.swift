import ArgumentParser
import CatalogModel
import OptionScoring
import Parallelism
import Reporting
import Roadmap
import Storage

/// How much is looked at besides the plan itself.
struct ReportDepth {
  /// How often the ranges are drawn; 0 for not at all.
  var samples = 0
  /// Whether every stage is looked at in each sample, and the choices are compared.
  var isThorough = false
  /// Whether it is computed what becomes of each stage when something fails.
  var hasFailures = false
  /// Whether the schedule over the horizon is computed.
  var hasSchedule = false
  /// Whether the answers are named that conflict where a gate fails.
  var hasRefusals = false
  /// Whether it is tried out which answers influenced nothing.
  var confirmsIdle = false
  /// The stage and the decision whose reversals are searched for; nil for none.
  var reversals: Reversals?

  /// Which decisions may be reversed.
  struct Reversals {
    /// The index of the stage; nil for the present one.
    var stage: Int?
    /// A decision or a kind of decisions; nil for all.
    var topic: String?
    /// Whether it is told of each answer if it influenced them.
    var tellsInfluences = false
  }

  /// Nothing but the plan.
  static let plan = ReportDepth()
  /// The plan, and why where it is refused.
  static let verdict = ReportDepth(hasRefusals: true)
  /// The plan and its failures.
  static let failures = ReportDepth(hasFailures: true)
  /// The plan and its schedule.
  static let schedule = ReportDepth(hasSchedule: true)

  /// What a roadmap shows.
  ///
  /// - Parameters:
  ///   - samples: How often the ranges are drawn; nil for the few draws of the present load that cost
  ///     no time worth mentioning, which rank the assumptions.
  ///   - hasReversals: Whether it is searched what would reverse each decision.
  static func roadmap(samples: Int?, hasReversals: Bool) -> ReportDepth {
    ReportDepth(
      samples: samples ?? 128, isThorough: samples != nil, hasFailures: true,
      hasRefusals: true, confirmsIdle: true, reversals: hasReversals ? Reversals() : nil)
  }

  /// What reverses decisions, and which answers conflict.
  static func reversals(stage: Int?) -> ReportDepth {
    ReportDepth(hasRefusals: true, reversals: Reversals(stage: stage))
  }

  /// What an explanation of decisions shows.
  static func explanation(stage: Int?, topic: String?) -> ReportDepth {
    ReportDepth(
      hasRefusals: true, confirmsIdle: topic == nil,
      reversals: Reversals(stage: stage, topic: topic, tellsInfluences: true))
  }
}

extension PlanningInput {
  /// What documents are rendered from.
  func report(_ context: PlanningContext, _ depth: ReportDepth = .plan) throws -> ReportInput {
    try context.report(of: file, depth)
  }
}

extension PlanningContext {
  /// What documents about the answers of a file are rendered from.
  func report(of file: String, _ depth: ReportDepth = .plan) throws -> ReportInput {
    try report(of: .file(file), depth)
  }

  /// The same for answers from anywhere.
  func report(of source: AnswerSource, _ depth: ReportDepth = .plan) throws -> ReportInput {
    try report(try plan(lookingAtStages: depth.hasFailures), of: source, depth)
  }

  /// The same for the plan of the answers, which was made already.
  func report(_ plan: Plan, of source: AnswerSource, _ depth: ReportDepth) throws -> ReportInput {
    let composition = plan.composition.flatMap { $0.isDivided ? $0 : nil }
    var looks = Looks()
    for result in tasks(plan, composition, depth).parallelMap({ task in Result { try task() } }) {
      looks.take(try result.get())
    }
    let input = ReportInput(
      plan: looks.idle.map(plan.confirming(idle:)) ?? plan, catalog: catalog,
      version: Version.text, answersDigest: answersDigest, answersFile: source.name,
      risk: looks.risk, failures: composition == nil ? looks.failures[0] ?? [] : [],
      flips: try depth.reversals.flatMap { try flips(of: plan, $0) },
      refusals: looks.refusals)
    guard composition != nil else {
      return input.with(certificates: looks.certificates[0] ?? [])
        .with(schedule: looks.schedules[0])
    }
    return input.with(unitFailures: looks.failures).with(unitCertificates: looks.certificates)
      .with(unitSchedules: looks.schedules)
  }

  /// What is looked at besides the plan, each by itself and all at the same time.
  ///
  /// Of several deployment units each is looked at; ranges are drawn for each by itself
  /// (`tenfold risk`).
  private func tasks(
    _ plan: Plan, _ composition: Composition?, _ depth: ReportDepth
  ) -> [@Sendable () throws -> Looks.Look] {
    var tasks: [@Sendable () throws -> Looks.Look] = []
    if depth.confirmsIdle { tasks.append { .idle(try idleQuestions(of: plan)) } }
    if composition == nil, depth.samples > 0 {
      let settings = RiskAnalysis.Settings(
        samples: depth.samples,
        stages: depth.isThorough ? plan.stages.indices.filter(plan.isDistinct) : [],
        comparesChoices: depth.isThorough)
      tasks.append { .risk(try risk(of: plan, settings)) }
    }
    if depth.hasRefusals && !plan.passes { tasks.append { .refusals(try refusals()) } }
    let units = composition.map { composition in
      composition.units.map { ($0.plan, composition.months(untilDivisionOf: $0)) }
    }
    for (index, (unit, end)) in (units ?? [(plan, nil)]).enumerated() {
      if depth.hasFailures {
        tasks.append { .failures(index, try failures(of: unit)) }
        tasks.append { .certificates(index, try certificates(of: unit)) }
      }
      if depth.hasFailures || depth.hasSchedule {
        tasks.append { .schedule(index, try schedule(of: unit, end: end)) }
      }
    }
    return tasks
  }

  /// What was looked at; of a system that is not divided everything is that of the unit 0.
  private struct Looks {
    enum Look: Sendable {
      case idle([String])
      case risk(RiskReport)
      case refusals([Refusal])
      case failures(Int, [StageFailures])
      case certificates(Int, [StageCertificate])
      case schedule(Int, HorizonSchedule?)
    }

    var idle: [String]?
    var risk: RiskReport?
    var refusals: [Refusal] = []
    var failures: [Int: [StageFailures]] = [:]
    var certificates: [Int: [StageCertificate]] = [:]
    var schedules: [Int: HorizonSchedule] = [:]

    mutating func take(_ look: Look) {
      switch look {
      case .idle(let questions): idle = questions
      case .risk(let report): risk = report
      case .refusals(let found): refusals = found
      case .failures(let unit, let found): failures[unit] = found
      case .certificates(let unit, let found): certificates[unit] = found
      case .schedule(let unit, let schedule): schedules[unit] = schedule
      }
    }
  }

  private func idleQuestions(of plan: Plan) throws -> [String] {
    try onCatalog { () throws(Catalog.Gap) in
      try IdleSearch(planning, sizing: sizing).confirmed(plan.idleQuestions)
    }
  }

  private var planning: PlanningCase {
    PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
  }

  /// A stage as trials look for it: other answers may have no stage of the horizon, or another one.
  private func choice(_ stage: Int?, _ plan: Plan) -> StageChoice {
    guard let definition = stage.map({ plan.stages[$0].definition }) else { return .present }
    return definition.isOfHorizon ? .labeled : .named(definition.id)
  }

  /// What would reverse the decisions of a stage.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func flips(of plan: Plan, _ reversals: ReportDepth.Reversals) throws -> FlipReport? {
    let index = reversals.stage ?? plan.currentIndex
    guard let index, plan.stages.indices.contains(index) else { return nil }
    let decisions = plan.decisions(at: index).filter { address, decision in
      reversals.topic.map { topic in
        topic == decision.id || topic == decision.definition.id || topic == address.unit
          || topic == address.text
          || address.unit.map { topic == "\($0).\(decision.definition.id)" } ?? false
      } ?? true
    }
    return try onCatalog { () throws(Catalog.Gap) in
      try FlipSearch(planning, stage: choice(reversals.stage, plan))
        .report(of: decisions.map(\.address), tellsInfluences: reversals.tellsInfluences)
    }
  }

  /// Which answers conflict where a gate fails.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func refusals() throws -> [Refusal] {
    try onCatalog { () throws(Catalog.Gap) in try RefusalSearch(planning).refusals() }
  }

  /// Why the sizes of each stage are the cheapest.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func certificates(of plan: Plan) throws -> [StageCertificate] {
    try onCatalog { () throws(Catalog.Gap) in
      try StageCertificate.all(of: plan, catalog: catalog, memo: sizing)
    }
  }

  /// When to run which architecture over the horizon.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func schedule(of plan: Plan, end: Double? = nil) throws -> HorizonSchedule? {
    try onCatalog { () throws(Catalog.Gap) in
      try HorizonPlanner(
        catalog: catalog, plan: plan, today: occasion.today, end: end, memo: sizing)?.schedule()
    }
  }

  /// What becomes of each stage when something fails.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func failures(of plan: Plan) throws -> [StageFailures] {
    try onCatalog { () throws(Catalog.Gap) in
      try StageFailures.all(of: plan, catalog: catalog)
    }
  }
}
