import CatalogModel
import OptionScoring
import OrderedCollections
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

@testable import CapacityPlanning

/// What holds for every plan, on answers at random.
@Suite struct PlanLawTests {
  static let seeds: [UInt64] = Array(1...50)

  private static func plan(_ seed: UInt64, stages: [Double] = [1000, 100_000]) throws -> Plan {
    var random = RandomAnswers(seed: seed)
    return try Bench.plan(random.answers(), stages: stages)
  }

  @Test(arguments: seeds) func aPlannedStageMeetsItsObjectivesOrSaysWhatItMisses(
    _ seed: UInt64
  ) throws {
    let plan = try Self.plan(seed)
    for stage in plan.stages {
      guard let planned = stage.planned else { continue }
      let assessment = planned.assessment
      let passed = assessment.limits.first { $0.isPassed && !$0.isQuota }
      let objectives = plan.requirements.objectives
      let worst =
        planned.architecture.zones > 1 && planned.architecture.compute.platform != .lambda
        ? assessment.latencyZoneLost : assessment.latency
      let isSlow =
        worst.map { $0.all.p95 > objectives.p95 * 1.001 || $0.all.p99 > objectives.p99 * 1.001 }
        ?? true
      if planned.shortfall == nil {
        #expect(passed == nil, "\(stage.definition.label): \(passed?.resource ?? "")")
        #expect(!isSlow, "\(stage.definition.label)")
      } else {
        #expect(planned.breaking.users.map { $0 < stage.workload.users } ?? false)
      }
      #expect(assessment.limits.allSatisfy { $0.utilization.isFinite && $0.utilization >= 0 })
    }
  }

