import CatalogModel
import OptionScoring
import OrderedCollections
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// What is remembered of a decision is told apart by all that its options rest on, also where no rule
/// looks at it.
@Suite struct RecallTests {
  /// Rules on platforms that weigh toil, but look neither at who operates the system nor at skills.
  private static let overlay = """
    constraints:
      - {id: kubernetes-people, remove: true}
    criteria:
      - {id: skill-serverless, remove: true}
      - {id: skill-containers, remove: true}
      - {id: skill-kubernetes, remove: true}
      - {id: skill-linux, remove: true}

    """

  private static let team: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.operations": "0.3",
    "team.skills": "[containers]",
  ]

  private static func planning(_ answers: Answers) throws -> PlanningCase {
    let shipped = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
    let ours = FileTree(["criteria/compute.yaml": overlay], root: "ours")
    let reading = CatalogReader.read(shipped.laidUnder([ours]), region: "eu-central-1")
    #expect(reading.diagnostics.map(\.description) == [])
    let shippedCase = try Bench.planning(answers, stages: [10_000])
    return PlanningCase(
      questionnaire: shippedCase.questionnaire, sheet: shippedCase.sheet,
      catalog: try #require(reading.catalog).keeping(stages: [10_000]))
  }

  /// Options with their scores, and what was rejected.
  private static func outcome(_ decisions: [Decision]?) throws -> [String] {
    let compute = try #require(decisions?.first { $0.definition.id == "compute" })
    return compute.ranking.map { "\($0.option) \($0.score)" }
      + compute.rejections.map { "\($0.option) \($0.constraint)" }
  }

  @Test(arguments: [["team.operations": "3"], ["team.skills": "[serverless]"]])
  func anotherTeamIsNotTakenForTheOneThatIsKept(_ change: Answers) throws {
    let planning = try Self.planning(Self.team)
    let rules = try #require(planning.catalog.decisions["compute"]?.index.names)
    #expect(!rules.contains("operations") && !rules.contains("skills"))
    #expect(rules.contains("toilShare"))
    let other = try Self.planning(Self.team.merging(change) { $1 }).sheet
    let base = try #require(planning.requirements(of: planning.sheet))
    let first = StageChoice.named(planning.catalog.stages[0].id)
    for detail in [DecisionDetail.values, .choices] {
      let memo = ReplayMemo(findsPresent: false, base: base, detail: detail)
      let kept = try Self.outcome(planning.decisions(first, sharing: memo))
      let recalled = try Self.outcome(planning.decisions(first, of: other, sharing: memo))
      let fresh = try Self.outcome(
        planning.decisions(
          first, of: other, sharing: ReplayMemo(findsPresent: false, detail: detail)))
      #expect(recalled == fresh, "\(detail)")
      #expect(fresh != kept, "toil tells the two teams apart")
    }
  }
}
