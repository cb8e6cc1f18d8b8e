package import OrderedCollections

/// One property of a service, or one planning default, with its provenance.
package struct Fact: Hashable, Sendable {
  /// `service.property`, such as `lambda.timeoutSeconds`.
  package let id: String
  package let value: FactValue
  /// The unit as text; empty for a value that has none.
  package let unit: String
  package let citation: Citation
  package let note: String?
  /// How far the true value may lie from the stated one; nil leaves it to the confidence.
  package let spread: FactSpread?

  package init(
    id: String, value: FactValue, unit: String, citation: Citation, note: String?,
    spread: FactSpread? = nil
  ) {
    self.id = id
    self.value = value
    self.unit = unit
    self.citation = citation
    self.note = note
    self.spread = spread
  }

  /// The number of a fact that is one: of a range, its middle.
  package var number: Double? {
    switch value {
    case .number(let number): number
    case .range(let low, let high): (low + high) / 2
    case .text, .flag, .texts, .table: nil
    }
  }
}

/// The shapes that a fact's value takes.
package enum FactValue: Hashable, Sendable {
  case number(Double)
  /// Least and greatest.
  case range(Double, Double)
  case text(String)
  case flag(Bool)
  case texts([String])
  /// Named numbers, such as requests per second by runtime.
  case table(OrderedDictionary<String, Double>)
}
