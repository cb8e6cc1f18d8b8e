package import Quantities

/// A node type of ElastiCache for one engine, with its price in the region.
package struct CacheNode: Hashable, Sendable {
  package enum Engine: String, Hashable, Sendable, CaseIterable {
    case valkey, redis, memcached
  }

  /// `cache.m7g.large`.
  package let name: String
  package let family: String
  package let engine: Engine
  package let virtualCPUs: Int
  package let memory: GiB
  package let isCurrentGeneration: Bool
  package let hourly: USDPerHour
  package let citation: Citation
  /// The sustained bandwidth; nil if unknown.
  package let networkBaselineGbps: Double?
  /// The bandwidth that a node reaches for a while; nil if it does not burst or is unknown.
  package let networkBurstGbps: Double?
  /// The `maxmemory` setting of Redis and Valkey in bytes; nil if unknown.
  package let maxMemoryBytes: Double?

  package init(
    name: String, family: String, engine: Engine, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, hourly: USDPerHour, citation: Citation,
    networkBaselineGbps: Double? = nil, networkBurstGbps: Double? = nil,
    maxMemoryBytes: Double? = nil
  ) {
    self.name = name
    self.family = family
    self.engine = engine
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.isCurrentGeneration = isCurrentGeneration
    self.hourly = hourly
    self.citation = citation
    self.networkBaselineGbps = networkBaselineGbps
    self.networkBurstGbps = networkBurstGbps
    self.maxMemoryBytes = maxMemoryBytes
  }
}
