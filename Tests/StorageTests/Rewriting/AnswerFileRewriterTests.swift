import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct AnswerFileRewriterTests {
  private static let original = """
    # Our shop.
    schemaVersion: 1

    system: {name: shop, region: us-east-1}   # where we are
    users:
      now: 200          # counted on Monday
      monthlyGrowth: {low: 5%, likely: 8%, high: 12%}  # the sales plan
      # flashCrowd: 1
    frontEnd:
    requests:
      # the pages
      - name: browse
        share: 60%      # guessed
      - {name: buy, writes: 2}
    # the end

    """

  private static func rewritten(_ change: (inout AnswerSheet) -> Void) throws
    -> AnswerFileRewriter.Rewriting
  {
    let questionnaire = try ShippedCatalog.questionnaire()
    let reading = AnswerFileReader.parse(Array(original.utf8), file: "a.yaml", questionnaire)
    var sheet = try #require(reading.sheet)
    change(&sheet)
    let result = AnswerFileRewriter.rewrite(original, to: sheet, questionnaire)
    let again = AnswerFileReader.parse(Array(result.text.utf8), file: "b.yaml", questionnaire)
    #expect(again.diagnostics == [])
    #expect(again.sheet?.withoutPlaces == sheet.inOrder(of: questionnaire).withoutPlaces)
    return result
  }

  private static func number(_ value: Double) -> Answer { Answer(.number(Estimate(value))) }

  /// Each change and the one line that it replaces, or adds where `before` is empty.
  @Test(arguments: [
    (
      "a scalar", "users.now", number(900), "  now: 200          # counted on Monday",
      "  now: 900          # counted on Monday"
    ),
    (
      "a range", "users.monthlyGrowth", number(0.2),
      "  monthlyGrowth: {low: 5%, likely: 8%, high: 12%}  # the sales plan",
      "  monthlyGrowth: 20%/month  # the sales plan"
    ),
    (
      "a removed answer", "users.now", nil, "  now: 200          # counted on Monday",
      "  now: unknown          # counted on Monday"
    ),
    ("a commented default", "users.flashCrowd", number(3), "  # flashCrowd: 1", "  flashCrowd: 3"),
    (
      "a new answer of a section", "users.distantShare", number(0.1),
      "  monthlyGrowth: {low: 5%, likely: 8%, high: 12%}  # the sales plan",
      "  monthlyGrowth: {low: 5%, likely: 8%, high: 12%}  # the sales plan\n  distantShare: 10%"
    ),
    (
      "a value in braces", "system.name", Answer(.text("store")),
      "system: {name: shop, region: us-east-1}   # where we are",
      "system: {name: store, region: us-east-1}   # where we are"
    ),
    (
      "a new value in braces", "system.runtime", Answer(.choice("swift")),
      "system: {name: shop, region: us-east-1}   # where we are",
      "system: {name: shop, region: us-east-1, runtime: swift}   # where we are"
    ),
    (
      "an empty section", "frontEnd.kind", Answer(.choice("ssr")), "frontEnd:",
      "frontEnd:\n  kind: ssr"
    ),
    (
      "a new section", "team.people", number(3), "# the end\n", "# the end\n\nteam:\n  people: 3\n"
    ),
    (
      "a confidence", "users.now",
      Answer(.number(Estimate(200)), confidence: .measured, note: "log"),
      "  now: 200          # counted on Monday",
      "  now: {value: 200, confidence: measured, note: \"log\"}          # counted on Monday"
    ),
  ])
  func oneChangeTouchesOneLine(
    _ name: String, _ id: String, _ answer: Answer?, _ before: String, _ after: String
  ) throws {
    let result = try Self.rewritten { $0.answers[id] = answer }
    let expected = Self.original.replacing(before, with: after)
    #expect(expected != Self.original)
    #expect(result.text == expected, "\(name)")
    #expect(result.keepsLayout)
  }

  @Test func cellsAreChangedWhereTheyStand() throws {
    let result = try Self.rewritten { sheet in
      guard case .rows(var rows) = sheet["requests"] else { return }
      rows[0]["share"] = Self.number(0.5)
      rows[0]["reads"] = Self.number(3)
      rows[1]["writes"] = nil
      rows[1]["share"] = Self.number(0.5)
      rows.append(["name": Answer(.text("search"))])
      sheet.answers["requests"] = Answer(.rows(rows))
    }
    #expect(
      result.text.contains(
        """
        requests:
          # the pages
          - name: browse
            share: 50%      # guessed
            reads: 3
          - {name: buy, writes: unknown, share: 50%}
          - {name: search}
        # the end
        """))
  }

  @Test func aTableThatLostRowsIsWrittenAnew() throws {
    let result = try Self.rewritten { sheet in
      sheet.answers["requests"] = Answer(.rows([["name": Answer(.text("buy"))]]))
    }
    #expect(result.keepsLayout)
    #expect(result.text.contains("requests:\n  - name: buy\n# the end\n"))
    #expect(result.text.hasPrefix("# Our shop.\n"))
  }

  @Test func aTableTakesThePlaceOfItsCommentedDefault() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let starter = AnswerFileWriter.text(AnswerSheet(), questionnaire)
    var sheet = AnswerSheet()
    sheet.answers["data"] = Answer(.rows([["name": Answer(.text("events"))]]))
    let result = AnswerFileRewriter.rewrite(starter, to: sheet, questionnaire)
    #expect(result.keepsLayout)
    #expect(result.text.contains("\ndata:\n  - name: events\n\n# ---- Objectives"))
    #expect(!result.text.contains("# data:"))
  }

  @Test func aBlockScalarIsNotEditedButWrittenFromNothing() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var sheet = AnswerSheet()
    sheet.answers["users.now"] = Self.number(7)
    let text = "schemaVersion: 1\nusers:\n  now: |-\n    5\n"
    let result = AnswerFileRewriter.rewrite(text, to: sheet, questionnaire)
    #expect(!result.keepsLayout)
    #expect(result.text == AnswerFileWriter.text(sheet, questionnaire))
  }

  @Test(arguments: Array(1...80) as [UInt64]) func anyChangeIsKept(seed: UInt64) throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    var random = RandomSheets(seed: seed)
    let before = random.sheet(questionnaire, share: 0.4)
    var after = before
    for question in questionnaire.questions.shuffled(using: &random.random).prefix(3) {
      after.answers[question.id] =
        Bool.random(using: &random.random) ? random.answer(question) : nil
    }
    after = after.inOrder(of: questionnaire)
    let text = AnswerFileWriter.text(
      before, questionnaire, detail: seed.isMultiple(of: 2) ? .full : .short)
    let result = AnswerFileRewriter.rewrite(text, to: after, questionnaire)
    #expect(result.keepsLayout)
    let reading = AnswerFileReader.parse(Array(result.text.utf8), file: "b.yaml", questionnaire)
    #expect(reading.sheet?.withoutPlaces == after)
  }
}
