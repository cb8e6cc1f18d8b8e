import Quantities

/// A JSON value with its members in a fixed order, for files whose strings no tool interprets.
indirect enum JSONLiteral {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONLiteral])
  case object([(key: String, value: JSONLiteral)])

  /// The document with two spaces a level and a newline at its end.
  var document: String { lines(indent: "") + "\n" }

  private func lines(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return "\"\(jsonEscape(text))\""
    case .number(let number): return DecimalText.exact(number)
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let values):
      guard !values.isEmpty else { return "[]" }
      let items = values.map { inner + $0.lines(indent: inner) }
      return "[\n" + items.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let items = members.map {
        "\(inner)\"\(jsonEscape($0.key))\": \($0.value.lines(indent: inner))"
      }
      return "{\n" + items.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
