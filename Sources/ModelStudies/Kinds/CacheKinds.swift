import Quantities
import Queueing

/// Family f: caches under Zipf popularity.
extension StudyKind {
  private static let catalogKeys = [
    Key("catalog_size", "items"), Key("zipf_exponent", "popularity of item i is i^-exponent"),
  ]

  /// How the root of Che's equation is tagged: to a reader it stands for a cache.
  private static func equation(_ input: StudyReader) -> Method {
    input.reference == nil ? .approximate("Che's equation, solved exactly") : .exact
  }

  static let caching: [StudyKind] = [
    StudyKind(
      "lru_zipf", "An LRU cache, also with churn: Che",
      catalogKeys + [
        Key("cache_size", "items that fit"),
        Key("new_items_per_request", "items of the catalog replaced per request; 0"),
        Key("ranks", "list of ranks whose hit probability is wanted; 1, 10, 100, 1000"),
      ]
    ) { input in
      let popularity = try input.popularity()
      let cache = RecencyCache(
        popularity: popularity, capacity: try input.integer("cache_size", 0...Int(1e15)),
        replacementsPerRequest: try input.number("new_items_per_request", .notNegative, default: 0))
      let items = popularity.items
      let ranks = try input.numbers(
        "ranks", .between(1, Double(items)),
        default: [1, 10, 100, 1000].filter { $0 <= Double(items) })
      var answer = StudyAnswer()
      // The formula's own value is exact, which is what a reference holds; as the hit ratio of a cache
      // it is an approximation.
      answer.add("characteristic_time_requests", cache.characteristicTime, .exact)
      answer.add("hit_ratio_che", cache.hitRatio, Self.equation(input))
      if cache.capacity < 50, cache.replacementsPerRequest == 0,
        let exact = ExactRecencyCache.hitRatio(
          popularity: cache.popularity, capacity: cache.capacity)
      {
        // Where few items fit the approximation is poor, and the truth is cheap.
        answer.add("hit_ratio_lru", exact, .exact)
      } else {
        answer.add(
          "hit_ratio_lru", cache.hitRatio, "", cache.method, derivedError: cache.errorOfRatio)
      }
      answer.add(
        "hit_probability_by_rank", of: "rank", at: ranks, .approximate("Che's approximation")
      ) { rank in
        rank >= 1 && rank <= Double(items)
          ? cache.hitProbability(ofRank: Int(rank)) : .nan
      }
      return answer
    },
    StudyKind(
      "lru_exact_small", "A small LRU cache, exactly",
      catalogKeys + [Key("cache_size", "items that fit")]
    ) { input in
      let popularity = try input.popularity()
      let capacity = try input.integer("cache_size", 0...Int(1e15))
      var answer = StudyAnswer()
      guard
        let exact = ExactRecencyCache.hitRatio(popularity: popularity, capacity: capacity)
      else {
        throw StudyRefusal(
          "more than \(ExactRecencyCache.greatestSize) items times cache size; use lru_zipf")
      }
      answer.add("hit_ratio_lru", exact, .exact)
      let cache = RecencyCache(popularity: popularity, capacity: capacity)
      answer.add("hit_ratio_che", cache.hitRatio, Self.equation(input))
      return answer
    },
    StudyKind(
      "ttl_zipf", "A cache whose entries expire",
      catalogKeys + [
        Key("request_rate_per_s", "Poisson requests per second"),
        Key("ttl_s", "time to live in s"),
      ]
    ) { input in
      let popularity = try input.popularity()
      let rate = RequestsPerSecond(try input.number("request_rate_per_s", .notNegative))
      let time = Seconds(try input.number("ttl_s", .notNegative))
      let filled = ExpiringCache(
        popularity: popularity, requestRate: rate, timeToLive: time, renewal: .atLoading)
      let sliding = ExpiringCache(
        popularity: popularity, requestRate: rate, timeToLive: time, renewal: .atUse)
      let method = ExpiringCache.method
      var answer = StudyAnswer()
      answer.add("hit_ratio_ttl_from_fill", filled.hitRatio, method)
      answer.add("mean_items_ttl_from_fill", filled.meanItems, method)
      answer.add("origin_rate_ttl_from_fill_per_s", filled.originRate.value, "1/s", method)
      answer.add("hit_ratio_ttl_sliding", sliding.hitRatio, method)
      answer.add("mean_items_ttl_sliding", sliding.meanItems, method)
      answer.add("origin_rate_ttl_sliding_per_s", sliding.originRate.value, "1/s", method)
      return answer
    },
  ]
}

extension StudyReader {
  func popularity() throws -> ZipfPopularity {
    ZipfPopularity(
      items: try integer("catalog_size", 1...Int(1e15)),
      exponent: try number("zipf_exponent", .between(0, 20)))
  }
}
