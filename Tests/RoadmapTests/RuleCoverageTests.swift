import CatalogModel
import OptionScoring
import OrderedCollections
import Requirements
import Roadmap
import Testing

/// What the rules of the catalog name against what the planner and the questionnaire have.
@Suite struct RuleCoverageTests {
  private static let rows = RuleRegister.suites.flatMap(\.rows)

  /// All decisions of the plans that the reversals make.
  private static func decisions() throws -> [Decision] {
    var made: [Decision] = []
    for row in rows {
      for answers in [row.when, row.reversed] {
        let plan = try Bench.plan(row.common.merging(answers) { $1 }, stages: row.stages)
        for stage in plan.stages { made += stage.planned?.decisions ?? [] }
        for stage in plan.composition?.stages ?? [] { made += stage.edges.map(\.decision) }
        for unit in plan.composition?.units ?? [] {
          for stage in unit.plan.stages { made += stage.planned?.decisions ?? [] }
        }
      }
    }
    return made
  }

  @Test func rulesAndPlansFitTogether() throws {
    let catalog = try #require(Bench.catalog)
    let decisions = try Self.decisions()
    var active: Set<String> = []
    var signals: [String: Set<String>] = [:]
    var questions: Set<String> = []
    for decision in decisions {
      let id = decision.definition.id
      for evaluation in decision.ranking {
        for contribution in evaluation.contributions {
          active.insert("\(id).\(contribution.criterion)")
        }
      }
      let all = [decision.signals] + Array(decision.optionSignals.values)
      for set in all {
        for entry in set {
          signals[id, default: []].insert(entry.name.text)
          questions.formUnion(entry.signal.questions)
        }
      }
    }
    for definition in catalog.decisions.values {
      for criterion in definition.criteria {
        let name = "\(definition.id).\(criterion.id)"
        #expect(active.contains(name), "\(name) is active in no plan")
      }
      for name in Self.signals(of: definition) {
        #expect(
          signals[definition.id]?.contains(name) ?? false,
          "the signal \(name) of \(definition.id) is never produced")
      }
    }
    let questionnaire = try #require(Bench.questionnaire)
    let known = Set(questionnaire.questions.flatMap(Self.paths))
    #expect(questions.subtracting(known) == [])
  }

  private static func signals(of definition: DecisionDefinition) -> Set<String> {
    var names = Set(definition.constraints.flatMap { ($0.when + $0.require).map(\.signal) })
    for criterion in definition.criteria {
      names.formUnion(criterion.when.map(\.signal))
      switch criterion.score {
      case .table: break
      case .curve(let signal, _), .leastIsBest(let signal): names.insert(signal)
      }
    }
    return names
  }

  /// The id of a question, and of a table's columns.
  private static func paths(_ question: Question) -> [String] {
    guard case .table(let table) = question.kind else { return [question.id] }
    return [question.id] + table.columns.map { "\(question.id).\($0.id)" }
  }
}
