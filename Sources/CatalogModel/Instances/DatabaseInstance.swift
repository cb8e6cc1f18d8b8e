package import Quantities

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
  /// A writer and two readable standbys, as one price; nil where AWS lists none.
  package let multiZoneClusterHourly: USDPerHour?
  /// The Aurora price with I/O included; nil for RDS and where AWS lists none.
  package let ioOptimizedHourly: USDPerHour?
  /// The default limit of connections: estimated for RDS, documented for Aurora; nil if unknown.
  package let connections: Int?
  /// The network performance in AWS's words, such as `Up to 12.5 Gigabit`.
  package let network: String?

  package init(
    name: String, family: String, engine: Engine, virtualCPUs: Int, memory: GiB,
    isCurrentGeneration: Bool, hourly: USDPerHour, multiZoneHourly: USDPerHour?, citation: Citation,
    multiZoneClusterHourly: USDPerHour? = nil, ioOptimizedHourly: USDPerHour? = nil,
    connections: Int? = nil, network: String? = nil
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
    self.multiZoneClusterHourly = multiZoneClusterHourly
    self.ioOptimizedHourly = ioOptimizedHourly
    self.connections = connections
    self.network = network
  }
}
