import CatalogModel

/// Reads `source`, `asOf` and `confidence`, which every fact, lifecycle and notice carries.
enum CitationReader {
  static let keys = ["source", "asOf", "confidence"]

  static func read(_ mapping: YAMLMapping, context: FileContext) -> Citation? {
    let source = mapping.required("source").flatMap { cursor -> String? in
      let id = cursor.text()
      if let id { context.cite(id, at: cursor.place) }
      return id
    }
    let asOf = mapping.required("asOf").flatMap(date)
    let confidence = mapping.required("confidence")?.choice(of: Confidence.self)
    guard let source, let asOf, let confidence else { return nil }
    return Citation(source: source, asOf: asOf, confidence: confidence)
  }

  /// A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  static func date(_ cursor: YAMLCursor) -> String? {
    guard let text = cursor.text() else { return nil }
    if isDate(text.utf8) { return text }
    cursor.error("`\(text)` is not a date", remedy: "write YYYY, YYYY-MM or YYYY-MM-DD")
    return nil
  }

  static func isDate(_ bytes: some Collection<UInt8>) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 })
    else { return false }
    let numbers = parts.map { part in
      part.reduce(into: Int?(0)) { number, byte in
        let digit = Int(byte) - 48
        number = (0...9).contains(digit) ? number.map { $0 * 10 + digit } : nil
      }
    }
    guard let year = numbers[0], year >= 1990 else { return false }
    if parts.count > 1 {
      guard let month = numbers[1], (1...12).contains(month) else { return false }
    }
    if parts.count > 2 { guard let day = numbers[2], (1...31).contains(day) else { return false } }
    return true
  }
}
