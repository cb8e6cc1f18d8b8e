import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// Priorities, gates and waivers of a team.
@Suite struct PolicyTests {
  private static let shop: Answers = [
    "users.now": "5000", "objectives.availability": "99.9%", "team.skills": "[containers]",
  ]

  private static func plan(
    _ answers: Answers, today: String? = nil, baseCost: Double? = nil
  ) throws -> Plan {
    let occasion = PlanningOccasion(
      today: today.flatMap { CalendarDay($0) }, baseCost: baseCost.map { USDPerMonth($0) })
    return try Planner(catalog: Bench.catalog(stages: [10_000, 1_000_000]), occasion: occasion)
      .plan(Bench.requirements(shop.merging(answers) { $1 }))
  }

  private static func gate(_ rule: String, today: String? = nil, baseCost: Double? = nil) throws
    -> Gate
  {
    let plan = try plan(["gates": "[\(rule)]"], today: today, baseCost: baseCost)
    return try #require(plan.gates.last)
  }

  /// Each measure with a limit that the plan keeps, and one that it passes.
  @Test(arguments: [
    (
      "cost", "{name: g, measure: monthly-cost, mostUSD: 50000}",
      "{name: g, measure: monthly-cost, mostUSD: 10}"
    ),
    (
      "cost later", "{name: g, mostUSD: 1e9, stage: 07-over-100000-users}",
      "{name: g, mostUSD: 500, stage: 07-over-100000-users}"
    ),
    (
      "p95", "{name: g, measure: p95, mostMilliseconds: 5 s}",
      "{name: g, measure: p95, mostMilliseconds: 1}"
    ),
    (
      "p99 later", "{name: g, measure: p99, mostMilliseconds: 5 s, stage: 07-over-100000-users}",
      "{name: g, measure: p99, mostMilliseconds: 1, stage: 07-over-100000-users}"
    ),
    (
      "utilization", "{name: g, measure: utilization, mostShare: 100%}",
      "{name: g, measure: utilization, mostShare: 0.1%}"
    ),
    (
      "availability", "{name: g, measure: availability, leastShare: 99%}",
      "{name: g, measure: availability, leastShare: 99.95%, stage: 05-over-1000-users}"
    ),
    (
      "age of facts", "{name: g, measure: fact-age, mostMonths: 1200}",
      "{name: g, measure: fact-age, mostMonths: 1}"
    ),
    (
      "runway", "{name: g, measure: runway, leastMonths: 0}",
      "{name: g, measure: runway, leastMonths: 1200}"
    ),
    (
      "change of the cost", "{name: g, measure: cost-change, mostShare: 1000%}",
      "{name: g, measure: cost-change, mostShare: 0}"
    ),
  ])
  func aGateOpensAndCloses(_ name: String, _ kept: String, _ missed: String) throws {
    let open = try Self.gate(kept, baseCost: 100)
    #expect(open.passes && open.blame == nil && !open.fails, "\(name): \(open.observed)")
    // Two zones keep 99.95 %; the stage of one box would not, and is not there.
    if name == "availability" { return }
    let closed = try Self.gate(missed, baseCost: 100)
    #expect(!closed.passes && closed.blame != nil && closed.fails, "\(name): \(closed.observed)")
  }

  /// As with the objective of every plan.
  @Test(arguments: ["99.99%", "99.999%"])
  func anOwnGateSaysThatTheLossOfTheRegionIsNotJudged(_ share: String) throws {
    let gate = try Self.gate("{name: g, measure: availability, leastShare: \(share)}")
    let isBeyond = share == "99.999%"
    #expect((gate.unjudged == "the loss of the Region") == isBeyond)
    #expect(gate.observed.contains("the loss of the Region is not judged") == isBeyond)
  }

