import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

/// What line mode says to words that mean something else than they do.
@Suite struct LineHabitsTests {
  @Test func quittingDoesNotLoseAnswersUnasked() {
    let asked = LineSession(["shop", ":quit", ":quit!"])
    #expect(asked.text.contains("! 1 answer not saved: `:save` saves, `:quit!` ends without"))
    #expect(asked.reason == .abandoned)
    #expect(asked.sheet?["system.name"] == .text("shop"))
    let saved = LineSession(["shop", ":quit", ":save", ":quit"])
    #expect(saved.reason == .finished)
  }

  /// A replay of what was done here alone would miss what another session saved.
  @Test func theJournalHoldsTheAnswersOfAnotherSession() throws {
    var merged = AnswerSheet()
    merged.set("system.name", to: .text("shop"), in: Sample.questionnaire)
    merged.set("system.region", to: .choice("sa-east-1"), in: Sample.questionnaire)
    let run = LineSession(
      ["shop", ":save", ":quit"], save: .merged(merged, path: "shop.answers.yaml"))
    let marks = run.actions.drop { $0 != .takeOver(merged, from: .session) }
    #expect(marks.prefix(3) == [.takeOver(merged, from: .session), .save(.failed), .holds(merged)])
    #expect(run.begun == [AnswerSheet()])
    #expect(run.sheet == merged)
    #expect(RecoveredSession(base: AnswerSheet(), actions: run.actions).changeCount == 0)
  }

  /// Keys mean nothing here: the lines that can be asked about are listed with their command.
  @Test func noPageTellsOfKeys() {
    let run = LineSession([":plan templates", ":quit!"])
    #expect(run.text.contains("The files of the present stage"))
    #expect(!run.text.contains("Enter shows"))
    #expect(run.text.contains(":why 1  terraform/main.tf"))
  }

  @Test(arguments: ["discrad", ":plan", ":list", ":edit", "yes", ":what-if users.now 5"])
  func theQuestionAboutACutOffSessionIsAskedUntilItIsAnswered(_ word: String) {
    let recovery = RecoveredSession(base: AnswerSheet(), actions: [.type("shop")])
    let run = LineSession([word, "", ":quit!"], recovery: recovery)
    #expect(run.text.contains("! `\(word)` is none of these"))
    #expect(run.text.contains("it made 1 change."))
    #expect(run.decision == true)
    #expect(run.sheet?["system.name"] == .text("shop"))
  }

  @Test(arguments: [["later"], [":quit"], [":quit!"], []])
  func aCutOffSessionCanBeLeftForLater(_ lines: [String]) {
    let recovery = RecoveredSession(base: AnswerSheet(), actions: [.type("shop")])
    let run = LineSession(lines, recovery: recovery)
    #expect(run.reason == .postponed)
    #expect(run.decision == nil && !run.isEnded, "it is offered again")
  }

  @Test func aCutOffSessionCanBeThrownAway() {
    let recovery = RecoveredSession(base: AnswerSheet(), actions: [.type("shop")])
    let run = LineSession(["discard", ":quit"], recovery: recovery)
    #expect(run.decision == false)
    #expect(run.sheet == AnswerSheet())
  }

  @Test(arguments: [("?", ":help"), ("help", ":help"), ("QUIT", ":quit")])
  func aCommandTypedAsAnAnswerIsToldByItsName(_ word: String, _ command: String) {
    let run = LineSession([":go 4", word, ":quit!"])
    #expect(run.text.contains("! `\(word)` is not a number"))
    #expect(run.text.contains("the command is `\(command)`"))
  }

  @Test func aCommandThatIsAnAnswerIsTakenAndTold() {
    let run = LineSession(["help", ":quit!"])
    #expect(run.sheet?["system.name"] == .text("help"))
    #expect(run.text.contains("taken as the answer; the command is `:help`"))
  }

  @Test func helpTellsWhatTheQuestionAccepts() {
    let run = LineSession([":go 5", ":help", ":quit"])
    #expect(run.text.contains("Accepts: 0%/month to 200%/month; units"))
    #expect(run.text.contains("Without an answer: 8%/month"))
    #expect(run.text.contains("In the file: users.monthlyGrowth"))
    #expect(run.text.contains(":quit       end"))
  }

  @Test func aWordAtTheEndIsNotPassedOverInSilence() {
    let run = LineSession([":end", "quit", ""])
    #expect(run.text.contains("! nothing is asked here; Enter ends"))
    #expect(run.reason == .finished)
  }

  @Test func aWordThatIsNoCommandIsToldSo() {
    #expect(LineSession([":qiut", ":quit"]).text.contains("! there is no command `:qiut`"))
  }

  @Test func undoingNothingIsToldAndNotWrittenDown() {
    let run = LineSession([":undo", ":redo", ":quit"])
    #expect(run.text.contains("There is nothing to undo."))
    #expect(run.text.contains("There is nothing to redo."))
    #expect(!run.actions.contains(.undo) && !run.actions.contains(.redo))
  }

  @Test func undoTellsWhatItChanged() {
    let run = LineSession([":go 4", "250k", ":undo", ":redo", ":quit!"])
    #expect(run.text.contains("Undone: users.now 250,000 -> assumed."))
    #expect(run.text.contains("Done again: users.now assumed -> 250,000."))
  }

  @Test func aWhatIfIsWrittenDownAndCanBeUndone() {
    let run = LineSession([":what-if users.now 500", ":undo", ":what-if adopt", ":quit"])
    #expect(
      run.actions.contains(.tryOut([.init(question: "users.now", text: "500")])))
    #expect(run.text.contains("Undone: what if users.now 500 -> 100."))
    #expect(run.text.contains("! Nothing is changed yet"))
    #expect(run.sheet == AnswerSheet())
  }

  @Test func anOptionCanBeTriedOut() {
    let run = LineSession([":what-if frontEnd.kind ssr", ":what-if adopt", ":quit!"])
    #expect(run.sheet?["frontEnd.kind"] == .choice("ssr"))
  }
}
