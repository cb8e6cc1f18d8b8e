/// A hash that tells whether two runs read the same bytes (FNV-1a, 64 bits).
///
/// Not a protection against intent: only a short name for the state of the files. Constants from
/// Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", section 5.
struct Digest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: [UInt8]) {
    var hash = state
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01B3
    }
    state = hash
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    var hash = state
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01B3
    }
    state = hash
  }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
