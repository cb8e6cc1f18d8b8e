import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

/// What other answers make irrelevant is neither asked nor checked; what is asked always is.
@Suite struct HiddenQuestionTests {
  private static func derive(_ sheet: AnswerSheet) throws -> (
    requirements: SystemRequirements?, diagnostics: [Diagnostic]
  ) {
    RequirementsDerivation.derive(
      try ShippedCatalog.questionnaire(), sheet, try ShippedCatalog.catalog())
  }

  /// Questions with conditions, with a value that no question accepts.
  private static let nonsense = "[[nonsense]]"

  @Test(arguments: Array(1...60) as [UInt64]) func hiddenAnswersCountForNothing(seed: UInt64) throws
  {
    let questionnaire = try ShippedCatalog.questionnaire()
    var random = RandomSheets(seed: seed)
    let sheet = random.sheet(questionnaire, share: 0.6)
    let relevance = Relevance(questionnaire, sheet)
    var shown = sheet
    for question in questionnaire.questions where !relevance.isRelevant(question.id) {
      shown.answers[question.id] = nil
    }
    let all = try Self.derive(sheet)
    let asked = try Self.derive(shown)
    #expect(all.requirements == asked.requirements)
    #expect(
      all.diagnostics.filter { $0.severity == .error }.map(\.message)
        == asked.diagnostics.filter { $0.severity == .error }.map(\.message))
    for question in questionnaire.questions
    where sheet.answers[question.id] != nil && !relevance.isRelevant(question.id) {
      #expect(
        all.diagnostics.contains {
          $0.severity == .warning && $0.message.hasPrefix(question.id + " does not matter here")
        }, "\(question.id)")
    }
  }

  /// Nonsense in every question that has a condition: an error where it is asked, a warning where
  /// it is hidden.
  @Test(arguments: Array(1...60) as [UInt64]) func onlyAskedAnswersAreChecked(seed: UInt64) throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var random = RandomSheets(seed: seed)
    let conditional = questionnaire.questions.filter {
      !$0.when.isEmpty && !$0.isMeasured && $0.id.contains(".")
    }
    #expect(conditional.count > 5)
    var sheet = random.sheet(questionnaire, share: 0.6)
    for question in conditional { sheet.answers[question.id] = nil }
    let relevance = Relevance(questionnaire, sheet)
    for question in conditional {
      let parts = question.id.split(separator: ".").map(String.init)
      let plain = AnswerFileWriter.text(sheet, questionnaire)
      // A section may stand twice in no file, so that the key goes into the one that is there.
      let lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let text: String
      if let index = lines.firstIndex(of: parts[0] + ":") {
        text =
          (lines[...index] + ["  \(parts[1]): \(Self.nonsense)"]
          + lines[(index + 1)...].filter { !$0.hasPrefix("  \(parts[1]): ") })
          .joined(separator: "\n")
      } else {
        text = plain + "\(parts[0]):\n  \(parts[1]): \(Self.nonsense)\n"
      }
      let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
      let own = reading.diagnostics.filter { $0.message.hasPrefix(question.id) }
      #expect(own.count == 1, "\(question.id): \(reading.diagnostics)")
      #expect(
        own.first?.severity == (relevance.isRelevant(question.id) ? .error : .warning),
        "\(question.id)")
    }
  }

  /// `requests.service` matters only where services are named.
  @Test func columnsThatQuestionsOutsideHideAreNotChecked() throws {
    let request = "requests: [{name: browse, service: \"No Name\"}]"
    func diagnostics(_ rest: String) throws -> [String] {
      AnswerFileReader.parse(
        Array("schemaVersion: 1\n\(request)\n\(rest)".utf8), file: "a.yaml",
        try ShippedCatalog.questionnaire()
      ).diagnostics.map(\.description)
    }
    #expect(
      try diagnostics("") == [
        """
        a.yaml:2:36: warning: requests[browse].service does not matter here and was not read
          help: remove it, or change services
        """
      ])
    let checked = try diagnostics("services: [{name: shop}]\n")
    #expect(checked.contains { $0.contains("error: requests[browse].service") })
  }

  @Test func columnsThatOthersHideAreNotChecked() throws {
    let text = "schemaVersion: 1\ngates: [{name: slow, measure: p95, mostUSD: plenty}]\n"
    let reading = AnswerFileReader.parse(
      Array(text.utf8), file: "a.yaml", try ShippedCatalog.questionnaire())
    #expect(
      reading.diagnostics.map { "\($0)" } == [
        """
        a.yaml:2:45: warning: gates[slow].mostUSD does not matter here and was not read
          help: remove it, or change measure
        """
      ])
  }
}
