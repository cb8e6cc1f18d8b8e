import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// The signals of the stage to run now: what its sizes and its response times come to under the
/// present load, for advice.
///
/// A stage that lacks a part lacks its signals, so that advice on them is not given.
struct StageSignals {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let stage: PlannedStage?
  let present: PresentState?
  let growth: [DataGrowth]
  /// Whether the stage is that of one unit of several, whose requirements and bill are not the system's.
  let isOfUnit: Bool

  /// All signals, with those of the answers, and each choice of the stage by its decision.
  func signals() throws(Catalog.Gap) -> Signals {
    let workload = requirements.workload(users: requirements.users.now)
    var signals = RequirementSignals.signals(of: requirements, workload: workload)
    signals.merge(mix(workload))
    // What stands today moves somewhere also where no stage carries the present users.
    signals[.newBalancer] = Signal(
      .text("an Application Load Balancer"), from: ["system.today"])
    signals[.region] = Signal(.text(catalog.region), from: ["system.region"])
    signals[.machineControl] = Signal(.set(requirements.control), from: ["compute.control"])
    guard let stage else { return signals }
    for decision in stage.decisions where decision.scope == nil {
      guard let chosen = decision.chosen, let name = SignalName(decision.id) else { continue }
      signals[name] = Signal(
        .text(decision.option(chosen)?.model ?? chosen), from: decision.questions)
    }
    signals.merge(speed(stage))
    signals.merge(limits(stage))
    signals.merge(ingestion(stage))
    signals.merge(try steadyTables(stage))
    signals.merge(try data(stage))
    if isOfUnit { return signals }
    signals.merge(logs(stage))
    signals.merge(try directTransfer(stage))
    return signals
  }

  /// How differently the kinds of requests load the tier that they share.
  private func mix(_ workload: Workload) -> Signals {
    let calls = requirements.frontEnd.callsPerAction
    var signals: Signals = [
      .callsPerAction: Signal(.number(calls), from: ["frontEnd.callsPerAction"])
    ]
    let classes = workload.classes.filter { $0.rate > .zero && $0.cpuTime > .zero }
    let load = workload.computeLoad.value
    guard let slow = classes.map(\.cpuTime).max(), let quick = classes.map(\.cpuTime).min(),
      let greediest = classes.max(by: { ($0.rate * $0.cpuTime) < ($1.rate * $1.cpuTime) }),
      load > 0
    else { return signals }
    signals[.demandSpread] = Signal(
      .number(slow / quick), from: ["requests.cpuMilliseconds"],
      formula: "CPU time of the slowest kind of request / of the quickest")
    signals[.greatestLoadClass] = Signal(.text(greediest.name), from: ["requests"])
    signals[.greatestLoadShare] = Signal(
      .number(100 * (greediest.rate * greediest.cpuTime).value / load), unit: "%",
      from: ["requests.share", "requests.cpuMilliseconds"],
      formula: "λ · S of that kind / Σ λ · S")
    signals[.greatestLoadCallShare] = Signal(
      .number(100 * (greediest.rate / workload.requestRate)), unit: "%", from: ["requests.share"],
      formula: "λ of that kind / Σ λ")
    return signals
  }

  /// What users wait for.
  private func speed(_ stage: PlannedStage) -> Signals {
    var signals: Signals = [:]
    let platform = stage.decision("compute")?.optionSignals[stage.design.compute.rawValue]
    signals[.scaleOutSeconds] = platform?[.scaleOutSeconds]
    signals[.readyCount] = Signal(
      .number(Double(stage.architecture.compute.minimumCount)), from: ["users.flashCrowd"])
    let objective = requirements.objectives.p95
    guard let slowest = present?.assessment.latency?.classes.max(by: { $0.p95 < $1.p95 }),
      objective > .zero
    else { return signals }
    signals[.slowestClass] = Signal(.text(slowest.name), from: ["requests"])
    signals[.slowestClassShare] = Signal(
      .number(100 * (slowest.p95 / objective)), unit: "%",
      from: ["requests", "objectives.p95Milliseconds"],
      formula: "p95 of the slowest kind of request / objective for all")
    return signals
  }