  /// Replays ask whether a design breaks before the present users, and not where.
  @Test(arguments: seeds) func whetherItBreaksBeforeSomeUsersIsToldByTheBreakingLoad(
    _ seed: UInt64
  ) throws {
    let plan = try Self.plan(seed)
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: plan.parameters,
      requirements: plan.requirements)
    for stage in plan.stages {
      guard let architecture = stage.planned?.architecture else { continue }
      let start = stage.workload.users
      let breaking = try model.breakingLoad(of: architecture, from: start)
      let around = breaking.users?.value ?? 1e9
      for load in [0.2, 0.97, 0.9999, 1, 1.0001, 1.03, 4].map({ Users($0 * around) }) {
        #expect(
          try model.breaks(architecture, from: start, notBefore: load) == breaking.carries(load),
          "\(stage.definition.label), \(load.value / around)")
      }
    }
  }

  /// Loads that the search for the first limit does not ask about are those that bisection would have found on
  /// the same side: the load is the one of plain bisection, to the last digit.
  @Test(arguments: seeds) func theFirstLimitIsThatOfBisection(_ seed: UInt64) throws {
    let plan = try Self.plan(seed)
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: plan.parameters,
      requirements: plan.requirements)
    var (compared, limited) = (0, 0)
    for stage in plan.stages {
      guard let architecture = stage.planned?.architecture else { continue }
      let found = try model.limitedUsers(
        of: architecture, near: stage.workload.users, quotasCount: false)
      func isWithinLimits(_ users: Double) throws -> Bool {
        try model.limits(
          of: architecture, under: plan.requirements.workload(users: Users(users))
        ).allSatisfy { $0.isQuota || !$0.isPassed }
      }
      compared += 1
      guard try !isWithinLimits(1e10) else {
        #expect(found == nil, "\(stage.definition.label)")
        continue
      }
      limited += 1
      var (low, high) = (0.0, 1e10)
      while high - low > max(0.5, low * 1e-3) {
        let middle =
          high > 2 && high / max(1, low) > 2
          ? (max(1, low) * high).squareRoot() : (low + high) / 2
        if try isWithinLimits(middle) { low = middle } else { high = middle }
      }
      #expect(found == low, "\(stage.definition.label)")
    }
    #expect(limited > 0 || compared == 0)
  }

  /// A design that is found is judged before its functions are set aside.
  @Test(arguments: seeds) func whatIsSetAsideForFunctionsIsInNoLimit(_ seed: UInt64) throws {
    let plan = try Self.plan(seed)
    let catalog = try #require(Bench.catalog)
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let sizing = ArchitectureSizing(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    for stage in plan.stages {
      guard let architecture = stage.planned?.architecture else { continue }
      for scale in [0.5, 1, 3, 30] {
        let users = stage.workload.users.value * scale
        let more = try sizing.reserving(
          architecture, for: plan.requirements.workload(users: Users(users * 4)))
        #expect(
          try model.failure(more, users: users) == model.failure(architecture, users: users))
      }
    }
  }

  @Test(arguments: seeds) func theBillIsTheSumOfItsItemsAndFinite(_ seed: UInt64) throws {
    for stage in try Self.plan(seed).stages {
      guard let costs = stage.planned?.costs else { continue }
      let sum = costs.reduce(0) { $0 + $1.quantity * $1.unitPrice }
      let tiers = Tier.allCases.reduce(0) { $0 + costs.total(of: $1).value }
      #expect(abs(sum - costs.total.value) <= 1e-9 * sum)
      #expect(abs(tiers - sum) <= 1e-9 * sum)
      #expect(costs.allSatisfy { $0.monthly.value.isFinite && $0.monthly.value >= 0 })
    }
  }

  @Test(arguments: seeds) func contributionsAddUpAndWeightsAreRelative(_ seed: UInt64) throws {
    let catalog = try #require(Bench.catalog)
    for stage in try Self.plan(seed).stages {
      for decision in stage.planned?.decisions ?? [] {
        for evaluation in decision.ranking {
          let possible = evaluation.contributions.map(\.possible.hundredths)
          #expect(possible.reduce(0, +) == 10_000)
          let points = evaluation.contributions.map(\.points.hundredths)
          #expect(points.reduce(0, +) == evaluation.score.hundredths)
          #expect((Points.zero...Points.whole).contains(evaluation.score))
        }
        let scaled = DecisionMaker(catalog: catalog, signals: decision.signals).decide(
          decision.definition.scaled(by: 7), optionSignals: decision.optionSignals)
        #expect(scaled.ranking.map(\.option) == decision.ranking.map(\.option))
        for (left, right) in zip(scaled.ranking, decision.ranking) {
          #expect(left.score == right.score)
        }
      }
    }
  }

  @Test(arguments: seeds) func aConstraintMoreNeverAddsAnOption(_ seed: UInt64) throws {
    let catalog = try #require(Bench.catalog)
    let more = catalog.decisions.values.flatMap(\.constraints)
    var random = SplitMix64(seed: seed)
    for stage in try Self.plan(seed).stages {
      for decision in stage.planned?.decisions ?? [] {
        let before = Set(decision.ranking.map(\.option))
        for constraint in more.shuffled(using: &random).prefix(6) {
          let after = DecisionMaker(catalog: catalog, signals: decision.signals).decide(
            decision.definition.adding(constraint), optionSignals: decision.optionSignals)
          #expect(Set(after.ranking.map(\.option)).isSubset(of: before))
        }
      }
    }
  }

  @Test(arguments: seeds.prefix(8)) func planningTwiceIsPlanningOnce(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    let requirements = try Bench.requirements(random.answers())
    let planner = Planner(catalog: try Bench.catalog(stages: [10000]))
    let plans = try [planner.plan(requirements), planner.plan(requirements)]
    #expect(plans[0].gates == plans[1].gates)
    #expect(plans[0].notes == plans[1].notes)
    #expect(plans[0].crossovers == plans[1].crossovers)
    #expect(plans[0].last?.decisions == plans[1].last?.decisions)
    #expect(plans[0].last?.architecture == plans[1].last?.architecture)
    #expect(plans[0].last?.costs == plans[1].last?.costs)
    #expect(plans[0].last?.components == plans[1].last?.components)
    #expect(plans[0].last?.steps == plans[1].last?.steps)
  }

  @Test(arguments: seeds) func moreUsersNeverCostLessOnTheSameArchitecture(_ seed: UInt64) throws {
    let plan = try Self.plan(seed, stages: [100_000])
    guard let architecture = plan.last?.architecture else { return }
    let model = try Self.model(plan)
    let costs = CostModel(
      catalog: model.catalog, parameters: model.parameters, requirements: plan.requirements)
    var cost = 0.0
    var utilization = 0.0
    for users in [10.0, 1000, 30_000, 100_000, 120_000] {
      let workload = plan.requirements.workload(users: Users(users))
      let next = try costs.items(architecture, under: workload).total.value
      let used =
        try model.assess(architecture, under: workload)
        .utilization(.compute, "CPU") ?? 0
      #expect(next >= cost * (1 - 1e-9))
      #expect(used >= utilization * (1 - 1e-9))
      (cost, utilization) = (next, used)
    }
    #expect(cost > 0)
  }

  @Test(arguments: seeds) func aLostZoneNeverMakesTheRestIdler(_ seed: UInt64) throws {
    for stage in try Self.plan(seed).stages {
      guard let assessment = stage.planned?.assessment,
        let lost = assessment.computeUtilizationZoneLost,
        let whole = assessment.utilization(.compute, "CPU")
      else { continue }
      #expect(lost >= whole)
      if let slow = assessment.latencyZoneLost, let usual = assessment.latency {
        #expect(slow.all.p95.value >= usual.all.p95.value * (1 - 1e-6))
      }
    }
  }

  @Test(arguments: seeds.prefix(12)) func itCarriesTheBreakingLoadAndNoMore(
    _ seed: UInt64
  ) throws {
    let plan = try Self.plan(seed, stages: [10000])
    guard let stage = plan.last, let users = stage.breaking.users, users.value > 100 else { return }
    let model = try Self.model(plan)
    #expect(try model.failure(stage.architecture, users: users.value * 0.99) == nil)
    #expect(try model.failure(stage.architecture, users: users.value * 1.01 + 1) != nil)
  }

  /// With the options held, more is never cheaper, counting the time that replicas and nodes take.
  ///
  /// A score may prefer another platform, which can be cheaper. A third zone can be cheaper than
  /// two as well, since it leaves two thirds when one is lost.
  @Test(
    arguments: seeds,
    [
      ["objectives.p95Milliseconds": "40", "objectives.p99Milliseconds": "80"],
      ["objectives.availability": "99.9%"],
    ])
  func askingForMoreIsNeverCheaperWithTheSameOptions(_ seed: UInt64, _ more: Answers) throws {
    var random = RandomAnswers(seed: seed)
    let answers = random.answers().merging(["objectives.availability": "99%"]) { $1 }
    let loose = try Bench.requirements(answers)
    let tight = try Bench.requirements(answers.merging(more) { $1 })
    let plan = try Bench.plan(answers, stages: [10000])
    guard var design = plan.last?.design, design.compute != .singleInstance else { return }
    let catalog = try #require(Bench.catalog)
    func cost(_ requirements: SystemRequirements) throws -> Double? {
      let chooser = DesignChooser(
        catalog: catalog, parameters: plan.parameters, requirements: requirements)
      design.zones = try chooser.zonesNeeded()
      let workload = requirements.workload(users: Users(10000))
      guard
        let sized = try ArchitectureSizing(
          catalog: catalog, parameters: plan.parameters, requirements: requirements
        ).size(design, for: workload),
        // What no sizes meet is no requirement of the sizes that are shown.
        try CapacityModel(
          catalog: catalog, parameters: plan.parameters, requirements: requirements
        ).carries(sized, under: workload)
      else { return nil }
      return try CostModel(
        catalog: catalog, parameters: plan.parameters, requirements: requirements
      ).items(sized, under: workload).total.value
        + 0.1 * plan.parameters.personDayCost * Double(sized.relational?.readReplicas ?? 0)
        + 0.02 * plan.parameters.personDayCost
        * Double((sized.cache?.shards ?? 0) * (1 + (sized.cache?.replicasPerShard ?? 0)))
    }
    guard let before = try cost(loose), let after = try cost(tight) else { return }
    #expect(after >= before * (1 - 1e-9))
  }

  @Test func everyRegionIsPlannedWithoutAGap() throws {
    let regions = try #require(Bench.catalog).regions
    #expect(regions.count == 13)
    for region in regions {
      let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
      let catalog = try #require(CatalogReader.read(directory, region: region).catalog)
      for answers in [EntryReversals.web, EntryReversals.functions] {
        let plan = try Planner(catalog: catalog.keeping(stages: [10000])).plan(
          Bench.requirements(answers.merging(["system.region": region]) { $1 }))
        #expect(plan.last != nil, "\(region)")
      }
    }
  }

  static func model(_ plan: Plan) throws -> CapacityModel {
    let catalog = try #require(Bench.catalog)
    return CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
  }
}

extension DecisionDefinition {
  func scaled(by factor: Double) -> DecisionDefinition {
    DecisionDefinition(
      id: id, title: title, options: options, constraints: constraints,
      criteria: criteria.map {
        CriterionDefinition(
          id: $0.id, rule: $0.rule, title: $0.title, weight: $0.weight * factor, when: $0.when,
          score: $0.score, text: $0.text, reason: $0.reason)
      })
  }

  func adding(_ constraint: ConstraintDefinition) -> DecisionDefinition {
    DecisionDefinition(
      id: id, title: title, options: options, constraints: constraints + [constraint],
      criteria: criteria)
  }
}