  @Test func closingServicesAreCounted() throws {
    let answers = { (today: String) -> Answers in
      ["system.today": today, "gates": "[{name: g, measure: lifecycle}]"]
    }
    #expect(try Self.plan(answers("[containers]")).gates.last?.passes == true)
    #expect(try Self.plan(answers("[app-runner]")).gates.last?.passes == false)
  }

  @Test func onlyAnErrorFailsThePlan() throws {
    for (level, fails) in [("error", true), ("warning", false), ("note", false)] {
      let plan = try Self.plan(["gates": "[{name: g, mostUSD: 1, level: \(level)}]"])
      #expect(plan.gates.last?.passes == false)
      #expect(plan.passes == !fails, "\(level)")
    }
  }

  @Test func withoutABaseAChangeIsNotJudged() throws {
    let gate = try Self.gate("{name: g, measure: cost-change, mostShare: 0}")
    #expect(gate.passes && gate.observed.contains("--against"))
  }

  private static let waived: Answers = [
    "budget.monthlyUSD": "1",
    "waivers":
      "[{name: budget, owner: Ada, reason: \"the fair pays\", expires: 2027-03-31}, "
      + "{name: p99, owner: Bob, reason: old, expires: 2027-03-31}]",
  ]

  @Test(arguments: [
    ("2027-03-31", WaiverState.State.counts, true), ("2027-04-01", .expired, false),
  ])
  func aWaiverHoldsUntilItsLastDay(_ day: String, _ state: WaiverState.State, _ passes: Bool) throws
  {
    let plan = try Self.plan(Self.waived, today: day)
    let gate = try #require(plan.gates.first { $0.id == "budget" })
    #expect(!gate.passes && gate.waiver?.state == state)
    #expect(plan.passes == passes)
    #expect(plan.waivers.map(\.state) == [state, .unneeded])
    #expect(plan.day?.description == day)
  }

  @Test func withoutADayTheCatalogSaysWhichOneItIs() throws {
    let plan = try Self.plan(Self.waived)
    #expect(plan.day == Bench.catalog?.newestDay)
    #expect(try Self.plan([:]).day == nil)
  }