  private func limits(_ stage: PlannedStage) -> Signals {
    var signals: Signals = [:]
    if let limit = stage.assessment.bottleneck {
      signals[.bottleneck] = Signal(
        .text("\(limit.tier.rawValue) \(limit.resource)"),
        from: RequirementSignals.rateQuestions)
    }
    let partitions = stage.assessment.limits.filter { $0.tier == .tables }
    if let limit = partitions.max(by: { $0.load < $1.load }) {
      signals[.partitionLimit] = Signal(.text(limit.resource), from: ["data.hottestKeyShare"])
      signals[.partitionUse] = Signal(
        .number(100 * limit.load), unit: "%",
        from: RequirementSignals.rateQuestions + ["data.hottestKeyShare"],
        formula: "units that the hottest key needs / units of a partition")
    }
    let balancer = stage.decision("balancing").flatMap { decision in
      decision.chosen.map { decision.title($0) }
    }
    signals[.newBalancer] = Signal(
      .text(
        stage.architecture.balancing == Balancing.none
          ? "the new way in" : balancer ?? "an Application Load Balancer"),
      from: ["system.today"])
    return signals
  }

  /// What writes to a table day and night costs by the request.
  private func ingestion(_ stage: PlannedStage) -> Signals {
    let steady = requirements.dataSets.filter {
      $0.ingestRate > .zero && stage.design.placement.stores[$0.name] == .table
    }
    let costs = present?.costs ?? stage.costs
    guard let set = steady.max(by: { $0.ingestRate < $1.ingestRate }),
      let bill = costs.first(where: { $0.tier == .tables && $0.name == "\(set.name) writes" })
    else { return [:] }
    return [
      .ingestTable: Signal(.text(set.name), from: ["data.name"]),
      .ingestWritesCost: Signal(
        .number(bill.monthly.value.rounded()), unit: "USD/month", from: ["data.ingestPerSecond"],
        formula: "write request units of a month · price on demand"),
    ]
  }

  /// What is paid for lines of log, and which share of the bill that is.
  private func logs(_ stage: PlannedStage) -> Signals {
    let bill = present?.costs ?? stage.costs
    let all = bill.reduce(0) { $0 + $1.monthly.value }
    let logs = bill.reduce(0) { sum, item in
      item.tier == .observability && item.name.hasPrefix("log ") ? sum + item.monthly.value : sum
    }
    guard all > 0, logs > 0 else { return [:] }
    return [
      .logKilobytes: Signal(
        .number(parameters.logKilobytesPerRequest.value), unit: "kB",
        from: RequirementSignals.rateQuestions, formula: "planning.logKilobytesPerRequest"),
      .logsCost: Signal(
        .number(logs.rounded()), unit: "USD/month", from: RequirementSignals.rateQuestions,
        formula: "requests of a month · log of a request · price"),
      .logsShare: Signal(
        .number((100 * logs / all).rounded()), unit: "%", from: RequirementSignals.rateQuestions,
        formula: "cost of logs / all costs"),
    ]
  }

  /// What bytes to users cost straight from the Region, and what they would through a CDN.
  private func directTransfer(_ stage: PlannedStage) throws(Catalog.Gap) -> Signals {
    guard stage.architecture.edge == .none, !requirements.isInternal else { return [:] }
    let workload = requirements.workload(users: requirements.users.now)
    let model = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let direct = try model.totals(of: .edge, stage.architecture, under: workload)[.edge]
    guard direct > .zero else { return [:] }
    let behind = try model.totals(
      of: .edge, stage.architecture.behind(.cloudFront), under: workload)[.edge]
    func dollars(_ value: Double, _ formula: String) -> Signal {
      Signal(
        .number(value.rounded()), unit: "USD/month",
        from: RequirementSignals.rateQuestions + ["frontEnd.pageKilobytes"], formula: formula)
    }
    return [
      .transferCost: dollars(direct.value, "bytes to users · price of the Region"),
      .edgeCost: dollars(
        behind.value, "(bytes beyond what is free + requests) · prices of the CDN"),
      .edgeSaving: dollars(direct.value - behind.value, "transfer - CDN"),
    ]
  }

