import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import Synchronization
import TestSupport
import Testing

/// Answers as question ids with values in YAML; what is left out is assumed.
typealias Answers = [String: String]

/// Plans made from answers through the whole pipeline: text, sheet, requirements, plan.
enum Bench {
  private static let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
  static let questionnaire = QuestionnaireReader.read(directory).questionnaire
  /// The catalog of the region that the cases use.
  static let catalog = CatalogReader.read(directory, region: "eu-central-1").catalog

  /// The catalog with some of its stages only, by the users that they are sized for.
  static func catalog(stages: [Double]) throws -> Catalog {
    try #require(catalog).keeping(stages: stages)
  }

  /// The text of an answer file.
  static func text(_ answers: Answers) -> String {
    var groups: [String: [String]] = [:]
    var lines = ["schemaVersion: 1"]
    for (id, value) in answers.sorted(by: { $0.key < $1.key }) {
      let parts = id.split(separator: ".")
      if parts.count == 1 {
        lines.append("\(id): \(value)")
      } else {
        groups[String(parts[0]), default: []].append("\(parts[1]): \(value)")
      }
    }
    for (group, entries) in groups.sorted(by: { $0.key < $1.key }) {
      lines.append("\(group): {\(entries.joined(separator: ", "))}")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The requirements that the answers make.
  static func requirements(_ answers: Answers) throws -> SystemRequirements {
    var answers = answers
    answers["system.region"] = answers["system.region"] ?? "eu-central-1"
    let questionnaire = try #require(questionnaire)
    let reading = AnswerFileReader.parse(
      Array(text(answers).utf8), file: "case.yaml", questionnaire)
    #expect(reading.diagnostics.map(\.message) == [])
    let sheet = try #require(reading.sheet)
    let derived = RequirementsDerivation.derive(questionnaire, sheet, try #require(catalog))
    return try #require(derived.requirements, "\(derived.diagnostics.map(\.message))")
  }

  /// The answers with what can be done to them, for searches over changes.
  static func planning(_ answers: Answers, stages: [Double]) throws -> PlanningCase {
    var answers = answers
    answers["system.region"] = answers["system.region"] ?? "eu-central-1"
    answers["users.now"] = answers["users.now"] ?? String(Int(stages.first ?? 1000))
    let questionnaire = try #require(questionnaire)
    let reading = AnswerFileReader.parse(
      Array(text(answers).utf8), file: "case.yaml", questionnaire)
    #expect(reading.diagnostics.map(\.message) == [])
    return PlanningCase(
      questionnaire: questionnaire, sheet: try #require(reading.sheet),
      catalog: try catalog(stages: stages))
  }

  private static let plans = Mutex<[String: Plan]>([:])

  /// The plan of some stages, for the users of the first of them unless the answers say otherwise.
  static func plan(_ answers: Answers, stages: [Double] = [10000]) throws -> Plan {
    var answers = answers
    answers["users.now"] = answers["users.now"] ?? String(Int(stages.first ?? 1000))
    let key = text(answers) + "\(stages)"
    if let plan = plans.withLock({ $0[key] }) { return plan }
    let plan = try Planner(catalog: catalog(stages: stages)).plan(requirements(answers))
    plans.withLock { $0[key] = plan }
    return plan
  }
}

extension Catalog {
  /// The catalog with some of its stages only, by the users that they are sized for.
  func keeping(stages kept: [Double]) -> Catalog {
    Catalog(
      region: region, regions: regions, sources: sources, services: services, planning: planning,
      computeInstances: computeInstances, databaseInstances: databaseInstances,
      cacheNodes: cacheNodes, prices: prices, decisions: decisions,
      stages: stages.filter { kept.contains($0.sizedFor.value) }, digest: digest, notices: notices,
      purchaseOptions: purchaseOptions, units: units, advice: advice, rows: rows)
  }
}

/// A row of the rule list in both directions: the same answers but for those that reverse it.
struct Reversal: CustomTestStringConvertible, Sendable {
  /// The row, and what the case shows.
  let rule: String
  let shows: String
  var stages: [Double] = [10000]
  let common: Answers
  let when: Answers
  let reversed: Answers
  /// Whether a plan shows the rule's output.
  let output: @Sendable (Plan) -> Bool

  var testDescription: String { "\(rule): \(shows)" }

  /// Expects the output under the condition.
  func fires() throws {
    let plan = try Bench.plan(common.merging(when) { $1 }, stages: stages)
    let appears = output(plan)
    #expect(appears, "it does not appear: \(plan.outline)")
  }

  /// Expects its absence under the reverse.
  func isGone() throws {
    let plan = try Bench.plan(common.merging(reversed) { $1 }, stages: stages)
    let stays = output(plan)
    #expect(!stays, "it does not go: \(plan.outline)")
  }
}

extension Plan {
  /// The last planned stage, which is the only one in most cases.
  var last: PlannedStage? { stages.last { $0.planned != nil }?.planned }

  /// The option that fills a slot of the last stage.
  func part(_ slot: String) -> String? { last?.components.first { $0.slot == slot }?.option }

  /// The option that a decision of the last stage chose.
  func chosen(_ decision: String, _ scope: String? = nil) -> String? {
    decisions.first { $0.definition.id == decision && (scope == nil || $0.scope == scope) }?.chosen
  }

  /// Whether a decision of the last stage weighed an option.
  func weighed(_ option: String, in decision: String) -> Bool {
    decisions.contains { made in
      made.definition.id == decision && made.ranking.contains { $0.option == option }
    }
  }

  /// Whether a decision of the last stage rejected an option by a row.
  func rejected(_ option: String, in decision: String, by rule: String) -> Bool {
    decisions.contains { made in
      made.definition.id == decision
        && made.rejections.contains { $0.option == option && $0.rule == rule }
    }
  }

  private var decisions: [Decision] { last?.decisions ?? [] }

  /// The note of a row.
  func note(_ rule: String) -> String? { notes.first { $0.rule == rule }?.text }

  /// What a failing case prints.
  var outline: String {
    let parts = last?.components.map { "\($0.slot)=\($0.option) \($0.size)" } ?? ["nothing"]
    let ranks = decisions.map { made in
      made.id + ": "
        + made.ranking.map { "\($0.option) \($0.score.value)" }.joined(separator: ", ")
    }
    return (parts + ranks + notes.map(\.text)).joined(separator: "\n  ")
  }
}
