import Quantities

/// A seeded generator for the samples of one input.
struct SeededGenerator: RandomNumberGenerator {
  private var numbers: SplitMix

  /// A generator of its own for each name, so that one more input does not change the samples of
  /// the others: the seed is mixed with the FNV-1a hash of the name.
  init(seed: UInt64, name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    numbers = SplitMix(seed: seed ^ hash)
  }

  mutating func next() -> UInt64 { numbers.next() }

  /// A whole number from 0 to below `bound`, each as likely but for a bias of `bound / 2^64`
  /// (Lemire, "Fast random integer generation in an interval", 2019, without the rejection).
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
