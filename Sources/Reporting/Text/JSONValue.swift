import Quantities

/// A JSON value, written with sorted keys and a fixed layout.
indirect enum JSONValue: Hashable, Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// Rounded to six significant digits when written; not a number is written as null.
  case number(Double)
  case bool(Bool)
  case null

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A number, or null.
  static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The document: two spaces for each level, keys sorted by their bytes, a line feed at the end.
  ///
  /// A value without objects inside stands on one line, so that a line is one thing that changes.
  var document: String {
    var bytes: [UInt8] = []
    write(to: &bytes, level: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value; one buffer for the whole document, since a plan has half a million bytes.
  private func write(to bytes: inout [UInt8], level: Int) {
    switch self {
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.list(sorted.map { (key: $0.key, value: $0.value) }, in: "{}", to: &bytes, level: level)
    case .array(let values):
      Self.list(values.map { (key: nil, value: $0) }, in: "[]", to: &bytes, level: level)
    case .string(let text): Self.quote(text, to: &bytes)
    case .number(let number):
      let text =
        number.isFinite ? DecimalText.exact(NumberText.rounded(number, digits: 6)) : "null"
      bytes += text.utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .null: bytes += "null".utf8
    }
  }

  private static func list(
    _ items: [(key: String?, value: JSONValue)], in brackets: StaticString,
    to bytes: inout [UInt8], level: Int
  ) {
    let isBroken = items.contains { $0.value.holdsObject }
    func newLine(_ level: Int) {
      bytes.append(UInt8(ascii: "\n"))
      bytes += repeatElement(UInt8(ascii: " "), count: level * 2)
    }
    bytes.append(brackets.utf8Start[0])
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      if isBroken {
        newLine(level + 1)
      } else if index > 0 {
        bytes.append(UInt8(ascii: " "))
      }
      if let key = item.key {
        quote(key, to: &bytes)
        bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
      }
      item.value.write(to: &bytes, level: level + 1)
    }
    if isBroken { newLine(level) }
    bytes.append(brackets.utf8Start[1])
  }

  /// Whether it is or holds an object.
  private var holdsObject: Bool {
    switch self {
    case .object: true
    case .array(let values): values.contains(where: \.holdsObject)
    case .string, .number, .bool, .null: false
    }
  }

  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
