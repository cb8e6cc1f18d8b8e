import OrderedCollections
import Quantities
import Requirements

/// Answers that are tried out beside the plan.
extension InterviewModel {
  /// The action that tries a value out; at the present answer it is no change.
  mutating func tryOut(_ slider: WhatIfSlider, _ value: AnswerValue) -> [Command] {
    guard value != slider.value else { return [] }
    let text = value == slider.base ? "" : AnswerFormatter.text(value, for: slider.question)
    return act(.tryOut([.init(question: slider.path.text, text: text)]))
  }

  /// The action that takes all changes back.
  mutating func resetTrials() -> [Command] {
    guard !explorer.changes.isEmpty else { return nothingTried() }
    return act(.tryOut(explorer.changes.keys.map { .init(question: $0.text, text: "") }))
  }

  /// The action that answers with everything that is tried out.
  mutating func adoptTrials() -> [Command] {
    guard !explorer.changes.isEmpty else { return nothingTried() }
    let list = assignments
    let commands = act(.adopt(list))
    notice = Notice(
      text: "\(TextLayout.count(list.count, "answer")) taken over; undo takes it back.",
      isProblem: false)
    return commands
  }

  mutating func nothingTried() -> [Command] {
    notice = Notice(text: "Nothing is changed yet: Left and Right move a slider.", isProblem: true)
    return []
  }

  /// Takes other values for the what-if; consecutive ones of the same answers are undone together.
  mutating func takeTrials(_ assignments: [Action.Assignment]) -> [Command] {
    var changes = explorer.changes
    for assignment in assignments {
      guard let path = path(assignment.question), let question = question(at: path.field) else {
        continue
      }
      guard !assignment.text.isEmpty else {
        changes[path] = nil
        continue
      }
      guard let value = try? AnswerParser.parse(assignment.text, for: question) else { continue }
      changes[path] = value == triedFrom(path) ? nil : value
    }
    let paths = assignments.map(\.question)
    if paths != triedLast { remember() }
    triedLast = paths
    isEntryUndoable = false
    explorer.changes = changes
    return requestVariant(isForced: true)
  }

  /// The changes as they would be typed.
  var assignments: [Action.Assignment] {
    explorer.changes.compactMap { path, value in
      question(at: path.field).map {
        .init(question: path.text, text: AnswerFormatter.text(value, for: $0))
      }
    }
  }

  /// Some answers with other values in them.
  func sheet(changing changes: [(AnswerPath, AnswerValue)]) -> AnswerSheet {
    sheet.changing(
      changes.compactMap { path, value in
        guard let question = question(at: path.field) else { return nil }
        let given = answer(at: path.field)
        let lever = AnswerLever(
          path: path, question: question, value: given ?? assumption(at: path.field) ?? value,
          isAnswered: given != nil, fallback: nil)
        return ChangedAnswer(lever, to: value, distance: 0)
      }, in: questionnaire)
  }

  /// The answers with the changes of the what-if.
  var variantSheet: AnswerSheet { sheet(changing: explorer.changes.map { ($0, $1) }) }

  /// Asks for the plan of the changes; unless forced, only where none is known.
  mutating func requestVariant(isForced: Bool) -> [Command] {
    guard !explorer.changes.isEmpty else {
      explorer.variant = nil
      explorer.isVariantComputing = false
      explorer.variantJob += 1
      return []
    }
    guard isForced || (explorer.variant == nil && !explorer.isVariantComputing) else { return [] }
    explorer.variantJob += 1
    explorer.isVariantComputing = true
    return [.compute(.variant(variantSheet), job: explorer.variantJob)]
  }
}
