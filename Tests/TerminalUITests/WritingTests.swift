import Requirements
import SampleSessions
import TerminalUI
import Testing

/// Files are written away from the keyboard: what happens meanwhile is neither lost nor cut off.
@Suite struct WritingTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

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

  /// A model that typed while it saved; the saves end as other sessions' files do.
  @Test func whatCameAfterASaveLeadsFromItsFileToThePresentAnswers() throws {
    var model = Sample.interview()
    var journal: [Action] = []
    func note(_ commands: [Command]) {
      for case .record(let actions) in commands { journal += actions }
    }
    var sent: [AnswerSheet] = []
    for key in "a\u{13}b\u{13}c".unicodeScalars {
      let isSave = key == "\u{13}"
      if isSave { sent.append(model.sheet) }
      note(update(&model, .key(isSave ? .control("s") : .character(key))))
    }
    for sheet in sent {
      var merged = sheet
      merged.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
      note(update(&model, .merged(merged, path: "a.yaml")))
      let recovered = RecoveredSession(base: AnswerSheet(), actions: journal)
      #expect(recovered.changeCount > 0, "\u{201C}c\u{201D} is in no file")
      var other = Sample.interview(sheet: merged)
      other.offer(recovered)
      #expect(other.press(.enter).first == .resume(from: merged))
      #expect(other.sheet["system.name"] == .text("abc"))
      #expect(other.sheet == model.sheet && other.focus == model.focus)
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
