/// Where a fact comes from, of when it is, and how far it can be trusted.
package struct Citation: Hashable, Sendable {
  /// The id of an entry of `Catalog/sources.yaml`.
  package let source: String
  /// The date of the source, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  package let asOf: String
  package let confidence: Confidence

  package init(source: String, asOf: String, confidence: Confidence) {
    self.source = source
    self.asOf = asOf
    self.confidence = confidence
  }
}

/// How a fact was learnt.
package enum Confidence: String, Hashable, Sendable, CaseIterable {
  /// Text or data that AWS itself published.
  case primary
  /// A third party's document or benchmark.
  case secondary
  /// No document was read; shown as such wherever it influences a number.
  case recalled
}

/// An entry of the table of sources.
package struct Source: Hashable, Sendable {
  package let id: String
  package let title: String
  /// Repository, package or page, with its version.
  package let location: String
  package let asOf: String
  package let confidence: Confidence
  package let note: String?

  package init(
    id: String, title: String, location: String, asOf: String, confidence: Confidence, note: String?
  ) {
    self.id = id
    self.title = title
    self.location = location
    self.asOf = asOf
    self.confidence = confidence
    self.note = note
  }
}
