/// What an update does to one table.
package struct TableChange: Hashable, Sendable {
  /// A price that the table did not have, or has otherwise.
  package struct Price: Hashable, Sendable {
    /// The texts that name the row.
    package let row: [String]
    package let column: String
    /// As the table has it; nil for a new price.
    package let old: String?
    package let new: String

    /// The change in per cent; nil for a new price and for one that was free.
    package var percent: Double? {
      guard let old = old.flatMap(Double.init), let new = Double(new), old > 0 else { return nil }
      return (new / old - 1) * 100
    }
  }

  /// A price of the table that the file lacks; it stays as it is.
  package struct Gap: Hashable, Sendable {
    package let row: [String]
    package let column: String
  }

  /// The table's file within the catalog.
  package let path: String
  package let offer: String
  /// The date that the updated rows get.
  package let asOf: String
  package var changed: [Price] = []
  package var added: [Price] = []
  package var gone: [Gap] = []
  /// Prices that are as they were.
  package var confirmed = 0
  /// Prices of the table that are newer than the file, and stay.
  package var newer = 0
  /// Rows that the file has of types that `instances/` does not describe.
  package var undescribed = 0
}
