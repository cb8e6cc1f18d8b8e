import CatalogModel
import Requirements
import Storage
import TestSupport
import Testing

/// The repository's own catalog and questions, for tests of what they say together.
enum ShippedCatalog {
  static let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))

  private static let questions = QuestionnaireReader.read(directory)
  private static let facts = CatalogReader.read(directory, region: "eu-central-1")

  static func questionnaire() throws -> Questionnaire { try #require(questions.questionnaire) }

  static func catalog() throws -> Catalog { try #require(facts.catalog) }

  /// The answers of a text that must be right.
  static func sheet(_ text: String) throws -> AnswerSheet {
    let reading = AnswerFileReader.parse(
      Array("schemaVersion: 1\n\(text)".utf8), file: "a.yaml", try questionnaire())
    #expect(reading.diagnostics == [])
    return try #require(reading.sheet)
  }

  /// What the derivation says about the answers of a text.
  static func derive(
    _ text: String
  ) throws -> (requirements: SystemRequirements?, diagnostics: [Diagnostic]) {
    RequirementsDerivation.derive(try questionnaire(), try sheet(text), try catalog())
  }
}
