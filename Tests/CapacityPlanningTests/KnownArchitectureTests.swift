import CapacityPlanning
import CatalogModel
import Quantities
import Queueing
import Requirements
import Testing

/// The model of one known architecture against the queueing formulas by hand.
@Suite struct KnownArchitectureTests {
  /// Requests of 10 ms that read once from SQL.
  private static func requirements(users: Double, availability: Double) -> SystemRequirements {
    SystemRequirements(
      name: "known", region: "us-east-1", runtime: "node", today: [],
      users: UserBehavior(
        now: Users(users), monthlyGrowth: 0, activeShareAtPeak: 0.1, actionsPerMinute: 6,
        peakToAverage: 2, flashCrowd: 1, distantShare: 0),
      frontEnd: FrontEnd(
        kind: "native", callsPerAction: 1, pageSize: Kilobytes(0), renderTime: .zero),
      interface: Interface(
        protocols: ["http"], needsStaticAddresses: false, hasInlineAppliance: false,
        needsEdgeManagement: false, longestRequest: Seconds(1)),
      requests: [
        RequestClass(
          name: "read", share: 1, cpuTime: Seconds.milliseconds(10), reads: 1, writes: 0,
          responseSize: Kilobytes(1), cacheableShare: 0)
      ], isStateful: false, control: [], jobs: [],
      dataSets: [
        DataSet(
          name: "main", content: "relational", use: "general", accessShare: 1, size: GiB(1),
          firstYearGrowth: GiB(0), itemSize: Kilobytes(1), schemaNeed: "none", staleness: .zero,
          hottestKeyShare: 0, ingestRate: .zero)
      ],
      objectives: Objectives(
        p95: Seconds(10), p99: Seconds(10), availability: availability, dataLoss: Seconds(3600),
        compliance: []),
      budget: Budget(monthly: nil, horizonMonths: 12),
      team: Team(people: 4, operations: 1, skills: [], kubernetesNeed: "none", teams: 1),
      assumptions: [])
  }

  private static func architecture(tasks: Int, zones: Int) -> Architecture {
    Architecture(
      frontEnd: .none, edge: .none, exposure: .alb, balancing: .alb, hasInspection: false,
      compute: ComputeTier(
        platform: .fargate, instanceType: nil, count: tasks, minimumCount: tasks, virtualCPUs: 1,
        memory: GiB(2), processor: "arm64", concurrency: 0),
      relational: RelationalTier(
        engine: .rds, instanceClass: "db.m7g.large", isMultiZone: zones > 1, readReplicas: 0,
        hasProxy: false, minimumCapacityUnits: 0, maximumCapacityUnits: 0, storage: GiB(20),
        storageOperations: 3000, connectionLimit: 800),
      tables: [], cache: nil, hasFileStorage: false, messaging: [], workers: nil, zones: zones,
      observability: Observability(hasMetrics: true, hasTraces: false))
  }

  private static func model(
    users: Double, availability: Double = 0.99
  ) throws -> (CapacityModel, Workload) {
    let catalog = try #require(ShippedCatalog.catalog)
    let requirements = requirements(users: users, availability: availability)
    return (
      CapacityModel(
        catalog: catalog, parameters: try PlanningParameters(catalog, runtime: "node"),
        requirements: requirements), requirements.workload(users: Users(users))
    )
  }

  @Test(arguments: [(2000.0, 2), (20000, 4), (20000, 10)])
  func itsPercentilesAreThoseOfThePath(_ users: Double, _ tasks: Int) throws {
    // 2,000 users: 200 active, 6 a minute: 20 requests a second.
    let (model, workload) = try Self.model(users: users)
    let rate = users * 0.1 * 6 / 60
    #expect(abs(workload.requestRate.value - rate) < 1e-9)
    let assessment = try model.assess(
      Self.architecture(tasks: tasks, zones: 1), under: workload)
    #expect(
      abs((assessment.utilization(.compute, "CPU") ?? 0) - rate * 0.01 / Double(tasks)) < 1e-9)
    guard rate * 0.01 < Double(tasks) else {
      #expect(assessment.latency == nil)
      return
    }
    let parameters = model.parameters
    let task = try ProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(rate / Double(tasks)),
      serviceTime: Seconds.milliseconds(10), servers: 1)
    let database = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(rate), serviceTime: parameters.databaseReadTime, servers: 2)
    let balancer = Seconds.milliseconds(try model.catalog.number("latency.alb.p50"))
    let path = try ResponsePath([
      .constant(balancer), .sharing(task), .exponential(mean: parameters.networkHop),
      .queue(database),
    ])
    let all = try #require(assessment.latency?.all)
    #expect(abs(all.mean.value - path.mean.value) < 1e-9)
    // The planner's law of sharing has six branches instead of forty.
    #expect(abs(all.p95 / path.percentile(0.95) - 1) < 0.004)
    #expect(abs(all.p99 / path.percentile(0.99) - 1) < 0.004)
  }

  @Test func aLostZoneLeavesWhatItMust() throws {
    let (model, workload) = try Self.model(users: 20000, availability: 0.999)
    // 2 vCPUs in use: 6 tasks in 3 zones are 33 % busy, 4 of them 50 %.
    let assessment = try model.assess(Self.architecture(tasks: 6, zones: 3), under: workload)
    #expect(abs((assessment.utilization(.compute, "CPU") ?? 0) - 1.0 / 3) < 1e-9)
    #expect(abs((assessment.computeUtilizationZoneLost ?? 0) - 0.5) < 1e-9)
    // Two tasks in two zones may be half of 85 % busy and no more, since one must do for both.
    let pair = try model.assess(Self.architecture(tasks: 2, zones: 2), under: workload)
    let limit = try #require(pair.limits.first { $0.tier == .compute && $0.resource == "CPU" })
    #expect(abs(limit.safeShare - 0.85 / 2) < 1e-9)
    #expect(limit.isPassed)
  }

  @Test func theBreakingLoadIsTheSafeShare() throws {
    // One task per zone: 60 % of 4 vCPUs carry 240 requests of 10 ms, or 24,000 users.
    let (model, _) = try Self.model(users: 1000)
    let breaking = try model.breakingLoad(of: Self.architecture(tasks: 4, zones: 1))
    let users = try #require(breaking.users).value
    #expect(abs(users - 24000) < 48)
    guard case .limit(let limit) = breaking.cause else {
      Issue.record("\(breaking.cause)")
      return
    }
    #expect(limit.tier == .compute && limit.resource == "CPU")
  }
}
