import Quantities

/// A JSON value with its members in a fixed order, for files whose strings no tool interprets.
indirect enum JSONLiteral {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([JSONLiteral])
  case object([(key: String, value: JSONLiteral)])

  /// The document with two spaces a level and a newline at its end.
  var document: String {
    var text = ""
    append(to: &text, indent: "")
    text += "\n"
    return text
  }

  private func append(to text: inout String, indent: String) {
    switch self {
    case .text(let value): Self.append(quoted: value, to: &text)
    case .number(let number): text += DecimalText.exact(number)
    case .flag(let flag): text += flag ? "true" : "false"
    case .list(let values):
      guard !values.isEmpty else {
        text += "[]"
        return
      }
      let inner = indent + "  "
      text += "[\n"
      for (index, value) in values.enumerated() {
        text += inner
        value.append(to: &text, indent: inner)
        text += index + 1 < values.count ? ",\n" : "\n"
      }
      text += indent
      text += "]"
    case .object(let members):
      guard !members.isEmpty else {
        text += "{}"
        return
      }
      let inner = indent + "  "
      text += "{\n"
      for (index, member) in members.enumerated() {
        text += inner
        Self.append(quoted: member.key, to: &text)
        text += ": "
        member.value.append(to: &text, indent: inner)
        text += index + 1 < members.count ? ",\n" : "\n"
      }
      text += indent
      text += "}"
    }
  }

  private static func append(quoted value: String, to text: inout String) {
    text += "\""
    text += jsonEscape(value)
    text += "\""
  }
}
