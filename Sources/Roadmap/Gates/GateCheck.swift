import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Checks objectives and budget on the architecture of the present stage, and names what is to
/// blame for a miss.
struct GateCheck {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements

  /// All gates on the present stage.
  ///
  /// Where no stage carries the present users, those of the stage that is labelled for them, so
  /// that a missed objective is named, and a gate that no architecture passes when it is a
  /// capacity that gives way.
  func gates(for stage: PlannedStage?, stages: [StagePlan]) throws(Catalog.Gap) -> [Gate] {
    if let stage { return try gates(on: stage) }
    let labelled = stages.first { $0.definition.covers(requirements.users.now) }?.planned
    guard let labelled else { return [capacity(stages)] }
    let model = CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let gates = try gates(on: labelled)
    if case .latency? = try model.failure(
      labelled.architecture, users: requirements.users.now.value),
      gates.contains(where: { !$0.passes })
    {
      return gates
    }
    return [capacity(stages)] + gates
  }

  private func gates(on stage: PlannedStage) throws(Catalog.Gap) -> [Gate] {
    let workload = requirements.workload(users: requirements.users.now)
    let model = CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let assessment = try model.assess(stage.architecture, under: workload)
    let losesZones =
      stage.architecture.zones > 1 && stage.architecture.compute.platform != .lambda
    let latency = losesZones ? assessment.latencyZoneLost : assessment.latency
    let idle = try model.assess(stage.architecture, under: workload.scaled(by: 1e-6)).latency
    let objectives = requirements.objectives
    return [
      latencyGate(
        "p95", "objectives.p95Milliseconds", objectives.p95, latency?.all.p95, idle?.all.p95,
        stage),
      latencyGate(
        "p99", "objectives.p99Milliseconds", objectives.p99, latency?.all.p99, idle?.all.p99,
        stage),
      try availability(stage),
      try recovery(stage),
      try dataLoss(stage),
      try budget(stage, workload),
    ]
  }

  private func latencyGate(
    _ id: String, _ question: String, _ objective: Seconds, _ observed: Seconds?,
    _ unloaded: Seconds?, _ stage: PlannedStage
  ) -> Gate {
    Gate.latency(id, question, objective: objective, observed: observed) {
      if stage.design.compute == .lambda, parameters.functionColdStart > objective * 0.5 {
        return "at this load many requests start a function cold, which takes "
          + "\(GateText.time(parameters.functionColdStart)) with this runtime (system.runtime): keep "
          + "environments provisioned, or allow more time."
      }
      if let unloaded, unloaded > objective {
        return "even an empty system takes \(GateText.time(unloaded)): \(slowestPart()) "
          + "Either \(question) asks for too little time, or that work must shrink."
      }
      return "waiting at \(stage.assessment.bottleneck?.tier.rawValue ?? "the bottleneck") "
        + "makes it slow: \(question) is out of reach with the sizes of the region."
    }
  }

  /// The largest demand of a request on average, in words.
  private func slowestPart() -> String {
    let shares = requirements.requests
    func mean(_ value: (RequestClass) -> Double) -> Double {
      shares.reduce(0) { $0 + $1.share * value($1) }
    }
    let perRead = parameters.networkHop + parameters.databaseReadTime
    let perWrite = parameters.networkHop + parameters.databaseWriteTime + parameters.commitRDS
    let parts: [(String, Double)] = [
      ("requests.cpuMilliseconds", mean { $0.cpuTime.milliseconds }),
      ("requests.reads", mean { $0.reads * perRead.milliseconds }),
      ("requests.writes", mean { $0.writes * perWrite.milliseconds }),
      (
        "frontEnd.renderMilliseconds",
        requirements.rendersOnServer ? requirements.frontEnd.renderTime.milliseconds : 0
      ),
    ]
    let largest = parts.max { $0.1 < $1.1 } ?? parts[0]
    return "\(largest.0) accounts for \(DecimalText.significant(largest.1)) ms of the mean."
  }

  /// Structure first: nothing whose loss breaks the promise for longer than it may.
  private func availability(_ stage: PlannedStage) throws(Catalog.Gap) -> Gate {
    let promised = requirements.objectives.availability
    let architecture = stage.architecture
    return Gate.availability(
      promised: promised, weak: try weaknesses(architecture, for: promised),
      spread: Self.spread([architecture]),
      reference: "SLAs in series",
      product: try ServiceLevels(catalog: catalog).serial(architecture).product,
      region: try catalog.number("planning.oneRegionAvailability"))
  }

