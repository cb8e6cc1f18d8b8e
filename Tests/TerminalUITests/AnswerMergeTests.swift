import OrderedCollections
import Quantities
import Requirements
import SampleSessions
import TerminalUI
import Testing

@Suite struct AnswerMergeTests {
  private func sheet(_ name: String?, users: Double?) -> AnswerSheet {
    var sheet = AnswerSheet()
    sheet.set("system.name", to: name.map { .text($0) }, in: Sample.questionnaire)
    sheet.set("users.now", to: users.map { .number(Estimate($0)) }, in: Sample.questionnaire)
    return sheet
  }

  private func merge(
    _ base: AnswerSheet, _ ours: AnswerSheet, _ theirs: AnswerSheet,
    _ preference: AnswerMerge.Preference = .ours
  ) -> AnswerMerge {
    AnswerMerge(
      base: base, ours: ours, theirs: theirs, prefer: preference, in: Sample.questionnaire)
  }

  @Test func answersOfBothSidesAreKept() {
    let merged = merge(
      sheet(nil, users: nil), sheet("shop", users: nil), sheet(nil, users: 5))
    #expect(merged.sheet == sheet("shop", users: 5))
    #expect(merged.conflicts.isEmpty)
    #expect(merged.takenCount == 1)
  }

  @Test func withdrawnAnswersStayWithdrawn() {
    let base = sheet("shop", users: 5)
    #expect(merge(base, sheet(nil, users: 5), base).sheet == sheet(nil, users: 5))
    #expect(merge(base, base, sheet(nil, users: 5)).sheet == sheet(nil, users: 5))
  }

  @Test(arguments: [(AnswerMerge.Preference.ours, 7.0), (.theirs, 9.0)])
  func whatBothChangedIsAConflict(_ preference: AnswerMerge.Preference, _ users: Double) {
    let merged = merge(
      sheet("shop", users: 5), sheet("shop", users: 7), sheet("shop", users: 9), preference)
    #expect(merged.conflicts.map(\.question) == ["users.now"])
    #expect(merged.sheet == sheet("shop", users: users))
  }

  @Test func theSameChangeOnBothSidesIsNone() {
    let merged = merge(sheet(nil, users: 5), sheet(nil, users: 7), sheet(nil, users: 7))
    #expect(merged.conflicts.isEmpty)
    #expect(merged.takenCount == 0)
  }

  @Test func aConflictIsDecidedInTheSession() {
    var model = Sample.interview()
    model.type("shop")
    let conflict = merge(
      sheet(nil, users: nil), model.sheet, sheet("store", users: nil)
    ).conflicts
    _ = update(&model, .saveConflicts(conflict))
    let text = view(model, size: model.size).lines.joined()
    #expect(text.contains("yours: shop"))
    #expect(text.contains("theirs: store"))
    #expect(model.press(.character("t")) == [.save(model.sheet, prefer: .theirs)])
    _ = update(&model, .merged(sheet("store", users: nil), path: "a.yaml"))
    #expect(model.sheet["system.name"] == .text("store"))
    #expect(!model.isUnsaved)
    model.press(.function(8))
    #expect(model.sheet["system.name"] == .text("shop"))
  }
}
