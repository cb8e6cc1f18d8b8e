import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

extension DesignChooser {
  func chooseCompute(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ blank: Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> OptionDefinition? {
    let stands =
      incumbent.flatMap { ComponentList.option(of: "compute", in: $0) }
      ?? Self.platformToday(requirements.today)?.rawValue
    var basis = ChoiceBasis(costs, from: blank, incumbent: stands, isFirst: stands == nil)
    basis.operations = requirements.team.operations
    basis.skills = requirements.team.skills.filter(Self.platformSkills.contains)
    let functionsFit = functionsFit(costs.workload)
    basis.coldStartsFit = functionsFit.value == .flag(true)
    return log.take(
      try log.outcome(of: "compute", basis) { (unpriced) throws(Catalog.Gap) in
        try platforms(unpriced, costs, blank, stands: stands, functionsFit)
      })
  }

  private static let computeTiers: TierSet = [.compute, .entry, .network]

  /// The signals of the platforms.
  private func platforms(
    _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ blank: Design,
    stands: String?, _ functionsFit: Signal
  ) throws(Catalog.Gap) -> OptionSignals {
    let effort = try effort("platform")
    var options = OptionSignals(unpriced.definition)
    let traits = try ground.platforms(unpriced.definition) {
      (offered) throws(Catalog.Gap) in
      PlatformTraits(offered: offered, signals: try signals(of: offered))
    }
    for case let traits? in traits {
      let offered = traits.offered
      let (option, platform) = (offered.option, offered.model)
      var design = blank
      design.compute = platform
      design.take(option, of: "compute")
      (design.exposure, design.balancing) = Self.plainEntry(platform, requirements)
      if platform == .singleInstance { design.zones = 1 }
      var own = traits.signals
      if platform == .lambda { own[.coldStartsFit] = functionsFit }
      var signals = try costs.signals(
        design, tiers: Self.computeTiers, isIncumbent: option.id == stands,
        effort: stands == nil ? 0 : effort,
        isRejected: unpriced.rejects(offered.place, own))
      signals.merge(own)
      options[offered.place] = signals
    }
    return options
  }

  /// What an option for the platform has for itself, whatever the workload; functions as if none started cold.
  private func signals(
    of offered: OfferedOption<ComputePlatform>
  ) throws(Catalog.Gap) -> Signals {
    let platform = offered.model
    let read = catalog.reading(
      offered.option.like == nil ? [:] : ["compute": offered.option.id])
    let column = Self.responsibility(of: platform)
    return [
      .customerDuties: try Self.duties(column, read),
      .toilShare: try TeamToil(catalog: read, team: requirements.team)
        .share(column, skills: Self.skills(for: platform)),
      .scaleOutSeconds: try Self.scaleOut(platform, read),
      .coldStartsFit: Self.noColdStarts,
    ]
  }

  /// Whether cold starts of functions leave the percentiles within their objectives.
  ///
  /// Where more than 1 % of the requests start an environment, the 99th percentile holds a cold
  /// start; where more than 5 % do, the 95th.
  private func functionsFit(_ workload: Workload) -> Signal {
    var fits = true
    let duration =
      workload.requestRate > .zero
      ? Seconds(workload.computeLoad.value / workload.requestRate.value) : .zero
    let start = parameters.functionColdStart
    let objectives = requirements.objectives
    if start >= objectives.p99 || start >= objectives.p95 {
      let share = ground.memo.coldStartShare(
        rate: workload.meanRequestRate, duration: duration,
        expiry: parameters.functionIdleExpiry)
      fits =
        (start < objectives.p99 || share <= 0.01) && (start < objectives.p95 || share <= 0.05)
    }
    return Signal(
      .flag(fits), from: Self.coldStartQuestions, formula: Self.coldStartFormula,
      facts: ["planning.functionColdStartMilliseconds", "planning.functionIdleExpirySeconds"])
  }

  private static let coldStartFormula = "share of cold starts at the mean rate, and what one takes"

  /// Of platforms without cold starts.
  private static let noColdStarts = Signal(
    .flag(true), from: coldStartQuestions, formula: coldStartFormula)

  private static let coldStartQuestions =
    ["system.runtime", "objectives.p95Milliseconds", "objectives.p99Milliseconds"]
    + RequirementSignals.rateQuestions

  /// The platform that stands today, where the answers name one.
  static func platformToday(_ today: [String]) -> ComputePlatform? {
    let byAnswer: [(String, ComputePlatform)] = [
      ("kubernetes", .eks), ("functions", .lambda), ("containers", .fargate),
      ("virtual-machines", .autoScalingGroup), ("single-server", .singleInstance),
    ]
    return byAnswer.first { today.contains($0.0) }?.1
  }

  /// The usual way in of a platform, to compare platforms by what they need around them.
  static func plainEntry(
    _ platform: ComputePlatform, _ requirements: SystemRequirements
  ) -> (Exposure, Balancing) {
    let protocols = requirements.interface.protocols
    let isLayer4 = protocols.contains("tcp") || protocols.contains("udp")
    switch platform {
    case .singleInstance: return (.direct, .none)
    case .lambda: return (.httpAPI, .none)
    case .autoScalingGroup, .ecsOnEC2, .eks, .fargate:
      return isLayer4 ? (.nlb, .nlb) : (.alb, .alb)
    }
  }

  /// The column of the responsibility matrix that holds for a platform.
  static func responsibility(of platform: ComputePlatform) -> String {
    switch platform {
    case .singleInstance, .autoScalingGroup: "ec2"
    case .ecsOnEC2, .eks: "ecs-eks-on-ec2"
    case .fargate: "ecs-eks-on-fargate"
    case .lambda: "lambda"
    }
  }

  /// The skills of which one makes a platform's duties familiar.
  static func skills(for platform: ComputePlatform) -> [String] {
    switch platform {
    case .singleInstance, .autoScalingGroup: ["linux"]
    case .ecsOnEC2, .fargate: ["containers", "kubernetes"]
    case .eks: ["kubernetes"]
    case .lambda: ["serverless"]
    }
  }

  private static let platformSkills = Set(ComputePlatform.allCases.flatMap(skills(for:)))

  /// The duties that a platform or engine leaves to the customer.
  static func duties(_ column: String, _ catalog: Catalog) throws(Catalog.Gap) -> Signal {
    let fact = TeamToil.dutiesFact(column)
    return Signal(
      .number(try catalog.number(fact)), unit: "of 11 duties", from: ["team.operations"],
      formula: "responsibility matrix, a shared duty counts half", facts: [fact])
  }

  private static func scaleOut(
    _ platform: ComputePlatform, _ catalog: Catalog
  ) throws(Catalog.Gap) -> Signal {
    // One instance has nothing to scale out; replacing it by a larger one takes minutes.
    let seconds = try catalog.number("planning.scaleOutSeconds#" + platform.rawValue)
    return Signal(
      .number(seconds), unit: "s", from: ["users.flashCrowd"],
      formula: "from the breach of a metric to more capacity",
      facts: ["planning.scaleOutSeconds"])
  }
}
