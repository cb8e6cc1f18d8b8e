import CatalogModel
import OrderedCollections
import Requirements
import TestSupport
import Testing

@testable import Storage

/// A member that a value gets is to be written and read as well.
@Suite struct CompiledMembersTests {
  /// How many members each type has that its coder writes, or that follow from those.
  private static let members = [
    "AdviceDefinition": 7, "CacheNode": 11, "Choice": 3, "Citation": 3, "ComputeInstance": 11,
    "ComputeShape": 11, "Condition": 2, "ConstraintDefinition": 8, "Contradiction": 7,
    "CriterionDefinition": 10, "DatabaseInstance": 13, "DecisionDefinition": 7, "Fact": 6,
    "Group": 3, "HealthRule": 9, "Lifecycle": 5, "LifecycleNotice": 5, "MoveDefinition": 7,
    "NumberKind": 4, "OptionDefinition": 7, "Price": 6, "PurchaseOption": 6, "Question": 11,
    "Questionnaire": 2, "RuleExample": 4, "RuleRow": 4, "Service": 5, "Source": 6,
    "StageDefinition": 5, "TableKind": 4, "UnitDefinition": 4,
  ]

  private static func values() throws -> [Any] {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    let catalog = try #require(CatalogReader.read(directory, region: "eu-central-1").catalog)
    let questionnaire = try #require(QuestionnaireReader.read(directory).questionnaire)
    let questions = questionnaire.questions
    let decisions = catalog.decisions.values.elements
    let constraints = decisions.flatMap(\.constraints)
    let criteria = decisions.flatMap(\.criteria)
    let options = decisions.flatMap(\.options)
    func kinds<Value>(_ take: (QuestionKind) -> Value?) -> Value? {
      questions.compactMap { take($0.kind) }.first
    }
    let values: [Any?] = [
      catalog.sources.values.first, catalog.services.values.first,
      catalog.services.values.first?.lifecycle, catalog.planning.values.first,
      catalog.planning.values.first?.citation, decisions.first, options.first,
      constraints.first, criteria.first, constraints.flatMap(\.when).first,
      constraints.flatMap(\.examples).first, catalog.stages.first, catalog.notices.first,
      catalog.purchaseOptions.values.first, catalog.units.values.first, catalog.advice.first,
      catalog.rows.values.first, catalog.moves.values.first, catalog.health.first,
      catalog.computeInstances.first, catalog.computeInstances.compactMap(\.shape).first,
      catalog.databaseInstances.first, catalog.cacheNodes.first, catalog.prices.values.first,
      questions.first, questionnaire.groups.first, questionnaire.contradictions.first,
      questionnaire,
      kinds { if case .number(let kind) = $0 { kind } else { nil } },
      kinds { if case .choice(let choices) = $0 { choices.first } else { nil } },
      kinds { if case .table(let kind) = $0 { kind } else { nil } },
    ]
    return try values.map { try #require($0) }
  }

  @Test func everyMemberIsKnown() throws {
    let found = try Dictionary(
      Self.values().map { ("\(type(of: $0))", Mirror(reflecting: $0).children.count) },
      uniquingKeysWith: { first, _ in first })
    #expect(found == Self.members)
  }
}
