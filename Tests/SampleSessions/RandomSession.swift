import OrderedCollections
import Quantities
import Requirements
package import TerminalUI

/// A session to which anything is done at any size, by a seed.
package struct RandomSession {
  package let seed: UInt64
  private var random: SplitMix

  package init(seed: UInt64) {
    self.seed = seed
    random = SplitMix(seed: SplitMix.mixed(seed))
  }

  /// Keys of every kind; letters of every width among them, and a bare Escape.
  package static let keys: [Key] =
    [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .tab, .backTab, .enter, .escape,
      .backspace, .delete, .insert,
    ] + (1...12).map { .function($0) } + "acdefhklopqrstuyz_".unicodeScalars.map { .control($0) }
    + "0123456789.,% abdunyqmtrRv-?/:~é日\u{301}\u{200D}👩😀\u{1B}".unicodeScalars.map {
      .character($0)
    }

  /// Sends that many messages and looks at the model and its frame after each.
  ///
  /// - Returns: What was not sound first, with its step; nil where everything was.
  package mutating func firstFlaw(steps: Int) -> String? {
    var model = Sample.interview()
    for step in 0..<steps {
      let message = message(to: model)
      _ = update(&model, message)
      guard Self.isSound(view(model, size: model.size)), Self.isSound(model) else {
        return "seed \(seed), step \(step): \(message)"
      }
    }
    return nil
  }

  private mutating func message(to model: InterviewModel) -> Message {
    switch random.index(below: 100) {
    case 0..<4: .resize(Size(columns: random.index(below: 301), rows: random.index(below: 101)))
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
    case 11: .merged(AnswerSheet(), path: "a.yaml")
    case 12..<18: .replied(Sample.reply(Self.request(of: model)), job: model.job)
    case 18..<22:
      .mouse(
        Mouse(
          [.press, .press, .drag, .wheelDown, .wheelUp][random.index(below: 5)],
          x: random.index(below: model.size.columns + 2) - 1,
          y: random.index(below: model.size.rows + 2) - 1))
    case 22: .edited(AnswerSheet())
    case 23: .editRefused(["a.yaml:3:1: error: \u{1B}[31m no such question"])
    case 24: .editFailed("no editor")
    default: .key(Self.keys[random.index(below: Self.keys.count)])
    }
  }

  /// What the explorer may be waiting for.
  private static func request(of model: InterviewModel) -> Request {
    model.job.isMultiple(of: 2)
      ? .loads(model.sheet, (0...80).map { LoadStep($0) }, unit: nil)
      : .pages(model.sheet, unit: model.job.isMultiple(of: 3) ? "orders" : nil)
  }

  /// Whether each row is full of whole characters, none a control character, and the cursor is within.
  private static func isSound(_ frame: Frame) -> Bool {
    guard frame.cells.count == frame.size.columns * frame.size.rows else { return false }
    if let cursor = frame.cursor {
      guard (0..<frame.size.columns).contains(cursor.x), (0..<frame.size.rows).contains(cursor.y)
      else { return false }
    } else if frame.size.columns > 0 && frame.size.rows > 0 {
      return false
    }
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

  /// Whether the answers are in the questions' order, and the focus is on a question that there is.
  private static func isSound(_ model: InterviewModel) -> Bool {
    let order = model.questionnaire.questions.map(\.id)
    let positions = model.sheet.answers.keys.compactMap { order.firstIndex(of: $0) }
    return positions == positions.sorted() && positions.count == model.sheet.answers.count
      && order.contains(model.focus.questionID)
  }
}