  /// Over how many zones the parts of architectures stand, in words.
  ///
  /// A relational database writes in one zone and fails over to a second, in however many the rest
  /// stands.
  static func spread(_ architectures: [Architecture]) -> String {
    let zones = architectures.map(\.zones).min() ?? 1
    if zones == 1 { return "one zone, replaced when it fails" }
    let hasPair = zones > 2 && architectures.contains { $0.relational != nil }
    return "every part in \(zones) zones" + (hasPair ? ", the database in 2" : "")
  }

  /// The parts whose loss breaks a promise of availability for longer than it allows.
  func weaknesses(
    _ architecture: Architecture, for promised: Double
  ) throws(Catalog.Gap) -> [String] {
    guard promised > (try catalog.number("planning.singleZoneAvailability")) else { return [] }
    var weak: [String] = []
    if architecture.zones < 2 { weak.append("one zone") }
    if architecture.compute.platform != .lambda, architecture.compute.minimumCount < 2 {
      weak.append("one machine at the compute tier")
    }
    if let database = architecture.relational, !database.isMultiZone {
      weak.append("a database without a standby")
    }
    return weak
  }

  /// How long the loss of a zone interrupts it.
  func recovery(_ stage: PlannedStage) throws(Catalog.Gap) -> Gate {
    let objective = requirements.objectives.recovery
    let size = requirements.dataSets.filter { stage.design.placement.stores[$0.name] == .sql }
      .map(\.size).sum()
    let longest = try RecoveryTime(catalog: catalog).longest(
      of: stage.architecture, sqlSize: size)
    let passes = longest.time <= objective
    return Gate(
      id: "recovery", question: "objectives.recoveryMinutes",
      required: "within \(GateText.minutes(objective)) of the loss of a zone",
      observed: longest.time > .zero
        ? "\(GateText.minutes(longest.time)), \(longest.part)" : longest.part,
      passes: passes, blame: passes ? nil : "\(longest.part) takes longer: \(longest.remedy)")
  }

  /// How much of the newest data the loss of a zone takes along.
  func dataLoss(_ stage: PlannedStage) throws(Catalog.Gap) -> Gate {
    let objective = requirements.strictestDataLoss
    let (time, text) = try DataLoss(catalog: catalog).loss(of: stage.architecture)
    let isOwn = objective < requirements.objectives.dataLoss
    return Gate(
      id: "data-loss",
      question: isOwn ? "data.dataLossMinutes" : "objectives.dataLossMinutes",
      required: "at most \(GateText.minutes(objective)) with a zone",
      observed: time > .zero ? "\(GateText.minutes(time)): \(text)" : "none: \(text)",
      passes: time <= objective,
      blame: time <= objective ? nil : "a standby in a second zone loses nothing")
  }

  private func budget(_ stage: PlannedStage, _ workload: Workload) throws(Catalog.Gap) -> Gate {
    let costs = try CostModel(
      catalog: catalog, parameters: parameters, requirements: requirements
    ).items(stage.architecture, under: workload)
    return Gate.budget(costs.total, limit: requirements.budget.monthly) {
      let tiers = Tier.allCases.map { ($0, costs.total(of: $0)) }
      let dearest = tiers.max { $0.1 < $1.1 } ?? tiers[0]
      return "\(dearest.0.rawValue), \(GateText.dollars(dearest.1))"
    }
  }

  private func capacity(_ stages: [StagePlan]) -> Gate {
    let users = "\(DecimalText.fixed(requirements.users.now.value)) users"
    var blame = "no stage carries the present users"
    for stage in stages {
      guard case .infeasible(let decisions) = stage.outcome else { continue }
      if let stuck = decisions.first(where: { $0.chosen == nil }),
        let first = stuck.rejections.first
      {
        blame =
          "\(stuck.definition.title): every option is out. \(stuck.title(first.option)): "
          + "\(first.text) (required \(first.required), found \(first.observed); "
          + "answers: \(first.questions.joined(separator: ", ")))"
        break
      }
    }
    let short = stages.compactMap(\.planned).first {
      $0.shortfall != nil && ($0.breaking.users.map { $0 < requirements.users.now } ?? false)
    }
    if let short, let cause = short.shortfall, blame.hasPrefix("no stage") {
      let carried = short.breaking.users?.value ?? 0
      let above =
        carried >= 1 ? "above \(DecimalText.significant(carried, 3)) users" : "at any load"
      blame = "\(above) no size helps: \(cause.text)"
    }
    return Gate(
      id: "capacity", question: "users.now", required: users,
      observed: "no architecture carries them", passes: false, blame: blame)
  }
}
