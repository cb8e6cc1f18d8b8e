import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct UpdateTests {
  @Test func typingAnswersAndAsksForAPreview() {
    var model = Sample.interview()
    let commands = model.type("shop")
    #expect(model.sheet["system.name"] == .text("shop"))
    #expect(commands.count == 4)
    #expect(commands.last == .recompute(model.sheet, job: model.job))
    #expect(model.isUnsaved)
  }

  @Test func unreadableTextNeitherBlocksNorLosesTheAnswer() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("500")
    model.press(.enter, .backTab)
    model.type("x")
    #expect(model.sheet["users.now"] == .number(Estimate(500)))
    model.press(.enter, .enter)
    #expect(model.focus == .question("users.monthlyGrowth"))
    model.press(.backTab)
    model.press(.backspace, .backspace)
    #expect(model.sheet["users.now"] == .number(Estimate(50)))
  }

  @Test func anEntryThatBecomesUnreadableFallsBackToTheAnswerItFound() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("50x")
    #expect(model.sheet["users.now"] == nil)
    model.press(.backspace)
    #expect(model.sheet["users.now"] == .number(Estimate(50)))
  }

  @Test func anEmptyEntryIsAnAssumption() {
    var model = Sample.interview()
    model.type("ab")
    model.press(.backspace, .backspace)
    #expect(model.sheet["system.name"] == nil)
    #expect(!model.isUnsaved)
  }

  @Test func everyQuestionIsReachedForwardsAndBackwards() {
    var model = Sample.interview()
    var seen: [Field] = []
    while model.screen == .questions {
      seen.append(model.focus)
      model.press(.tab)
    }
    #expect(seen.count == 9)
    #expect(model.screen == .review)
    model.press(.escape)
    var back = [model.focus]
    while model.focus != seen[0] {
      model.press(.backTab)
      back.append(model.focus)
    }
    #expect(back == seen.reversed())
  }

  @Test func aQuestionAppearsOnceItIsRelevant() {
    var model = Sample.interview()
    model.press(.pageDown, .pageDown, .down, .enter)
    #expect(model.sheet["frontEnd.kind"] == .choice("ssr"))
    #expect(model.focus == .question("frontEnd.renderMilliseconds"))
    model.press(.backTab, .home, .character(" "), .tab)
    #expect(model.focus == .question("api.staticAddresses"))
  }

  @Test func severalOptionsToggleFromWhatWasAssumed() {
    var model = Sample.interview()
    model.press(.tab, .tab, .end, .character(" "))
    #expect(model.sheet["system.today"] == .choices(["nothing", "containers"]))
    model.press(.character("1"))
    #expect(model.sheet["system.today"] == .choices(["containers"]))
    model.press(.character("u"))
    #expect(model.sheet["system.today"] == nil)
  }

  @Test func rowsAreAddedEditedAndDeleted() {
    var model = Sample.interview()
    model.press(.pageDown, .pageDown, .pageDown, .down, .enter)
    #expect(model.focus == .column("name", row: 1, table: "data"))
    model.press(.control("a"), .delete)
    model.press(.tab, .down, .enter)
    model.type("250")
    model.press(.enter)
    #expect(model.focus == .question("data"))
    model.press(.enter)
    #expect(model.focus == .question("budget.monthlyUSD"), "Enter alone must lead past a table")
    model.press(.backTab)
    let row: AnswerRow = [
      "name": Answer(.text("ata-set")), "content": Answer(.choice("files")),
      "sizeGiB": Answer(.number(Estimate(250))),
    ]
    #expect(model.sheet["data"] == .rows([["name": Answer(.text("main"))], row]))
    model.press(.home, .character("d"))
    #expect(model.sheet["data"] == .rows([row]))
    model.press(.character("d"))
    #expect(model.sheet["data"] == .rows([row]), "the last row must stay")
  }

  @Test func noMoreRowsThanPossible() {
    var model = Sample.interview()
    model.press(.pageDown, .pageDown, .pageDown)
    for _ in 0..<5 { model.press(.character("a"), .escape) }
    guard case .rows(let rows)? = model.sheet["data"] else {
      Issue.record("no rows")
      return
    }
    let names = rows.map { $0["name"]?.value }
    #expect(names == [.text("main"), .text("data-set"), .text("data-set-2")])
  }

  @Test func answersKeepTheOrderOfTheQuestionnaire() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("5")
    model.press(.pageUp)
    model.type("shop")
    #expect(Array(model.sheet.answers.keys) == ["system.name", "users.now"])
  }

  @Test func undoTakesAWholeEntryBackAndRedoRepeatsIt() {
    var model = Sample.interview()
    model.type("shop")
    model.press(.tab, .character("3"))
    model.press(.function(8))
    #expect(model.sheet["system.region"] == nil)
    model.press(.function(8))
    #expect(model.sheet == AnswerSheet())
    model.press(.function(9), .function(9))
    #expect(model.sheet["system.name"] == .text("shop"))
    #expect(model.sheet["system.region"] == .choice("eu-central-1"))
  }

  @Test func theShortPathLeavesTheOtherQuestionsOut() {
    var model = Sample.interview()
    model.press(.tab, .tab)
    #expect(model.focus == .question("system.today"))
    model.press(.function(2))
    #expect(model.focus == .question("system.name"))
    #expect(model.pages.flatMap(\.questions).count == 4)
    model.press(.function(2))
    #expect(model.pages.flatMap(\.questions).count == 9)
  }

  @Test func aRowWithoutANameIsCalledByWhatIsChosenFirst() {
    let continent = Question(
      id: "continent", ask: "Which?", why: "",
      kind: .choice([Choice(id: "asia", title: "Asia"), Choice(id: "europe", title: "Europe")]),
      fallback: nil, reason: "", when: [], isInShortPath: false)
    let places = TableKind(
      rowName: "place", leastRows: 1, greatestRows: 7, columns: [continent])
    #expect(places.name(of: ["continent": Answer(.choice("asia"))]) == "Asia")
    #expect(places.name(of: [:]) == nil)
  }

  @Test func fallbacksFollowTheFactsOfTheCatalog() {
    let cpu = Question(
      id: "cpu", ask: "How much CPU time?", why: "",
      kind: .number(
        NumberKind(unit: .milliseconds, least: 0, greatest: 100, isInteger: false)),
      fallback: .fact(id: "planning.cpu", by: "runtime"), reason: "", when: [],
      isInShortPath: false)
    let runtime = Question(
      id: "runtime", ask: "Which?", why: "",
      kind: .choice([Choice(id: "go", title: "Go"), Choice(id: "php", title: "PHP")]),
      fallback: .value(.choice("go")), reason: "", when: [], isInShortPath: false)
    let fact = Fact(
      id: "planning.cpu", value: .table(["go": 2, "php": 13]), unit: "ms",
      citation: Citation(source: "s", asOf: "2026-11-01", confidence: .primary), note: nil)
    var model = InterviewModel(
      questionnaire: Questionnaire(groups: [
        .init(id: "g", title: "G", questions: [runtime, cpu])
      ]), facts: ["planning.cpu": fact])
    #expect(
      view(model, size: model.size).lines.contains {
        $0.contains("How much CPU time?") && $0.contains("2 ms")
      })
    model.press(.character("2"))
    #expect(
      view(model, size: model.size).lines.contains {
        $0.contains("How much CPU time?") && $0.contains("13 ms")
      })
  }

  @Test func aQuestionnaireWithoutQuestionsShowsAnEmptyInterview() {
    var model = InterviewModel(questionnaire: Questionnaire(groups: []))
    model.press(
      .tab, .enter, .pageDown, .escape, .character("a"), .control("u"), .control("o"), .enter)
    #expect(model.screen == .review)
    #expect(view(model, size: model.size).lines[0] == " tenfold")
    #expect(model.press(.control("q")) == [.quit(.finished)])
  }

  @Test func enterLeavesWhatIsAssumedAsItIsInBothModes() {
    var model = Sample.interview()
    for _ in 0..<60 where model.screen == .questions { model.press(.enter) }
    #expect(model.screen == .review)
    let lines = LineSession(Array(repeating: "", count: 60))
    #expect(model.sheet == AnswerSheet())
    #expect(lines.sheet == model.sheet)
  }

  @Test func enterChoosesAnOptionThatWasGoneToAndSpaceTheOneThatIsShown() {
    var model = Sample.interview()
    model.press(.tab, .down, .enter)
    #expect(model.sheet["system.region"] == .choice("us-west-2"))
    model = Sample.interview()
    model.press(.tab, .character(" "))
    #expect(model.sheet["system.region"] == .choice("us-east-1"))
  }

  @Test func aStalePreviewIsDropped() {
    var model = Sample.interview()
    let job = model.job
    model.type("a")
    let stale = Preview(
      verdict: .none, verdictText: "stale", stage: "", decisions: [], monthlyCost: "", p99: "",
      nextBottleneck: "", findings: [])
    _ = update(&model, .previewArrived(stale, job: job))
    #expect(model.preview == Sample.preview)
    #expect(model.isComputing)
    _ = update(&model, .previewArrived(stale, job: model.job))
    #expect(model.preview == stale)
    #expect(!model.isComputing)
  }

  @Test func reviewJumpsToAnyQuestion() {
    var model = Sample.interview()
    model.press(.control("o"), .end, .enter)
    #expect(model.screen == .questions)
    #expect(model.focus == .question("budget.monthlyUSD"))
  }

  @Test func pasteAnswersWithoutControlCharacters() {
    var model = Sample.interview()
    _ = update(&model, .paste("sh\u{1B}op\u{7}"))
    #expect(model.sheet["system.name"] == .text("shop"))
  }

  @Test func aQuestionMarkIsHelpAlsoWhereTextIsTyped() {
    var model = Sample.interview()
    model.press(.character("?"))
    #expect(model.overlay == .help)
    model.press(.escape, .tab, .character("?"))
    #expect(model.overlay == .help)
    model.press(.escape)
    #expect(model.overlay == nil)
  }

  @Test func anEntryThatCannotBeReadIsToldOnceAndKept() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("many")
    model.press(.enter)
    #expect(model.focus == .question("users.now"), "the first Enter stays")
    #expect(view(model, size: model.size).lines.contains { $0.contains("Enter again goes on") })
    model.press(.enter)
    #expect(model.focus == .question("users.monthlyGrowth"))
    model.press(.backTab)
    #expect(view(model, size: model.size).lines.contains { $0.contains("many") })
  }

  @Test func oneKeyMakesARangeAndOneKeyDoesNotKnow() {
    var model = Sample.interview()
    model.press(.pageDown)
    model.type("100")
    model.press(.control("t"))
    #expect(model.sheet["users.now"] == .number(Estimate(low: 80, likely: 100, high: 120)))
    model.press(.control("t"))
    #expect(model.sheet["users.now"] == .number(Estimate(low: 50, likely: 100, high: 200)))
    model.press(.control("t"))
    #expect(model.sheet["users.now"] == .number(Estimate(100)))
    model.press(.character("~"))
    #expect(model.sheet["users.now"] == nil)
  }

  @Test func marksCompareWithThePlanBeforeTheAnswerWasBegun() {
    var model = Sample.interview()
    func plan(_ cost: String) -> Preview {
      Preview(
        verdict: .met, verdictText: "met", stage: "1", decisions: [], monthlyCost: cost,
        p99: "9 ms", nextBottleneck: "none", findings: [])
    }
    _ = update(&model, .previewArrived(plan("10 USD/month"), job: model.job))
    for (text, cost) in [("a", "20 USD/month"), ("b", "30 USD/month")] {
      model.type(text)
      _ = update(&model, .previewArrived(plan(cost), job: model.job))
    }
    let lines = view(model, size: model.size).lines
    #expect(lines.contains { $0.contains("* cost 30 USD/month") })
    #expect(lines.contains { $0.contains("was 10 USD/month") })
  }
}
