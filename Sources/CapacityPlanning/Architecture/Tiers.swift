package import Quantities

/// The compute tier: instances, tasks or functions.
package struct ComputeTier: Hashable, Sendable {
  package let platform: ComputePlatform
  /// Instance type of the platform's nodes; nil for Fargate and Lambda.
  package let instanceType: String?
  /// Instances or tasks at the peak, with a zone lost; 0 for Lambda.
  package internal(set) var count: Int
  /// The least that run at any time.
  package internal(set) var minimumCount: Int
  /// Virtual CPUs of one instance or task; of a function, its share by memory.
  package let virtualCPUs: Double
  package let memory: GiB
  /// `arm64` or `x86_64`.
  package let processor: String
  /// Concurrent executions at the peak, for Lambda; 0 elsewhere.
  package internal(set) var concurrency: Int

  package init(
    platform: ComputePlatform, instanceType: String?, count: Int, minimumCount: Int,
    virtualCPUs: Double, memory: GiB, processor: String, concurrency: Int
  ) {
    self.platform = platform
    self.instanceType = instanceType
    self.count = count
    self.minimumCount = minimumCount
    self.virtualCPUs = virtualCPUs
    self.memory = memory
    self.processor = processor
    self.concurrency = concurrency
  }
}

/// The SQL database.
package struct RelationalTier: Hashable, Sendable {
  package let engine: RelationalEngine
  /// Class of each instance; nil for Serverless v2 and on the instance.
  package let instanceClass: String?
  /// Whether a standby or a replica takes over when a zone is lost.
  package let isMultiZone: Bool
  package let readReplicas: Int
  package let hasProxy: Bool
  /// Least and greatest Aurora capacity units; 0 for other engines, and the least of a cluster that
  /// pauses while nobody uses it.
  package let minimumCapacityUnits: Double
  package let maximumCapacityUnits: Double
  package internal(set) var storage: GiB
  /// I/O operations a second that RDS storage is provisioned for; 0 for other engines.
  package internal(set) var storageOperations: Int
  /// Connections that the class or capacity allows.
  package let connectionLimit: Int

  package init(
    engine: RelationalEngine, instanceClass: String?, isMultiZone: Bool, readReplicas: Int,
    hasProxy: Bool, minimumCapacityUnits: Double, maximumCapacityUnits: Double, storage: GiB,
    storageOperations: Int = 0,
    connectionLimit: Int
  ) {
    self.engine = engine
    self.instanceClass = instanceClass
    self.isMultiZone = isMultiZone
    self.readReplicas = readReplicas
    self.hasProxy = hasProxy
    self.minimumCapacityUnits = minimumCapacityUnits
    self.maximumCapacityUnits = maximumCapacityUnits
    self.storage = storage
    self.storageOperations = storageOperations
    self.connectionLimit = connectionLimit
  }
}

/// A DynamoDB table for one data set.
package struct TableStore: Hashable, Sendable {
  /// The data set's name.
  package let name: String
  /// Request units per second at the peak.
  package let peakReadUnits: Double
  package let peakWriteUnits: Double
  package let storage: GiB
  package let isOnDemand: Bool
  package let hasAccelerator: Bool

  package init(
    name: String, peakReadUnits: Double, peakWriteUnits: Double, storage: GiB, isOnDemand: Bool,
    hasAccelerator: Bool
  ) {
    self.name = name
    self.peakReadUnits = peakReadUnits
    self.peakWriteUnits = peakWriteUnits
    self.storage = storage
    self.isOnDemand = isOnDemand
    self.hasAccelerator = hasAccelerator
  }
}

/// The in-memory cache before the data tier.
package struct CacheTier: Hashable, Sendable {
  package let engine: CacheEngine
  package let nodeType: String
  package let shards: Int
  package let replicasPerShard: Int
  /// The share of all cacheable reads that it answers.
  package let hitRatio: Double

  package init(
    engine: CacheEngine, nodeType: String, shards: Int, replicasPerShard: Int, hitRatio: Double
  ) {
    self.engine = engine
    self.nodeType = nodeType
    self.shards = shards
    self.replicasPerShard = replicasPerShard
    self.hitRatio = hitRatio
  }
}

/// What runs background jobs.
package struct WorkerTier: Hashable, Sendable {
  package let platform: ComputePlatform
  package internal(set) var count: Int
  package let virtualCPUs: Double
  package let memory: GiB

  package init(platform: ComputePlatform, count: Int, virtualCPUs: Double, memory: GiB) {
    self.platform = platform
    self.count = count
    self.virtualCPUs = virtualCPUs
    self.memory = memory
  }
}
