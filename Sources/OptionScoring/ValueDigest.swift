import CatalogModel

/// Hashes of the values that the rules of a decision looked at: of what all options share, then of each option
/// that was offered.
///
/// Equal values have equal hashes while the program runs, but for an option whose own value is the shared one: it
/// counts as another value, so that at most an answer too many is said to reach the rules.
package struct ValueDigest: Hashable, Sendable {
  /// Of all values.
  package let all: Int
  /// Of those that constraints look at.
  package let ofConstraints: Int

  init(_ rows: [SignalRow], _ index: RuleIndex) {
    var hasher = Hasher()
    hasher.combine(rows.count)
    Self.add(index.ofConstraints, of: rows, to: &hasher) { index.isOfConstraints[$0] }
    let constraining = hasher
    ofConstraints = constraining.finalize()
    Self.add(index.ofCriteriaAlone, of: rows, to: &hasher) { !index.isOfConstraints[$0] }
    all = hasher.finalize()
  }

  private static func add(
    _ places: [Int], of rows: [SignalRow], to hasher: inout Hasher, where counts: (Int) -> Bool
  ) {
    guard let shared = rows.first else { return }
    for place in places { hasher.combine(shared[place]?.value) }
    for (number, row) in rows.enumerated().dropFirst() {
      for own in row.own where counts(own.place) {
        hasher.combine(number)
        hasher.combine(own.place)
        hasher.combine(own.signal.value)
      }
    }
  }
}
