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
  var document: String { text(indent: "") + "\n" }

  private func text(indent: String) -> String {
    switch self {
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return list(
        sorted.map { (Self.quoted($0.key) + ": ", $0.value) }, within: ("{", "}"), indent: indent)
    case .array(let values):
      return list(values.map { ("", $0) }, within: ("[", "]"), indent: indent)
    case .string(let text): return Self.quoted(text)
    case .number(let number):
      guard number.isFinite else { return "null" }
      return DecimalText.exact(NumberText.rounded(number, digits: 6))
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "null"
    }
  }

  private func list(
    _ items: [(head: String, value: JSONValue)], within brackets: (String, String), indent: String
  ) -> String {
    let inner = indent + "  "
    let texts = items.map { $0.head + $0.value.text(indent: inner) }
    guard items.contains(where: { $0.value.holdsObject }) else {
      return brackets.0 + texts.joined(separator: ", ") + brackets.1
    }
    let lines = texts.map { inner + $0 }.joined(separator: ",\n")
    return "\(brackets.0)\n\(lines)\n\(indent)\(brackets.1)"
  }

  /// Whether it is or holds an object.
  private var holdsObject: Bool {
    switch self {
    case .object: true
    case .array(let values): values.contains(where: \.holdsObject)
    case .string, .number, .bool, .null: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
