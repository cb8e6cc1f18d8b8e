/// A hash of the bytes of a file by which `CompiledTrees` tells whether it was changed.
///
/// Not a protection against intent. Takes eight bytes at a time, since all files of a catalog are hashed in each run:
/// a word is mixed in by the steps of splitmix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014), which lead from no two words to the same, so that files that differ in one word never agree.
enum ContentHash {
  static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      var hash = UInt64(bytes.count)
      let whole = bytes.count & ~7
      for place in stride(from: 0, to: whole, by: 8) {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        hash = mixed(hash ^ UInt64(littleEndian: word))
      }
      var rest: UInt64 = 0
      for place in whole..<bytes.count { rest = rest << 8 | UInt64(bytes[place]) }
      return mixed(hash ^ rest)
    }
  }

  private static func mixed(_ word: UInt64) -> UInt64 {
    var word = word &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
