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

  func append(_ value: String, to text: inout TextBuffer) {
    let isDone = value.utf8.withContiguousStorageIfAvailable { append($0, to: &text) }
    if isDone ?? false { return }
    switch self {
    case .hcl: text.append(HCLContentType().escapeText(value))
    case .yaml: text.append(YAMLContentType().escapeText(value))
    case .markdown: text.append(MarkdownContentType().escapeText(value))
    }
  }

  /// Appends a text byte by byte; false where it is not of ASCII alone, and nothing is appended.
  private func append(_ value: UnsafeBufferPointer<UInt8>, to text: inout TextBuffer) -> Bool {
    let signs = self == .markdown ? Self.markdownSigns : Self.quotedSigns
    var isPlain = true
    for byte in value {
      if byte >= 0x80 { return false }
      if signs.holds(byte) { isPlain = false }
    }
    if isPlain {
      text.append(value)
      return true
    }
    for (place, byte) in value.enumerated() {
      let next = place + 1 < value.count ? value[place + 1] : 0
      if signs.holds(byte) {
        append(byte, before: next, to: &text)
      } else {
        text.append(byte)
      }
    }
    return true
  }

  /// What may come out as another text: signs, and all controls.
  private static let markdownSigns = ByteSet("\\`*_[]<>|#&")
  private static let quotedSigns = ByteSet("\\\"$%")

  /// Some bytes of ASCII, all controls among them.
  private struct ByteSet {
    /// A bit for each byte of a half of ASCII.
    private var low: UInt64 = 0xFFFF_FFFF
    private var high: UInt64 = 1 << 63

    init(_ text: String) {
      for byte in text.utf8 {
        if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
      }
    }

    /// - Precondition: The byte is one of ASCII.
    @inline(__always)
    func holds(_ byte: UInt8) -> Bool { (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0 }
  }

  /// Appends what one of the signs comes out as before another byte.
  private func append(_ byte: UInt8, before next: UInt8, to text: inout TextBuffer) {
    if self == .markdown {
      switch byte {
      case UInt8(ascii: "&"): text.append(literal: "&amp;")
      case 0..<0x20, 0x7F: text.append(UInt8(ascii: " "))
      default:
        text.append(UInt8(ascii: "\\"))
        text.append(byte)
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""):
      text.append(UInt8(ascii: "\\"))
      text.append(byte)
    case UInt8(ascii: "\n"): text.append(literal: "\\n")
    case UInt8(ascii: "\r"): text.append(literal: "\\r")
    case UInt8(ascii: "\t"): text.append(literal: "\\t")
    case UInt8(ascii: "$"), UInt8(ascii: "%"):
      text.append(byte)
      if self == .hcl, next == UInt8(ascii: "{") { text.append(byte) }
    default: text.append(unicodeEscape(Unicode.Scalar(byte)))
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
