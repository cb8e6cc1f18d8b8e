import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import TestSupport
import Testing

/// Sizing against brute force over the tables, and by hand.
@Suite struct SizingTests {
  static let seeds: [UInt64] = Array(1...20)

  private static func parameters() throws -> (Catalog, PlanningParameters) {
    let catalog = try #require(ShippedCatalog.catalog)
    return (catalog, try PlanningParameters(catalog, runtime: "node"))
  }

  /// A workload of one class that reads and writes one data set.
  private static func workload(
    rate: Double, milliseconds: Double, reads: Double, writes: Double, size: Double,
    staleness: Double = 0
  ) -> Workload {
    let set = DataSet(
      name: "main", content: "relational", use: "general", accessShare: 1, size: GiB(size),
      firstYearGrowth: GiB(0), itemSize: Kilobytes(1), schemaNeed: "none",
      staleness: Seconds(staleness), hottestKeyShare: 0, ingestRate: .zero)
    return Workload(
      users: Users(1000), activeUsers: 10, actionRate: RequestsPerSecond(rate),
      classes: [
        ClassLoad(
          name: "a", rate: RequestsPerSecond(rate), cpuTime: Seconds.milliseconds(milliseconds),
          reads: reads, writes: writes, responseSize: Kilobytes(5), cacheableShare: 0)
      ],
      dataSets: [
        DataSetLoad(
          set: set, readRate: RequestsPerSecond(rate * reads),
          writeRate: RequestsPerSecond(rate * writes), size: GiB(size))
      ], jobLoad: .zero, flashCrowd: 1, meanShare: 0.5)
  }

  @Test(arguments: [
    (100.0, 0.05, 10.0), (100, 0.5, 50), (1000, 0.02, 100), (0.5, 0.01, 0.05),
  ])
  func concurrencyIsTheLargerOfTheTwo(_ rate: Double, _ duration: Double, _ expected: Double) throws
  {
    let (catalog, parameters) = try Self.parameters()
    let sizing = TaskSizing(catalog: catalog, parameters: parameters)
    let concurrency = try sizing.concurrency(
      rate: RequestsPerSecond(rate), duration: Seconds(duration))
    #expect(abs(concurrency - expected) < 1e-12)
  }

  private static func computeDemand(_ seed: UInt64) -> (demand: ComputeDemand, zones: Int) {
    var random = SplitMix64(seed: seed)
    let load = workload(
      rate: random.uniform(1...20000), milliseconds: random.uniform(0.5...20), reads: 0, writes: 0,
      size: 1)
    let zones = Int.random(in: 1...3, using: &random)
    return (
      ComputeDemand(
        load, waitingTime: .zero, extraLoad: .zero, dataMemory: GiB(random.uniform(0...64)),
        zones: zones, scaleOut: Seconds(600)), zones
    )
  }

