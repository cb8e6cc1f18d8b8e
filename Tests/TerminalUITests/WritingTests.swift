import Requirements
import TerminalUI
import Testing

/// Files are written away from the keyboard: what happens meanwhile is neither lost nor cut off.
@Suite struct WritingTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

  private func restart(_ commands: [Command]) -> (AnswerSheet, [Action])? {
    for case .restartJournal(let sheet, let actions) in commands { return (sheet, actions) }
    return nil
  }

  @Test func whatIsWrittenIsToldUntilItIsDone() {
    var model = Sample.interview()
    model.explore(.cost)
    model.press(.character("e"), .character("m"))
    #expect(lines(model).contains { $0.contains("Writing the roadmap…") })
    _ = update(&model, .exported(path: "shop.roadmap.md"))
    #expect(lines(model).contains { $0.contains("Written to shop.roadmap.md.") })
  }

  @Test func theSessionEndsWhenEverythingIsWritten() {
    var model = Sample.interview()
    model.explore(.cost)
    model.press(.character("e"), .character("t"))
    #expect(model.press(.control("q")).isEmpty)
    #expect(lines(model).contains { $0.contains("then the session ends") })
    #expect(update(&model, .exported(path: "shop.plan")) == [.quit(.finished)])
  }

  @Test func whoWillNotWaitLeavesAndWhoGoesOnStays() {
    var model = Sample.interview()
    model.explore(.cost)
    model.press(.character("e"), .character("t"), .control("q"))
    #expect(model.press(.control("q")) == [.quit(.finished)])
    var other = Sample.interview()
    other.explore(.cost)
    other.press(.character("e"), .character("t"), .control("q"), .down)
    #expect(update(&other, .exported(path: "shop.plan")).isEmpty)
  }

  /// A model that typed while it saved, with its journal; the saves end as other sessions' files do.
  @Test func whatCameAfterASaveLeadsFromItsFileToThePresentAnswers() throws {
    var model = Sample.interview()
    model.type("a")
    let first = model.sheet
    model.press(.control("s"))
    model.type("b")
    let second = model.sheet
    model.press(.control("s"))
    model.type("c")
    for sent in [first, second] {
      var merged = sent
      merged.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
      let (sheet, actions) = try #require(restart(update(&model, .merged(merged, path: "a.yaml"))))
      #expect(sheet == merged)
      var replayed = Sample.interview(sheet: sheet)
      _ = replayed.replay(actions)
      #expect(replayed.sheet["system.name"] == .text("abc"))
      #expect(replayed.focus == model.focus)
    }
  }

  @Test func answersGivenWhileSavingSurviveThoseOfAnotherSession() {
    var model = Sample.interview()
    model.type("shop")
    model.press(.control("s"))
    var merged = model.sheet
    merged.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
    model.type("x")
    _ = update(&model, .merged(merged, path: "a.yaml"))
    #expect(model.sheet["system.name"] == .text("shopx"))
    #expect(model.sheet["system.region"] == .choice("sa-east-1"))
    #expect(model.isUnsaved)
  }

  @Test func quittingWhileTheAnswersAreSavedAsksNothing() {
    var model = Sample.interview()
    model.type("shop")
    model.press(.control("s"))
    #expect(model.press(.control("q")).isEmpty)
    #expect(model.overlay == nil)
    #expect(model.receive(.saved(model.sheet, path: "a.yaml")) == [.quit(.finished)])
  }
}
