import Mustache

/// Escapes for a double-quoted string of HCL, so that no value can end the string or start a template.
///
/// Source: Terraform language, "Strings and templates". Also safe inside a comment: a value cannot end the line.
struct HCLContentType: MustacheContentType {
  func escapeText(_ text: String) -> String {
    if isPlainWithinQuotes(text) { return text }
    var result = ""
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "\\", "\"": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "$" where next == "{": result += "$$"
      case "%" where next == "{": result += "%%"
      default: result += isRisky(scalar) ? unicodeEscape(scalar) : String(scalar)
      }
    }
    return result
  }
}

/// How the values of a template are escaped, by its first line.
enum TemplateEscaping {
  case hcl
  case yaml
  case markdown

  init(pragma: String) {
    self =
      pragma.holdsBytes(of: "YAML")
      ? .yaml : pragma.holdsBytes(of: "MARKDOWN") ? .markdown : .hcl
  }

  func append(_ value: String, to text: inout [UInt8]) {
    if isHarmless(value) || (self != .markdown && isPlainWithinQuotes(value)) {
      text += value.utf8
      return
    }
    switch self {
    case .hcl: text += HCLContentType().escapeText(value).utf8
    case .yaml: text += YAMLContentType().escapeText(value).utf8
    case .markdown: text += MarkdownContentType().escapeText(value).utf8
    }
  }
}

/// Escapes for a double-quoted scalar of YAML, in the style of JSON.
struct YAMLContentType: MustacheContentType {
  func escapeText(_ text: String) -> String { jsonEscape(text) }
}

/// Escapes for a line of GitHub-flavored Markdown or a cell of its tables.
struct MarkdownContentType: MustacheContentType {
  func escapeText(_ text: String) -> String {
    if isHarmless(text) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "#": result += "\\\(scalar)"
      case "&": result += "&amp;"
      default: result += isRisky(scalar) ? " " : String(scalar)
      }
    }
    return result
  }
}

/// The text between the quotes of a JSON string (RFC 8259, section 7), with controls and marks that
/// change the direction of text escaped too.
func jsonEscape(_ text: String) -> String {
  if isPlainWithinQuotes(text) { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", "\"": result += "\\\(scalar)"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    default: result += isRisky(scalar) ? unicodeEscape(scalar) : String(scalar)
    }
  }
  return result
}

/// Whether a text holds nothing but letters and digits of ASCII, blanks and signs that mean nothing in
/// any of the languages, so that it stands as it is: what most values are.
private func isHarmless(_ text: String) -> Bool {
  text.allBytes { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "="), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}

/// Whether a text holds nothing but signs of ASCII that mean nothing between the quotes of HCL, YAML and JSON.
private func isPlainWithinQuotes(_ text: String) -> Bool {
  text.allBytes { byte in
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "%"): false
    default: (0x20...0x7E).contains(byte)
    }
  }
}

/// Whether a scalar may not stand as itself: controls, line and paragraph separators, byte-order and
/// bidirectional marks, invisible spaces.
func isRisky(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
  default: false
  }
}

/// `\uNNNN`; every scalar that `isRisky` names lies in the basic multilingual plane.
private func unicodeEscape(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16)
  return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
