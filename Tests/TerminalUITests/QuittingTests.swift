import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct QuittingTests {
  @Test func nothingUnsavedLeavesAtOnce() {
    var model = Sample.interview()
    #expect(model.press(.control("q")) == [.quit(.finished)])
  }

  @Test func unsavedAnswersAreAskedAbout() {
    var model = Sample.interview()
    model.type("shop")
    #expect(model.press(.control("q")).isEmpty)
    #expect(model.overlay == .quitConfirmation)
    #expect(model.press(.escape).isEmpty)
    #expect(model.overlay == nil)
    #expect(model.press(.control("q"), .character("q")) == [.quit(.abandoned)])
  }

  @Test func saveAndQuitLeavesOnceSaved() {
    var model = Sample.interview()
    model.type("shop")
    #expect(model.press(.control("q"), .character("s")) == [.save(model.sheet)])
    #expect(model.receive(.saved(model.sheet, path: "shop.yaml")) == [.quit(.finished)])
    #expect(model.savedPath == "shop.yaml")
  }

  @Test func aFailedSaveStays() {
    var model = Sample.interview()
    model.type("shop")
    model.press(.control("q"), .character("s"))
    #expect(model.receive(.saveFailed(["disk full"])).isEmpty)
    #expect(model.isUnsaved)
    #expect(view(model, size: model.size).lines.contains { $0.contains("Not saved: disk full") })
    #expect(model.receive(.saved(model.sheet, path: "shop.yaml")).isEmpty)
  }

  @Test func aSecondInterruptLosesTheAnswers() {
    var model = Sample.interview()
    model.type("shop")
    #expect(model.receive(.interrupted).isEmpty)
    #expect(model.receive(.interrupted) == [.quit(.abandoned)])
  }

  @Test func answersGivenWhileSavingStayUnsaved() {
    var model = Sample.interview()
    model.type("sho")
    let sheet = model.sheet
    model.press(.control("s"))
    model.type("p")
    _ = update(&model, .saved(sheet, path: "shop.yaml"))
    #expect(model.isUnsaved)
  }

  @Test func savingTellsWhatCouldNotBeRead() {
    var model = Sample.interview()
    model.type("Shop")
    #expect(model.press(.control("s")) == [.save(AnswerSheet())])
    _ = update(&model, .saved(model.sheet, path: "shop.yaml"))
    let line = "! Saved to shop.yaml without what cannot be read (1)."
    #expect(view(model, size: model.size).lines.contains { $0.contains(line) })
  }

  @Test func suspensionIsACommand() {
    var model = Sample.interview()
    #expect(model.receive(.suspensionRequested) == [.suspend])
  }
}
