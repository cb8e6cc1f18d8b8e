/// A text with placeholders, such as `apigateway.cache.{cacheMemorySizeGb}gb.hour`.
package struct KeyTemplate: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(String)
    case placeholder(String)
  }

  /// The placeholder that stands for the number of a tier.
  package static let tier = "tier"

  package let text: String
  package let parts: [Part]

  /// The template that the text spells; nil where braces do not match.
  package init?(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      let literal = rest[..<open]
      let behind = rest[rest.index(after: open)...]
      guard let close = behind.firstIndex(of: "}"), !literal.contains("}") else { return nil }
      let name = behind[..<close]
      guard !name.isEmpty, !name.contains("{") else { return nil }
      if !literal.isEmpty { parts.append(.literal(String(literal))) }
      parts.append(.placeholder(String(name)))
      rest = behind[behind.index(after: close)...]
    }
    guard !rest.contains("}") else { return nil }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.text = text
    self.parts = parts
  }

  package var placeholders: [String] {
    parts.compactMap { part in
      if case .placeholder(let name) = part { name } else { nil }
    }
  }

  /// Whether the template can produce the text, given what each placeholder can stand for.
  ///
  /// - Parameter accepts: Whether a placeholder can stand for a text; empty texts are never asked.
  package func canProduce(_ key: some StringProtocol, accepts: (String, Substring) -> Bool) -> Bool
  {
    Self.matches(parts[...], Substring(key), accepts)
  }

  private static func matches(
    _ parts: ArraySlice<Part>, _ text: Substring, _ accepts: (String, Substring) -> Bool
  ) -> Bool {
    guard let first = parts.first else { return text.isEmpty }
    switch first {
    case .literal(let literal):
      return text.hasPrefix(literal)
        && matches(parts.dropFirst(), text.dropFirst(literal.count), accepts)
    case .placeholder(let name):
      var end = text.startIndex
      while end < text.endIndex {
        text.formIndex(after: &end)
        if accepts(name, text[..<end]), matches(parts.dropFirst(), text[end...], accepts) {
          return true
        }
      }
      return false
    }
  }
}
