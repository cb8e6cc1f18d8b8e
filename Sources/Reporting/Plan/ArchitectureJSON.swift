import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

/// An architecture for programs: its sizes, and its parts with the reason for each.
enum ArchitectureJSON {
  static func write(_ stage: PlannedStage, to json: inout JSONWriter) {
    let architecture = stage.architecture
    json.object { json in
      json.member("balancing", architecture.balancing.rawValue)
      json.member("cache", orNull: architecture.cache, cache)
      if !architecture.variants.isEmpty {
        // What the other members say is the model; these are the options that were chosen.
        json.member("chosenInstead", byName: architecture.variants)
      }
      json.member("components", each: stage.components, component)
      json.member("compute") { compute(architecture.compute, to: &$0) }
      json.member("edge", architecture.edge.rawValue)
      json.member("exposure", architecture.exposure.rawValue)
      json.member("frontEnd", architecture.frontEnd.rawValue)
      json.member("hasFileStorage", architecture.hasFileStorage)
      json.member("hasInspection", architecture.hasInspection)
      json.member("messaging", architecture.messaging.map(\.rawValue))
      json.member("method", Method.derived.label)
      json.member("relational", orNull: architecture.relational, relational)
      json.member("summary", ArchitectureWords(stage: stage).short)
      json.member("tables", each: architecture.tables, table)
      json.member("workers", orNull: architecture.workers, workers)
      json.member("zones", architecture.zones)
    }
  }

  private static func compute(_ tier: ComputeTier, to json: inout JSONWriter) {
    json.object { json in
      json.member("concurrency", tier.concurrency)
      json.member("count", tier.count)
      json.member("instanceType", orNull: tier.instanceType)
      json.member("memoryGiB", tier.memory.value)
      json.member("minimumCount", tier.minimumCount)
      json.member("platform", tier.platform.rawValue)
      json.member("processor", tier.processor)
      json.member("virtualCPUs", tier.virtualCPUs)
    }
  }

  private static func relational(_ tier: RelationalTier, to json: inout JSONWriter) {
    json.object { json in
      json.member("connectionLimit", tier.connectionLimit)
      json.member("engine", tier.engine.rawValue)
      json.member("hasProxy", tier.hasProxy)
      json.member("instanceClass", orNull: tier.instanceClass)
      json.member("isMultiZone", tier.isMultiZone)
      json.member("maximumCapacityUnits", tier.maximumCapacityUnits)
      json.member("minimumCapacityUnits", tier.minimumCapacityUnits)
      json.member("readReplicas", tier.readReplicas)
      json.member("storageGiB", tier.storage.value)
      json.member("storageOperationsPerSecond", tier.storageOperations)
    }
  }

  private static func table(_ table: TableStore, to json: inout JSONWriter) {
    json.object { json in
      json.member("hasAccelerator", table.hasAccelerator)
      json.member("isOnDemand", table.isOnDemand)
      json.member("name", table.name)
      json.member("peakReadUnitsPerSecond", table.peakReadUnits)
      json.member("peakWriteUnitsPerSecond", table.peakWriteUnits)
      json.member("storageGiB", table.storage.value)
    }
  }

  private static func cache(_ tier: CacheTier, to json: inout JSONWriter) {
    json.object { json in
      json.member("engine", tier.engine.rawValue)
      json.member("hitRatio", tier.hitRatio)
      json.member("nodeType", tier.nodeType)
      json.member("replicasPerShard", tier.replicasPerShard)
      json.member("shards", tier.shards)
    }
  }

  private static func workers(_ tier: WorkerTier, to json: inout JSONWriter) {
    json.object { json in
      json.member("count", tier.count)
      json.member("memoryGiB", tier.memory.value)
      json.member("platform", tier.platform.rawValue)
      json.member("virtualCPUs", tier.virtualCPUs)
    }
  }

  private static func component(_ part: Component, to json: inout JSONWriter) {
    json.object { json in
      json.member("because", part.trigger)
      json.member("decision", part.decision)
      json.member("option", part.option)
      json.member("reason", part.reason.rawValue)
      json.member("rule", orNull: part.rule)
      json.member("size", part.size)
      json.member("slot", part.slot)
      json.member("tier", part.tier.rawValue)
      json.member("title", part.title)
    }
  }
}
