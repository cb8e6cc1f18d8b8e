import CapacityPlanning
import CatalogModel
package import OptionScoring
import Quantities
package import Requirements

/// The signals that all decisions of a stage share: answers, and what follows from them at a
/// number of users.
package enum RequirementSignals {
  /// All signals, each with the questions it rests on.
  package static func signals(
    of requirements: SystemRequirements, workload: Workload
  ) -> Signals {
    fixed(of: requirements).merging(loaded(requirements, workload))
  }

  /// Those that no workload changes.
  static func fixed(of requirements: SystemRequirements) -> Signals {
    functional(requirements).merging(nonFunctional(requirements)).merging(team(requirements))
  }

  private static func functional(_ requirements: SystemRequirements) -> Signals {
    let interface = requirements.interface
    let raw = interface.protocols.contains("tcp") || interface.protocols.contains("udp")
    let web = ["http", "grpc", "graphql", "websocket"].contains {
      interface.protocols.contains($0)
    }
    let uncuttable = requirements.jobs.filter { !$0.isCheckpointable }.map(\.duration.value).max()
    let largest = requirements.requests.map(\.responseSize.value).max() ?? 0
    return [
      .frontEnd: Signal(.text(requirements.frontEnd.kind), from: ["frontEnd.kind"]),
      .protocols: Signal(.set(interface.protocols), from: ["api.protocols"]),
      .needsLayer4: Signal(.flag(raw), from: ["api.protocols"]),
      .isWeb: Signal(.flag(web), from: ["api.protocols"]),
      .needsStaticAddresses: Signal(
        .flag(interface.needsStaticAddresses), from: ["api.staticAddresses"]),
      .hasInlineAppliance: Signal(
        .flag(interface.hasInlineAppliance), from: ["api.inlineAppliance"]),
      .needsEdgeManagement: Signal(
        .flag(interface.needsEdgeManagement), from: ["api.edgeManagement"]),
      .needsClientPlans: Signal(.flag(interface.needsClientPlans), from: ["api.clientPlans"]),
      .hasSubscriptions: Signal(
        .flag(interface.hasSubscriptions), from: ["api.subscriptions"]),
      .longestRequestSeconds: Signal(
        .number(interface.longestRequest.value), unit: "s", from: ["api.longestRequestSeconds"]),
      .largestResponseMB: Signal(
        .number(largest / 1000), unit: "MB", from: ["requests.responseKilobytes"]),
      .isStateful: Signal(.flag(requirements.isStateful), from: ["compute.stateful"]),
      .needsControl: Signal(.flag(!requirements.control.isEmpty), from: ["compute.control"]),
      .hasJobs: Signal(.flag(!requirements.jobs.isEmpty), from: ["jobs"]),
      .longestUncuttableJobSeconds: Signal(
        .number(uncuttable ?? 0), unit: "s", from: ["jobs.minutes", "jobs.checkpointable"],
        formula: "longest run of a job that is not checkpointable"),
      .ingestPerSecond: Signal(
        .number(requirements.dataSets.map(\.ingestRate.value).max() ?? 0), unit: "records/s",
        from: ["data.ingestPerSecond"]),
      .today: Signal(.set(requirements.today), from: ["system.today"]),
    ]
  }

  /// Those that follow from a workload.
  static func loaded(_ requirements: SystemRequirements, _ workload: Workload) -> Signals {
    let reads = workload.classes.reduce(0) { $0 + $1.rate.value * $1.reads }
    let cacheable = workload.classes.reduce(0) {
      $0 + $1.rate.value * $1.reads * $1.cacheableShare
    }
    let writes = workload.classes.reduce(0) { $0 + $1.rate.value * $1.writes }
    return [
      .requestRate: Signal(
        .number(workload.requestRate.value), unit: "req/s", from: rateQuestions,
        formula: "users · active share · actions per minute / 60 · rush · calls per action"),
      .computeLoad: Signal(
        .number(workload.computeLoad.value), unit: "vCPU",
        from: loadQuestions, formula: "request rate · CPU time"),
      .meanRequestRate: Signal(
        .number(workload.meanRequestRate.value), unit: "req/s",
        from: meanQuestions,
        formula: "peak rate / (peak to average · rush)"),
      .transferGB: Signal(
        .number(MonthlyTransfer(workload, requirements).total), unit: "GB/month",
        from: transferQuestions,
        formula: "pages · page size + responses · response size, at the mean rate"),
      .readShare: Signal(
        .number(reads + writes > 0 ? reads / (reads + writes) : 0),
        from: ["requests.reads", "requests.writes"], formula: "reads / (reads + writes)"),
      .cacheableReadShare: Signal(
        .number(reads > 0 ? cacheable / reads : 0),
        from: ["requests.cacheableShare", "requests.reads"],
        formula: "cacheable reads / reads"),
    ]
  }

  /// The questions behind every arrival rate.
  package static let rateQuestions = [
    "users.now", "users.activeShareAtPeak", "users.actionsPerMinute", "users.flashCrowd",
    "frontEnd.callsPerAction",
  ]

  private static let loadQuestions = rateQuestions + ["requests.cpuMilliseconds"]
  private static let meanQuestions = rateQuestions + ["users.peakToAverage"]
  private static let transferQuestions =
    meanQuestions + ["frontEnd.pageKilobytes", "requests.responseKilobytes"]

  private static func nonFunctional(_ requirements: SystemRequirements) -> Signals {
    let objectives = requirements.objectives
    let structures = requirements.dataSets.contains {
      $0.use == "leaderboard" || $0.use == "sessions"
    }
    let users = requirements.users
    return [
      .availability: Signal(.number(objectives.availability), from: ["objectives.availability"]),
      .dataLossMinutes: dataLoss(requirements),
      .recoveryMinutes: Signal(
        .number(objectives.recovery.value / 60), unit: "min", from: ["objectives.recoveryMinutes"]),
      .isRegulated: Signal(
        .flag(!objectives.compliance.isEmpty), from: ["objectives.compliance"]),
      .compliance: Signal(.set(objectives.compliance), from: ["objectives.compliance"]),
      .p95Milliseconds: Signal(
        .number(objectives.p95.milliseconds), unit: "ms", from: ["objectives.p95Milliseconds"]),
      .distantShare: Signal(
        .number(users.distantShare),
        from: users.places.isEmpty ? ["users.distantShare"] : ["places", "system.region"],
        formula: users.places.isEmpty
          ? nil : "shares of the continents that the region is not on"),
      .flashCrowd: Signal(.number(users.flashCrowd), from: ["users.flashCrowd"]),
      .rushMinutes: Signal(
        .number(users.rushRise.value / 60), unit: "min", from: ["users.rushMinutes"]),
      .loadVariability: Signal(
        .number(users.peakToAverage * users.flashCrowd),
        from: ["users.peakToAverage", "users.flashCrowd"], formula: "peak to average · rush"),
      .needsStructures: Signal(.flag(structures), from: ["data.use"]),
    ]
  }

  /// The strictest objective of the system and of its records, which one database keeps.
  private static func dataLoss(_ requirements: SystemRequirements) -> Signal {
    let loss = requirements.strictestDataLoss
    let isOwn = loss < requirements.objectives.dataLoss
    return Signal(
      .number(loss.value / 60), unit: "min",
      from: ["objectives.dataLossMinutes"] + (isOwn ? ["data.dataLossMinutes"] : []),
      formula: isOwn ? "the strictest of the system and its data sets" : nil)
  }

  private static func team(_ requirements: SystemRequirements) -> Signals {
    let team = requirements.team
    let justified = team.kubernetesNeed != "none" || team.skills.contains("kubernetes")
    let servers = team.skills.contains("linux") || !requirements.control.isEmpty
    return [
      .people: Signal(.number(team.people), unit: "people", from: ["team.people"]),
      .operations: Signal(.number(team.operations), unit: "people", from: ["team.operations"]),
      .teams: Signal(.number(team.teams), unit: "teams", from: ["team.teams"]),
      .hasSeveralServices: Signal(
        .flag(requirements.deployments > 1), from: ["services.deployedAlone", "team.teams"],
        formula: "several deployments"),
      .skills: Signal(.set(team.skills), from: ["team.skills"]),
      .kubernetesNeed: Signal(.text(team.kubernetesNeed), from: ["team.kubernetesNeed"]),
      .kubernetesIsJustified: Signal(
        .flag(justified), from: ["team.kubernetesNeed", "team.skills"],
        formula: "a need for Kubernetes, or the skill to run it"),
      .canRunServers: Signal(
        .flag(servers), from: ["team.skills", "compute.control"],
        formula: "skill with Linux servers, or a need for control over the machine"),
    ]
  }
}
