import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

/// A system whose month is easy to reckon by hand, and the parts of architectures for it.
///
/// 20,000 users, a tenth active at the peak, six actions a minute: 200 requests a second at the peak,
/// half of that on average. Each reads once and writes every other time.
enum BillFixture {
  /// The answers that cases differ in.
  struct Answers: Sendable {
    var now = 20_000.0
    var actionsPerMinute = 6.0
    var kilobytes = 10.0
    var frontEnd = "native"
    var pageKilobytes = 0.0
    var protocols = ["http"]
    var runsPerDay = 0.0
    /// The share of the accesses that go to files; the rest goes to records.
    var fileShare = 0.0
  }

  static func requirements(_ answers: Answers, region: String) -> SystemRequirements {
    func set(_ name: String, _ content: String, share: Double, size: Double) -> DataSet {
      DataSet(
        name: name, content: content, use: "general", accessShare: share, size: GiB(size),
        firstYearGrowth: GiB(0), itemSize: Kilobytes(1), schemaNeed: "none", staleness: .zero,
        hottestKeyShare: 0, ingestRate: .zero)
    }
    return SystemRequirements(
      name: "bill", region: region, runtime: "node", today: [],
      users: UserBehavior(
        now: Users(answers.now), monthlyGrowth: 0, activeShareAtPeak: 0.1,
        actionsPerMinute: answers.actionsPerMinute, peakToAverage: 2, flashCrowd: 1,
        distantShare: 0),
      frontEnd: FrontEnd(
        kind: answers.frontEnd, callsPerAction: 1, pageSize: Kilobytes(answers.pageKilobytes),
        renderTime: .zero),
      interface: Interface(
        protocols: answers.protocols, needsStaticAddresses: false, hasInlineAppliance: false,
        needsEdgeManagement: false, longestRequest: Seconds(1)),
      requests: [
        RequestClass(
          name: "call", share: 1, cpuTime: Seconds.milliseconds(10), reads: 1, writes: 0.5,
          responseSize: Kilobytes(answers.kilobytes), cacheableShare: 0)
      ], isStateful: false, control: [],
      jobs: answers.runsPerDay > 0
        ? [
          BackgroundJob(
            name: "report", runsPerDay: answers.runsPerDay, duration: Seconds(60),
            isCheckpointable: true)
        ] : [],
      dataSets: [set("main", "relational", share: 1 - answers.fileShare, size: 50)]
        + (answers.fileShare > 0
          ? [set("images", "files", share: answers.fileShare, size: 100)] : []),
      objectives: Objectives(
        p95: Seconds(10), p99: Seconds(10), availability: 0.99, dataLoss: Seconds(3600),
        compliance: []),
      budget: Budget(monthly: nil, horizonMonths: 12),
      team: Team(people: 4, operations: 1, skills: [], kubernetesNeed: "none", teams: 1),
      assumptions: [])
  }

  static func compute(_ platform: ComputePlatform) -> ComputeTier {
    let isManaged = platform == .fargate || platform == .lambda
    return ComputeTier(
      platform: platform, instanceType: isManaged ? nil : "m7g.large",
      count: platform == .lambda ? 0 : 4, minimumCount: platform == .lambda ? 0 : 3,
      virtualCPUs: isManaged ? 1 : 2, memory: GiB(platform == .lambda ? 1 : 2),
      processor: "arm64", concurrency: platform == .lambda ? 10 : 0)
  }

  static func relational(
    _ engine: RelationalEngine, isMultiZone: Bool = false, replicas: Int = 0,
    hasProxy: Bool = false, storage: Double = 100, operations: Int = 3000
  ) -> RelationalTier {
    RelationalTier(
      engine: engine,
      instanceClass: engine == .rds
        ? "db.m7g.large" : engine == .aurora ? "db.r7g.large" : nil,
      isMultiZone: isMultiZone, readReplicas: replicas, hasProxy: hasProxy,
      minimumCapacityUnits: engine == .auroraServerless ? 2 : 0,
      maximumCapacityUnits: engine == .auroraServerless ? 16 : 0, storage: GiB(storage),
      storageOperations: operations, connectionLimit: 800)
  }

  static func table(isOnDemand: Bool, hasAccelerator: Bool = false) -> TableStore {
    TableStore(
      name: "main", peakReadUnits: 200, peakWriteUnits: 100, storage: GiB(50),
      isOnDemand: isOnDemand, hasAccelerator: hasAccelerator)
  }

  static func architecture(
    _ platform: ComputePlatform = .fargate, frontEnd: FrontEndHosting = .none,
    edge: Edge = .none, exposure: Exposure = .alb, balancing: Balancing = .alb,
    hasInspection: Bool = false, relational: RelationalTier? = nil, tables: [TableStore] = [],
    cache: CacheTier? = nil, hasFileStorage: Bool = false, messaging: [MessagingPart] = [],
    workers: ComputePlatform? = nil, zones: Int = 2, hasTraces: Bool = false
  ) -> Architecture {
    Architecture(
      frontEnd: frontEnd, edge: edge, exposure: exposure, balancing: balancing,
      hasInspection: hasInspection, compute: compute(platform), relational: relational,
      tables: tables, cache: cache, hasFileStorage: hasFileStorage, messaging: messaging,
      workers: workers.map {
        WorkerTier(platform: $0, count: $0 == .lambda ? 0 : 1, virtualCPUs: 1, memory: GiB(2))
      }, zones: zones, observability: Observability(hasMetrics: true, hasTraces: hasTraces))
  }

  static func items(
    _ architecture: Architecture, _ answers: Answers, users: Double, region: String = "us-east-1"
  ) throws -> [CostItem] {
    let shipped =
      region == "us-east-1"
      ? ShippedCatalog.catalog
      : CatalogReader.read(
        SharedDirectory(path: RepositoryFiles.path("Catalog")), region: region
      ).catalog
    let catalog = try #require(shipped)
    let requirements = requirements(answers, region: region)
    return try CostModel(
      catalog: catalog, parameters: try PlanningParameters(catalog, runtime: "node"),
      requirements: requirements
    ).items(architecture, under: requirements.workload(users: Users(users)))
  }
}
