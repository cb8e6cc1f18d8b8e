/// Seeded random numbers: the same seed, the same numbers on every machine.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 14.
package struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= Self.increment
    return Self.mixed(state)
  }

  /// An index from zero, evenly.
  package mutating func index(below count: Int) -> Int {
    Int.random(in: 0..<count, using: &self)
  }

  /// What is added to the state for each number: the golden ratio in 64 bits.
  package static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// The output function, which also makes seeds of other generators.
  package static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
