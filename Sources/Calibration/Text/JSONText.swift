/// A JSON value with the place of its first character.
struct JSONNode: Hashable {
  indirect enum Content: Hashable {
    case object([Member])
    case array([JSONNode])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
  }

  struct Member: Hashable {
    let key: String
    let value: JSONNode
  }

  let content: Content
  /// The offset of its first byte.
  let offset: Int

  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  var members: [Member] {
    if case .object(let members) = content { members } else { [] }
  }

  var elements: [JSONNode]? {
    if case .array(let nodes) = content { nodes } else { nil }
  }

  var number: Double? {
    if case .number(let value) = content { value } else { nil }
  }

  var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  var isObject: Bool {
    if case .object = content { true } else { false }
  }
}

/// Why a text is not JSON, and at which byte.
struct JSONFailure: Error, Hashable {
  let offset: Int
  let message: String
}

/// Reads JSON (RFC 8259) strictly: no comments, no trailing commas, no text after the value, no key
/// twice, no nesting beyond 64, no number that is not finite.
struct JSONText {
  private static let deepest = 64
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  /// The value of a text.
  ///
  /// - Complexity: O(n), and O(m log m) for an object of m members.
  static func parse(_ bytes: ArraySlice<UInt8>) throws(JSONFailure) -> JSONNode {
    var parser = JSONText(bytes: bytes, index: bytes.startIndex)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index += 3 }
    let node = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.index == bytes.endIndex else {
      throw parser.failure("there is text after the JSON value")
    }
    return node
  }

  private func failure(_ message: String) -> JSONFailure {
    JSONFailure(offset: index, message: message)
  }

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONFailure) -> JSONNode {
    skipSpace()
    let start = index
    guard depth < Self.deepest else { throw failure("nested deeper than \(Self.deepest) levels") }
    guard let byte = next else { throw failure("the text ends where a value is expected") }
    switch byte {
    case UInt8(ascii: "{"): return try object(start, depth)
    case UInt8(ascii: "["): return try array(start, depth)
    case UInt8(ascii: "\""): return JSONNode(content: .string(try string()), offset: start)
    case UInt8(ascii: "t"): return try word("true", .bool(true), start)
    case UInt8(ascii: "f"): return try word("false", .bool(false), start)
    case UInt8(ascii: "n"): return try word("null", .null, start)
    default: return JSONNode(content: .number(try number()), offset: start)
    }
  }

  private mutating func word(
    _ word: String, _ content: JSONNode.Content, _ start: Int
  ) throws(JSONFailure) -> JSONNode {
    guard bytes[index...].starts(with: word.utf8) else { throw failure("this is no JSON value") }
    index += word.utf8.count
    return JSONNode(content: content, offset: start)
  }

  private mutating func object(_ start: Int, _ depth: Int) throws(JSONFailure) -> JSONNode {
    index += 1
    var members: [JSONNode.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      index += 1
      return JSONNode(content: .object([]), offset: start)
    }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let keyOffset = index
      let key = try string()
      guard keys.insert(key).inserted else {
        throw JSONFailure(offset: keyOffset, message: "the key `\(key.prefix(60))` is there twice")
      }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw failure("a colon is expected after the key") }
      index += 1
      members.append(JSONNode.Member(key: key, value: try value(depth: depth + 1)))
      if try !another(UInt8(ascii: "}")) { break }
    }
    return JSONNode(content: .object(members), offset: start)
  }

  private mutating func array(_ start: Int, _ depth: Int) throws(JSONFailure) -> JSONNode {
    index += 1
    var nodes: [JSONNode] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      index += 1
      return JSONNode(content: .array([]), offset: start)
    }
    while true {
      nodes.append(try value(depth: depth + 1))
      if try !another(UInt8(ascii: "]")) { break }
    }
    return JSONNode(content: .array(nodes), offset: start)
  }

  /// Whether a comma follows; else the closing bracket does.
  private mutating func another(_ closing: UInt8) throws(JSONFailure) -> Bool {
    skipSpace()
    guard let byte = next, byte == closing || byte == UInt8(ascii: ",") else {
      throw failure("a comma or a closing bracket is expected")
    }
    index += 1
    return byte != closing
  }

  private mutating func number() throws(JSONFailure) -> Double {
    let start = index
    while let byte = next, "+-.eE0123456789".utf8.contains(byte) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isNumber, digits.last?.isNumber == true,
      !(first == "0" && digits.dropFirst().first?.isNumber == true),
      let value = Double(text), value.isFinite
    else {
      index = start
      throw failure("this is no JSON value")
    }
    return value
  }

  private mutating func string() throws(JSONFailure) -> String {
    index += 1
    var result: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let text = String(validating: result, as: UTF8.self) else {
          throw failure("the text before is not UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &result)
      case 0..<0x20: throw failure("a control character stands in a string")
      default:
        result.append(byte)
        index += 1
      }
    }
    throw failure("the text ends inside a string")
  }

  private mutating func escape(into result: inout [UInt8]) throws(JSONFailure) {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "/"): 0x2F,
      UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "\""): 0x22,
    ]
    index += 1
    guard let byte = next else { throw failure("the text ends inside a string") }
    if let plain = simple[byte] {
      result.append(plain)
      index += 1
      return
    }
    guard byte == UInt8(ascii: "u"), let unit = hexadecimal() else {
      throw failure("this escape does not exist")
    }
    var scalar = unit
    if (0xD800..<0xDC00).contains(unit), bytes[index...].starts(with: "\\u".utf8) {
      index += 1
      guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else {
        throw failure("half of a surrogate pair")
      }
      scalar = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00)
    }
    guard let valid = Unicode.Scalar(scalar) else { throw failure("half of a surrogate pair") }
    result += Array(String(Character(valid)).utf8)
  }

  /// The four digits after the `u` at the index, which moves past them.
  private mutating func hexadecimal() -> UInt32? {
    guard index + 5 <= bytes.endIndex else { return nil }
    let text = String(decoding: bytes[(index + 1)..<(index + 5)], as: UTF8.self)
    guard text.allSatisfy(\.isHexDigit), let value = UInt32(text, radix: 16) else { return nil }
    index += 5
    return value
  }
}

/// Lines and columns of byte offsets.
struct LineIndex {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    self.starts = starts
  }

  /// The line and the column in bytes of an offset, both from 1.
  func position(_ offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - starts[low] + 1)
  }
}
