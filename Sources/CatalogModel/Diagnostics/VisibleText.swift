/// Text that a terminal can be given: what would command it, or turn the order of letters around, is
/// written out.
///
/// An answer file may come from anybody, and diagnostics repeat what it holds. The written form,
/// such as `\u001b`, means the same within JSON and within quoted YAML.
package enum VisibleText {
  /// The text with control characters but line feeds and tabs (Unicode categories Cc, C0 and C1),
  /// and those of the bidirectional algorithm (Unicode Standard Annex #9), as `\u` and four digits.
  package static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isHidden(scalar) else {
        visible.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      let zeros = String(repeating: "0", count: 4 - digits.count)
      visible.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
    }
    return String(visible)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    // The Arabic letter mark, the marks, embeddings, overrides and isolates.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
