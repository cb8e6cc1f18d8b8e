import Quantities

/// A JSON value, written with sorted keys and a fixed layout.
enum JSONValue: Hashable, Sendable {
  case object(JSONMembers)
  case array([JSONValue])
  case string(String)
  /// Rounded to six significant digits when written; not a number is written as null.
  case number(Double)
  case bool(Bool)
  case null
  /// An object that was written for a place at this level; it takes far less memory than its tree.
  case written(TextParts, level: Int)

  /// An object, written for its place: how many lists and objects it stands in.
  func written(level: Int) -> JSONValue {
    guard case .object = self else { return self }
    var text = TextParts()
    write(to: &text, level: level)
    text.close()
    text.open = []
    return .written(text, level: level)
  }

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A number, or null.
  static func optional(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }

  /// A list of texts.
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// The document: two spaces for each level, keys sorted by their bytes, a line feed at the end.
  ///
  /// A value without objects inside stands on one line, so that a line is one thing that changes.
  var document: String { parts.text }

  /// The same in parts: what was written for its place is not copied again.
  var parts: TextParts {
    var text = TextParts()
    write(to: &text, level: 0)
    text.open.append(UInt8(ascii: "\n"))
    return text
  }

  /// Appends the value; no text of its own for each part, since a plan has millions of bytes.
  private func write(to text: inout TextParts, level: Int) {
    switch self {
    case .object(let members):
      let list = members.list
      let isBroken = list.contains { $0.1.holdsObject }
      text.open.append(UInt8(ascii: "{"))
      for (index, place) in members.order.enumerated() {
        Self.separate(index, isBroken, to: &text.open, level: level)
        Self.quote(list[place].0, to: &text.open)
        text.open.append(UInt8(ascii: ":"))
        text.open.append(UInt8(ascii: " "))
        list[place].1.write(to: &text, level: level + 1)
      }
      if isBroken { Self.newLine(to: &text.open, level: level) }
      text.open.append(UInt8(ascii: "}"))
      text.closeIfLong()
    case .array(let values):
      let isBroken = values.contains(where: \.holdsObject)
      text.open.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        Self.separate(index, isBroken, to: &text.open, level: level)
        value.write(to: &text, level: level + 1)
      }
      if isBroken { Self.newLine(to: &text.open, level: level) }
      text.open.append(UInt8(ascii: "]"))
    case .string(let string): Self.quote(string, to: &text.open)
    case .number(let number): JSONNumber.append(number, to: &text.open)
    case .bool(let flag): text.open += (flag ? "true" : "false").utf8
    case .null: text.open += "null".utf8
    case .written(let part, let place):
      precondition(place == level, "written for another place")
      text.append(part)
    }
  }

  /// What stands before an item of a list.
  private static func separate(
    _ index: Int, _ isBroken: Bool, to bytes: inout [UInt8], level: Int
  ) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    if isBroken {
      newLine(to: &bytes, level: level + 1)
    } else if index > 0 {
      bytes.append(UInt8(ascii: " "))
    }
  }

  private static func newLine(to bytes: inout [UInt8], level: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<level * 2 { bytes.append(UInt8(ascii: " ")) }
  }

  /// Whether it is or holds an object.
  private var holdsObject: Bool {
    switch self {
    case .object, .written: true
    case .array(let values): values.contains(where: \.holdsObject)
    case .string, .number, .bool, .null: false
    }
  }

  private static func quote(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { quote($0, to: &bytes) }
    if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { quote($0, to: &bytes) } }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func quote(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    if isPlain(text) {
      bytes.append(contentsOf: text)
    } else {
      for byte in text { escape(byte, to: &bytes) }
    }
  }

  /// Whether no byte of a text is escaped, looked at eight bytes at a time.
  ///
  /// A byte `b` below `n`, of at most 128, has the highest bit of `(b - n) & ~b` set; that another byte below it
  /// borrows from it only sets more bits where one is set already.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= 8 else { return text.allSatisfy(isPlain) }
    let bytes = UnsafeRawBufferPointer(text)
    var place = 0
    while place + 8 <= bytes.count {
      if !isPlain(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) { return false }
      place += 8
    }
    // The last eight, some of which were looked at before.
    return isPlain(bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
  }

  private static func isPlain(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let found =
      ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
    return found & (ones &* 0x80) == 0
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
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
}
