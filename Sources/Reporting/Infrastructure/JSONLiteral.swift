import Quantities

/// A JSON value with its members in a fixed order, for files whose strings no tool interprets.
indirect enum JSONLiteral {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONLiteral])
  case object([(key: String, value: JSONLiteral)])

  /// The document with two spaces a level and a newline at its end.
  var document: String { String(decoding: bytes, as: UTF8.self) }

  /// The same in UTF-8.
  var bytes: [UInt8] {
    var text = TextBuffer(capacity: 4096)
    append(to: &text, level: 0)
    text.append(UInt8(ascii: "\n"))
    return text.bytes
  }

  private func append(to text: inout TextBuffer, level: Int) {
    switch self {
    case .text(let value): Self.append(quoted: value, to: &text)
    case .number(let number): text.append(DecimalText.exact(number))
    case .flag(let flag): text.append(literal: flag ? "true" : "false")
    case .list(let values):
      text.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        Self.begin(index, to: &text, level: level)
        value.append(to: &text, level: level + 1)
      }
      if !values.isEmpty { Self.newLine(to: &text, level: level) }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        Self.begin(index, to: &text, level: level)
        Self.append(quoted: member.key, to: &text)
        text.append(literal: ": ")
        member.value.append(to: &text, level: level + 1)
      }
      if !members.isEmpty { Self.newLine(to: &text, level: level) }
      text.append(UInt8(ascii: "}"))
    }
  }

  /// What stands before an item of a list.
  private static func begin(_ index: Int, to text: inout TextBuffer, level: Int) {
    if index > 0 { text.append(UInt8(ascii: ",")) }
    newLine(to: &text, level: level + 1)
  }

  private static func newLine(to text: inout TextBuffer, level: Int) {
    text.append(UInt8(ascii: "\n"))
    text.append(UInt8(ascii: " "), times: level * 2)
  }

  private static func append(quoted value: String, to text: inout TextBuffer) {
    text.append(UInt8(ascii: "\""))
    let isPlain = value.allBytes { byte in
      (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    text.append(isPlain ? value : jsonEscape(value))
    text.append(UInt8(ascii: "\""))
  }
}
