/// A Latin hypercube of samples: each input takes each of `count` equally likely strata once.
///
/// McKay, Beckman and Conover, "A comparison of three methods for selecting values of input variables
/// in the analysis of output from a computer code", Technometrics 21 (1979), with the middle of each
/// stratum. The variance of a mean is that of random sampling without what single inputs explain, in
/// any number of dimensions. The same seed and count give the same samples, whatever other inputs
/// there are and on however many cores.
package struct LatinHypercube: Hashable, Sendable {
  /// How many samples there are, at least 2.
  package let count: Int
  package let seed: UInt64

  package init(count: Int, seed: UInt64) {
    precondition(count >= 2, "at least two samples")
    self.count = count
    self.seed = seed
  }

  /// One input's place in every sample.
  package struct Column: Hashable, Sendable {
    /// The stratum in each sample: a permutation of `0..<count`.
    package let strata: [Int]

    /// The share of the input's law that lies below its value in a sample.
    package func share(_ sample: Int) -> Double {
      (Double(strata[sample]) + 0.5) / Double(strata.count)
    }
  }

  /// The column of an input, by its name; O(count).
  package func column(_ name: String) -> Column {
    var random = SeededGenerator(seed: seed, name: name)
    var strata = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      strata.swapAt(last, random.below(last + 1))
    }
    return Column(strata: strata)
  }
}
