/// The units of the catalog's prices, and how offer files spell them.
package struct UnitTable: Hashable, Sendable {
  /// A spelling and how many of the catalog's unit it is: `GiBps-mo` is 1,024 MiBps-months.
  package struct Spelling: Hashable, Sendable {
    package let text: String
    package let size: Double

    package init(_ text: String, size: Double) {
      self.text = text
      self.size = size
    }
  }

  package let spellings: [String: [Spelling]]

  package init(_ spellings: [String: [Spelling]]) {
    self.spellings = spellings
  }

  /// How many of the catalog's unit the offer's unit is; nil where the spelling is not known.
  ///
  /// Case is no difference.
  func size(of spelled: String, in unit: String) -> Double? {
    let folded = spelled.lowercased()
    return spellings[unit]?.first { $0.text.lowercased() == folded }?.size
  }

  /// The known spellings of a unit, for messages.
  func known(_ unit: String) -> String {
    (spellings[unit] ?? []).map(\.text).sorted().joined(separator: ", ")
  }
}
