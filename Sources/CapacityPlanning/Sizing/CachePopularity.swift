import Queueing
import RealModule

/// How popular the cacheable items are, and what a cache of a size answers of their reads.
///
/// Zipf's law whose exponent is such that the working set gets the share of the reads that makes it
/// one: `Σ_(i ≤ w n) i^-s = h Σ_(i ≤ n) i^-s`. The hit ratio of a cache that evicts what was least
/// recently used is Che's approximation (`RecencyCache`, within 0.0013 of simulation). It assumes
/// items of one size and reads independent of each other; entries that expire before they are
/// evicted are not counted as misses.
struct CachePopularity: Hashable, Sendable {
  /// n, the cacheable items.
  let items: Int
  /// w, the share of the items that is in use at a time, between 0 and 1.
  let workingSetShare: Double
  /// h, the share of the reads that go to those, between 0 and 1.
  let workingSetReads: Double

  /// The share of reads that a warm cache of so many items answers.
  ///
  /// - Complexity: About 0.3 ms; all of it where everything fits takes nothing.
  ///
  /// - Parameter law: That of this popularity, where it is known already.
  func hitRatio(
    holding capacity: Double, of law: @autoclosure () -> ZipfPopularity? = nil
  ) -> Double {
    guard capacity < Double(items) else { return 1 }
    return RecencyCache(popularity: law() ?? self.law, capacity: Int(capacity)).hitRatio
  }

  /// The shares of the items.
  var law: ZipfPopularity { ZipfPopularity(items: items, exponent: exponent) }

  /// s, between 0, where all are alike, and 4.
  var exponent: Double {
    let all = Double(items)
    let working = max(1, workingSetShare * all)
    var low = 0.0
    var high = 4.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let (some, whole) = Self.sums(upTo: working, all, middle)
      if some / whole < workingSetReads { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// How many terms of a sum are added one by one.
  private static let directTerms = 16

  /// `Σ_(i ≤ n) i^-s` for two n, whose first terms are mostly the same: those one by one, the rest by the
  /// midpoint rule of Euler and Maclaurin, `∫ x^-s dx` from and to a half; relative error below 1e-4.
  private static func sums(
    upTo first: Double, _ second: Double, _ s: Double
  ) -> (first: Double, second: Double) {
    let (fewer, more) = (
      min(Int(min(first, second)), directTerms), min(Int(max(first, second)), directTerms)
    )
    var sum = 0.0
    for rank in 1...fewer { sum += .pow(Double(rank), -s) }
    let short = sum
    for rank in fewer..<more { sum += .pow(Double(rank + 1), -s) }
    let least = rest(short, upTo: min(first, second), s)
    let most = rest(sum, upTo: max(first, second), s)
    return first <= second ? (least, most) : (most, least)
  }

  /// A sum of the first terms with those up to n.
  private static func rest(_ sum: Double, upTo n: Double, _ s: Double) -> Double {
    guard n > Double(directTerms) else { return sum }
    let (from, to) = (Double(directTerms) + 0.5, n + 0.5)
    if (s - 1).magnitude < 1e-9 { return sum + .log(to / from) }
    return sum + (.pow(to, 1 - s) - .pow(from, 1 - s)) / (1 - s)
  }
}
