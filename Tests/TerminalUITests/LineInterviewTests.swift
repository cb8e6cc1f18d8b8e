import OrderedCollections
import Quantities
import Requirements
import SampleSessions
import TerminalUI
import TestSupport
import Testing

@Suite struct LineInterviewTests {
  private func run(
    _ lines: [String], save: SaveResult = .saved(path: "shop.answers.yaml")
  ) -> (InterviewOutcome, String) {
    let session = LineSession(lines, save: save)
    return (session.outcome, session.text)
  }

  @Test func aWholeInterview() {
    let (outcome, text) = run([
      "Shop!", "shop", "3", "1,3", "250k", "", "2", "40", "yes", "add", "files", "2", "1 TiB", "",
      "unlimited", "",
    ])
    expectSnapshot(text, named: "line-interview.txt")
    guard case .ended(.finished, let sheet, "shop.answers.yaml"?) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sheet["system.name"] == .text("shop"))
    #expect(sheet["system.today"] == .choices(["nothing", "containers"]))
    #expect(sheet["users.now"] == .number(Estimate(250_000)))
    #expect(sheet["api.staticAddresses"] == .flag(true))
    guard case .rows(let rows)? = sheet["data"] else {
      Issue.record("no rows")
      return
    }
    #expect(rows.count == 2)
    #expect(rows.last?["sizeGiB"]?.value == .number(Estimate(1024)))
  }

  @Test func theEndOfInputLosesNothingSilently() {
    #expect(run([]).0 == .ended(.finished, sheet: AnswerSheet(), savedPath: nil))
    guard case .ended(.finished, let sheet, "shop.answers.yaml"?) = run(["shop"]).0 else {
      Issue.record("not saved")
      return
    }
    #expect(sheet["system.name"] == .text("shop"))
    guard case .ended(.postponed, _, nil) = run(["shop"], save: .failed(["disk full"])).0 else {
      Issue.record("its journal must be kept")
      return
    }
  }

  @Test func commandsMoveListAndUndo() {
    let (outcome, text) = run([
      "shop", ":back", "", ":undo", ":go 4", "500", ":list", ":go 99", ":plan", ":end", ":quit!",
    ])
    expectSnapshot(text, named: "line-commands.txt")
    guard case .ended(.abandoned, let sheet, nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sheet.answers.count == 1)
  }

  @Test func aFailedSaveIsToldAndAskedAgain() {
    let (outcome, text) = run(["shop", ":end", "", ":quit!"], save: .failed(["disk full"]))
    #expect(text.contains("! not saved: disk full"))
    guard case .ended(.abandoned, _, nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func everyPageOfThePlanIsToldWithItsReasons() {
    let pages = PlanPage.ID.allCases.map { ":plan \($0.rawValue)" }
    let (_, text) = run(
      pages + [
        ":plan cost", ":why 1", ":why 99", ":plan nothing", ":users 250k", ":export markdown",
        ":export nothing", ":quit!",
      ])
    expectSnapshot(text, named: "line-plan.txt")
  }

  @Test func aWhatIfIsToldBesideThePlanAndTakenOver() {
    let (outcome, text) = run([
      ":what-if users.now 500", ":what-if frontEnd.kind ssr", ":what-if reset frontEnd.kind",
      ":what-if system.name 5", ":what-if users.now many",
      ":what-if save", ":what-if adopt", ":end", "",
    ])
    expectSnapshot(text, named: "line-what-if.txt")
    guard case .ended(.finished, let sheet, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sheet["users.now"] == .number(Estimate(500)))
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func aJournalGivesTheSameAnswersInBothModes(_ seed: UInt64) {
    // What full screen did is written down, and line mode goes on with it.
    let (model, journal) = JournalTests.randomSession(seed)
    let recovery = RecoveredSession(base: AnswerSheet(), actions: journal)
    let setup = InterviewSetup(
      questionnaire: Sample.questionnaire, facts: [:], sheet: AnswerSheet(), isSaved: true,
      journal: SessionJournal(
        recovery: recovery, record: { _ in }, decide: { _ in }, begin: { _ in }, end: {}),
      preview: { _ in Sample.preview }, compute: Sample.reply,
      export: { _, _ in .failed("no") }, save: { _, _ in .saved(path: "a.yaml") })
    var lines = ["", ":end", "", ":quit!"][...]
    let outcome = LineInterview.run(setup, read: { lines.popFirst() }, write: { _ in })
    guard case .ended(_, let sheet, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(sheet == model.sheet, "seed \(seed)")
  }
}
