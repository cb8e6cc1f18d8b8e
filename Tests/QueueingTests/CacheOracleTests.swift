import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Family f of the oracles: exact quantities at their own tolerances, simulated ones within 0.0013.
@Suite struct CacheOracleTests {
  private func popularity(_ one: OracleCase) throws -> ZipfPopularity {
    ZipfPopularity(
      items: Int(try one.input("catalog_size")), exponent: try one.input("zipf_exponent"))
  }

  @Test(arguments: Oracle.cases("f-cache", "lru_zipf"))
  func leastRecentlyUsed(_ one: OracleCase) throws {
    let cache = RecencyCache(
      popularity: try popularity(one), capacity: Int(try one.input("cache_size")))
    try one.expect(cache.characteristicTime, "characteristic_time_requests")
    try one.expect(cache.hitRatio, "hit_ratio_che")
    let ranks = one.expected["hit_probability_by_rank"].list
    #expect(ranks.count >= 4)
    for point in ranks {
      let rank = Int(try #require(point["rank"].number))
      try expectAgreement(cache.hitProbability(ofRank: rank), point, "rank \(rank)")
    }
    if let simulated = one.expected["hit_ratio_lru"]["value"].number {
      #expect((cache.hitRatio - simulated).magnitude <= 0.0013)
    }
  }

  @Test(arguments: Oracle.cases("f-cache", "lru_exact_small"))
  func smallCatalogs(_ one: OracleCase) throws {
    let popularity = try popularity(one)
    let capacity = Int(try one.input("cache_size"))
    let exact = ExactRecencyCache.hitRatio(popularity: popularity, capacity: capacity)
    try one.expect(try #require(exact), "hit_ratio_lru")
    let cache = RecencyCache(popularity: popularity, capacity: capacity)
    try one.expect(cache.hitRatio, "hit_ratio_che")
    #expect((cache.hitRatio - (exact ?? 0)).magnitude < cache.errorOfRatio)
  }

  @Test(arguments: Oracle.cases("f-cache", "ttl_zipf"))
  func timeToLive(_ one: OracleCase) throws {
    let rate = RequestsPerSecond(try one.input("request_rate_per_s"))
    let time = Seconds(try one.input("ttl_s"))
    let filled = ExpiringCache(
      popularity: try popularity(one), requestRate: rate, timeToLive: time, renewal: .atLoading)
    try one.expect(filled.hitRatio, "hit_ratio_ttl_from_fill")
    try one.expect(filled.meanItems, "mean_items_ttl_from_fill")
    try one.expect(filled.originRate.value, "origin_rate_ttl_from_fill_per_s")
    let sliding = ExpiringCache(
      popularity: try popularity(one), requestRate: rate, timeToLive: time, renewal: .atUse)
    try one.expect(sliding.hitRatio, "hit_ratio_ttl_sliding")
    try one.expect(sliding.meanItems, "mean_items_ttl_sliding")
  }
}

/// What the oracles do not hold: sums, edges, churn.
@Suite struct CacheTests {
  /// Che's approximation keeps its class, down to a cache of one item.
  @Test(arguments: [30, 300, 1000], [0, 0.6, 1, 1.5, 2, 3])
  func smallCachesKeepTheirClass(_ items: Int, _ exponent: Double) throws {
    let popularity = ZipfPopularity(items: items, exponent: exponent)
    for capacity in [1, 2, 3, 5, 9, 12, 20] {
      let cache = RecencyCache(popularity: popularity, capacity: capacity)
      let exact = try #require(
        ExactRecencyCache.hitRatio(popularity: popularity, capacity: capacity))
      #expect((cache.hitRatio - exact).magnitude <= cache.errorOfRatio, "\(capacity)")
      if capacity == 1 {
        // The item that is there was requested last.
        let again = (1...items).reduce(0.0) {
          $0 + popularity.share(ofRank: $1) * popularity.share(ofRank: $1)
        }
        #expect((exact - again).magnitude < 1e-7)
      }
    }
  }

  @Test(arguments: [(5000, 0.3), (50_000, 1.0), (200_000, 2.5), (100_000, 0.0), (4097, 20.0)])
  func sumsAgreeWithAddingUp(_ items: Int, _ exponent: Double) {
    let popularity = ZipfPopularity(items: items, exponent: exponent)
    var total = 0.0
    for rank in (1...items).reversed() { total += pow(Double(rank), -exponent) }
    #expect((popularity.total / total - 1).magnitude < 1e-11)
  }

  @Test func cataloguesOfBillionsCostNothing() {
    let popularity = ZipfPopularity(items: 10_000_000_000, exponent: 0.8)
    let cache = RecencyCache(popularity: popularity, capacity: 100_000_000)
    #expect(cache.hitRatio > 0.2 && cache.hitRatio < 0.3)
    let twice = RecencyCache(popularity: popularity, capacity: 200_000_000)
    #expect(twice.hitRatio > cache.hitRatio)
  }

  @Test func edges() {
    let popularity = ZipfPopularity(items: 100, exponent: 0.9)
    let none = RecencyCache(popularity: popularity, capacity: 0)
    #expect(none.hitRatio == 0 && none.method == .exact)
    let all = RecencyCache(popularity: popularity, capacity: 100)
    #expect(all.hitRatio == 1 && all.method == .exact)
    let almost = RecencyCache(popularity: popularity, capacity: 99)
    #expect(almost.hitRatio < 1 && almost.hitRatio > 0.99)
    #expect(ExactRecencyCache.hitRatio(popularity: popularity, capacity: 100) == 1)
    let large = ZipfPopularity(items: 5000, exponent: 0.9)
    #expect(ExactRecencyCache.hitRatio(popularity: large, capacity: 50) == nil)
  }

  /// Equal popularity: a cache of C of n items hits C/n, whatever the policy.
  @Test func equalItemsHitInProportion() throws {
    let popularity = ZipfPopularity(items: 40, exponent: 0)
    for capacity in [1, 7, 39] {
      let cache = RecencyCache(popularity: popularity, capacity: capacity)
      let share = Double(capacity) / 40
      #expect((cache.hitRatio - share).magnitude < 1e-12)
      let exact = ExactRecencyCache.hitRatio(popularity: popularity, capacity: capacity)
      #expect((try #require(exact) - share).magnitude < 1e-7)
    }
  }

  /// Churn against a simulation of 400,000 requests whose items are replaced at random.
  @Test func churnAgreesWithSimulation() {
    let items = 500
    let popularity = ZipfPopularity(items: items, exponent: 0.8)
    var random = SplitMix64(seed: 11)
    var cumulative: [Double] = []
    var sum = 0.0
    for rank in 1...items {
      sum += popularity.share(ofRank: rank)
      cumulative.append(sum)
    }
    var generation = [Int](repeating: 0, count: items)
    var stamp: [Int: Int] = [:]
    var recency: [Int: Int] = [:]
    var hits = 0
    let requests = 60_000
    for now in 0..<requests {
      for _ in 0..<3 { generation[Int.random(in: 0..<items, using: &random)] += 1 }
      let draw = random.uniform(0...sum)
      var low = 0
      var high = items - 1
      while low < high {
        let middle = (low + high) / 2
        if cumulative[middle] < draw { low = middle + 1 } else { high = middle }
      }
      let key = low + items * generation[low]
      if stamp[key] != nil {
        if now >= 10_000 { hits += 1 }
        recency[stamp[key] ?? 0] = nil
      } else if stamp.count == 50 {
        // The oldest stamp: times only grow, so it is near the front of those that are left.
        if let oldest = recency.keys.min() {
          stamp[recency[oldest] ?? 0] = nil
          recency[oldest] = nil
        }
      }
      stamp[key] = now
      recency[now] = key
    }
    let simulated = Double(hits) / Double(requests - 10_000)
    let cache = RecencyCache(
      popularity: popularity, capacity: 50, replacementsPerRequest: 3)
    #expect((cache.hitRatio - simulated).magnitude < 0.01)
    #expect(cache.hitRatio < RecencyCache(popularity: popularity, capacity: 50).hitRatio - 0.02)
  }

  /// Replacements so rare that they hardly show, against bisection on the sum over every item.
  @Test(arguments: [0.3, 0.9, 1.4], [1e-12, 1e-7, 1e-3])
  func rareReplacementsAgreeWithBisection(_ exponent: Double, _ churn: Double) {
    let items = 800
    let popularity = ZipfPopularity(items: items, exponent: exponent)
    let shares = (1...items).map { popularity.share(ofRank: $0) }
    let replaced = churn / Double(items)
    /// The places that items hold for a time after their last request, replaced ones too.
    func places(_ time: Double) -> Double {
      shares.reduce(0) { sum, share in
        let rate = share + replaced
        let gone = 1 - exp(-rate * time)
        return sum + share * (replaced * time + share * gone / rate) / rate
      }
    }
    // Below half of the items, above it, and more than there are, which old ones fill in time.
    for capacity in [3, 200, 399, 401, 700, 799, 800, 900] {
      var low = 0.0
      var high = 1.0
      while places(high) < Double(capacity) { high *= 2 }
      for _ in 0..<200 {
        let middle = 0.5 * (low + high)
        if places(middle) < Double(capacity) { low = middle } else { high = middle }
      }
      let hit = shares.reduce(0.0) { sum, share in
        let rate = share + replaced
        return sum + share * share / rate * (1 - exp(-rate * high))
      }
      let cache = RecencyCache(
        popularity: popularity, capacity: capacity, replacementsPerRequest: churn)
      expectClose(cache.hitRatio, hit, 1e-9)
      // Where all fit, the time hangs on the last digits of the sum.
      if capacity < 799 { expectClose(cache.characteristicTime, high, 1e-6) }
    }
  }
}
