import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import Testing
import Uncertainty

/// What must hold whatever is drawn.
struct RiskLawTests {
  private static let shop: Answers = [
    "users.now": "5000", "users.monthlyGrowth": "10%", "users.activeShareAtPeak": "4%",
    "users.actionsPerMinute": "3", "users.peakToAverage": "3", "users.flashCrowd": "1",
    "users.distantShare": "0", "frontEnd.kind": "native", "frontEnd.callsPerAction": "2",
    "requests":
      "[{name: browse, share: 90%, cpuMilliseconds: 6, reads: 3, writes: 0, responseKilobytes: 5, "
      + "cacheableShare: 20%}, {name: order, share: 10%, cpuMilliseconds: 12, reads: 4, writes: 2, "
      + "responseKilobytes: 5, cacheableShare: 0%}]",
    "data":
      "[{name: main, accessShare: 100%, sizeGiB: 40, firstYearGiB: 10, itemKilobytes: 2, "
      + "staleSeconds: 0, hottestKeyShare: 1%, ingestPerSecond: 0}]",
    "objectives.availability": "99.9%", "budget.monthlyUSD": "2000",
  ]

  private func report(
    _ changes: Answers = [:], samples: Int = 64, seed: UInt64 = 1, cores: Int? = nil,
    choices: Bool = false, facts: Bool = false
  ) throws -> (plan: Plan, risk: RiskReport) {
    let answers = Self.shop.merging(changes) { $1 }
    let catalog = try Bench.catalog(stages: [1000, 10000])
    let plan = try Planner(catalog: catalog).plan(Bench.requirements(answers))
    let settings = RiskAnalysis.Settings(
      samples: samples, seed: seed, stages: [1], comparesChoices: choices, drawsFacts: facts,
      cores: cores)
    return (plan, try RiskAnalysis(catalog: catalog, plan: plan).report(settings))
  }

  @Test func oneCoreGivesWhatAllGiveAndASeedRepeats() throws {
    let range: Answers = ["users.activeShareAtPeak": "{low: 1%, likely: 4%, high: 10%}"]
    let all = try report(range, choices: true, facts: true).risk
    #expect(try report(range, cores: 1, choices: true, facts: true).risk == all)
    #expect(try report(range, seed: 2, choices: true, facts: true).risk != all)
  }

