import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct SaveDecisionTests {
  private static func named(_ name: String) -> AnswerSheet {
    var sheet = AnswerSheet()
    sheet.set("system.name", to: .text(name), in: Sample.questionnaire)
    return sheet
  }

  private func decide(
    over file: AnswerFileState, prefer: AnswerMerge.Preference? = nil
  ) -> SaveDecision {
    SaveDecision(
      saving: Self.named("ours"), base: Self.named("base"), over: file, prefer: prefer,
      path: "a.yaml", in: Sample.questionnaire)
  }

  @Test func onlyAFileThatDoesNotExistIsWrittenFromNothing() {
    #expect(decide(over: .missing) == .create(Self.named("ours")))
    #expect(decide(over: .unreadable("a.yaml: protected")) == .refuse(["a.yaml: protected"]))
    #expect(
      decide(over: .broken(["a.yaml:1: error: no mapping"]))
        == .refuse([
          "a.yaml: the file has changed and has errors now; it was not replaced",
          "a.yaml:1: error: no mapping",
        ]))
    #expect(decide(over: .holds(Self.named("base"))) == .rewrite(Self.named("ours")))
  }

  @Test func whatBothSidesChangedIsAskedOnceAndThenDecided() {
    let theirs = AnswerFileState.holds(Self.named("theirs"))
    guard case .ask(let conflicts) = decide(over: theirs) else {
      Issue.record("nothing was asked")
      return
    }
    #expect(conflicts.map(\.question) == ["system.name"])
    #expect(decide(over: theirs, prefer: .ours) == .rewrite(Self.named("ours")))
    #expect(decide(over: theirs, prefer: .theirs) == .rewrite(Self.named("theirs")))
  }
}
