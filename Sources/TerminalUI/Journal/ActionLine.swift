package import Requirements

/// Actions as lines of a journal: a word and its parts, separated by tabs.
///
/// A line that was damaged by a power loss reads as nil.
package struct ActionLine: Sendable {
  /// All answers as one text, and such a text as answers; nil where it is none.
  private let text: @Sendable (AnswerSheet) -> String
  private let sheet: @Sendable (String) -> AnswerSheet?

  package init(
    text: @escaping @Sendable (AnswerSheet) -> String,
    sheet: @escaping @Sendable (String) -> AnswerSheet?
  ) {
    self.text = text
    self.sheet = sheet
  }

  /// The answers of such a text.
  package func answers(_ text: String) -> AnswerSheet? { sheet(text) }

  /// The actions of lines, up to the first that is none: what follows it was done to answers, and at a
  /// field, that are not known.
  package func actions(_ lines: some Sequence<String>) -> [Action] {
    var actions: [Action] = []
    for line in lines {
      guard let action = action(line) else { break }
      actions.append(action)
    }
    return actions
  }

  /// The line, without its end.
  package func text(_ action: Action) -> String {
    Self.joined(parts(of: action))
  }

  /// The action of a line; nil where it is none.
  package func action(_ line: String) -> Action? {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map {
      Self.unescaped(String($0))
    }
    let rest = Array(parts.dropFirst())
    switch (parts.first, rest.count) {
    case ("focus", 1): return .focus(.question(rest[0]))
    case ("focus", 3): return Int(rest[1]).map { .focus(.column(rest[2], row: $0, table: rest[0])) }
    case ("type", 1): return .type(rest[0])
    case ("choose", _): return .choose(rest)
    case ("forget", 0): return .forget
    case ("add", 0): return .addRow
    case ("delete", 1): return Int(rest[0]).map { .deleteRow($0) }
    case ("undo", 0): return .undo
    case ("redo", 0): return .redo
    case ("short", 1): return .shortPath(rest[0] == "yes")
    case ("save", 1): return Action.SaveMark(rawValue: rest[0]).map { .save($0) }
    case ("take", 2):
      guard let source = Action.Source(rawValue: rest[0]), let answers = sheet(rest[1]) else {
        return nil
      }
      return .takeOver(answers, from: source)
    case ("holds", 1): return sheet(rest[0]).map { .holds($0) }
    case ("adopt", let count) where count.isMultiple(of: 2):
      return .adopt(Self.assignments(rest))
    case ("try", let count) where count.isMultiple(of: 2):
      return .tryOut(Self.assignments(rest))
    default: return nil
    }
  }

  private static func assignments(_ parts: [String]) -> [Action.Assignment] {
    stride(from: 0, to: parts.count, by: 2).map {
      .init(question: parts[$0], text: parts[$0 + 1])
    }
  }

  private func parts(of action: Action) -> [String] {
    switch action {
    case .focus(.question(let id)): ["focus", id]
    case .focus(.column(let column, let row, let table)): ["focus", table, "\(row)", column]
    case .type(let text): ["type", text]
    case .choose(let ids): ["choose"] + ids
    case .forget: ["forget"]
    case .addRow: ["add"]
    case .deleteRow(let row): ["delete", "\(row)"]
    case .undo: ["undo"]
    case .redo: ["redo"]
    case .shortPath(let isShort): ["short", isShort ? "yes" : "no"]
    case .save(let mark): ["save", mark.rawValue]
    case .takeOver(let answers, let source): ["take", source.rawValue, text(answers)]
    case .holds(let answers): ["holds", text(answers)]
    case .adopt(let list): ["adopt"] + list.flatMap { [$0.question, $0.text] }
    case .tryOut(let list): ["try"] + list.flatMap { [$0.question, $0.text] }
    }
  }

  /// Parts as one line: tabs, line ends and backslashes within them are escaped.
  package static func joined(_ parts: [String]) -> String {
    parts.map(escaped).joined(separator: "\t")
  }

  /// A text on one line and without tabs.
  package static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 64)
    for byte in text.utf8 {
      let letter: UInt8? =
        switch byte {
        case UInt8(ascii: "\\"): byte
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        default: nil
        }
      if letter != nil { result.append(UInt8(ascii: "\\")) }
      result.append(letter ?? byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text that was escaped.
  package static func unescaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
        default: result.append(byte)
        }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
