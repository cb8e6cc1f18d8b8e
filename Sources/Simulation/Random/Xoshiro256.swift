import Quantities

/// The generator xoshiro256++ of Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", ACM TOMS 47 (2021), with the spare of a pair of normal numbers.
///
/// Each purpose has a stream of its own, so that changing one law leaves the draws of all others
/// as they were. Streams are seeded through SplitMix64, as the authors advise.
struct Xoshiro256: BitwiseCopyable {
  private var first: UInt64
  private var second: UInt64
  private var third: UInt64
  private var fourth: UInt64
  /// The unused half of the last pair of normal numbers; not a number when there is none.
  var spareNormal = Double.nan

  /// The stream of a purpose in a replication.
  init(seed: UInt64, replication: Int, purpose: Int) {
    var state = SplitMix.mixed(seed &+ SplitMix.increment)
    state = SplitMix.mixed(state ^ UInt64(truncatingIfNeeded: replication) &* 0xD1B5_4A32_D192_ED03)
    state = SplitMix.mixed(state ^ UInt64(truncatingIfNeeded: purpose) &* 0xA24B_AED4_963E_E407)
    func word(_ index: UInt64) -> UInt64 {
      SplitMix.mixed(state &+ index &* SplitMix.increment)
    }
    first = word(1)
    second = word(2)
    third = word(3)
    fourth = word(4)
  }

  @inline(__always)
  mutating func next() -> UInt64 {
    let sum = first &+ fourth
    let result = ((sum << 23) | (sum >> 41)) &+ first
    let shifted = second << 17
    third ^= first
    fourth ^= second
    second ^= third
    first ^= fourth
    third ^= shifted
    fourth = (fourth << 45) | (fourth >> 19)
    return result
  }

  /// A number above 0 and at most 1, so that its logarithm is finite.
  @inline(__always)
  mutating func uniform() -> Double {
    Double((next() >> 11) &+ 1) * 0x1p-53
  }

  /// A whole number below a bound, each equally likely to within 2^-32.
  @inline(__always)
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }
}
