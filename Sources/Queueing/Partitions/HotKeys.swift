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
  /// The law of one partition's share of all requests, on cells of a width of `cell`.
  private let shareLaw: [Double]
  private let cell: Double

  /// A spread table.
  ///
  /// The law of a partition's share is a convolution: each of the 512 most popular keys is there
  /// with probability 1/P, on a grid of 4,096 cells on which means are kept exactly; the other keys,
  /// of which each partition has many, count with their mean.
  ///
  /// - Precondition: partitions from 1 to a million, the limit finite and positive.
  /// - Complexity: 512 passes over the grid.
  package init(popularity: ZipfPopularity, partitions: Int, partitionLimit: Double) {
    precondition(partitions >= 1 && partitions <= 1_000_000, "partitions")
    precondition(partitionLimit > 0 && partitionLimit.isFinite, "partition limit")
    self.popularity = popularity
    self.partitions = partitions
    self.partitionLimit = partitionLimit
    let count = 4096
    cell = 1 / Double(count - 1)
    let chance = 1 / Double(partitions)
    let listed = min(popularity.items, 512)
    var law = [Double](repeating: 0, count: count + 1)
    var listedShare = 0.0
    law[0] = 1
    var top = 0
    for rank in 1...listed {
      let share = popularity.share(ofRank: rank)
      listedShare += share
      Self.add(share / cell, chance: chance, to: &law, &top)
    }
    Self.add(max(0, 1 - listedShare) * chance / cell, chance: 1, to: &law, &top)
    shareLaw = law
  }

  /// How throttled shares are obtained.
  package static let method = Method.approximate(
    "keys placed at random, the less popular by their mean; share of throttling within 0.002")

  /// The share of requests that are throttled, on average over placements, when the table is asked
  /// for `load` units a second.
  package func throttledShare(load: Double) -> Double {
    guard load > 0 else { return 0 }
    let limit = partitionLimit / load
    var excess = 0.0
    for (index, probability) in shareLaw.enumerated() {
      let share = Double(index) * cell
      if share > limit { excess += probability * (share - limit) }
    }
    return min(1, excess * Double(partitions))
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
  package var typicalLimit: Double {
    // The median of the greatest of P nearly independent shares.
    let level = Double.pow(0.5, 1 / Double(partitions))
    var below = 0.0
    for (index, probability) in shareLaw.enumerated() {
      below += probability
      if below >= level - 1e-12 {
        return partitionLimit / max(Double(index) * cell, 1 / Double(partitions))
      }
    }
    return singleKeyLimit
  }

  /// Adds a key of this size, in cells, that is there with this chance; a size between two cells is
  /// split so that the mean is kept.
  private static func add(_ size: Double, chance: Double, to law: inout [Double], _ top: inout Int)
  {
    let whole = Int(size)
    let part = size - Double(whole)
    let last = law.count - 1
    var index = min(top, last)
    top = min(top + whole + 1, last)
    while index >= 0 {
      let here = law[index]
      if here > 0 {
        law[index] = here * (1 - chance)
        law[min(index + whole, last)] += here * chance * (1 - part)
        law[min(index + whole + 1, last)] += here * chance * part
      }
      index -= 1
    }
  }
}
