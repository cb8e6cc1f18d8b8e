/// A condition on one attribute of a product.
package struct AttributeFilter: Hashable, Sendable {
  /// The comparisons that a mapping can write; there are no others.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// The value is one of the texts.
    case isOneOf = "is"
    /// The value is none of the texts.
    case isNot
    case startsWith, endsWith, contains
  }

  package let attribute: String
  package let comparison: Comparison
  /// A product without the attribute has the empty text.
  package let texts: [String]

  package init(_ attribute: String, _ comparison: Comparison, _ texts: [String]) {
    self.attribute = attribute
    self.comparison = comparison
    self.texts = texts
  }
}

/// An `AttributeFilter` ready to run on bytes.
struct CompiledFilter: Sendable {
  private let slot: Int
  private let comparison: AttributeFilter.Comparison
  private let texts: [[UInt8]]

  init(_ filter: AttributeFilter, names: inout AttributeNames) {
    slot = names.slot(of: filter.attribute)
    comparison = filter.comparison
    texts = filter.texts.map { Array($0.utf8) }
  }

  func accepts(_ row: AttributeRow) -> Bool {
    let value = row[slot]
    switch comparison {
    case .isOneOf: return texts.contains { value.elementsEqual($0) }
    case .isNot: return !texts.contains { value.elementsEqual($0) }
    case .startsWith: return texts.contains { value.starts(with: $0) }
    case .endsWith: return texts.contains { value.suffix($0.count).elementsEqual($0) }
    case .contains: return texts.contains { Self.contains(value, $0) }
    }
  }

  private static func contains(_ value: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
    guard text.count <= value.count else { return false }
    return (0...(value.count - text.count)).contains { offset in
      value.dropFirst(offset).starts(with: text)
    }
  }
}
