package import Quantities

/// A hash of the numbers of a key, for keys that mostly differ in those: texts and lists besides are left to
/// the comparison, since hashing them would take longer than what is remembered saves.
package struct NumberFold {
  private var folded: UInt64 = 0

  package init() {}

  /// What was added so far, in its order.
  package var value: UInt64 { folded }

  package mutating func add(_ bits: UInt64) {
    folded = (folded ^ bits) &* 0x9E37_79B9_7F4A_7C15
    folded ^= folded >> 29
  }

  package mutating func add(_ number: Double) {
    // The two zeros are equal.
    add((number + 0).bitPattern)
  }

  package mutating func add(_ number: Int) { add(UInt64(truncatingIfNeeded: number)) }

  package mutating func add(_ quantity: some Quantity) { add(quantity.value) }

  /// An option by the length and the first letter of its id.
  package mutating func add(_ option: some RawRepresentable<String>) {
    let id = option.rawValue.utf8
    add(UInt64(id.count) << 8 | UInt64(id.first ?? 0))
  }
}