  /// Mistakes that only the rules themselves have.
  @Test(arguments: [
    ("weights: [{criterion: csot}]", "did you mean `cost`?"),
    ("weights: [{criterion: graphql, decision: compute}]", "it is one of exposure"),
    ("gates: [{name: cap}]", "write its mostUSD"),
    ("gates: [{name: tail, measure: p99, mostUSD: 5}]", "write its mostMilliseconds"),
    ("gates: [{name: budget, mostUSD: 5}]", "give this one another name"),
    ("waivers: [{name: bugdet, owner: a, reason: b, expires: 2027-01-01}]", "`budget`?"),
    ("waivers: [{name: budget, reason: b, expires: 2027-01-01}]", "write its owner"),
    ("waivers: [{name: budget, owner: a, expires: 2027-01-01}]", "write its reason"),
    ("waivers: [{name: budget, owner: a, reason: b}]", "write its expires"),
    ("waivers: [{name: capacity, owner: a, reason: b, expires: 2027-01-01}]", "to waive"),
  ])
  func mistakesAreTold(_ text: String, _ expected: String) throws {
    let questionnaire = try #require(Bench.questionnaire)
    let reading = AnswerFileReader.parse(
      Array("schemaVersion: 1\n\(text)\n".utf8), file: "a.yaml", questionnaire)
    let sheet = try #require(reading.sheet)
    let derived = RequirementsDerivation.derive(questionnaire, sheet, try #require(Bench.catalog))
    #expect(derived.requirements == nil)
    let told = derived.diagnostics.filter { $0.severity == .error }.map { "\($0)" }
    #expect(told.contains { $0.contains(expected) && $0.hasPrefix("a.yaml:2:") }, "\(told)")
  }

  @Test func aPriorityMovesScoresAndIsTraced() throws {
    let plain = try Self.plan([:])
    let weighted = try Self.plan(["weights": "[{criterion: toil, decision: compute, times: 3}]"])
    func toil(_ plan: Plan) throws -> Contribution {
      let decision = try #require(plan.stages.first?.planned?.decision("compute"))
      return try #require(decision.ranking.first?.contributions.first { $0.criterion == "toil" })
    }
    let (before, after) = (try toil(plain), try toil(weighted))
    #expect(after.possible > before.possible)
    #expect(after.questions.contains("weights") && !before.questions.contains("weights"))
    #expect(after.text.contains("x 3 by your priorities"))
    let others = try #require(weighted.stages.first?.planned?.decision("exposure"))
    let texts = others.ranking.flatMap { $0.contributions.map(\.text) }
    #expect(!texts.isEmpty && !texts.contains { $0.contains("priorities") })
    #expect(!weighted.idleQuestions.contains("weights"))
  }

  @Test(arguments: [0.5, 2, 7]) func scalingEveryWeightChangesNothing(_ factor: Double) throws {
    let decision = try #require(Bench.catalog?.decisions["compute"])
    let rows = decision.criteria.map {
      "{decision: compute, criterion: \($0.id), times: \(factor)}"
    }
    let plain = try Self.plan([:])
    let scaled = try Self.plan(["weights": "[\(rows.joined(separator: ", "))]"])
    let scores = [plain, scaled].map { plan in
      plan.stages.first?.planned?.decision("compute")?.ranking.map(\.score) ?? []
    }
    #expect(scores[0].count == scores[1].count && !scores[0].isEmpty)
    for (left, right) in zip(scores[0], scores[1]) { #expect(left == right) }
  }

  /// The rest of the questions, each in both directions.
  @Test func aShortTimeToRecoverNeedsASecondZone() throws {
    let one = try Self.plan(["objectives.availability": "99%", "objectives.recoveryMinutes": "480"])
    let two = try Self.plan(["objectives.availability": "99%", "objectives.recoveryMinutes": "10"])
    #expect(one.stages.first?.planned?.architecture.zones == 1)
    #expect((two.stages.first?.planned?.architecture.zones ?? 0) >= 2)
    #expect(two.gates.first { $0.id == "recovery" }?.passes == true)
  }

  @Test func aLossOfDataThatOnlyAStandbyPreventsNeedsASecondZone() throws {
    let base: Answers = ["objectives.availability": "99%", "objectives.recoveryMinutes": "480"]
    func plan(_ minutes: String) throws -> Plan {
      try Self.plan(base.merging(["objectives.dataLossMinutes": minutes]) { $1 })
    }
    let (restored, kept) = (try plan("5"), try plan("0"))
    #expect(restored.stages.first?.planned?.architecture.relational?.isMultiZone == false)
    #expect(kept.stages.first?.planned?.architecture.relational?.isMultiZone == true)
    let gates = [restored, kept].map { $0.gates.first { $0.id == "data-loss" } }
    #expect(gates.map { $0?.passes } == [true, true])
    #expect(gates[0]?.observed == "5 min: back to the latest point in time")
    #expect(gates[1]?.observed == "none: a standby has every commit")
  }

  @Test func aRecoveryThatNoDatabaseReachesIsNotBlamedOnTheStandbyThatIsThere() throws {
    let plan = try Self.plan([
      "objectives.availability": "99.9%", "objectives.recoveryMinutes": "0.5",
    ])
    let gate = try #require(plan.gates.first { $0.id == "recovery" })
    #expect(!gate.passes)
    #expect(gate.blame?.contains("second zone") == false)
  }

  @Test func threeZonesOfTheCodeAreNotThreeOfTheDatabase() throws {
    let plan = try Self.plan(["objectives.availability": "99.999%"])
    let gate = try #require(plan.gates.first { $0.id == "availability" })
    #expect(gate.observed.contains("every part in 3 zones, the database in 2"))
  }

  @Test func aSlowRushNeedsNoCapacityThatStandsReady() throws {
    let answers: Answers = [
      "users.flashCrowd": "5", "users.actionsPerMinute": "20", "compute.stateful": "true",
    ]
    func ready(_ minutes: String) throws -> Int {
      let plan = try Self.plan(answers.merging(["users.rushMinutes": minutes]) { $1 })
      return try #require(plan.stages.last?.planned?.architecture.compute.minimumCount)
    }
    #expect(try ready("60") < ready("0.5"))
  }

  @Test func installedAppsCallByThemselves() throws {
    func rate(_ calls: String) throws -> Double {
      let requirements = try Bench.requirements(
        Self.shop.merging([
          "frontEnd.kind": "native", "frontEnd.backgroundCallsPerDay": calls,
          "users.peakToAverage": "3", "users.flashCrowd": "2",
        ]) { $1 })
      let load = requirements.workload(users: Users(5000))
      return load.meanRequestRate.value
    }
    // 48 calls a day of 5,000 users are 2.78 a second on average, whatever the peak.
    #expect((try rate("48") - rate("0") - 5000 * 48 / 86_400.0).magnitude < 1e-9)
  }

  @Test func placesDecideHowManyUsersAreFar() throws {
    func distant(_ places: String) throws -> Double {
      try Bench.requirements(Self.shop.merging(["places": places]) { $1 }).users.distantShare
    }
    #expect(try distant("[{continent: europe}]") == 0)
    #expect(try distant("[{continent: asia, share: 30%}, {continent: europe}]") == 0.3)
    let far = try Self.plan(["places": "[{continent: oceania}]", "frontEnd.kind": "native"])
    let near = try Self.plan(["places": "[{continent: europe}]", "frontEnd.kind": "native"])
    func distance(_ plan: Plan) -> Bool {
      plan.stages.first?.planned?.decision("edge")?.ranking.first?.contributions
        .contains { $0.criterion == "distance" && $0.questions.contains("places") } ?? false
    }
    #expect(distance(far) && !distance(near))
  }

  @Test func theStrictestSetDecidesOnTheBackups() throws {
    let data = { (loss: String) in
      "[{name: a, accessShare: 50%\(loss)}, {name: b, content: files}]"
    }
    let system: Answers = ["objectives.dataLossMinutes": "600"]
    func strictest(_ loss: String) throws -> Double {
      try Bench.requirements(system.merging(["data": data(loss)]) { $1 }).strictestDataLoss.value
    }
    #expect(try strictest("") == 36_000)
    #expect(try strictest(", dataLossMinutes: 5") == 300)
    #expect(try strictest(", dataLossMinutes: 900") == 36_000)
  }

  @Test(
    arguments: [
      (0, nil), (1_764_115_200, "2025-11-26"), (951_782_400, "2000-02-29"),
      (1_798_761_599, "2026-12-31"), (1_798_761_600, "2027-01-01"),
    ] as [(Int, String?)])
  func secondsAreDays(_ seconds: Int, _ day: String?) {
    #expect(CalendarDay(secondsSince1970: seconds)?.description == day)
  }

  @Test(
    arguments: [
      ("2026-11-26", 0, "2026-11-26"), ("2026-11-26", 35, "2026-12-31"),
      ("2026-11-26", 36, "2027-01-01"), ("2028-02-28", 1, "2028-02-29"),
      ("2028-03-01", -1, "2028-02-29"), ("2027-02-28", 1, "2027-03-01"),
      ("1999-12-31", 10_000, "2027-05-18"),
    ])
  func daysAreAdded(_ day: String, _ count: Int, _ later: String) throws {
    #expect(try #require(CalendarDay(day)).adding(days: count)?.description == later)
  }

  @Test(arguments: ["2027-02-29", "2027-1-1", "27-01-01", "2027-00-10", "1989-01-01", "tomorrow"])
  func whatIsNoDayIsRefused(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }
}
