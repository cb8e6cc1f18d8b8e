import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

/// Whatever a tool changes in an answer file, what people wrote beside the answers stays.
@Suite struct CommentSurvivalTests {
  /// The text with numbered comments between its lines and at their ends.
  private static func commented(_ text: String, _ random: inout SplitMix64) -> String {
    var number = 0
    func comment() -> String {
      number += 1
      let words = ["why: ask Ada", "\"quoted\" 'too", "[a, b] # more", "50% of {x}", "- a list"]
      return "#c\(number) " + (words.randomElement(using: &random) ?? "")
    }
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if Int.random(in: 0..<4, using: &random) == 0 {
        lines.append(
          String(repeating: " ", count: Int.random(in: 0...6, using: &random)) + comment())
      }
      let isCode = !line.isEmpty && line.drop { $0 == " " }.first != "#"
      lines.append(
        isCode && Int.random(in: 0..<3, using: &random) == 0 ? line + "  " + comment() : line)
    }
    return lines.joined(separator: "\n")
  }

  /// The numbers of the comments in the order of the text.
  private static func numbers(_ text: String) -> [Int] {
    text.matches(of: #/#c([0-9]+)\s/#).compactMap { Int($0.1) }
  }

  @Test(arguments: Array(1...120) as [UInt64]) func commentsStayInTheirOrder(seed: UInt64) throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var random = RandomSheets(seed: seed)
    let before = random.sheet(questionnaire, share: 0.5)
    let written = AnswerFileWriter.text(
      before, questionnaire, detail: seed.isMultiple(of: 3) ? .full : .short)
    let text = Self.commented(written, &random.random)
    let reading = AnswerFileReader.parse(Array(text.utf8), file: "a.yaml", questionnaire)
    #expect(reading.sheet?.withoutPlaces == before)
    var after = before
    for question in questionnaire.questions.shuffled(using: &random.random).prefix(4) {
      after.answers[question.id] =
        Bool.random(using: &random.random) ? random.answer(question) : nil
    }
    after = after.inOrder(of: questionnaire)
    let result = AnswerFileRewriter.rewrite(text, to: after, questionnaire)
    #expect(result.keepsLayout)
    #expect(Self.numbers(result.text) == Self.numbers(text))
    let again = AnswerFileReader.parse(Array(result.text.utf8), file: "b.yaml", questionnaire)
    #expect(again.sheet?.withoutPlaces == after)
  }

  @Test func commentsOfATableThatIsWrittenAnewGoAboveIt() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let text = """
      schemaVersion: 1
      data:   # ours
        # the first
        - name: a  # "quoted # inside"
          use: "general"
        - {name: b}
      """ + "\n"
    var sheet = AnswerSheet()
    sheet.answers["data"] = Answer(.rows([["name": Answer(.text("c"))]]))
    let result = AnswerFileRewriter.rewrite(text, to: sheet, questionnaire)
    #expect(
      result.text == """
        schemaVersion: 1
        # ours
        # the first
        # "quoted # inside"
        data:
          - name: c
        """ + "\n")
  }

  @Test func theModelineStaysAlsoWhereTheFileIsWrittenFromNothing() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var sheet = AnswerSheet()
    sheet.answers["users.now"] = Answer(.number(Estimate(7)))
    let line = Modeline.line("./x.json")
    let text = line + "\nschemaVersion: 1\nusers:\n  now: |-\n    5\n"
    let result = AnswerFileRewriter.rewrite(text, to: sheet, questionnaire)
    #expect(!result.keepsLayout)
    #expect(result.text.hasPrefix(line + "\n"))
    #expect(Modeline.schema(in: result.text) == "./x.json")
    #expect(Modeline.naming("y.json", in: text) == text.replacing("./x.json", with: "y.json"))
  }
}
