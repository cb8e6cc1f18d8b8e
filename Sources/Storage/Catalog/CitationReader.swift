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
    let asOf = mapping.required("asOf").flatMap { date($0, context) }
    let confidence = mapping.required("confidence")?.choice(of: Confidence.self)
    guard let source, let asOf, let confidence else { return nil }
    return Citation(source: source, asOf: asOf, confidence: confidence)
  }

  /// A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  static func date(_ cursor: YAMLCursor, _ context: FileContext) -> String? {
    // Most dates of a file are the same.
    if let latest = context.latestDate, case .scalar(let scalar) = cursor.node.content,
      scalar.text == latest
    {
      return latest
    }
    guard let text = cursor.text() else { return nil }
    if CatalogDate.isDate(text.utf8) {
      context.latestDate = text
      return text
    }
    cursor.error("`\(text)` is not a date", remedy: "write YYYY, YYYY-MM or YYYY-MM-DD")
    return nil
  }
}
