import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

/// Answers that are tried out: written down, undone, focused by their place in the answers.
@Suite struct TrialTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

  private func model() -> InterviewModel {
    var model = Sample.interview()
    model.explore(.whatIf)
    return model
  }

  @Test func aTrialIsInTheJournalAndReplays() {
    var model = model()
    let recorded = update(&model, .key(.right)).compactMap { command -> [Action]? in
      if case .record(let actions) = command { actions } else { nil }
    }.flatMap { $0 }
    #expect(recorded == [.tryOut([.init(question: "users.now", text: "121")])])
    var replayed = Sample.interview()
    _ = replayed.replay(recorded)
    replayed.explore(.whatIf)
    #expect(lines(replayed).contains { $0.contains("121 (100)") })
  }

  @Test func movesOfASliderAreUndoneTogetherAndStayOnThePage() {
    var model = model()
    model.press(.right, .right, .right)
    model.press(.function(8))
    #expect(model.screen == .explorer)
    #expect(lines(model).contains { $0.contains("Undone: what if users.now 178 → 100.") })
    model.press(.function(9))
    #expect(lines(model).contains { $0.contains("178 (100)") })
  }

  @Test func takingOverIsUndoneWhereItWasDoneAndBringsTheTrialBack() {
    var model = model()
    model.press(.right, .character("a"))
    #expect(lines(model).contains { $0.contains("1 answer taken over; undo takes it back.") })
    #expect(model.sheet["users.now"] == .number(Estimate(121)))
    model.press(.function(8))
    #expect(model.sheet["users.now"] == nil)
    #expect(model.screen == .explorer)
    #expect(lines(model).contains { $0.contains("Undone: users.now 121 → assumed.") })
    #expect(lines(model).contains { $0.contains("121 (100)") })
  }

  @Test func undoingNothingIsToldAndNotWrittenDown() {
    var model = Sample.interview()
    for (key, word) in [(Key.function(8), "undo"), (.function(9), "redo")] {
      let commands = update(&model, .key(key))
      #expect(commands.isEmpty)
      #expect(lines(model).contains { $0.contains("There is nothing to \(word).") })
    }
  }

  @Test func theFocusStaysAtItsAnswerWhenTheRankingChanges() {
    var model = model()
    model.press(.down, .down)
    let focused = lines(model).first { $0.contains("▸") }
    // Another ranking arrives while the page is open.
    let others = [
      Influence(AnswerPath(question: "budget.monthlyUSD"), effect: 9, text: "cost +9%"),
      Influence(AnswerPath(question: "users.monthlyGrowth"), effect: 5, text: "cost +5%"),
      Influence(AnswerPath(question: "users.now"), effect: 1, text: "cost +1%"),
    ]
    _ = update(&model, .replied(.influence(others), job: model.job))
    #expect(lines(model).first { $0.contains("▸") } == focused)
    model.answerAll(model.press(.character("1")))
    model.answerAll(model.press(.character("8")))
    #expect(lines(model).first { $0.contains("▸") } == focused, "by its answer, not by its place")
  }

  @Test func oneIsResetByItsKeyAllByAnotherAndZeroIsAPage() {
    var model = model()
    model.press(.right, .down, .right)
    model.press(.character("r"))
    model.press(.character("a"))
    #expect(model.sheet["users.now"] == .number(Estimate(121)))
    #expect(model.sheet["data"] == nil)
    model.press(.right, .up, .right, .character("R"), .character("a"))
    #expect(lines(model).contains { $0.contains("Nothing is changed yet") })
    model.press(.character("0"))
    #expect(lines(model).contains { $0.contains("0 Sources") })
  }

  @Test func aValueIsTypedWithItsUnit() {
    var model = model()
    model.press(.enter)
    #expect(model.overlay == .trial)
    model.type("many")
    model.press(.enter)
    #expect(lines(model).contains { $0.contains("`many` is not a number") })
    model.press(.control("u"))
    model.type("250k")
    model.press(.enter, .character("a"))
    #expect(model.overlay == nil)
    #expect(model.sheet["users.now"] == .number(Estimate(250_000)))
  }

  @Test func optionsFollowEachOtherRound() {
    var model = model()
    model.press(.down, .down, .down)
    #expect(lines(model).contains { $0.contains("▸") && $0.contains("user interface") })
    model.press(.right, .right, .character("a"))
    #expect(model.sheet["frontEnd.kind"] == .choice("none"))
    model.press(.right)
    #expect(lines(model).contains { $0.contains("Static framework build") })
  }

  @Test func theMissedObjectiveIsNamed() {
    var model = model()
    model.answerAll(model.press(.right))
    #expect(lines(model).contains { $0.contains("Verdict") && $0.contains("missed: budget") })
  }

  @Test func aSessionOfTrialsAloneIsOfferedAgain() {
    let trial = Action.tryOut([.init(question: "users.now", text: "500")])
    #expect(RecoveredSession(base: AnswerSheet(), actions: [trial]).changeCount == 1)
  }
}
