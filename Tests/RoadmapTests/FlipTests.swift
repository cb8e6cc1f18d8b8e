import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// What would reverse a decision, checked by planning with it.
@Suite struct FlipTests {
  private static func planning(
    _ answers: Answers, stages: [Double] = [10_000]
  ) throws -> PlanningCase {
    try Bench.planning(answers, stages: stages)
  }

  private static func random(_ seed: UInt64, stages: [Double] = [10_000]) throws -> PlanningCase {
    var random = RandomAnswers(seed: seed)
    var answers = random.answers()
    answers["users.now"] = String(Int(stages.last ?? 1000))
    return try planning(answers, stages: stages)
  }

  /// The choices of the present stage by the whole planner; nil where nothing carries the users.
  private static func choices(
    _ planning: PlanningCase, _ changes: [ChangedAnswer] = []
  ) throws -> [DecisionAddress: String]? {
    let sheet = planning.changing(changes)
    let requirements = try #require(planning.requirements(of: sheet))
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    guard let current = plan.current else { return nil }
    return current.decisions.reduce(into: [:]) { $0[DecisionAddress($1)] = $1.chosen }
  }

  @Test(arguments: Array(UInt64(1)...3)) func everyFlipReversesAndTheStopBeforeDoesNot(
    _ seed: UInt64
  ) throws {
    let planning = try Self.random(seed)
    guard let report = try FlipSearch(planning).report() else {
      #expect(try Self.choices(planning) == nil)
      return
    }
    let present = try #require(try Self.choices(planning))
    #expect(report.flips.count + report.firm.count == present.count)
    for flip in report.flips {
      #expect(present[flip.decision] == flip.from)
      let after = try #require(try Self.choices(planning, flip.changes), "\(flip.decision.text)")
      #expect(after[flip.decision] == flip.to, "\(flip.decision.text)")
      #expect(flip.to != flip.from)
      if let holding = flip.holding, let change = flip.changes.first {
        let before = try Self.choices(
          planning, [ChangedAnswer(change.lever, to: holding, distance: 0)])
        #expect(before.map { $0[flip.decision] == flip.from } ?? true, "\(flip.decision.text)")
      }
    }
  }

  /// Numbers that are given up, and stages that are not planned again, change nothing.
  @Test(arguments: [UInt64(2)]) func whatIsSparedChangesNothing(_ seed: UInt64) throws {
    let planning = try Self.random(seed, stages: [100, 10_000])
    let decisions = ["compute", "database", "caching"].map { DecisionAddress(decision: $0) }
    let quick = try FlipSearch(planning).report(of: decisions)
    let whole = try FlipSearch(planning, isExhaustive: true).report(of: decisions)
    #expect(quick?.flips == whole?.flips)
    #expect(quick?.firm == whole?.firm)
  }

  @Test(arguments: Array(UInt64(1)...8)) func aReplayDecidesAsThePlanDoes(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    let planning = try Self.planning(random.answers(), stages: [10, 1000, 100_000])
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    let decisions = try planning.decisions(.present)
    #expect(decisions == plan.current?.decisions)
    for (index, stage) in plan.stages.enumerated() {
      #expect(try planning.decisions(.index(index)) == stage.planned?.decisions)
    }
  }

  /// A system of which it is known what a decision hangs on.
  struct Case: Sendable, CustomTestStringConvertible {
    let shows: String
    let answers: Answers
    let decision: DecisionAddress
    let from: String
    let to: String?
    /// The answers of which one must be what it takes.
    let levers: Set<String>

    var testDescription: String { shows }
  }

  @Test(arguments: [
    Case(
      shows: "static files become rendered pages", answers: ["team.skills": "[containers]"],
      decision: DecisionAddress(decision: "frontEndHosting"), from: "s3-cloudfront", to: nil,
      levers: ["frontEnd.kind"]),
    Case(
      shows: "an inline appliance calls for inspection", answers: [:],
      decision: DecisionAddress(decision: "inspection"), from: "none", to: "gwlb",
      levers: ["api.inlineAppliance"]),
  ])
  func whatADecisionHangsOn(_ example: Case) throws {
    let report = try #require(
      try FlipSearch(try Self.planning(example.answers)).report(of: [example.decision]))
    let flip = try #require(report.flip(of: example.decision))
    #expect(flip.from == example.from)
    if let to = example.to { #expect(flip.to == to) }
    #expect(flip.changes.allSatisfy { example.levers.contains($0.lever.path.traced) })
  }

  @Test func searchingTwiceFindsTheSame() throws {
    let planning = try Self.random(3)
    let decisions = [DecisionAddress(decision: "compute"), DecisionAddress(decision: "caching")]
    #expect(
      try FlipSearch(planning).report(of: decisions)
        == FlipSearch(planning).report(of: decisions))
  }
}
