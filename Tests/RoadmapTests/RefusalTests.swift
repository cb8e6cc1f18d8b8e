import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// Requirements that cannot be met, and what is said of them.
@Suite struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let shows: String
    let answers: Answers
    let gate: String
    /// The answers that conflict, in the order of the questionnaire.
    let members: [String]
    var stages: [Double] = [10_000]

    var testDescription: String { shows }
  }

  static let cases = [
    Case(
      shows: "a slow request within too short a time",
      answers: [
        "requests": "[{name: a, cpuMilliseconds: 50}]", "objectives.p95Milliseconds": "20",
        "users.now": "9000",
      ], gate: "capacity", members: ["requests[a].cpuMilliseconds", "objectives.p95Milliseconds"]),
    Case(
      shows: "many users on a small budget",
      answers: ["users.now": "90000", "budget.monthlyUSD": "50"], gate: "budget",
      members: ["users.now", "budget.monthlyUSD"], stages: [100, 100_000]),
    Case(
      shows: "a rapid stream of large records",
      answers: [
        "users.now": "9000",
        "data":
          "[{name: feed, content: time-series, ingestPerSecond: 5000, itemKilobytes: 500}]",
      ], gate: "capacity",
      members: ["data[feed].itemKilobytes", "data[feed].ingestPerSecond"]),
    Case(
      shows: "an answer sooner than a database can give it, for users who are far away",
      answers: [
        "users.now": "9000", "users.distantShare": "50%", "objectives.p95Milliseconds": "5",
      ], gate: "capacity", members: ["objectives.p95Milliseconds"]),
    Case(
      shows: "a tail that raw TCP through an appliance does not change",
      answers: [
        "users.now": "9000", "api.protocols": "[tcp]", "api.inlineAppliance": "true",
        "frontEnd.kind": "none", "objectives.p99Milliseconds": "2",
        "objectives.p95Milliseconds": "1000000",
      ].merging(["objectives.p95Milliseconds": "2"]) { $1 }, gate: "capacity",
      members: ["objectives.p95Milliseconds", "objectives.p99Milliseconds"]),
    Case(
      shows: "more users than any stage is for",
      answers: ["users.now": "500000000", "users.activeShareAtPeak": "30%"], gate: "capacity",
      members: ["users.now"]),
    Case(
      shows: "dozens of reads within a few milliseconds",
      answers: [
        "users.now": "9000", "requests": "[{name: a, reads: 40}]",
        "objectives.p95Milliseconds": "50",
      ], gate: "capacity", members: ["requests[a].reads", "objectives.p95Milliseconds"]),
    // Two of the three are met: what keeps state runs on one machine for little where it may fail, and
    // what keeps none is highly available as functions for less.
    Case(
      shows: "high availability for what keeps state, on a small budget",
      answers: [
        "compute.stateful": "true", "objectives.availability": "99.99%", "budget.monthlyUSD": "60",
      ], gate: "budget",
      members: ["compute.stateful", "objectives.availability", "budget.monthlyUSD"], stages: [100]),
    // Less of any of the three resolves it.
    Case(
      shows: "many users, high availability and a small budget",
      answers: [
        "users.now": "9000", "objectives.availability": "99.99%", "budget.monthlyUSD": "770",
      ], gate: "budget",
      members: ["users.now", "objectives.availability", "budget.monthlyUSD"]),
    // The only stage is sized for 10,000 users, and its smallest machines cost more than that.
    Case(
      shows: "a budget below what the stage costs whatever else is answered",
      answers: [
        "users.now": "9000", "objectives.availability": "99.99%", "budget.monthlyUSD": "10",
      ], gate: "budget", members: ["budget.monthlyUSD"]),
  ]

  /// The ids of the gates that a sheet fails by the whole planner; nil where it is refused.
  private static func failures(_ planning: PlanningCase, _ sheet: AnswerSheet) throws -> Set<
    String
  >? {
    guard let requirements = planning.requirements(of: sheet) else { return nil }
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    guard plan.current != nil else { return [Refusal.capacity] }
    return Set(plan.gates.filter { !$0.passes }.map(\.id))
  }

  /// What a refusal claims, tried on the whole planner.
  private static func verify(_ planning: PlanningCase, _ refusal: Refusal) throws {
    let gate = try #require(refusal.gates.first)
    for (index, conflict) in refusal.conflicts.enumerated() {
      let levers = conflict.members.map(\.lever)
      #expect(!levers.isEmpty)
      #expect(
        try failures(planning, planning.keeping(levers))?.contains(gate) == true,
        "the set does not conflict")
      for lever in levers {
        let rest = levers.filter { $0 != lever }
        #expect(
          try failures(planning, planning.keeping(rest))?.contains(gate) != true,
          "it conflicts without \(lever.path.text)")
      }
      let others = refusal.conflicts.enumerated().filter { $0.offset != index }
        .flatMap { $0.element.members.map(\.lever) }
      let sheet = planning.sheet.removing(others, in: planning.questionnaire)
      if !refusal.together.isEmpty {
        let after = try failures(planning, planning.changing(refusal.together))
        #expect(after?.contains(gate) == false, "the changes together resolve nothing")
      }
      for remedy in conflict.members.compactMap(\.remedy) {
        let after = try failures(
          planning, sheet.changing([remedy], in: planning.questionnaire))
        #expect(after != nil)
        #expect(
          after?.contains(gate) == false,
          "\(remedy.lever.path.text) = \(remedy.text) resolves nothing")
      }
    }
  }

  @Test(arguments: cases) func theConflictIsNamedAndTheRemediesWork(_ example: Case) throws {
    let planning = try Bench.planning(example.answers, stages: example.stages)
    let refusals = try RefusalSearch(planning).refusals()
    let refusal = try #require(refusals.first { $0.gates == [example.gate] })
    #expect(
      refusal.conflicts.flatMap { $0.members.map(\.lever.path.text) } == example.members)
    #expect(refusal.conflicts.flatMap(\.members).contains { $0.remedy != nil })
    try Self.verify(planning, refusal)
  }

  /// A budget that another platform keeps is not said to be out of reach; one that none keeps is.
  @Test func anOptionWithWhichTheGatePassesIsNamed() throws {
    let shop: Answers = [
      "users.now": "2500", "users.flashCrowd": "3", "objectives.availability": "99.9%",
      "team.skills": "[containers, databases]", "system.today": "[containers]",
    ]
    let free = try Bench.planning(shop, stages: [10_000])
    let requirements = try #require(free.requirements(of: free.sheet))
    func cost(_ catalog: Catalog) throws -> Double {
      let plan = try Planner(catalog: catalog).plan(requirements)
      return try #require(plan.present).costs.total.value
    }
    #expect(try Planner(catalog: free.catalog).plan(requirements).part("compute") == "fargate")
    let chosen = try cost(free.catalog)
    let other = try cost(free.catalog.offering("lambda", of: "compute"))
    #expect(other < chosen)
    func rivals(_ budget: Double) throws -> [RivalChoice] {
      let answers = shop.merging(["budget.monthlyUSD": "\(Int(budget))"]) { $1 }
      let refusals = try RefusalSearch(Bench.planning(answers, stages: [10_000])).refusals()
      return try #require(refusals.first { $0.gates == ["budget"] }).rivals
    }
    let found = try #require(try rivals((chosen + other) / 2).first { $0.decision == "compute" })
    #expect(found.rival == "AWS Lambda" && found.chosen == "ECS on Fargate")
    #expect(found.behind > .zero)
    // It costs less, so that the weight of cost can put it ahead.
    #expect(found.isAheadSomewhere)
    #expect(try rivals(1) == [])
  }

  /// Of two objectives that each need other times, neither is moved further than the other lets it.
  @Test func whatResolvesTogetherIsMovedBack() throws {
    let planning = try Bench.planning(
      [
        "users.now": "40000", "frontEnd.kind": "none", "objectives.availability": "99.9%",
        "requests": "[{name: bid, cpuMilliseconds: 0.5, reads: 0.2, writes: 3}]",
        "data": "[{name: bids, content: key-value, sizeGiB: 200, itemKilobytes: 0.5}]",
        "objectives.p95Milliseconds": "8", "objectives.p99Milliseconds": "25",
      ], stages: [100_000])
    let refusal = try #require(try RefusalSearch(planning).refusals().first)
    #expect(refusal.conflicts.count == 2 && refusal.together.count == 2)
    try Self.verify(planning, refusal)
    for change in refusal.together {
      let rest = refusal.together.filter { $0.lever != change.lever }
      let alone = try Self.failures(planning, planning.changing(rest))
      // Nil where the answers contradict each other without it, such as a p99 below the p95.
      #expect(alone?.isEmpty != true, "\(change.lever.path.text) need not change")
      let remedies = refusal.conflicts.flatMap(\.members).filter { $0.lever == change.lever }
      #expect(remedies.allSatisfy { $0.remedy.map { change.distance <= $0.distance } ?? true })
    }
    let moved = refusal.together.filter { change in
      refusal.conflicts.flatMap(\.members).contains {
        $0.lever == change.lever && ($0.remedy.map { change.distance < $0.distance } ?? false)
      }
    }
    #expect(!moved.isEmpty, "nothing was moved back")
  }

  @Test func whatPassesIsNotRefused() throws {
    #expect(try RefusalSearch(Bench.planning([:], stages: [10_000])).refusals() == [])
  }

  /// Several services on a budget that all of them together break.
  @Test func unitsThatCannotBePaidForAreNamed() throws {
    let answers = ServiceReversals.apart.merging([
      "users.now": "9000", "budget.monthlyUSD": "100",
    ]) { $1 }
    let planning = try Bench.planning(answers, stages: [10_000])
    let refusals = try RefusalSearch(planning).refusals()
    let refusal = try #require(refusals.first { $0.gates == ["budget"] })
    #expect(
      refusal.conflicts.flatMap { $0.members.map(\.lever.path.text) }.contains("budget.monthlyUSD"))
    #expect(refusal.conflicts.flatMap(\.members).contains { $0.remedy != nil })
    try Self.verify(planning, refusal)
  }

  /// Systems at random that are asked for too much: each set conflicts, and each remedy resolves.
  @Test(arguments: Array(UInt64(1)...4)) func eachSetConflictsAndEachRemedyResolves(
    _ seed: UInt64
  ) throws {
    var random = RandomAnswers(seed: seed)
    var answers = random.answers()
    answers["users.now"] = "1000"
    let hardship = [
      ["budget.monthlyUSD": "5"],
      ["objectives.p95Milliseconds": "1", "objectives.p99Milliseconds": "2"],
      ["requests": "[{name: a, cpuMilliseconds: 4000}]", "api.longestRequestSeconds": "60"],
    ][Int(seed % 3)]
    let planning = try Bench.planning(answers.merging(hardship) { $1 }, stages: [1000])
    let refusals = try RefusalSearch(planning).refusals()
    #expect(!refusals.isEmpty)
    for refusal in refusals { try Self.verify(planning, refusal) }
  }
}
