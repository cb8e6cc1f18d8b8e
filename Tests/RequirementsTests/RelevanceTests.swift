import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Testing

@Suite struct RelevanceTests {
  private static let color = QuestionSamples.question(
    "color", .choice(QuestionSamples.colors), fallback: .value(.choice("red")))
  private static let depth = QuestionSamples.question(
    "depth", QuestionSamples.number(.ratio).kind, fallback: .value(.number(Estimate(2))),
    when: [Condition(signal: "color", comparison: .oneOf(["green", "blue"]))])
  private static let last = QuestionSamples.question(
    "last", .flag,
    when: [Condition(signal: "depth", comparison: .atLeast(.number(3)))])
  private static let questionnaire = Questionnaire(groups: [
    Questionnaire.Group(id: "one", title: "One", questions: [color, depth, last])
  ])

  @Test(
    arguments: [
      ("no answer takes the fallback", [:], ["color"]),
      ("an answer makes it relevant", ["color": .choice("blue")], ["color", "depth"]),
      (
        "conditions chain", ["color": .choice("blue"), "depth": .number(Estimate(3))],
        ["color", "depth", "last"]
      ),
      ("an irrelevant answer does not count", ["depth": .number(Estimate(3))], ["color"]),
    ] as [(String, [String: AnswerValue], [String])])
  func relevantQuestions(_ name: String, _ answers: [String: AnswerValue], _ expected: [String]) {
    var sheet = AnswerSheet()
    for (id, value) in answers.sorted(by: { $0.key < $1.key }) { sheet.answers[id] = Answer(value) }
    let relevance = Relevance(Self.questionnaire, sheet)
    #expect(relevance.questions.map(\.id) == expected, "\(name)")
    #expect(relevance.isRelevant("last") == expected.contains("last"))
  }

  @Test func whatIsOnlyMeasuredMattersOnceItHasAnAnswer() {
    let measured = Question(
      id: "loss", ask: "", why: "", kind: QuestionSamples.number(.ratio).kind,
      fallback: .value(.number(Estimate(0))), reason: "", when: [], isInShortPath: false,
      isMeasured: true)
    let questionnaire = Questionnaire(groups: [
      Questionnaire.Group(id: "one", title: "One", questions: [measured])
    ])
    var sheet = AnswerSheet()
    #expect(!Relevance(questionnaire, sheet).isRelevant("loss"))
    sheet.answers["loss"] = Answer(.number(Estimate(0.1)))
    #expect(Relevance(questionnaire, sheet).isRelevant("loss"))
  }

  @Test(arguments: [
    (Comparison.includes("red"), AnswerValue.choices(["red"]), true),
    (.excludes("red"), .choices(["red"]), false), (.excludes("red"), .choices([]), true),
    (.above(.number(1)), .choices(["red", "blue"]), true),
    (.above(.number(2)), .number(Estimate(2)), false),
    (.atLeast(.number(2)), .number(Estimate(2)), true),
    (.below(.number(2)), .number(Estimate(2)), false),
    (.atMost(.number(2)), .number(Estimate(2)), true),
    (.equals(true), .flag(true), true), (.equals(true), .choice("true"), false),
    (.noneOf(["a"]), .choice("b"), true), (.noneOf(["a"]), .flag(true), false),
    (.atLeast(.fact("x.y")), .number(Estimate(1)), false),
  ])
  func comparisons(_ comparison: Comparison, _ value: AnswerValue, _ expected: Bool) {
    #expect(comparison.holds(for: value) == expected)
  }

  @Test func nothingHoldsForNoAnswer() {
    #expect(!Comparison.noneOf(["a"]).holds(for: nil))
    #expect(!Comparison.excludes("a").holds(for: nil))
  }
}
