import RealModule

/// The exact hit ratio of an LRU cache, for small catalogues.
///
/// A request for item i misses when at least C others were requested since the last one for i. With
/// requests as a Poisson process of rate one, the gap is exponential at rate p_i and each other item
/// j was requested in it independently with probability `1 - e^(-p_j t)`:
/// `h = Σ_i p_i ∫ p_i e^(-p_i t) P(fewer than C of the others in t) dt`. King, "Analysis of demand
/// paging algorithms", 1971, in the Poisson form of Fricker, Robert and Roberts 2012, section 2.
/// The law of the number of distinct items is a convolution; the law without item i divides it by
/// one factor, forwards or backwards, whichever is stable. The integral is by trapezoids in the
/// double-exponential variable `t = exp(u - e^-u)` (Takahasi and Mori 1974), halved until it agrees
/// with itself to 1e-9.
package enum ExactRecencyCache {
  /// The greatest product of items and capacity that is computed; above, Che's approximation is as
  /// good as any measurement.
  package static let greatestSize = 400_000

  /// The hit ratio, exact to 1e-8, or nil where the catalogue is too large for it.
  ///
  /// - Precondition: `capacity` not negative.
  /// - Complexity: O(items · capacity) for each of about 100 to 400 nodes.
  package static func hitRatio(popularity: ZipfPopularity, capacity: Int) -> Double? {
    precondition(capacity >= 0, "capacity")
    let items = popularity.items
    if capacity == 0 { return 0 }
    if capacity >= items { return 1 }
    guard items <= 4096, items * capacity <= greatestSize else { return nil }
    let shares = popularity.shares
    // The gaps that matter end where the cache is surely full of others.
    let full = RecencyCache(popularity: popularity, capacity: capacity).characteristicTime
    let top = Double.log(full * 60 + 100)
    var step = min(0.2, 1 / Double(capacity).squareRoot())
    var previous = sum(shares, capacity: capacity, from: begin, to: top, by: step) * step
    for _ in 0..<4 {
      // The points between those of the coarser rule.
      let between = sum(shares, capacity: capacity, from: begin + step / 2, to: top, by: step)
      let result = (previous + between * step) / 2
      let change = (result - previous).magnitude
      previous = result
      step /= 2
      if change <= 1e-9 { break }
    }
    return previous
  }

  /// Where the double-exponential variable begins: `e^-27` is far below any gap that matters.
  private static let begin = -3.3

  /// The integrand times `dt/du` over equally spaced points.
  private static func sum(
    _ shares: [Double], capacity: Int, from begin: Double, to end: Double, by step: Double
  ) -> Double {
    var sum = 0.0
    var place = begin
    while place < end {
      let damping = Double.exp(-place)
      let time = Double.exp(place - damping)
      sum += integrand(shares, capacity: capacity, time: time) * time * (1 + damping)
      place += step
    }
    return sum
  }

  /// `Σ_i p_i² e^(-p_i t) P(fewer than C of the others in t)`.
  private static func integrand(_ shares: [Double], capacity: Int, time: Double) -> Double {
    // Beyond this many distinct items no probability counts while `fewer than C` has any.
    let spread = Double(capacity).squareRoot()
    let size = min(shares.count, capacity + Int(14 * spread) + 40)
    var law = [Double](repeating: 0, count: size + 1)
    law[0] = 1
    var sum = 0.0
    law.withUnsafeMutableBufferPointer { law in
      var reached = 0
      for share in shares {
        let absent = Double.exp(-share * time)
        let present = -Double.expMinusOne(-share * time)
        reached = min(reached + 1, size)
        var count = reached
        while count > 0 {
          law[count] = law[count] * absent + law[count - 1] * present
          count -= 1
        }
        law[0] *= absent
      }
      var below = 0.0
      for count in 0..<capacity { below += law[count] }
      if below < 1e-14 { return }
      for share in shares {
        let absent = Double.exp(-share * time)
        let present = -Double.expMinusOne(-share * time)
        let others = fewer(than: capacity, law, size: size, present: present, absent: absent)
        sum += share * share * absent * others
      }
    }
    return sum
  }

  /// P(fewer than `capacity` distinct items) with one item taken out of the law.
  private static func fewer(
    than capacity: Int, _ law: UnsafeMutableBufferPointer<Double>, size: Int, present: Double,
    absent: Double
  ) -> Double {
    var sum = 0.0
    if present <= 0.5 {
      var without = 0.0
      var count = 0
      while count < capacity {
        without = (law[count] - present * without) / absent
        sum += without
        count += 1
      }
      return sum
    }
    var without = 0.0
    var count = size
    while count > 0 {
      without = (law[count] - absent * without) / present
      if count <= capacity { sum += without }
      count -= 1
    }
    return sum
  }
}
