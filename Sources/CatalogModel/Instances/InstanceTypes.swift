package import Quantities

/// A virtual machine type of EC2, with its price in the region that the catalog was opened for.
package struct ComputeInstance: Hashable, Sendable {
  package let name: String
  package let family: String
  /// `arm64` or `x86_64`.
  package let architecture: String
  package let virtualCPUs: Int
  package let memory: GiB
  package let isCurrentGeneration: Bool
  /// The share of each vCPU that a burstable type sustains; nil for the others.
  package let burstBaseline: Double?
  package let networkBaselineGbps: Double
  /// Linux, shared tenancy, on demand.
  package let hourly: USDPerHour
  package let citation: Citation

  package init(
    name: String, family: String, architecture: String, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, burstBaseline: Double?, networkBaselineGbps: Double,
    hourly: USDPerHour, citation: Citation
  ) {
    self.name = name
    self.family = family
    self.architecture = architecture
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.isCurrentGeneration = isCurrentGeneration
    self.burstBaseline = burstBaseline
    self.networkBaselineGbps = networkBaselineGbps
    self.hourly = hourly
    self.citation = citation
  }
}

/// A class of RDS or Aurora for one engine, with its price in the region.
package struct DatabaseInstance: Hashable, Sendable {
  /// What the class runs.
  package enum Engine: String, Hashable, Sendable, CaseIterable {
    case postgres, mysql
    case auroraPostgres = "aurora-postgres"
    case auroraMySQL = "aurora-mysql"
  }

  /// `db.m7g.large`.
  package let name: String
  package let family: String
  package let engine: Engine
  package let virtualCPUs: Int
  package let memory: GiB
  package let isCurrentGeneration: Bool
  /// One instance in one zone (for Aurora: one instance of the cluster, standard storage).
  package let hourly: USDPerHour
  /// An instance with its standby; nil where AWS lists none, and for Aurora.
  package let multiZoneHourly: USDPerHour?
  package let citation: Citation

  package init(
    name: String, family: String, engine: Engine, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, hourly: USDPerHour, multiZoneHourly: USDPerHour?, citation: Citation
  ) {
    self.name = name
    self.family = family
    self.engine = engine
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.isCurrentGeneration = isCurrentGeneration
    self.hourly = hourly
    self.multiZoneHourly = multiZoneHourly
    self.citation = citation
  }
}

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

  package init(
    name: String, family: String, engine: Engine, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, hourly: USDPerHour, citation: Citation
  ) {
    self.name = name
    self.family = family
    self.engine = engine
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.isCurrentGeneration = isCurrentGeneration
    self.hourly = hourly
    self.citation = citation
  }
}
