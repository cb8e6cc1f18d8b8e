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
    let functionsFit = coldStartsFit(.lambda, costs.workload)
    basis.coldStartsFit = functionsFit.value == .flag(true)
    return log.take(
      try log.outcome(of: "compute", basis) { (unpriced) throws(Catalog.Gap) in
        try platforms(log, unpriced, costs, blank, stands: stands, functionsFit)
      })
  }

  /// The signals of the platforms.
  private func platforms(
    _ log: DecisionLog, _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ blank: Design,
    stands: String?, _ functionsFit: Signal
  ) throws(Catalog.Gap) -> [String: Signals] {
    let effort = try effort("platform")
    var options: [String: Signals] = [:]
    for (option, platform) in log.options("compute", modelledAs: ComputePlatform.self) {
      var design = blank
      design.compute = platform
      design.take(option, of: "compute")
      (design.exposure, design.balancing) = Self.plainEntry(platform, requirements)
      if platform == .singleInstance { design.zones = 1 }
      var own: Signals = [:]
      own[.customerDuties] = try Self.duties(
        Self.responsibility(of: platform), catalog.reading(design.variants))
      own[.toilShare] = try TeamToil(
        catalog: catalog.reading(design.variants), team: requirements.team
      ).share(Self.responsibility(of: platform), skills: Self.skills(for: platform))
      own[.scaleOutSeconds] = try Self.scaleOut(platform, catalog.reading(design.variants))
      own[.coldStartsFit] =
        platform == .lambda ? functionsFit : coldStartsFit(platform, costs.workload)
      let priced = try costs.signals(
        design, tiers: [.compute, .entry, .network], isIncumbent: option.id == stands,
        effort: stands == nil ? 0 : effort,
        isRejected: unpriced.rejects(option, own))
      own.merge(priced)
      options[option.id] = own
    }
    return options
  }

  /// Whether cold starts leave the percentiles within their objectives.
  ///
  /// Where more than 1 % of the requests start an environment, the 99th percentile holds a cold
  /// start; where more than 5 % do, the 95th.
  private func coldStartsFit(_ platform: ComputePlatform, _ workload: Workload) -> Signal {
    var fits = true
    if platform == .lambda {
      let duration =
        workload.requestRate > .zero
        ? Seconds(workload.computeLoad.value / workload.requestRate.value) : .zero
      let start = parameters.functionColdStart
      let objectives = requirements.objectives
      if start >= objectives.p99 || start >= objectives.p95 {
        let share = WarmPool.coldStartProbability(
          rate: workload.meanRequestRate, duration: duration,
          expiry: parameters.functionIdleExpiry)
        fits =
          (start < objectives.p99 || share <= 0.01) && (start < objectives.p95 || share <= 0.05)
      }
    }
    return Signal(
      .flag(fits),
      from: Self.coldStartQuestions,
      formula: "share of cold starts at the mean rate, and what one takes",
      facts: platform == .lambda
        ? ["planning.functionColdStartMilliseconds", "planning.functionIdleExpirySeconds"] : [])
  }

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
