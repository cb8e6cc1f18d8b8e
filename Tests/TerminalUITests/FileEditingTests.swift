import Requirements
import SampleSessions
import TerminalUI
import Testing

/// `$EDITOR` on the answer file: saved before, told after.
@Suite struct FileEditingTests {
  private func lines(_ model: InterviewModel) -> [String] { view(model, size: model.size).lines }

  private func sheet(_ name: String) -> AnswerSheet {
    var sheet = AnswerSheet()
    sheet.set("system.name", to: .text(name), in: Sample.questionnaire)
    return sheet
  }

  @Test func unsavedAnswersAreSavedBeforeTheFileIsEdited() {
    var model = Sample.interview()
    model.type("shop")
    #expect(model.press(.control("x")) == [.save(model.sheet)])
    #expect(model.receive(.saved(model.sheet, path: "a.yaml")) == [.edit])
    #expect(model.press(.control("x")) == [.edit], "nothing is to be saved now")
  }

  @Test func aFailedSaveOpensNoEditor() {
    var model = Sample.interview()
    model.type("shop")
    model.press(.control("x"))
    _ = update(&model, .saveFailed(["no room"]))
    #expect(model.receive(.saved(model.sheet, path: "a.yaml")).isEmpty)
  }

  @Test func whatChangedIsShownAndCanBeTakenBack() {
    var model = Sample.interview(sheet: sheet("shop"))
    let commands = update(&model, .edited(sheet("store")))
    #expect(commands.contains { if case .recompute = $0 { true } else { false } })
    #expect(model.sheet == sheet("store"))
    #expect(!model.isUnsaved)
    #expect(model.overlay == .edited)
    #expect(lines(model).contains { $0.contains("now store") })
    #expect(lines(model).contains { $0.contains("was shop") })
    model.press(.function(8))
    #expect(model.overlay == nil)
    #expect(model.sheet == sheet("shop"))
    #expect(model.isUnsaved)
  }

  @Test func aFileWithErrorsLeavesTheAnswersAndCanBeEditedAgain() {
    var model = Sample.interview(sheet: sheet("shop"))
    _ = update(&model, .editRefused(["a.yaml:3:1: error: no such question"]))
    #expect(lines(model).contains { $0.contains("a.yaml:3:1: error: no such question") })
    #expect(model.press(.enter) == [.edit])
    _ = update(&model, .editRefused(["a.yaml:3:1: error: no such question"]))
    model.press(.escape)
    #expect(model.sheet == sheet("shop"))
    #expect(lines(model).contains { $0.contains("the session keeps its answers") })
  }
}
