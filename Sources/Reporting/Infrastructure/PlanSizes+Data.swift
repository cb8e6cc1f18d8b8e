import CapacityPlanning
import Quantities

private let databaseClassPattern = "^db[.][a-z0-9-]+[.][a-z0-9-]+$"
private let cacheNodePattern = "^cache[.][a-z0-9-]+[.][a-z0-9-]+$"

/// Sizes of the SQL database, with how long its backups are kept.
///
/// - Parameter dataLossMinutes: The most work that may be lost. Managed databases recover to any
///   minute within the retention; the tighter the requirement, the longer mistakes stay reversible.
///   A database on the instance is snapshot as often as the requirement asks, at most hourly.
func databaseSizes(_ tier: RelationalTier, dataLossMinutes: Double) -> [PlanSize] {
  let storage = PlanSize.number(
    "database_storage", "Storage of the database in GiB.", tier.storage.value.rounded(.up),
    in: 20...65_536)
  let retention = PlanSize.number(
    "backup_retention", "Days that backups of the database are kept.",
    dataLossMinutes <= 15 ? 35 : dataLossMinutes <= 240 ? 14 : 7, in: 1...35)
  let databaseClass = PlanSize.text(
    "database_class", "Class of each database instance.", tier.instanceClass ?? "db.t4g.medium",
    databaseClassPattern)
  let readers = PlanSize.number(
    "aurora_readers", "Aurora instances that read, the first of which takes over.",
    Double(auroraReaders(tier)), in: 0...15, isTerraformOnly: true)
  switch tier.engine {
  case .onInstance:
    let hours = [12.0, 8, 6, 4, 3, 2].first { $0 * 60 <= dataLossMinutes } ?? 1
    return [
      storage,
      .number("snapshot_interval", "Hours between snapshots of the database.", hours, in: 1...24),
      .number(
        "snapshot_count", "Snapshots of the database that are kept.", (7 * 24 / hours).rounded(),
        in: 1...1_000),
    ]
  case .rds:
    let replicas = PlanSize.number(
      "read_replicas", "Replicas of the database that read.", Double(tier.readReplicas),
      in: 1...15, isTerraformOnly: true)
    let operations = PlanSize.number(
      "database_operations", "I/O operations a second of the database's storage.",
      Double(tier.storageOperations), in: 12_000...64_000)
    let ceiling = PlanSize.number(
      "database_storage_ceiling", "Storage up to which the database may grow by itself, in GiB.",
      StorageSizing.ceiling(tier.storage).value, in: 20...65_536)
    return [databaseClass, storage, ceiling, retention] + (tier.readReplicas > 0 ? [replicas] : [])
      + (tier.hasProvisionedOperations ? [operations] : [])
  case .aurora: return [databaseClass, readers, retention]
  case .auroraServerless:
    // A maximum below one unit is refused, and capacity goes in halves.
    let least = (tier.minimumCapacityUnits * 2).rounded(.up) / 2
    let most = max(1, least, (tier.maximumCapacityUnits * 2).rounded(.up) / 2)
    return [
      .number("database_minimum_units", "Fewest Aurora capacity units.", least, in: 0...256),
      .number("database_maximum_units", "Most Aurora capacity units.", most, in: 1...256),
      readers, retention,
    ]
  }
}

extension RelationalTier {
  /// Whether the storage is large enough to choose its operations: below 400 GiB they are fixed.
  var hasProvisionedOperations: Bool { engine == .rds && storage.value >= 400 }
}

/// Readers beside the writer: those that the plan counts, and one that takes over where it asks for that.
func auroraReaders(_ tier: RelationalTier) -> Int {
  min(15, max(tier.readReplicas, tier.isMultiZone ? 1 : 0))
}

/// Sizes of the cache.
func cacheSizes(_ tier: CacheTier) -> [PlanSize] {
  let type = PlanSize.text(
    "cache_node_type", "Type of each cache node.", tier.nodeType, cacheNodePattern)
  switch tier.engine {
  case .valkey:
    return [
      type,
      .number("cache_shards", "Shards of the cache.", Double(tier.shards), in: 1...500),
      .number(
        "cache_replicas", "Replicas of each shard of the cache.", Double(tier.replicasPerShard),
        in: 0...5),
    ]
  case .memcached:
    return [type, .number("cache_nodes", "Nodes of the cache.", Double(tier.shards), in: 1...40)]
  }
}

/// Sizes of the accelerator before DynamoDB: three nodes where the plan spreads over zones, which is
/// what AWS advises for production.
func acceleratorSizes(zones: Int) -> [PlanSize] {
  [
    .text(
      "accelerator_node_type", "Type of each DAX node.",
      zones > 1 ? "dax.r5.large" : "dax.t3.small",
      "^dax[.][a-z0-9-]+[.][a-z0-9-]+$"),
    .number("accelerator_nodes", "Nodes of the DAX cluster.", zones > 1 ? 3 : 1, in: 1...11),
  ]
}
