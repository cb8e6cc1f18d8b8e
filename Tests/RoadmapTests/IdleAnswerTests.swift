import CapacityPlanning
import CatalogModel
import Requirements
import Roadmap
import Testing

/// What influenced nothing, checked by planning with other answers.
@Suite struct IdleAnswerTests {
  private static let stages: [Double] = [100, 10_000]

  /// What a plan comes to, stage by stage.
  private static func course(_ planning: PlanningCase, _ sheet: AnswerSheet) throws -> [String]? {
    guard let requirements = planning.requirements(of: sheet) else { return nil }
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    return plan.stages.map { "\($0.planned.map { "\($0.architecture)" } ?? "out of reach")" }
      + ["\(plan.currentIndex as Int?)"]
  }

  @Test(arguments: Array(UInt64(1)...3)) func whatIsCalledIdleChangesNothing(
    _ seed: UInt64
  ) throws {
    var random = RandomAnswers(seed: seed)
    var answers = random.answers()
    answers["users.now"] = "5000"
    let planning = try Bench.planning(answers, stages: Self.stages)
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    let idle = try IdleSearch(planning).confirmed(plan.idleQuestions)
    #expect(Set(idle).isSubset(of: plan.idleQuestions))
    let base = try Self.course(planning, planning.sheet)
    for lever in planning.levers where idle.contains(lever.path.question) {
      for change in AnswerAlternatives.all(lever).prefix(3) {
        let changed = try Self.course(planning, planning.changing([change]))
        #expect(changed == nil || changed == base, "\(lever.path.text) = \(change.text)")
      }
    }
  }

  /// What was sized and laid out for the plan already leaves the answer as it is.
  @Test(arguments: Array(UInt64(1)...3)) func whatThePlanSizedChangesNothing(
    _ seed: UInt64
  ) throws {
    var random = RandomAnswers(seed: seed)
    let planning = try Bench.planning(random.answers(), stages: Self.stages)
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let memo = SizingMemo()
    let plan = try Planner(catalog: planning.catalog, memo: memo).plan(requirements)
    #expect(
      try IdleSearch(planning, sizing: memo).confirmed(plan.idleQuestions)
        == IdleSearch(planning).confirmed(plan.idleQuestions))
  }

  /// What is tried by itself is asked.
  @Test func whatIsTriedAloneAreQuestions() throws {
    let asked = Set(try Bench.planning([:], stages: Self.stages).questionnaire.questions.map(\.id))
    #expect(IdleSearch.triedAlone.isSubset(of: asked))
  }

  /// A question that traces cannot see through is found out by trying.
  @Test func whatMovesIsNotCalledIdle() throws {
    let planning = try Bench.planning(["frontEnd.kind": "static"], stages: Self.stages)
    let asked = ["frontEnd.kind", "objectives.availability", "users.activeShareAtPeak"]
    #expect(try IdleSearch(planning).confirmed(asked) == [])
    #expect(try IdleSearch(planning).confirmed(["system.name"]) == ["system.name"])
  }
}