  /// What the table that gains most by it would cost with capacity for its whole peak, all day long.
  ///
  /// `mean units / (mean to peak · safe share) · hours · price`, against requests on demand. Records that
  /// arrive besides are told of by `ingestion`.
  private func steadyTables(_ stage: PlannedStage) throws(Catalog.Gap) -> Signals {
    let bill = present?.costs ?? stage.costs
    let meanShare = requirements.workload(users: requirements.users.now).meanShare
    let peak = 1 / max(1e-9, meanShare * parameters.quotaTarget)
    /// What a dollar of requests costs as capacity.
    func factor(_ request: String, _ unit: String) throws(Catalog.Gap) -> Double {
      let hourly = try catalog.price("dynamodb.provisioned." + unit).dollars
      return peak * hourly / (3600 * (try catalog.price("dynamodb.on-demand." + request).dollars))
    }
    var best: (name: String, requests: Double, capacity: Double)?
    for table in stage.architecture.tables where table.isOnDemand {
      guard
        requirements.dataSets.contains(where: { $0.name == table.name && $0.ingestRate == .zero })
      else { continue }
      func monthly(_ part: String) -> Double {
        bill.first { $0.tier == .tables && $0.name == "\(table.name) \(part)" }?.monthly.value ?? 0
      }
      let requests = monthly("reads") + monthly("writes")
      let capacity =
        monthly("reads") * (try factor("read", "rcu-hour"))
        + monthly("writes") * (try factor("write", "wcu-hour"))
      if requests - capacity > best.map({ $0.requests - $0.capacity }) ?? 0 {
        best = (table.name, requests, capacity)
      }
    }
    guard let best else { return [:] }
    let questions = RequirementSignals.rateQuestions + ["users.peakToAverage"]
    func dollars(_ value: Double, _ formula: String) -> Signal {
      Signal(.number(value.rounded()), unit: "USD/month", from: questions, formula: formula)
    }
    return [
      .steadyTable: Signal(.text(best.name), from: ["data.name"]),
      .tableRequestsCost: dollars(best.requests, "request units of a month · price on demand"),
      .tableCapacityCost: dollars(
        best.capacity, "units of the peak / safe share · hours · price provisioned"),
      .tableCapacitySaving: dollars(
        best.requests - best.capacity, "on demand - provisioned for the peak"),
    ]
  }

  /// The SQL database: its queries, its growth, whether it may pause.
  private func data(_ stage: PlannedStage) throws(Catalog.Gap) -> Signals {
    var signals: Signals = [:]
    for item in growth where item.resource == "memory" {
      guard let months = item.months else { continue }
      signals[.monthsToMemory] = Signal(
        .number(months.rounded(.up)), unit: "months",
        from: ["data.sizeGiB", "data.firstYearGiB", "users.monthlyGrowth"],
        formula: "when size · working set passes memory · buffer share")
      signals[.sqlHolder] = Signal(.text(item.holder), from: ["data"])
    }
    guard let tier = stage.architecture.relational else { return signals }
    signals[.queryMilliseconds] = Signal(
      .number(parameters.databaseReadTime.milliseconds), unit: "ms",
      from: ["database.readCPUMilliseconds"], formula: "CPU time of a read, measured or planned")
    guard requirements.objectives.databaseMayPause, tier.engine == .auroraServerless else {
      return signals
    }
    signals[.resumeSeconds] = Signal(
      .number(try catalog.number("limit.auroraServerlessV2.resumeSeconds")), unit: "s",
      from: ["database.mayPause"])
    let state = tier.minimumCapacityUnits == 0 ? "pauses" : tier.hasProxy ? "proxy" : "busy"
    signals[.databasePause] = Signal(
      .text(state), from: ["database.mayPause"],
      formula: "pauses at 0 ACU unless a proxy keeps connections open or the load needs more")
    return signals
  }
}
