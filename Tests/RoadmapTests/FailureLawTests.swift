import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import Testing

/// What must hold of failures, on architectures that the planner made.
struct FailureLawTests {
  private static let shop: Answers = [
    "users.now": "50000", "frontEnd.kind": "native", "frontEnd.callsPerAction": "2",
    "users.flashCrowd": "1", "objectives.availability": "99.9%", "team.skills": "[containers]",
    "requests":
      "[{name: browse, share: 90%, cpuMilliseconds: 6, reads: 12, writes: 0, cacheableShare: 90%}, "
      + "{name: order, share: 10%, cpuMilliseconds: 12, reads: 4, writes: 2, cacheableShare: 0%}]",
    "data": "[{name: main, accessShare: 100%, sizeGiB: 40, staleSeconds: 60}]",
  ]

  private struct Case {
    let plan: Plan
    let stage: PlannedStage
    let workload: Workload
    let analysis: FailureAnalysis

    init(_ changes: Answers = [:], stages: [Double] = [100_000]) throws {
      plan = try Bench.plan(FailureLawTests.shop.merging(changes) { $1 }, stages: stages)
      let last = try #require(plan.stages.last)
      stage = try #require(last.planned)
      workload = last.workload
      analysis = try FailureAnalysis(
        catalog: try #require(Bench.catalog), parameters: plan.parameters,
        requirements: plan.requirements)
    }

    func whatIfs(of architecture: Architecture, load: Double = 1) throws -> [WhatIf] {
      try analysis.whatIfs(of: architecture, under: workload.scaled(by: load))
    }

    func whatIf(
      _ kind: WhatIf.Kind, of architecture: Architecture? = nil, load: Double = 1
    ) throws -> WhatIf? {
      try analysis.whatIfs(
        of: architecture ?? stage.architecture, under: workload.scaled(by: load)
      ).first { $0.kind == kind }
    }
  }

  /// The same machines and stores over other zones, and with other parts.
  private func changed(
    _ architecture: Architecture, zones: Int? = nil, machines: Int? = nil, least: Int? = nil,
    cache: CacheTier?? = nil, relational: RelationalTier? = nil
  ) -> Architecture {
    let tier = architecture.compute
    return Architecture(
      frontEnd: architecture.frontEnd, edge: architecture.edge, exposure: architecture.exposure,
      balancing: architecture.balancing, hasInspection: architecture.hasInspection,
      compute: ComputeTier(
        platform: tier.platform, instanceType: tier.instanceType, count: machines ?? tier.count,
        minimumCount: least ?? machines ?? tier.minimumCount, virtualCPUs: tier.virtualCPUs,
        memory: tier.memory, processor: tier.processor, concurrency: tier.concurrency),
      relational: relational ?? architecture.relational, tables: architecture.tables,
      cache: cache ?? architecture.cache, hasFileStorage: architecture.hasFileStorage,
      messaging: architecture.messaging, workers: architecture.workers,
      zones: zones ?? architecture.zones, observability: architecture.observability)
  }

