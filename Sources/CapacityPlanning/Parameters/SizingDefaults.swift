import CatalogModel
import OrderedCollections
package import Quantities

/// What the agents of a cluster take of each of its machines.
private struct NodeAgents: Hashable, Sendable {
  let virtualCPUs: Double
  /// Of the vCPUs, beside those.
  let share: Double
  let memory: GiB
}

/// What sizing takes for granted where several sizes would do: `Catalog/planning/sizing.yaml` and
/// limits of services, read once and typed.
package struct SizingDefaults: Hashable, Sendable {
  private let taskAgents: NodeAgents
  private let clusterAgents: NodeAgents
  /// The number of machines or tasks above which only large ones are taken.
  let mostSmall: Int
  /// The vCPUs from which a machine counts as large.
  let largeVirtualCPUs: Int
  /// vCPUs of the task sizes of Fargate, the least first.
  let taskSizes: [Double]
  let taskMemoryPerVirtualCPU: GiB
  /// Memory sizes of functions to try in MB, the least first; the last comes with one full vCPU.
  let functionMemories: [Double]
  let jobVirtualCPUs: Double
  let jobMemory: GiB
  private let storageGrowth: Double
  private let leastStorage: Double
  private let usableMemoryShare: Double
  private let bytesPerConnection: Double
  private let mostConnections: Double
  /// Connections of PostgreSQL on the application's own instance.
  let connectionsOnInstance: Int
  /// Operations that one write of a record causes on a volume.
  let operationsPerWrite: Double
  /// The step in which operations are provisioned.
  let operationsStep: Double
  /// Volumes from this size on are striped: four times the baseline, and more to be had.
  let stripedSize: GiB
  let mostCacheNodes: Double
  let mostReplicasRDS: Int
  let mostReplicasAurora: Int
  /// Replicas of a burstable class, besides one that availability asks for.
  let mostReplicasBurstable: Int
  /// How empty a tier of more large machines than that may be made for the sake of response times:
  /// below it more machines do not shorten them.
  let leastUtilization: Double
  /// Person-days a month that a read replica takes, and a node of a cache.
  let replicaDays: Double
  let cacheNodeDays: Double
  /// A rush that takes at least so long to rise is followed by adding capacity.
  package let slowRush: Seconds

  /// Reads the facts through `number`, which notes them; a gap names what the catalog lacks.
  init(
    _ catalog: Catalog, _ number: (String) throws(Catalog.Gap) -> Double
  ) throws(Catalog.Gap) {
    taskAgents = NodeAgents(
      virtualCPUs: try number("planning.agents#ecsVirtualCPUs"),
      share: try number("planning.agentShare#ecs-ec2"), memory: .zero)
    clusterAgents = NodeAgents(
      virtualCPUs: try number("planning.agents#eksVirtualCPUs"),
      share: try number("planning.agentShare#eks"),
      memory: GiB(try number("planning.agents#eksMemoryGiB")))
    mostSmall = Int(try number("planning.fleet#mostSmall"))
    largeVirtualCPUs = Int(try number("planning.fleet#largeVirtualCPUs"))
    taskMemoryPerVirtualCPU = GiB(try number("planning.taskMemoryPerVirtualCPUGiB"))
    functionMemories = [
      try number("planning.functionMemoriesMB#least"),
      try number("planning.functionMemoriesMB#middle"),
      try number("planning.functionMemoriesMB#wholeVirtualCPU"),
    ]
    jobVirtualCPUs = try number("planning.jobTask#virtualCPUs")
    jobMemory = GiB(try number("planning.jobTask#memoryGiB"))
    storageGrowth = try number("planning.databaseStorage#growth")
    leastStorage = try number("planning.databaseStorage#leastGiB")
    usableMemoryShare = try number("limit.rds.maxConnections.usableMemoryFraction")
    bytesPerConnection = try number("planning.databaseConnections#bytesEach")
    mostConnections = try number("planning.databaseConnections#most")
    connectionsOnInstance = Int(try number("planning.databaseConnections#onInstance"))
    operationsPerWrite = try number("planning.volumeOperations#perWrite")
    operationsStep = try number("planning.volumeOperations#step")
    stripedSize = GiB(try number("planning.volumeOperations#stripedFromGiB"))
    mostCacheNodes = try number("limit.elasticache.nodesPerClusterDefault")
    mostReplicasRDS = Int(try number("limit.rds.readReplicas.max"))
    mostReplicasAurora = Int(try number("limit.aurora.replicas.max"))
    mostReplicasBurstable = Int(try number("planning.replicas#mostBurstable"))
    leastUtilization = try number("planning.fleet#leastUtilization")
    replicaDays = try number("planning.operationDays#replica")
    cacheNodeDays = try number("planning.operationDays#cacheNode")
    slowRush = Seconds(try number("planning.slowRushMinutes") * 60)
    guard case .table(let sizes)? = catalog.fact("fargate.memoryLeastGB")?.value else {
      throw .fact("fargate.memoryLeastGB")
    }
    taskSizes = sizes.keys.compactMap { Double($0) }.sorted()
  }

  /// The share of a machine's vCPUs that the agents of a cluster use: the less, the larger it is.
  func agentShare(_ platform: ComputePlatform, virtualCPUs: Double) -> Double {
    agents(platform).map { min(0.9, $0.share + $0.virtualCPUs / virtualCPUs) } ?? 0
  }

  /// The memory of each machine that the agents of a cluster use.
  func agentMemory(_ platform: ComputePlatform) -> GiB {
    agents(platform)?.memory ?? .zero
  }

  /// The agents on the machines of a platform; nil without a cluster.
  private func agents(_ platform: ComputePlatform) -> NodeAgents? {
    switch platform {
    case .ecsOnEC2: taskAgents
    case .eks: clusterAgents
    case .singleInstance, .autoScalingGroup, .fargate, .lambda: nil
    }
  }

  /// The storage to provision: the data with room to grow, at least what an engine asks for.
  func storage(for size: GiB) -> GiB {
    GiB(max(leastStorage, (size.value * storageGrowth).rounded(.up)))
  }

  /// Connections that an engine allows with an amount of memory: `min(memory / bytes, most)` of the
  /// memory that the operating system leaves, the rule of RDS for PostgreSQL.
  func connectionLimit(memory: GiB) -> Int {
    Int(min(mostConnections, memory.value * usableMemoryShare * 1_073_741_824 / bytesPerConnection))
  }
}
