package import CapacityPlanning
import Quantities
package import Reporting

/// Architectures that between them hold every option and every pair of options whose parts touch.
package enum InfrastructureMatrix {
  package static let cases: [(name: String, request: InfrastructureRequest)] = rows.enumerated().map
  {
    let name = "case-\($0 < 9 ? "0" : "")\($0 + 1)"
    return (name, request(architecture($1), named: name, isEurope: $0 % 2 == 0))
  }

  /// One instance that faces its users: with files at the edge, and with everything on it.
  private static let publicInstances = [
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1], [3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  ]

  package static let rows: [[Int]] =
    publicInstances
    + pairwiseRows(
      levels: [
        FrontEndHosting.allCases.count, Edge.allCases.count, Exposure.allCases.count,
        balancings.count, ComputePlatform.allCases.count, databases.count, tables.count,
        caches.count, messaging.count, workers.count, 3, 4,
      ],
      // The way in, what runs code with its stores, messaging with who reads it, what is watched.
      coupled: [[0, 1, 2, 3, 4], [4, 5, 6, 7, 9, 10], [8, 9], [2, 4, 11]], seed: 20_261_123
    ) { row in
      let isOnInstance = databases[row[5]]?.engine == .onInstance
      return !isOnInstance || ComputePlatform.allCases[row[4]] == .singleInstance
    }

  /// The Classic Load Balancer is never recommended.
  package static let balancings = Balancing.allCases.filter { $0 != .clb }

  package static func architecture(_ row: [Int]) -> Architecture {
    let platform = ComputePlatform.allCases[row[4]]
    return Architecture(
      frontEnd: FrontEndHosting.allCases[row[0]], edge: Edge.allCases[row[1]],
      exposure: Exposure.allCases[row[2]], balancing: balancings[row[3]],
      hasInspection: row[11] == 3,
      compute: compute(platform, isARM: row[11] != 0, isFixed: row[10] == 1),
      relational: databases[row[5]], tables: tables[row[6]], cache: caches[row[7]],
      hasFileStorage: row[11] % 2 == 1, messaging: messaging[row[8]], workers: workers[row[9]],
      zones: row[10] + 1,
      observability: Observability(hasMetrics: row[11] != 2, hasTraces: row[11] % 2 == 0))
  }

  /// - Parameter isFixed: Whether as many run at least as at most.
  package static func compute(
    _ platform: ComputePlatform, isARM: Bool = true, isFixed: Bool = false
  ) -> ComputeTier {
    let isManaged = platform == .fargate || platform == .lambda
    return ComputeTier(
      platform: platform, instanceType: isManaged ? nil : isARM ? "m7g.large" : "m7i.large",
      count: platform == .lambda ? 0 : 4, minimumCount: platform == .lambda ? 0 : isFixed ? 4 : 2,
      virtualCPUs: 2, memory: GiB(platform == .lambda ? 1.5 : 8),
      processor: isARM ? "arm64" : "x86_64", concurrency: platform == .lambda ? 120 : 0)
  }

  package static let databases: [RelationalTier?] = [
    nil, relational(.onInstance), relational(.rds),
    relational(.rds, isMultiZone: true, replicas: 2, hasProxy: true),
    relational(.aurora, replicas: 3), relational(.aurora, isMultiZone: true, hasProxy: true),
    relational(.auroraServerless), relational(.auroraServerless, isMultiZone: true, hasProxy: true),
  ]

  package static func relational(
    _ engine: RelationalEngine, isMultiZone: Bool = false, replicas: Int = 0, hasProxy: Bool = false
  ) -> RelationalTier {
    let isServerless = engine == .auroraServerless
    let hasClass = engine == .rds || engine == .aurora
    return RelationalTier(
      engine: engine, instanceClass: hasClass ? "db.r7g.large" : nil, isMultiZone: isMultiZone,
      readReplicas: replicas, hasProxy: hasProxy, minimumCapacityUnits: isServerless ? 0.5 : 0,
      maximumCapacityUnits: isServerless ? 16 : 0, storage: GiB(isMultiZone ? 600 : 100),
      storageOperations: isMultiZone ? 14_000 : 3_000, connectionLimit: 1_600)
  }

  package static let tables: [[TableStore]] = [
    [], [table("sessions")],
    [table("Order items \"${x}\"", isOnDemand: false), table("sessions")],
    [table("sessions", hasAccelerator: true)],
  ]

  package static func table(_ name: String, isOnDemand: Bool = true, hasAccelerator: Bool = false)
    -> TableStore
  {
    TableStore(
      name: name, peakReadUnits: 120.4, peakWriteUnits: 30.2, storage: GiB(20),
      isOnDemand: isOnDemand, hasAccelerator: hasAccelerator)
  }

  package static let caches: [CacheTier?] = [
    nil, cache(.valkey, shards: 1, replicas: 0), cache(.valkey, shards: 1, replicas: 1),
    cache(.valkey, shards: 3, replicas: 2), cache(.memcached, shards: 1, replicas: 0),
    cache(.memcached, shards: 3, replicas: 0),
  ]

  package static func cache(_ engine: CacheEngine, shards: Int, replicas: Int) -> CacheTier {
    CacheTier(
      engine: engine, nodeType: "cache.r7g.large", shards: shards, replicasPerShard: replicas,
      hitRatio: 0.8)
  }

  package static let messaging: [[MessagingPart]] = [[], [.queue], [.stream], [.queue, .stream]]

  package static let workers: [WorkerTier?] =
    [nil]
    + ComputePlatform.allCases.map {
      WorkerTier(platform: $0, count: 3, virtualCPUs: 1, memory: GiB(3))
    }

  /// A request whose texts are hostile wherever a user could have written them.
  package static func request(_ architecture: Architecture, named name: String, isEurope: Bool)
    -> InfrastructureRequest
  {
    let region = isEurope ? "eu-central-1" : "us-east-1"
    return InfrastructureRequest(
      systemName: "web-shop", region: region, stageID: name,
      stageLabel: "More than \"10,000\" users | `${now}`", planDigest: "0123abcd",
      architecture: architecture, triggers: triggers(of: architecture),
      decisions: Dictionary(
        uniqueKeysWithValues: DecidedPart.allCases.map {
          ($0, "\($0.rawValue) fits \"${best}\"\n#checkov:skip=CKV_AWS_1:none")
        }),
      dataLossMinutes: 60, availabilityZones: ["a", "b", "c"].map { region + $0 },
      peakRate: RequestsPerSecond(812.3), facts: ShippedFacts.node, jobLoad: Erlangs(1.6),
      jobTime: Seconds(20))
  }

  package static func triggers(of architecture: Architecture) -> [TriggerAlarm] {
    let parts: [WatchedPart] =
      [.compute, .workers, .loadBalancer, .api, .database, .cache, .queue, .stream]
      + architecture.tables.map { .table($0.name) }
    return parts.enumerated().compactMap { index, part in
      part.utilizationMetric(in: architecture).map {
        TriggerAlarm(
          id: "trigger \(index)", part: part, metric: $0,
          comparison: index == 0 ? .atLeast : .above, threshold: 72.5,
          description: "\"Quoted\" ${var.region} %{ if true } \u{2028} \\ text")
      }
    }
  }
}
