import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct AnswerFileWriterTests {
  @Test(arguments: Array(1...60) as [UInt64], [AnswerFileWriter.Detail.short, .full])
  func whatIsWrittenReadsBack(seed: UInt64, detail: AnswerFileWriter.Detail) throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var random = RandomSheets(seed: seed)
    let sheet = random.sheet(questionnaire, share: [0, 0.3, 1][Int(seed % 3)])
    let text = AnswerFileWriter.text(sheet, questionnaire, detail: detail)
    let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
    #expect(reading.diagnostics == [])
    #expect(reading.sheet?.withoutPlaces == sheet)
    #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func theStarterHasTheShortPathAndNothingAnswered() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let text = AnswerFileWriter.text(AnswerSheet(), questionnaire)
    #expect(
      text.contains(
        """
        # ---- Users and growth ----

        users:
          # How many people use it today?
          # Assumed without an answer: 10 to 1000, a system that has just opened.
          # now: 100
          # By what share does that number grow each month?
          # Assumed without an answer: 2%/month to 15%/month, a planning range for a young product.
          # monthlyGrowth: 8%/month

        # ---- Front end and interfaces ----
        """))
    #expect(!text.contains("flashCrowd"))
    #expect(
      AnswerFileWriter.text(AnswerSheet(), questionnaire, detail: .full).contains("# flashCrowd: 1")
    )
  }

  /// Uncommenting every default gives a file that says what would have been assumed.
  @Test func theCommentedDefaultsAreAnswers() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let text = AnswerFileWriter.text(AnswerSheet(), questionnaire, detail: .full)
    let uncommented = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let body = line.drop { $0 == " " }
      let indent = String(repeating: " ", count: line.count - body.count)
      let content = body.dropFirst(2)
      let key = content.prefix { $0.isLetter || $0 == " " || $0 == "-" || $0.isNumber }
      let isAnswer = body.hasPrefix("# ") && content.dropFirst(key.count).hasPrefix(":")
      let isProse = key.drop { $0 == " " || $0 == "-" }.contains(" ")
      return isAnswer && !isProse ? indent + content : String(line)
    }.joined(separator: "\n")
    let reading = AnswerFileReader.parse(Array(uncommented.utf8), file: "a.yaml", questionnaire)
    #expect(reading.diagnostics == [])
    let sheet = try #require(reading.sheet)
    // The budget's default is no answer.
    #expect(sheet.answers.count == questionnaire.questions.count - 1)
    #expect(sheet["users.now"] == .number(Estimate(100)))
  }
}
