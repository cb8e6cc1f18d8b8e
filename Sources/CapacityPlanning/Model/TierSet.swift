/// Some of the tiers.
package struct TierSet: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  private init(_ tier: Tier) { rawValue = 1 << tier.order }

  package static let frontEnd = TierSet(.frontEnd)
  package static let edge = TierSet(.edge)
  package static let entry = TierSet(.entry)
  package static let compute = TierSet(.compute)
  package static let database = TierSet(.database)
  package static let tables = TierSet(.tables)
  package static let cache = TierSet(.cache)
  package static let files = TierSet(.files)
  package static let messaging = TierSet(.messaging)
  package static let workers = TierSet(.workers)
  package static let network = TierSet(.network)
  package static let observability = TierSet(.observability)
  package static let all = TierSet(rawValue: 1 << Tier.allCases.count - 1)

  /// Whether a tier is among them.
  package func holds(_ tier: Tier) -> Bool { holds(tier.order) }

  /// Whether the tier of a place in their order is among them.
  func holds(_ order: Int) -> Bool { rawValue & 1 << order != 0 }
}