  @Test(arguments: ["users.activeShareAtPeak", "users.actionsPerMinute", "users.now"])
  func aWiderRangeNeverNarrowsTheBands(_ question: String) throws {
    let likely: [String: Double] = [
      "users.activeShareAtPeak": 0.04, "users.actionsPerMinute": 3, "users.now": 5000,
    ]
    let value = try #require(likely[question])
    // Percentiles of samples are computed to four digits.
    let tolerance = 1e-4
    var before: LoadRisk?
    for factor in [1.0, 1.3, 2.0, 4.0] {
      let range: Answers = [
        question: question == "users.now"
          ? "{low: \(Int(value / factor)), likely: \(Int(value)), high: \(Int(value * factor))}"
          : "{low: \(value / factor), likely: \(value), high: \(value * factor)}"
      ]
      let present = try #require(try report(factor == 1 ? [:] : range).risk.present)
      if let before {
        for (wide, narrow) in [
          (present.p99Milliseconds, before.p99Milliseconds),
          (present.computeUtilization, before.computeUtilization),
          (present.databaseUtilization, before.databaseUtilization),
          (present.monthlyCost, before.monthlyCost),
        ] {
          #expect(
            wide.p95 >= narrow.p95 * (1 - tolerance) && wide.p5 <= narrow.p5 * (1 + tolerance),
            "\(factor): \(narrow) to \(wide)")
        }
      }
      before = present
    }
  }

  @Test func withoutRangesOfAnswersEverySampleIsThePlan() throws {
    let (plan, risk) = try report()
    #expect(risk.inputs == [])
    let present = try #require(risk.present)
    let cost = try #require(plan.present).costs.total.value
    #expect(abs(present.monthlyCost.p5 - cost) < 1e-6 && abs(present.monthlyCost.p95 - cost) < 1e-6)
    let p99 = try #require(plan.present?.assessment.latency).all.p99.milliseconds
    #expect(abs(present.p99Milliseconds.p50 - p99) < 1e-3 * p99)
    #expect(present.objectiveMet == 1 && present.carried == 1 && present.withinBudget == 1)
  }

  @Test func oddsAreSharesAndCertainWhereTheyMustBe() throws {
    let range: Answers = ["users.activeShareAtPeak": "{low: 1%, likely: 4%, high: 20%}"]
    let risk = try report(range).risk
    for load in [try #require(risk.present)] + risk.stages.values {
      #expect((0...1).contains(load.objectiveMet) && (0...1).contains(load.carried))
      #expect(load.withinBudget.map { (0...1).contains($0) } ?? true)
    }
    let poor = try #require(
      try report(range.merging(["budget.monthlyUSD": "1"]) { $1 }).risk.present)
    #expect(poor.withinBudget == 0)
    let free = try report(["users.activeShareAtPeak": "{low: 1%, likely: 4%, high: 20%}"]).plan
    #expect(free.requirements.ranges.map(\.path) == ["users.activeShareAtPeak"])
  }

  @Test func regretIsNeverNegativeAndAddsUp() throws {
    let range: Answers = [
      "users.activeShareAtPeak": "{low: 1%, likely: 4%, high: 20%}",
      "users.peakToAverage": "{low: 1, likely: 3, high: 8}",
    ]
    let risk = try report(range, choices: true).risk
    #expect(risk.regrets.contains { $0.decision == "compute" })
    for choice in risk.regrets {
      #expect(choice.options.count > 1 && choice.options[0].isChosen)
      #expect(choice.options.dropFirst().allSatisfy { !$0.isChosen })
      #expect(abs(choice.options.reduce(0) { $0 + $1.isBestShare } - 1) < 1e-12)
      for option in choice.options {
        #expect(option.regret >= 0 && option.regretP95 >= 0)
        let sum = option.parts.reduce(0) { $0 + $1.difference }
        #expect(abs(sum - option.regret) <= 1e-6 * max(1, option.meanCost), "\(option.title)")
        // Who is the cheapest in every sample regrets nothing.
        if option.isBestShare == 1 { #expect(option.regret == 0) }
      }
    }
  }

  @Test func whatIsKnownExplainsNothingAndTheOnlyRangeExplainsAll() throws {
    let risk = try report(
      [
        "requests":
          "[{name: browse, share: 90%, cpuMilliseconds: {low: 3, likely: 6, high: 20}, reads: 3, "
          + "writes: 0, responseKilobytes: {low: 4, likely: 5, high: 6}, cacheableShare: 20%}, "
          + "{name: order, share: 10%, cpuMilliseconds: 12, reads: 4, writes: 2, "
          + "responseKilobytes: 5, cacheableShare: 0%}]"
      ], samples: 256
    ).risk
    let weights = Dictionary(
      uniqueKeysWithValues: zip(
        risk.inputs.map(\.name), try #require(risk.present).weights))
    #expect(weights["users.now"] == nil)
    let cpu = try #require(weights["requests[browse].cpuMilliseconds"])
    let bytes = try #require(weights["requests[browse].responseKilobytes"])
    #expect(bytes.p99 < 0.1)
    #expect(cpu.p99 > 0.9)
  }

  @Test func recalledFactsAreDrawnAndPoliciesAreNot() throws {
    let risk = try report(facts: true).risk
    let names = risk.inputs.map(\.name)
    #expect(names.contains("planning.queryCPUMilliseconds#simple"))
    #expect(!names.contains { $0.hasPrefix("planning.targetUtilization") })
    #expect(!names.contains("planning.quotaTarget"))
    let present = try #require(risk.present)
    #expect(present.databaseUtilization.p95 > present.databaseUtilization.p5 * 1.5)
  }

  /// The fast search agrees with the thorough one where nothing is uncertain.
  @Test(arguments: 1...12) func reachAgreesWithTheBreakingLoad(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    let catalog = try Bench.catalog(stages: [1000, 100_000])
    let plan = try Planner(catalog: catalog).plan(Bench.requirements(random.answers()))
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    for stage in plan.stages {
      guard let planned = stage.planned, let users = planned.breaking.users, users.value > 50
      else { continue }
      let point = try model.point(planned.architecture, under: stage.workload)
      let reach = try model.reach(
        of: planned.architecture, near: users * 3, from: (stage.workload.users, point))
      #expect(abs(reach / users.value - 1) < 0.03, "\(stage.definition.label): \(users) \(reach)")
    }
  }
}
