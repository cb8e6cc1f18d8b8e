import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Testing

@testable import Roadmap

/// Which stage runs now, and that what runs there is made for the present users.
@Suite struct PresentStageTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    /// One letter a stage: `-` does not carry the present users, `c` carries them, `k` keeps what
    /// the stage before ran, `d` is due, `n` is due and does not carry them.
    let stages: String
    let present: Int?
  }

  static let cases = [
    Case(testDescription: "the first that carries them", stages: "--ccc", present: 2),
    Case(testDescription: "none", stages: "---", present: nil),
    Case(testDescription: "what they call for already", stages: "ckkd", present: 3),
    Case(testDescription: "one after another", stages: "-ckdkd", present: 5),
    Case(testDescription: "what follows one that falls short of them", stages: "cndk", present: 2),
    Case(testDescription: "not one that falls short of them", stages: "ckn", present: 0),
    Case(testDescription: "nothing beyond one that is not due", stages: "ccd", present: 0),
    Case(testDescription: "nothing beyond one that does not carry them", stages: "c-d", present: 0),
  ]

  @Test(arguments: cases) func isFound(_ row: Case) {
    var search = PresentStage(now: Users(1000))
    for (index, letter) in row.stages.enumerated() {
      _ = search.visit(
        index,
        [
          PresentStage.Standing(
            carriesPresent: letter != "-" && letter != "n", isKept: letter == "k",
            isDue: letter == "d" || letter == "n")
        ])
    }
    #expect(search.index == row.present)
  }

  @Test func aStageIsEnteredAtATenthOfItsUsersAtTheEarliest() {
    func stage(_ users: Double) -> StageDefinition {
      StageDefinition(id: "1-stage", label: "", sizedFor: Users(users))
    }
    var search = PresentStage(now: Users(1000))
    #expect(search.isOpen(for: stage(1e7)))
    _ = search.visit(0, [.init(carriesPresent: true, isKept: false, isDue: false)])
    #expect(search.isOpen(for: stage(10_000)))
    #expect(!search.isOpen(for: stage(100_000)))
    // What comes after the stage of the horizon is not called for within it.
    for users in [1000.0, 1200] {
      let parts = stage(10_000).divided(at: Users(users))
      #expect(parts.map { search.isOpen(for: $0) } == [true, false])
    }
  }

  private static let documents: Answers = [
    "users.now": "900000", "frontEnd.kind": "native", "objectives.availability": "99.9%",
    "data": "[{name: docs, content: documents, schemaNeed: need, sizeGiB: 50, firstYearGiB: 20}]",
    "team.people": "6", "team.operations": "1", "team.skills": "[containers]",
  ]

  /// Functions carry any load, so that without a bill nobody would ever leave the first stage.
  @Test func thePresentUsersAreNotServedByWhatIsCheapForOne() throws {
    let plan = try Bench.plan(Self.documents, stages: [1, 100_000, 1_000_000])
    let first = try #require(plan.stages[0].planned)
    #expect(first.breaking.carries(Users(900_000)))
    let current = try #require(plan.currentIndex)
    #expect(current > 0)
    let model = CostModel(
      catalog: try Bench.catalog(stages: [1]), parameters: plan.parameters,
      requirements: plan.requirements)
    let kept = try model.items(
      first.architecture, under: plan.requirements.workload(users: Users(900_000)))
    #expect(try #require(plan.present).costs.total < kept.total)
  }

  /// The example `ticket-alerts` with 25 times its users.
  private static let alerts: Answers = [
    "system.runtime": "python", "system.today": "[functions]",
    "users.now": "20000", "users.monthlyGrowth": "20%/month", "users.activeShareAtPeak": "1%",
    "users.actionsPerMinute": "2/min",
    "users.peakToAverage": "6", "users.flashCrowd": "20", "frontEnd.kind": "native",
    "frontEnd.callsPerAction": "2", "api.protocols": "[http]", "api.edgeManagement": "true",
    "requests":
      "[{name: feed, share: 85%, reads: 1, writes: 0, responseKilobytes: 6 kB, cacheableShare: 90%}, "
      + "{name: subscribe, reads: 1, writes: 1}]",
    "jobs":
      "[{name: poll-sellers, runsPerDay: 60/h, minutes: 10 s}, "
      + "{name: send-alerts, runsPerDay: 300, minutes: 30 s}]",
    "data":
      "[{name: subscriptions, content: key-value, use: lookup, accessShare: 40%, sizeGiB: 1, "
      + "firstYearGiB: 8, itemKilobytes: 0.5}, {name: events, content: documents, accessShare: 60%, "
      + "sizeGiB: 2, firstYearGiB: 10, schemaNeed: need, staleSeconds: 1 min, hottestKeyShare: 30%, "
      + "ingestPerSecond: 2}]",
    "objectives.p95Milliseconds": "500 ms", "objectives.availability": "99.9%",
    "team.people": "2", "team.operations": "0.2", "team.skills": "[serverless]",
  ]

  /// No choice of the first stage falls and nothing of it breaks: only the bill calls for the next.
  @Test func theMarginSavedAlreadyCallsForAStage() throws {
    let plan = try Bench.plan(Self.alerts, stages: [1, 100_000])
    let users = Users(20_000)
    let first = try #require(plan.stages[0].planned)
    let later = try #require(plan.stages[1].planned)
    #expect(first.breaking.carries(users))
    #expect(StagePlanner.overturned(first.design, by: later.decisions) == nil)
    #expect(plan.currentIndex == 1)
    let model = CostModel(
      catalog: try Bench.catalog(stages: [1]), parameters: plan.parameters,
      requirements: plan.requirements)
    let kept = try model.items(
      first.architecture, under: plan.requirements.workload(users: users)
    ).total
    let margin = try #require(Bench.catalog).number("planning.economyMargin")
    #expect(try #require(plan.present).costs.total.value < kept.value * (1 - margin))
  }

  /// Twenty jobs at a time are not run by one task, whatever the users of the stage are.
  @Test func workersAreEnoughForThePresentJobs() throws {
    func workers(_ runs: Int) throws -> WorkerTier {
      let plan = try Bench.plan(
        [
          "users.now": "40", "compute.stateful": "true", "team.skills": "[containers]",
          "objectives.availability": "99.9%", "frontEnd.kind": "native",
          "jobs": "[{name: nightly, runsPerDay: \(runs), minutes: 90}]",
        ], stages: [1, 100])
      return try #require(plan.current?.architecture.workers)
    }
    let (few, many) = (try workers(1), try workers(320))
    // 320 runs of 90 minutes are 20 at a time on average.
    #expect(Double(many.count) * 0.8 >= 20)
    #expect(few.count < many.count)
  }

  @Test func theVolumeHoldsWhatThePresentUsersHaveStored() throws {
    func volume(_ size: Int) throws -> GiB {
      let plan = try Bench.plan(
        [
          "users.now": "3000", "objectives.availability": "99.9%", "team.skills": "[serverless]",
          "data": "[{name: rows, sizeGiB: \(size), firstYearGiB: 1}]",
        ], stages: [1, 100_000])
      let current = try #require(plan.current)
      #expect(plan.currentIndex == 0)
      return try #require(current.architecture.relational).storage
    }
    #expect(try volume(30) >= GiB(30))
    #expect(try volume(30) < volume(300))
  }

  /// What runs at a stage is what its decisions say, also where it was kept against a better score.
  @Test(arguments: [documents, ServiceReversals.system])
  func everyStageRunsWhatItDecided(_ answers: Answers) throws {
    let plan = try Bench.plan(answers, stages: [1, 100, 10_000, 1_000_000])
    for stage in (plan.composition?.units.flatMap(\.plan.stages) ?? plan.stages) {
      guard let planned = stage.planned else { continue }
      for decision in planned.decisions {
        let runs = ComponentList.option(of: decision.definition.id, in: planned.design)
        if let runs { #expect(decision.chosen == runs, "\(decision.id) at \(stage.definition.id)") }
      }
    }
  }
}
