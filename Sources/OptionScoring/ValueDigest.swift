import CatalogModel

/// Hashes of the values that the rules of a decision looked at: of what all options share, then of each option
/// that was offered.
///
/// Equal values have equal hashes while the program runs.
package struct ValueDigest: Hashable, Sendable {
  /// Of all values.
  package let all: Int
  /// Of those that constraints look at.
  package let ofConstraints: Int

  init(_ rows: [SignalRow], _ index: RuleIndex) {
    var hasher = Hasher()
    hasher.combine(rows.count)
    for place in index.ofConstraints { Self.add(place, of: rows, to: &hasher) }
    let constraining = hasher
    ofConstraints = constraining.finalize()
    for place in index.ofCriteriaAlone { Self.add(place, of: rows, to: &hasher) }
    all = hasher.finalize()
  }

  private static func add(_ place: Int, of rows: [SignalRow], to hasher: inout Hasher) {
    let shared = rows.first?[place]
    for (number, row) in rows.enumerated() {
      let signal = row[place]
      // What an option has of its own is told apart from what it shares.
      if number > 0, signal === shared { continue }
      hasher.combine(number)
      hasher.combine(signal?.value)
    }
  }
}
