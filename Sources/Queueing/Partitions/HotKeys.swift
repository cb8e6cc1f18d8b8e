package import Quantities
import RealModule

/// A table that is spread over partitions by a hash of its keys, each with a throughput of its own:
/// when the popular keys overload theirs.
///
/// Keys are requested by Zipf's law and placed on partitions at random, evenly. A partition serves up
/// to its limit and throttles the rest: 3,000 read units or 1,000 write units a second for DynamoDB
/// (developer guide, "Best practices for designing and using partition keys").
package struct HotKeys: Hashable, Sendable {
  /// The popularity of the keys.
  package let popularity: ZipfPopularity
  /// P, the partitions.
  package let partitions: Int
  /// What one partition serves a second, in the same units as the load.
  package let partitionLimit: Double

  /// A spread table.
  ///
  /// - Precondition: partitions from 1 to a million, the limit finite and positive.
  package init(popularity: ZipfPopularity, partitions: Int, partitionLimit: Double) {
    precondition(partitions >= 1 && partitions <= 1_000_000, "partitions")
    precondition(partitionLimit > 0 && partitionLimit.isFinite, "partition limit")
    self.popularity = popularity
    self.partitions = partitions
    self.partitionLimit = partitionLimit
  }

  /// How throttled shares are obtained.
  package static let method = Method.approximate(
    "keys placed at random, the least popular by mean and variance; share of throttling within "
      + "\(DecimalText.exact(errorOfShare))")

  /// The greatest difference from placements at random, over catalogues of 1e3 to 1e8 keys, exponents 0
  /// to 1.2, 2 to 5,000 partitions and loads of 0.3 to 3 times what all serve.
  package static let errorOfShare = 0.002

  /// How the typical limit is obtained.
  package static let limitMethod = Method.approximate(
    "keys placed at random, partitions taken as independent")

  /// The share of requests that are throttled, on average over placements, when the table is asked
  /// for `load` units a second.
  ///
  /// - Complexity: About 2,048² additions.
  package func throttledShare(load: Double) -> Double {
    guard load > 0 else { return 0 }
    let limit = partitionLimit / load
    // No partition has more than all requests.
    guard limit < 1 else { return 0 }
    let law = PartitionShare(
      popularity: popularity, partitions: partitions, limit: limit, cells: 2048)
    return min(1, law.excess(mean: 1 / Double(partitions)) * Double(partitions))
  }

  /// The share of requests that are throttled when every hot key has a partition to itself.
  ///
  /// Adaptive capacity arrives there: only keys that alone exceed the limit are throttled, and what
  /// exceeds all partitions together. A lower bound; keys beyond the millionth are not looked at.
  package func throttledShareWhenIsolated(load: Double) -> Double {
    guard load > 0 else { return 0 }
    let limit = partitionLimit / load
    var excess = 0.0
    var rank = 1
    while rank <= min(popularity.items, 1_000_000) {
      let share = popularity.share(ofRank: rank)
      if share <= limit { break }
      excess += share - limit
      rank += 1
    }
    return min(1, max(excess, 1 - limit * Double(partitions)))
  }

  /// The load above which the most popular key alone exceeds a partition, exactly.
  ///
  /// No placement and no more partitions help against it.
  package var singleKeyLimit: Double { partitionLimit / popularity.share(ofRank: 1) }

  /// The load at which, with probability one half, the hottest partition throttles.
  ///
  /// - Complexity: Some thirty laws of 512 cells.
  package var typicalLimit: Double {
    // The median of the greatest of P nearly independent shares.
    let level = Double.pow(0.5, 1 / Double(partitions))
    var low = 1 / Double(partitions)
    var high = 1.0
    while high > low * 1.001 {
      let middle = (low * high).squareRoot()
      let law = PartitionShare(
        popularity: popularity, partitions: partitions, limit: middle, cells: 512)
      if law.below >= level - 1e-12 { high = middle } else { low = middle }
    }
    return partitionLimit / high
  }
}
