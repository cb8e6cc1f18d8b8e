import Foundation
import OrderedCollections
import Requirements
import TerminalUI
import TestSupport
import Testing

@Suite struct MonkeyTests {
  static let keys: [Key] =
    [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .enter, .escape,
      .backspace, .delete, .insert,
    ] + (1...12).map { .function($0) } + "acdefhklopqrstuyz_".unicodeScalars.map { .control($0) }
    + "0123456789.,% abdunyqmtrRv-?/:~é日\u{301}\u{200D}👩😀\u{1B}".unicodeScalars.map {
      .character($0)
    }

  private static func message(
    _ model: InterviewModel, _ random: inout SplitMix64
  ) -> Message {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<4:
      .resize(
        Size(
          columns: Int.random(in: 0...300, using: &random),
          rows: Int.random(in: 0...100, using: &random)))
    case 4: .previewArrived(Sample.preview, job: model.job)
    case 5: .previewArrived(Sample.dividedPreview, job: model.job)
    case 6: .saved(model.sheet, path: "a.yaml")
    case 7: .saveFailed([])
    case 8: .paste("12\n日本 \u{1B}[31m 👩‍👩‍👧")
    case 9: .interrupted
    case 10:
      .saveConflicts([
        .init(question: "users.now", ours: nil, theirs: .choice("not a number"))
      ])
    case 12..<18: .replied(Sample.reply(reply(to: model)), job: model.job)
    case 18..<22:
      .mouse(
        Mouse(
          [.press, .press, .drag, .wheelDown, .wheelUp].randomElement(using: &random) ?? .press,
          x: Int.random(in: -1...max(0, model.size.columns), using: &random),
          y: Int.random(in: -1...max(0, model.size.rows), using: &random)))
    case 11: .merged(AnswerSheet(), path: "a.yaml")
    case 22: .edited(AnswerSheet())
    case 23: .editRefused(["a.yaml:3:1: error: \u{1B}[31m no such question"])
    case 24: .editFailed("no editor")
    default: .key(keys.randomElement(using: &random) ?? .tab)
    }
  }

  /// What the explorer may be waiting for.
  private static func reply(to model: InterviewModel) -> Request {
    model.job.isMultiple(of: 2)
      ? .loads(model.sheet, (0...80).map { LoadStep($0) }, unit: nil)
      : .pages(model.sheet, unit: model.job.isMultiple(of: 3) ? "orders" : nil)
  }

  /// Messages for each seed; `make monkey` sends a million in all.
  private static let steps =
    ProcessInfo.processInfo.environment["TENFOLD_MONKEY_STEPS"].flatMap { Int($0) } ?? 900

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func anythingAtAnySizeKeepsTheInvariants(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var model = Sample.interview()
    for step in 0..<Self.steps {
      let message = Self.message(model, &random)
      _ = update(&model, message)
      let frame = view(model, size: model.size)
      guard isSound(frame), isSound(model) else {
        Issue.record("seed \(seed), step \(step): \(message)")
        return
      }
    }
  }

  private func isSound(_ frame: Frame) -> Bool {
    guard frame.cells.count == frame.size.columns * frame.size.rows else { return false }
    if let cursor = frame.cursor {
      guard (0..<frame.size.columns).contains(cursor.x), (0..<frame.size.rows).contains(cursor.y)
      else { return false }
    } else if frame.size.columns > 0 && frame.size.rows > 0 {
      return false
    }
    // Each row is full of whole characters, and none sends a control character.
    for y in 0..<frame.size.rows {
      var x = 0
      while x < frame.size.columns {
        let cell = frame[x, y]
        guard cell.width > 0, cell.scalar.value >= 0x20 else { return false }
        x += cell.width
      }
      guard x == frame.size.columns else { return false }
    }
    return true
  }

  private func isSound(_ model: InterviewModel) -> Bool {
    let order = model.questionnaire.questions.map(\.id)
    let positions = model.sheet.answers.keys.compactMap { order.firstIndex(of: $0) }
    return positions == positions.sorted() && positions.count == model.sheet.answers.count
      && order.contains(model.focus.questionID)
  }
}
