import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import RandomSystems
import Requirements
import Roadmap
import TestSupport
import Testing

/// A small team is not sent where it cannot follow without a named reason.
@Suite struct TeamFitTests {
  /// What a small team is spared, and the triggers of which one must be cited for it.
  static let sparing: [(option: String, plain: String, rules: Set<String>)] = [
    ("eks", "fargate", ["C4"]),
    ("dynamodb", "sql", ["D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D18", "P14"]),
    ("aurora", "rds", ["D10", "D11", "D14", "P3", "P14"]),
  ]

  /// Answers at random of at most five people of whom less than one operates.
  private static func smallTeam(_ seed: UInt64) -> Answers {
    var random = RandomAnswers(seed: seed)
    var answers = random.answers()
    answers["team.people"] = String(1 + seed % 5)
    answers["team.operations"] = ["0", "0.1", "0.3", "0.9"][Int(seed % 4)]
    answers["team.teams"] = "1"
    answers["team.kubernetesNeed"] = seed % 7 == 0 ? "ecosystem" : "none"
    return answers
  }

  @Test(arguments: PlanLawTests.seeds)
  func aSmallTeamGetsNothingLargeWithoutANamedTrigger(_ seed: UInt64) throws {
    let answers = Self.smallTeam(seed)
    let plan = try Bench.plan(answers, stages: [1000, 100_000])
    for stage in plan.stages {
      guard let planned = stage.planned else { continue }
      for decision in planned.decisions {
        guard let chosen = decision.chosen,
          let allowed = Self.sparing.first(where: { $0.option == chosen })
        else { continue }
        let cited = Self.citations(decision, over: allowed.plain)
        #expect(
          !cited.isDisjoint(with: allowed.rules),
          "\(stage.definition.label): \(chosen) cites only \(cited.sorted())")
      }
      let platform = planned.design.compute
      if platform == .eks { #expect(answers["team.kubernetesNeed"] == "ecosystem") }
      // One team has one deployment, in the one region that it named.
      #expect(planned.components.filter { $0.slot == "compute" }.count == 1)
      #expect(
        !planned.components.contains { $0.option == "global-accelerator-alb" }
          || answers["api.staticAddresses"] == "true" || answers["users.distantShare"] != "0")
    }
  }

  /// The rows for which the chosen option leads over the plain one: what it gains more by, or what
  /// ruled the plain one out.
  private static func citations(_ decision: Decision, over plain: String) -> Set<String> {
    let ruledOut = decision.rejections.filter { $0.option == plain }.compactMap(\.rule)
    guard let chosen = decision.ranking.first,
      let other = decision.ranking.first(where: { $0.option == plain })
    else { return Set(ruledOut) }
    let gains = chosen.contributions.filter { gain in
      gain.points > other.contributions.first { $0.criterion == gain.criterion }?.points ?? .zero
    }
    return Set(gains.compactMap(\.rule) + ruledOut)
  }

  /// Toil counts the people and the skill: fewer hands and less practice speak for what is managed.
  @Test func toilIsWeighedAgainstPeopleAndSkills() throws {
    func share(_ operations: String, _ skills: String, _ option: String) throws -> Double {
      let plan = try Bench.plan(
        ComputeReversals.app.merging([
          "team.operations": operations, "team.skills": skills,
        ]) { $1 })
      guard
        case .number(let share)? = plan.last?.decision("compute")?.optionSignals[option]?[
          .toilShare]?.value
      else { return -1 }
      return share
    }
    let many = try share("2", "[containers]", "fargate")
    let few = try share("0.5", "[containers]", "fargate")
    let unskilled = try share("0.5", "[linux]", "fargate")
    #expect(abs(few - 4 * many) < 1e-9)
    #expect(abs(unskilled - 2 * few) < 1e-9)
    #expect(try share("0.5", "[containers, serverless]", "lambda") < few)
    #expect(try share("0", "[containers]", "lambda") == 10)
  }

  /// The matrix stands with every recommendation, and its sums are those of its columns.
  @Test(arguments: PlanLawTests.seeds.prefix(12))
  func theMatrixStandsWithEveryStage(_ seed: UInt64) throws {
    for stage in try Bench.plan(Self.smallTeam(seed)).stages {
      guard let planned = stage.planned else { continue }
      #expect(planned.duties.columns.first?.part == "compute")
      for column in planned.duties.columns {
        #expect(column.holders.count == DutyMatrix.duties.count)
        let duties = column.holders.reduce(0) {
          $0 + ($1 == .customer ? 1 : $1 == .shared ? 0.5 : 0)
        }
        #expect(duties == column.customerDuties, "\(column.part)")
      }
    }
  }
}