  @Test func moreZonesNeverRaiseTheUseAfterALoss() throws {
    let one = try Case()
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: one.plan.parameters,
      requirements: one.plan.requirements)
    for machines in [2, 3, 4, 5, 6, 7, 9, 12, 16, 31] {
      var before = Double.infinity
      for zones in 2...6 {
        let architecture = changed(one.stage.architecture, zones: zones, machines: machines)
        let whatIf = try #require(try one.whatIf(.zoneLoss, of: architecture))
        let use = try #require(whatIf.figure("compute in use"))
        #expect(use <= before * (1 + 1e-12), "\(machines) machines, \(zones) zones")
        before = use
        // The fullest zone is the one that is lost.
        let left = machines - Int((Double(machines) / Double(zones)).rounded(.up))
        let limits = try model.limits(of: architecture, under: one.workload)
        let whole = try #require(
          limits.first { $0.tier == .compute && $0.resource == "CPU" }
        ).utilization
        #expect(
          abs(use * Double(left) / (whole * Double(machines)) - 1) < 1e-9,
          "\(machines) machines, \(zones) zones")
      }
    }
  }

  @Test func halfOfTheMachinesAreTwiceAsBusyAndDropWhatTheyCannotServe() throws {
    let one = try Case()
    let architecture = changed(one.stage.architecture, zones: 2, machines: 8)
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: one.plan.parameters,
      requirements: one.plan.requirements)
    let limits = try model.limits(of: architecture, under: one.workload)
    let whole = try #require(limits.first { $0.tier == .compute }).utilization
    let lost = try #require(try one.whatIf(.zoneLoss, of: architecture))
    #expect(abs((lost.figure("compute in use") ?? 0) - 2 * whole) < 1e-9)
    let load = 1.5 / (2 * whole)
    let over = try #require(try one.whatIf(.zoneLoss, of: architecture, load: load))
    #expect(over.outcome == .fails && over.remedy != nil)
    #expect(abs((over.figure("dropped at least") ?? 0) - (1 - 1 / 1.5)) < 1e-6)
  }

  private func database(
    _ tier: RelationalTier, engine: RelationalEngine = .aurora, replicas: Int
  ) -> RelationalTier {
    RelationalTier(
      engine: engine, instanceClass: tier.instanceClass ?? "db.r7g.large", isMultiZone: true,
      readReplicas: replicas, hasProxy: tier.hasProxy, minimumCapacityUnits: 0,
      maximumCapacityUnits: 0, storage: tier.storage, storageOperations: tier.storageOperations,
      connectionLimit: tier.connectionLimit)
  }

  /// What waits for a failover is not within the objectives.
  @Test func aZoneLossThatFailsOverDoesNotHold() throws {
    let one = try Case()
    let whatIf = try #require(
      try one.whatIf(.zoneLoss, of: changed(one.stage.architecture, zones: 3, machines: 60)))
    let seconds = try #require(whatIf.figure("database fails over within"))
    #expect(seconds > 0 && whatIf.outcome == .degrades)
    let met = try #require(whatIf.figure("requests that wait or fail"))
    #expect(abs(met / (seconds * one.workload.requestRate.value) - 1) < 1e-9)
    #expect(whatIf.remedy?.contains("retries in the client") == true)
  }

  /// With replicas both are looked at: one of them, and the writer.
  @Test func theWriterIsLostAlsoWhereThereAreReplicas() throws {
    let one = try Case()
    let tier = try #require(one.stage.architecture.relational)
    for (engine, replicas, kinds) in [
      (RelationalEngine.aurora, 0, 1), (.aurora, 2, 2), (.rds, 1, 2),
    ] {
      let architecture = changed(
        one.stage.architecture,
        relational: database(tier, engine: engine, replicas: replicas))
      let losses = try one.whatIfs(of: architecture).filter { $0.kind == .replicaLoss }
      #expect(losses.count == kinds, "\(engine) \(replicas)")
      let writer = try #require(losses.last)
      #expect(writer.premise.contains("writer"))
      #expect(writer.figure("database fails over within") != nil && writer.outcome != .holds)
      // A reader of Aurora that takes over is missing as a reader.
      #expect(
        (writer.figure("database replicas in use") != nil) == (engine == .aurora && replicas > 1))
    }
  }

  /// However much compute stands ready, a database that the crowd fills is told, also below 100 %.
  @Test func aCrowdThatFillsTheDatabaseDoesNotHold() throws {
    let one = try Case()
    let architecture = changed(
      one.stage.architecture, machines: one.stage.architecture.compute.count * 40)
    let usual = try #require(
      try one.whatIf(.flashCrowd, of: architecture, load: 0.05)?.figure("database in use"))
    for use in [0.998, 1.2] {
      let crowd = try #require(
        try one.whatIf(.flashCrowd, of: architecture, load: 0.05 * use / usual))
      #expect(abs((crowd.figure("database in use") ?? 0) - use) < 0.01)
      #expect(crowd.outcome == (use < 1 ? .degrades : .fails), "\(use)")
      #expect(crowd.remedy?.contains("the database") == true)
    }
  }

  /// What tips a system over is no more than what makes it collapse by itself.
  @Test func whatTipsIsCountedInNewRequests() throws {
    let one = try Case()
    for load in [0.6, 0.8, 1, 1.2] {
      let storm = try #require(try one.whatIf(.retryStorm, load: load))
      let margin = try #require(storm.figure("margin to collapse"))
      guard let tipping = storm.figure("tips over at") else { continue }
      #expect(tipping <= 1 + margin + 1e-9, "\(load)")
      #expect(storm.figures.first { $0.name == "tips over at" }?.unit == "times the new requests")
    }
  }

  /// Functions end at the quota of the account, whatever the database could still serve.
  @Test func aRetryStormEndsAtTheQuota() throws {
    let one = try Case(["team.skills": "[serverless]"], stages: [1000])
    guard one.stage.architecture.compute.platform == .lambda else { return }
    let quota = try #require(Bench.catalog).number("lambda.concurrencyDefault")
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: one.plan.parameters,
      requirements: one.plan.requirements)
    let limits = try model.limits(of: one.stage.architecture, under: one.workload)
    let used = try #require(limits.first { $0.resource == "concurrent executions" })
    let storm = try #require(try one.whatIf(.retryStorm))
    #expect((storm.figure("margin to collapse") ?? 0) <= quota / used.load - 1 + 1e-6)
  }

  @Test func aSingleZoneIsLostAsAWhole() throws {
    let one = try Case(["objectives.availability": "95%"], stages: [100])
    let whatIf = try #require(try one.whatIf(.zoneLoss))
    #expect(whatIf.outcome == .fails && whatIf.figure("dropped at least") == 1)
    #expect(whatIf.remedy == "a second zone")
  }

  @Test func aColdCacheIsNoCache() throws {
    let one = try Case()
    let cache = CacheTier(
      engine: .valkey, nodeType: "cache.m7g.large", shards: 1, replicasPerShard: 1, hitRatio: 0.9)
    let cached = changed(one.stage.architecture, cache: .some(cache))
    let bare = changed(one.stage.architecture, cache: .some(nil))
    #expect(try one.whatIf(.coldCache, of: bare) == nil)
    let cold = try #require(try one.whatIf(.coldCache, of: cached, load: 0.05))
    let use = try #require(cold.figure("database writer in use"))
    let model = CapacityModel(
      catalog: try #require(Bench.catalog), parameters: one.plan.parameters,
      requirements: one.plan.requirements)
    let load = one.workload.scaled(by: 0.05)
    func database(_ architecture: Architecture) throws -> Double {
      let limits = try model.limits(of: architecture, under: load)
      return try #require(limits.first { $0.resource == "CPU" && $0.tier == .database })
        .utilization
    }
    #expect(abs(use - (try database(bare))) < 1e-9)
    #expect(use > (try database(cached)))
    let warm = try #require(cold.figure("nine tenths warm after"))
    let slower = try #require(
      try one.whatIf(.coldCache, of: cached, load: 0.01)?.figure("nine tenths warm after"))
    #expect(warm > 0 && slower > warm)
  }

  @Test func aCrowdHoldsWhereItsCapacityStandsReadyAndFailsWhereItDoesNot() throws {
    let one = try Case()
    let needed = one.stage.architecture.compute.count * 8
    let ready = try #require(
      try one.whatIf(.flashCrowd, of: changed(one.stage.architecture, machines: needed)))
    #expect(ready.figure("timed out") == 0)
    let few = try #require(
      try one.whatIf(
        .flashCrowd,
        of: changed(
          one.stage.architecture, machines: one.stage.architecture.compute.count, least: 2)))
    #expect((few.figure("timed out") ?? 0) > 0 && few.outcome == .fails)
    #expect((few.figure("peak backlog") ?? 0) > (ready.figure("peak backlog") ?? 0))
    #expect((few.figure("over the objective") ?? 0) > 0 && few.remedy != nil)
  }

  @Test func theMarginToCollapseShrinksWithTheLoad() throws {
    let one = try Case()
    var before = Double.infinity
    for load in [0.3, 0.6, 1, 1.5] {
      let whatIf = try #require(try one.whatIf(.retryStorm, load: load))
      let margin = try #require(whatIf.figure("margin to collapse"))
      #expect(margin < before, "\(load)")
      before = margin
    }
    let over = try #require(try one.whatIf(.retryStorm, load: 4))
    #expect(over.outcome == .fails && (over.figure("margin to collapse") ?? 0) < 0)
  }

  @Test func everyDistinctStageOfARandomPlanHasFiniteFigures() throws {
    for seed in UInt64(1)...6 {
      var random = RandomAnswers(seed: seed)
      let catalog = try Bench.catalog(stages: [1000, 100_000])
      let plan = try Planner(catalog: catalog).plan(Bench.requirements(random.answers()))
      for entry in try StageFailures.all(of: plan, catalog: catalog) {
        for whatIf in entry.whatIfs {
          #expect(whatIf.figures.allSatisfy { $0.value.isFinite }, "\(seed) \(whatIf)")
          #expect((whatIf.outcome == .holds) == (whatIf.remedy == nil), "\(seed) \(whatIf)")
          for figure in whatIf.figures where figure.unit == "share" {
            #expect(figure.value >= 0, "\(seed) \(figure)")
          }
        }
      }
    }
  }

  /// What is looked at while the plan is made is what is looked at afterwards.
  @Test func looksAtStagesAreTheSameBeforeAndAfter() throws {
    for seed in UInt64(1)...4 {
      var random = RandomAnswers(seed: seed)
      let catalog = try Bench.catalog(stages: [1000, 100_000, 10_000_000])
      let requirements = try Bench.requirements(random.answers())
      let memo = SizingMemo()
      let looked = try Planner(catalog: catalog, memo: memo, looksAtStages: true)
        .plan(requirements)
      let plan = try Planner(catalog: catalog).plan(requirements)
      #expect(
        try StageFailures.all(of: looked, catalog: catalog)
          == StageFailures.all(of: plan, catalog: catalog))
      #expect(
        try StageCertificate.all(of: looked, catalog: catalog, memo: memo)
          == StageCertificate.all(of: plan, catalog: catalog))
    }
  }
}
