/// Counts of positive times in bins of less than a thousandth of their size.
///
/// A bin is given by the exponent and the first ten bits of the fraction of a number: 1,024 bins
/// an octave, each between 0.049 % and 0.098 % wide, and found without a logarithm. Times below
/// 2^-40 s count as zero, times above 2^24 s as that.
struct LogHistogram: ~Copyable {
  private static let lowest = (1023 - 40) << 10
  private static let bins = 64 << 10
  private var counts = Buffer<UInt32>(repeating: 0, count: LogHistogram.bins)
  private(set) var total = 0

  init() {}

  @inline(__always)
  mutating func add(_ time: Double) {
    let bin = Int(truncatingIfNeeded: time.bitPattern >> 42) &- Self.lowest
    counts.base[min(max(bin, 0), Self.bins - 1)] &+= 1
    total &+= 1
  }

  /// Adds the counts of another histogram.
  mutating func add(_ other: borrowing LogHistogram) {
    for bin in 0..<Self.bins { counts.base[bin] &+= other.counts.base[bin] }
    total += other.total
  }

  mutating func reset() {
    counts.base.update(repeating: 0, count: Self.bins)
    total = 0
  }

  /// The least time that at least a share `p` of all is not above, linear within the bin.
  func percentile(_ p: Double) -> Double {
    guard total > 0 else { return .nan }
    let wanted = p * Double(total)
    var below = 0.0
    for bin in 0..<Self.bins where counts.base[bin] > 0 {
      let count = Double(counts.base[bin])
      if below + count >= wanted {
        guard bin > 0 else { return 0 }
        let start = Self.start(bin)
        return start + (Self.start(bin + 1) - start) * (wanted - below) / count
      }
      below += count
    }
    return Self.start(Self.bins)
  }

  private static func start(_ bin: Int) -> Double {
    Double(bitPattern: UInt64(bin + lowest) << 42)
  }
}
