import ArgumentParser
import CatalogModel
import OptionScoring
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
      reversals: Reversals(stage: stage, topic: topic))
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
    let plan = try plan(confirmsIdle: depth.confirmsIdle)
    if let composition = plan.composition, composition.isDivided {
      return try report(of: source, plan, composition, depth)
    }
    let settings =
      depth.samples > 0
      ? RiskAnalysis.Settings(
        samples: depth.samples,
        stages: depth.isThorough ? plan.stages.indices.filter(plan.isDistinct) : [],
        comparesChoices: depth.isThorough) : nil
    let (risk, rest) = concurrently(
      { Result { try settings.map { try self.risk(of: plan, $0) } } },
      {
        Result {
          (
            depth.hasFailures ? try self.failures(of: plan) : [],
            depth.hasFailures ? try self.certificates(of: plan) : [],
            depth.hasFailures || depth.hasSchedule ? try self.schedule(of: plan) : nil
          )
        }
      })
    let (failures, certificates, schedule) = try rest.get()
    return ReportInput(
      plan: plan, catalog: catalog, version: Version.text, answersDigest: answersDigest,
      answersFile: source.name,
      risk: try risk.get(), failures: failures,
      flips: try depth.reversals.flatMap { try flips(of: plan, $0) },
      refusals: depth.hasRefusals && !plan.passes ? try refusals() : []
    ).with(certificates: certificates).with(schedule: schedule)
  }

  private func plan(confirmsIdle: Bool) throws -> Plan {
    let plan = try plan()
    guard confirmsIdle else { return plan }
    return try onCatalog { () throws(Catalog.Gap) in
      plan.confirming(idle: try IdleSearch(planning).confirmed(plan.idleQuestions))
    }
  }

  private var planning: PlanningCase {
    PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
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
      try FlipSearch(planning, stage: reversals.stage.map { .index($0) } ?? .present)
        .report(of: decisions.map(\.address))
    }
  }

  /// Which answers conflict where a gate fails.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func refusals() throws -> [Refusal] {
    try onCatalog { () throws(Catalog.Gap) in try RefusalSearch(planning).refusals() }
  }

  /// What documents about several deployment units are rendered from: failures of each unit; ranges
  /// are drawn for each unit by itself (`tenfold risk`).
  private func report(
    of source: AnswerSource, _ plan: Plan, _ composition: Composition, _ depth: ReportDepth
  ) throws -> ReportInput {
    var failures: [Int: [StageFailures]] = [:]
    var certificates: [Int: [StageCertificate]] = [:]
    var schedules: [Int: HorizonSchedule] = [:]
    if depth.hasFailures || depth.hasSchedule {
      for (index, unit) in composition.units.enumerated() {
        schedules[index] = try schedule(
          of: unit.plan, end: composition.months(untilDivisionOf: unit))
      }
    }
    if depth.hasFailures {
      for (index, unit) in composition.units.enumerated() {
        failures[index] = try self.failures(of: unit.plan)
        certificates[index] = try self.certificates(of: unit.plan)
      }
    }
    return ReportInput(
      plan: plan, catalog: catalog, version: Version.text, answersDigest: answersDigest,
      answersFile: source.name,
      flips: try depth.reversals.flatMap { try flips(of: plan, $0) },
      refusals: depth.hasRefusals && !plan.passes ? try refusals() : []
    ).with(unitFailures: failures).with(unitCertificates: certificates)
      .with(unitSchedules: schedules)
  }

  /// Why the sizes of each stage are the cheapest.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func certificates(of plan: Plan) throws -> [StageCertificate] {
    try onCatalog { () throws(Catalog.Gap) in
      try StageCertificate.all(of: plan, catalog: catalog)
    }
  }

  /// When to run which architecture over the horizon.
  ///
  /// - Throws: Exit code 78 after naming what the catalog lacks.
  private func schedule(of plan: Plan, end: Double? = nil) throws -> HorizonSchedule? {
    try onCatalog { () throws(Catalog.Gap) in
      try HorizonPlanner(
        catalog: catalog, plan: plan, today: occasion.today, end: end)?.schedule()
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