  /// A slack requirement proves nothing: nearly always the cheapest machine of all, once per zone,
  /// would not do.
  @Test func theDemandsBind() throws {
    let (catalog, parameters) = try Self.parameters()
    let least = try #require(
      catalog.computeInstances.filter {
        $0.isCurrentGeneration && !parameters.legacyFamilies.contains($0.family)
      }.map(\.hourly.value).min())
    let sizing = InstanceSizing(catalog: catalog, parameters: parameters)
    let binding = try Self.seeds.count { seed in
      let (demand, zones) = Self.computeDemand(seed)
      let fleet = try sizing.cheapest(demand, platform: .autoScalingGroup)
      let hourly = fleet?.instanceType.flatMap { catalog.computeInstance($0)?.hourly.value } ?? 0
      return hourly * Double(fleet?.minimumCount ?? 0) > least * Double(zones) * (1 + 1e-9)
    }
    #expect(binding * 10 >= Self.seeds.count * 9, "\(binding) of \(Self.seeds.count)")
  }

  @Test(arguments: seeds) func noFleetIsCheaper(_ seed: UInt64) throws {
    let (catalog, parameters) = try Self.parameters()
    let (demand, zones) = Self.computeDemand(seed)
    let fleet = try InstanceSizing(catalog: catalog, parameters: parameters)
      .cheapest(demand, platform: .autoScalingGroup)
    let chosen = try #require(fleet)
    let volume = 30 * (try catalog.price("ebs.gp3.gb-month").dollars)
    var cheapest = Double.infinity
    for type in catalog.computeInstances
    where type.isCurrentGeneration && !parameters.legacyFamilies.contains(type.family) {
      let cores = Double(type.virtualCPUs)
      guard type.memory.value >= 1 + 0.5 * cores + demand.dataMemory.value else { continue }
      // The least numbers by trying them one by one.
      func least(_ load: Double) -> Int {
        var count = zones
        while load > Double(count) * cores * parameters.computeTarget * (1 + 1e-9)
          || (zones > 1
            && load > Double(count - (count + zones - 1) / zones) * cores
              * parameters.computeTargetZoneLost * (1 + 1e-9))
        {
          count += 1
        }
        return count
      }
      guard type.virtualCPUs >= 16 || least(demand.peakLoad.value) <= 100 else { continue }
      let running = least(demand.meanLoad.value)
      if let baseline = type.burstBaseline,
        demand.meanLoad.value > baseline * cores * Double(running)
      {
        continue
      }
      cheapest = min(cheapest, (type.hourly.value * 730 + volume) * Double(running))
    }
    let instance = try #require(chosen.instanceType.flatMap(catalog.computeInstance))
    let cost = (instance.hourly.value * 730 + volume) * Double(chosen.minimumCount)
    #expect(abs(cost - cheapest) < 1e-9 * cheapest)
    let newer = catalog.computeInstances.filter {
      $0.hourly == instance.hourly && $0.virtualCPUs == instance.virtualCPUs
        && $0.memory == instance.memory && $0.isCurrentGeneration
        && $0.burstBaseline == instance.burstBaseline
    }.map { InstanceFamily.generation($0.family) }
    #expect(newer.max() == InstanceFamily.generation(instance.family))
  }

  @Test(arguments: seeds) func noDatabaseIsCheaper(_ seed: UInt64) throws {
    let (catalog, parameters) = try Self.parameters()
    var random = SplitMix64(seed: seed)
    let load = Self.workload(
      rate: random.uniform(10...3000), milliseconds: 1, reads: random.uniform(0...10),
      writes: random.uniform(0...1), size: random.uniform(1...300),
      staleness: Bool.random(using: &random) ? 60 : 0)
    let traffic = DataTraffic(
      load, placement: Placement(stores: ["main": .sql]), cacheHit: 0, tableHit: 0,
      replicaLag: parameters.replicaLag)
    let demand = RelationalDemand(traffic, meanShare: 0.5, connections: 10, zones: 1)
    let sizing = RelationalSizing(catalog: catalog, parameters: parameters)
    let tier = try #require(try sizing.tier(.rds, demand))
    // A replica takes a tenth of a person-day a month, and its storage.
    let storage = max((load.dataSets[0].size.value * 1.5).rounded(.up), 20)
    let perReplica =
      0.1 * parameters.personDayCost
      + storage * (try catalog.price("rds.gp3.single-az.gb-month").dollars)
    var cheapest = Double.infinity
    for type in catalog.databaseInstances where type.engine == .postgres && type.isCurrentGeneration
    {
      guard sizing.missShare(size: demand.size, memory: type.memory) <= parameters.missLimit
      else { continue }
      let cores = Double(type.virtualCPUs)
      let burst = catalog.computeInstances.first { "db." + $0.name == type.name }?.burstBaseline
      for replicas in 0...(demand.replicableShare > 0 && burst == nil ? 15 : 0) {
        let loads = RelationalSizing.loads(
          demand, replicas: replicas, replayShare: parameters.replayShare(.rds),
          parameters: parameters)
        let peak = max(loads.writer, loads.replica)
        guard peak <= cores * parameters.databaseTarget * (1 + 1e-9) else { continue }
        if let burst, peak * 0.5 > burst * cores { continue }
        cheapest = min(
          cheapest,
          type.hourly.value * 730 * Double(1 + replicas) + perReplica * Double(replicas))
        break
      }
    }
    let chosen = try #require(
      catalog.databaseInstances.first {
        $0.name == tier.instanceClass && $0.engine == .postgres
      })
    let cost =
      chosen.hourly.value * 730 * Double(1 + tier.readReplicas)
      + perReplica * Double(tier.readReplicas)
    // Storage operations may add to the price of a class whose memory misses.
    #expect(cost <= cheapest * 1.0000001 || tier.storageOperations > 3000)
    #expect(cost >= cheapest * 0.9999999)
  }

  /// D14: replicas take reads, never writes.
  @Test func replicasDoNotRelieveTheWriterOfItsWrites() throws {
    let (_, parameters) = try Self.parameters()
    let load = Self.workload(
      rate: 1000, milliseconds: 1, reads: 4, writes: 1, size: 10, staleness: 60)
    let traffic = DataTraffic(
      load, placement: Placement(stores: ["main": .sql]), cacheHit: 0, tableHit: 0,
      replicaLag: parameters.replicaLag)
    let demand = RelationalDemand(traffic, meanShare: 1, connections: 0, zones: 1)
    let writes = 1000 * parameters.databaseWriteTime.value
    for replicas in 0...15 {
      let loads = RelationalSizing.loads(
        demand, replicas: replicas, replayShare: 0.6, parameters: parameters)
      #expect(loads.writer >= writes * (1 - 1e-12))
      if replicas > 0 { #expect(loads.replica >= 0.6 * writes) }
    }
  }

  /// D15: what a cache leaves is `rate · (1 - cacheable · hit)`.
  @Test func aCacheTakesItsShareOfTheReads() throws {
    let (_, parameters) = try Self.parameters()
    let base = Self.workload(rate: 100, milliseconds: 1, reads: 4, writes: 1, size: 10)
    let load = Workload(
      users: base.users, activeUsers: 1, actionRate: base.actionRate,
      classes: base.classes.map {
        ClassLoad(
          name: $0.name, rate: $0.rate, cpuTime: $0.cpuTime, reads: $0.reads, writes: $0.writes,
          responseSize: $0.responseSize, cacheableShare: 0.5)
      }, dataSets: base.dataSets, jobLoad: .zero, flashCrowd: 1, meanShare: 1)
    let traffic = DataTraffic(
      load, placement: Placement(stores: ["main": .sql]), cacheHit: 0.9, tableHit: 0,
      replicaLag: parameters.replicaLag)
    #expect(abs(traffic.sqlReads.value - 400 * (1 - 0.5 * 0.9)) < 1e-9)
    #expect(abs(traffic.sqlWrites.value - 100) < 1e-9)
    // A cold cache leaves all of them.
    let cold = DataTraffic(
      load, placement: Placement(stores: ["main": .sql]), cacheHit: 0, tableHit: 0,
      replicaLag: parameters.replicaLag)
    #expect(abs(cold.sqlReads.value - 400) < 1e-9)
  }

  /// What contends needs a larger instance, or no instance is large enough.
  @Test func sizingFollowsMeasuredContention() throws {
    let (catalog, plain) = try Self.parameters()
    let measured = Seconds(0.002)
    let proportional = plain.measured(DatabaseMeasurements(readTime: measured))
    let contended = plain.measured(
      DatabaseMeasurements(readTime: measured, contention: 0.1, coherency: 0.002))
    #expect(contended.databaseReadTime == measured)
    #expect(contended.databaseWriteTime == plain.databaseWriteTime)
    func virtualCPUs(_ parameters: PlanningParameters, rate: Double) throws -> Int? {
      let load = Self.workload(rate: rate, milliseconds: 1, reads: 1, writes: 0, size: 10)
      let traffic = DataTraffic(
        load, placement: Placement(stores: ["main": .sql]), cacheHit: 0, tableHit: 0,
        replicaLag: parameters.replicaLag)
      let demand = RelationalDemand(traffic, meanShare: 0.5, connections: 10, zones: 1)
      let tier = try RelationalSizing(catalog: catalog, parameters: parameters)
        .tier(.rds, demand)
      return catalog.databaseInstances.first { $0.name == tier?.instanceClass }?.virtualCPUs
    }
    let without = try #require(try virtualCPUs(proportional, rate: 1200))
    let with = try #require(try virtualCPUs(contended, rate: 1200))
    #expect(with > without)
    // The load and its room are within what the instance is worth.
    #expect(2.4 <= contended.databaseScaling.effective(Double(with)) * plain.databaseTarget)
    // √((1 - σ)/κ) = 21 vCPUs are worth 5.5 at most; 6 are asked for.
    #expect(try virtualCPUs(contended, rate: 3000) == nil)
    #expect(try virtualCPUs(proportional, rate: 3000) != nil)
  }

  /// Valkey answers on one thread a shard, Memcached on all vCPUs of a node.
  @Test(arguments: CacheEngine.allCases)
  func lookupsOfAShardAreThoseOfItsCommandThreads(_ engine: CacheEngine) throws {
    let (catalog, parameters) = try Self.parameters()
    let perThread = try catalog.number("planning.cacheOperationsPerSecondPerVCPU")
    // Twenty threads' worth of lookups and next to no data.
    let lookups = RequestsPerSecond(20 * perThread * parameters.databaseTarget * (1 - 1e-9))
    let tier = try #require(
      try CacheSizing(catalog: catalog, parameters: parameters)
        .tier(
          engine,
          CacheDemand(
            lookups: lookups, cacheableSize: GiB(0.1), itemSize: Kilobytes(2),
            writes: .zero, zones: 1)))
    let node = try #require(catalog.cacheNodes.first { $0.name == tier.nodeType })
    let threads = engine == .valkey ? 1 : node.virtualCPUs
    #expect(tier.shards * threads >= 20)
    #expect((tier.shards - 1) * threads < 20)
  }
}
