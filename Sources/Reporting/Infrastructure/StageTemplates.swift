import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
package import Roadmap

/// The infrastructure of every distinct architecture of a plan, a folder for each stage.
package struct StageTemplates: Sendable {
  package let plan: Plan
  /// The hash that tags carry, so that a resource tells which plan it comes from.
  package let planDigest: String
  package let library: TemplateLibrary
  private let rendered = RenderedStages()

  package init(plan: Plan, planDigest: String, library: TemplateLibrary) {
    self.plan = plan
    self.planDigest = planDigest
    self.library = library.ofOnePlan()
  }

  /// The files of all stages, below `templates/<stage>/`.
  ///
  /// - Throws: `InfrastructureError` or `TemplateError` for what cannot be rendered.
  package func files() throws -> [RenderedFile] {
    try (0..<stageCount).flatMap(files(ofStage:))
  }

  /// What changes from the stage before to this one: a document below `templates/diff/`, and a file of
  /// `moved` blocks where a resource has another name only.
  ///
  /// - Parameter index: Of a distinct stage, from 1.
  /// - Throws: As `files`.
  package func changes(toStage index: Int) throws -> [RenderedFile] {
    let stages = plan.distinctStages
    let (before, after) = (stages[index - 1].definition, stages[index].definition)
    return try StageChange(
      from: terraform(ofStage: index - 1), to: terraform(ofStage: index),
      fromLabel: before.definition.id, toLabel: after.definition.id
    ).files
  }

  /// How many stages have an architecture of their own.
  package var stageCount: Int { plan.distinctStages.count }

  /// The files of one distinct stage, counted from zero; stages may be rendered at the same time.
  ///
  /// - Throws: As `files`.
  package func files(ofStage index: Int) throws -> [RenderedFile] {
    let stage = plan.distinctStages[index]
    let files = try rendered.files(ofStage: index, areCompared: stageCount > 1) {
      try root(ofStage: index)
    }
    return files.map { file in
      file.at("templates/\(stage.definition.definition.id)/\(file.path)")
    }
  }

  private func terraform(ofStage index: Int) throws -> TerraformRoot {
    try rendered.root(ofStage: index) { try root(ofStage: index) }
  }

  private func root(ofStage index: Int) throws -> [RenderedFile] {
    let stage = plan.distinctStages[index]
    return try library.infrastructure(request(stage.definition, stage.planned))
  }

  func request(_ stage: StagePlan, _ planned: PlannedStage) -> InfrastructureRequest {
    InfrastructureRequest(
      systemName: Slug.make(plan.requirements.name), region: plan.requirements.region,
      stageID: stage.definition.id, stageLabel: "\(stage.definition.label) users",
      planDigest: planDigest, architecture: planned.architecture,
      triggers: StageAlarms(planned: planned, objectives: plan.requirements.objectives).alarms,
      decisions: reasons(planned),
      dataLossMinutes: plan.requirements.strictestDataLoss.value / 60, availabilityZones: [],
      peakRate: carried(stage, planned).requestRate, isInternal: plan.requirements.isInternal,
      sources: sources(planned), processorTarget: Self.processorTarget(of: planned),
      facts: plan.templateFacts, jobLoad: stage.workload.jobLoad, jobTime: jobTime,
      quotas: quotas(stage, planned))
  }

  /// The mean duration of background jobs, each counted as often as it runs.
  private var jobTime: Seconds {
    let jobs = plan.requirements.jobs
    let runs = jobs.reduce(0) { $0 + $1.runsPerDay }
    guard runs > 0 else { return Seconds(0) }
    return Seconds(jobs.reduce(0) { $0 + $1.runsPerDay * $1.duration.value } / runs)
  }

  /// The quotas of the account that the stage needs more of than a new account has: what the model
  /// holds against them at its safe share, and what the templates ask for.
  private func quotas(_ stage: StagePlan, _ planned: PlannedStage) -> [QuotaNeed] {
    let architecture = planned.architecture
    let ofModel: [QuotaNeed] = planned.assessment.limits.filter(\.isQuota).compactMap { limit in
      var needed = limit.load / limit.safeShare
      if limit.metric?.name == "ConcurrentExecutions" {
        // Lambda leaves a hundred to functions that set none aside.
        let workers = architecture.workerPlatform == .lambda ? architecture.workers?.count ?? 0 : 0
        needed = max(needed, Double(architecture.compute.concurrency + workers + 100))
      } else if limit.tier == .entry {
        needed = max(needed, (carried(stage, planned).requestRate.value * 2).rounded(.up))
      }
      guard needed > limit.capacity else { return nil }
      return QuotaNeed(
        name: "\(limit.tier.rawValue): \(limit.resource)", needed: needed.rounded(.up),
        standard: limit.capacity, unit: limit.unit)
    }
    return ofModel + serviceQuotas(architecture)
  }

  /// The services of ECS that have more tasks than a new account lets one have.
  private func serviceQuotas(_ architecture: Architecture) -> [QuotaNeed] {
    let most = plan.templateFacts.tasksPerService
    let tiers: [(String, ComputePlatform?, Int)] = [
      ("compute", architecture.compute.platform, architecture.compute.count),
      ("workers", architecture.workerPlatform, architecture.workers?.count ?? 0),
    ]
    return tiers.filter {
      ($0.1 == .ecsOnEC2 || $0.1 == .fargate) && Double($0.2) > most
    }.map {
      QuotaNeed(
        name: "\($0.0): tasks of a service", needed: Double($0.2), standard: most, unit: "tasks")
    }
  }

  /// Nine tenths of what is safe, so that scaling acts before the alarm of the next stage does.
  private static func processorTarget(of planned: PlannedStage) -> Double {
    let limit = planned.assessment.limits.first { $0.tier == .compute && $0.resource == "CPU" }
    return max(5, ((limit?.safeShare ?? 0.65) * 90).rounded(.down))
  }

  /// The decision behind each part, with the questions that entered it.
  private func sources(_ planned: PlannedStage) -> [DecidedPart: DecisionSource] {
    var sources: [DecidedPart: DecisionSource] = [:]
    for component in planned.components {
      guard let part = Self.part(of: component), sources[part] == nil,
        let decision = planned.decisions.first(where: { $0.id == component.decision })
      else { continue }
      sources[part] = DecisionSource(
        decision: decision.id, questions: decision.questions)
    }
    return sources
  }

  /// The workload up to which the stage serves: throttles must not bind before its limits do.
  private func carried(_ stage: StagePlan, _ planned: PlannedStage) -> Workload {
    guard let users = planned.breaking.users, users > stage.definition.sizedFor else {
      return stage.workload
    }
    return plan.requirements.workload(users: users)
  }

  /// A line a part that says why it is there, from the plan's components.
  private func reasons(_ planned: PlannedStage) -> [DecidedPart: String] {
    var lines: [DecidedPart: String] = [:]
    for component in planned.components {
      guard let part = Self.part(of: component), lines[part] == nil else { continue }
      lines[part] = remark(on: component, in: planned) + "\(component.title). \(component.trigger)"
    }
    return lines
  }

  /// That a part is written for another service, where the chosen one has no templates of its own.
  private func remark(on component: Component, in planned: PlannedStage) -> String {
    let decision = component.decision.prefix { $0 != ":" }
    guard let id = planned.architecture.variants[String(decision)], id == component.option,
      let option = planned.decision(String(decision))?.option(id)
    else { return "" }
    return "WRITTEN FOR \(option.model), which \(id) is planned like: adapt it. "
  }

  private static func part(of component: Component) -> DecidedPart? {
    switch component.tier {
    case .frontEnd, .edge: .edge
    case .entry:
      switch component.slot {
      case "inspection": .inspection
      case "exposure": .exposure
      default: .balancing
      }
    case .compute: .compute
    case .workers: .workers
    case .database: .relational
    case .tables: .tables
    case .cache: .cache
    case .files: .files
    case .messaging: .messaging
    case .network: .network
    case .observability: .observability
    }
  }
}
