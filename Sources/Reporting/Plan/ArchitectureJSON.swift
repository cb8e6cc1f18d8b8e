import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

/// An architecture for programs: its sizes, and its parts with the reason for each.
enum ArchitectureJSON {
  static func value(_ stage: PlannedStage) -> JSONValue {
    let architecture = stage.architecture
    var members: JSONMembers = [
      "summary": .string(ArchitectureWords(stage: stage).short),
      "zones": .number(Double(architecture.zones)),
      "frontEnd": .string(architecture.frontEnd.rawValue),
      "edge": .string(architecture.edge.rawValue),
      "exposure": .string(architecture.exposure.rawValue),
      "balancing": .string(architecture.balancing.rawValue),
      "hasInspection": .bool(architecture.hasInspection),
      "hasFileStorage": .bool(architecture.hasFileStorage),
      "messaging": .strings(architecture.messaging.map(\.rawValue)),
      "compute": compute(architecture.compute),
      "relational": architecture.relational.map(relational) ?? .null,
      "tables": .array(architecture.tables.map(table)),
      "cache": architecture.cache.map(cache) ?? .null,
      "workers": architecture.workers.map(workers) ?? .null,
      "components": .array(stage.components.map(component)),
      "method": .string(Method.derived.label),
    ]
    if !architecture.variants.isEmpty {
      // What the other members say is the model; these are the options that were chosen.
      members["chosenInstead"] = .object(
        JSONMembers(architecture.variants.mapValues { .string($0) }))
    }
    return .object(members)
  }

  private static func compute(_ tier: ComputeTier) -> JSONValue {
    .object([
      "platform": .string(tier.platform.rawValue), "instanceType": .optional(tier.instanceType),
      "count": .number(Double(tier.count)), "minimumCount": .number(Double(tier.minimumCount)),
      "virtualCPUs": .number(tier.virtualCPUs), "memoryGiB": .number(tier.memory.value),
      "processor": .string(tier.processor), "concurrency": .number(Double(tier.concurrency)),
    ])
  }

  private static func relational(_ tier: RelationalTier) -> JSONValue {
    .object([
      "engine": .string(tier.engine.rawValue), "instanceClass": .optional(tier.instanceClass),
      "isMultiZone": .bool(tier.isMultiZone),
      "readReplicas": .number(Double(tier.readReplicas)), "hasProxy": .bool(tier.hasProxy),
      "minimumCapacityUnits": .number(tier.minimumCapacityUnits),
      "maximumCapacityUnits": .number(tier.maximumCapacityUnits),
      "storageGiB": .number(tier.storage.value),
      "storageOperationsPerSecond": .number(Double(tier.storageOperations)),
      "connectionLimit": .number(Double(tier.connectionLimit)),
    ])
  }

  private static func table(_ table: TableStore) -> JSONValue {
    .object([
      "name": .string(table.name), "peakReadUnitsPerSecond": .number(table.peakReadUnits),
      "peakWriteUnitsPerSecond": .number(table.peakWriteUnits),
      "storageGiB": .number(table.storage.value), "isOnDemand": .bool(table.isOnDemand),
      "hasAccelerator": .bool(table.hasAccelerator),
    ])
  }

  private static func cache(_ tier: CacheTier) -> JSONValue {
    .object([
      "engine": .string(tier.engine.rawValue), "nodeType": .string(tier.nodeType),
      "shards": .number(Double(tier.shards)),
      "replicasPerShard": .number(Double(tier.replicasPerShard)),
      "hitRatio": .number(tier.hitRatio),
    ])
  }

  private static func workers(_ tier: WorkerTier) -> JSONValue {
    .object([
      "platform": .string(tier.platform.rawValue), "count": .number(Double(tier.count)),
      "virtualCPUs": .number(tier.virtualCPUs), "memoryGiB": .number(tier.memory.value),
    ])
  }

  private static func component(_ part: Component) -> JSONValue {
    .object([
      "slot": .string(part.slot), "tier": .string(part.tier.rawValue),
      "option": .string(part.option), "title": .string(part.title), "size": .string(part.size),
      "decision": .string(part.decision), "because": .string(part.trigger),
      "reason": .string(part.reason.rawValue), "rule": .optional(part.rule),
    ])
  }
}
