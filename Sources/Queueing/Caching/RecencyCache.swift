package import Quantities
import RealModule

/// A cache that evicts what was least recently used (LRU), under Zipf popularity: Che's
/// approximation.
///
/// An item stays for the characteristic time T after its last request, the same for all items, and
/// T is such that the cache is full: `Σ_i (1 - e^(-p_i T)) = C`. A request for item i then hits with
/// probability `1 - e^(-p_i T)`. Che, Tung and Wang, "Hierarchical web caching systems: modeling,
/// design and experimental results", IEEE JSAC 20 (2002), eq. 5 to 7; why it is so good: Fricker,
/// Robert and Roberts, "A versatile and accurate approximation for LRU cache performance", 2012.
///
/// Assumes independent requests and items of one size. How far the hit ratio is off depends on the
/// items that fit: `errorOfRatio`.
package struct RecencyCache: Hashable, Sendable {
  /// The popularity of the items.
  package let popularity: ZipfPopularity
  /// C, the items that fit.
  package let capacity: Int
  /// δ/λ: how many items of the catalogue are replaced by new ones per request; zero without churn.
  package let replacementsPerRequest: Double
  /// T in requests; infinite when everything fits.
  package let characteristicTime: Double
  /// The share of requests that hit.
  package let hitRatio: Double

  /// The cache in its steady state.
  ///
  /// With churn, the item of each rank is replaced by a new one after an exponential time; the first
  /// request for the new one misses, and the old one still takes its place until it is evicted.
  /// With `δ` replacements of each item per request a request hits with probability
  /// `p/(p+δ) (1 - e^(-(p+δ)T))`, and a place is held for `p (δT + p (1 - e^(-(p+δ)T))/(p+δ))/(p+δ)`
  /// items: renewal theory on the gaps of one item, as above.
  ///
  /// - Parameters:
  ///   - popularity: Whose items are requested.
  ///   - capacity: Items that fit; zero means that every request misses.
  ///   - replacementsPerRequest: New items of the whole catalogue per request, evenly over ranks.
  /// - Precondition: `capacity` and `replacementsPerRequest` not negative.
  /// - Complexity: About ten sums over the popularity.
  package init(
    popularity: ZipfPopularity, capacity: Int, replacementsPerRequest: Double = 0
  ) {
    precondition(capacity >= 0, "capacity")
    precondition(replacementsPerRequest >= 0 && replacementsPerRequest.isFinite, "churn")
    self.popularity = popularity
    self.capacity = capacity
    self.replacementsPerRequest = replacementsPerRequest
    let law = RecencyLaw(churn: replacementsPerRequest / Double(popularity.items))
    if capacity == 0 {
      characteristicTime = 0
    } else if capacity >= popularity.items && replacementsPerRequest == 0 {
      characteristicTime = .infinity
    } else {
      characteristicTime = law.characteristicTime(popularity, capacity: Double(capacity))
    }
    hitRatio = law.hitRatio(popularity, time: characteristicTime)
  }

  /// How the hit ratio is obtained.
  package var method: Method {
    if capacity == 0 || (capacity >= popularity.items && replacementsPerRequest == 0) {
      return .exact
    }
    let error = DecimalText.exact(errorOfRatio)
    return .approximate("Che's approximation, hit ratio within \(error)")
  }

  /// The greatest difference of the hit ratio from the true one, for a cache of so many items.
  ///
  /// From 50 items on as measured by simulation (56 catalogues of 1e4 to 1e7 items); below from
  /// `ExactRecencyCache`, over catalogues of 30 to 1,000 items and exponents of 0 to 3. That all items
  /// stay for the same time is a law of large numbers: of one item it knows little.
  package var errorOfRatio: Double {
    switch capacity {
    case 1: 0.08
    case 2: 0.025
    case 3...4: 0.012
    case 5...9: 0.006
    case 10...49: 0.003
    default: popularity.items > 10 ? 0.0013 : 0.005
    }
  }

  /// The probability that a request for the item of this rank, counted from one, hits.
  package func hitProbability(ofRank rank: Int) -> Double {
    RecencyLaw(churn: replacementsPerRequest / Double(popularity.items))
      .hit(popularity.share(ofRank: rank), time: characteristicTime)
  }
}

/// What one item contributes to an LRU cache with characteristic time T.
private struct RecencyLaw {
  /// δ, the replacements of one item per request.
  let churn: Double

  /// The probability of a hit for an item of share p.
  func hit(_ share: Double, time: Double) -> Double {
    let rate = share + churn
    guard time.isFinite else { return share / rate }
    return -share / rate * .expMinusOne(-rate * time)
  }

  func hitRatio(_ popularity: ZipfPopularity, time: Double) -> Double {
    guard time > 0 else { return 0 }
    if time == .infinity && churn == 0 { return 1 }
    return min(1, popularity.sum { $0 * hit($0, time: time) })
  }

  /// The mean number of places that an item of share p holds, and its derivative in T.
  private func occupancy(_ share: Double, time: Double) -> (value: Double, slope: Double) {
    let rate = share + churn
    let gone = -Double.expMinusOne(-rate * time)
    return (
      share * (churn * time + share * gone / rate) / rate,
      // What is left of an item asked for often has few digits then, and next to no weight.
      share * (churn + share * (1 - gone)) / rate
    )
  }

  /// The T at which the cache is full.
  func characteristicTime(_ popularity: ZipfPopularity, capacity: Double) -> Double {
    churn == 0 && capacity > Double(popularity.items) / 2
      ? timeOfNearlyAll(popularity, capacity: capacity) : timeOfFew(popularity, capacity: capacity)
  }

  /// The root where the cache holds no more than half of the items, or where items are replaced.
  ///
  /// Newton's method on the logarithms of occupancy and time: under Zipf's law the one is close to a power of
  /// the other. A step that leaves the bracket is replaced by halving it.
  private func timeOfFew(_ popularity: ZipfPopularity, capacity: Double) -> Double {
    var time = capacity
    var least = 0.0
    var most = Double.infinity
    for _ in 0..<200 {
      var value = 0.0
      var slope = 0.0
      for index in popularity.shares.indices {
        let one = occupancy(popularity.shares[index], time: time)
        value += popularity.weights[index] * one.value
        slope += popularity.weights[index] * one.slope
      }
      let next = time * .exp(.log(capacity / value) * value / (slope * time))
      // What is left of the error is about the square of the last step.
      if (next - time).magnitude <= 1e-9 * time { return next }
      if value < capacity { least = time } else { most = time }
      time =
        next > least && next < most
        ? next : most.isFinite ? (least * most).squareRoot() : 2 * time
    }
    return time
  }

  /// The root where the cache holds more than half of the items and none is replaced.
  ///
  /// Newton's method from below on the logarithm of what is left of the catalogue, which is convex in T, so
  /// that no step passes the root.
  private func timeOfNearlyAll(_ popularity: ZipfPopularity, capacity: Double) -> Double {
    var time = capacity
    for _ in 0..<200 {
      var value = 0.0
      var slope = 0.0
      for index in popularity.shares.indices {
        let left = popularity.weights[index] * .exp(-popularity.shares[index] * time)
        value += left
        slope += left * popularity.shares[index]
      }
      let remaining = Double(popularity.items) - capacity
      let next = time + .log(value / remaining) * value / slope
      if !(next > time * (1 + 1e-14)) { return max(next, time) }
      time = next
    }
    return time
  }
}
