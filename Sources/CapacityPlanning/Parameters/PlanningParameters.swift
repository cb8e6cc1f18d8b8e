package import CatalogModel
package import Quantities
package import Requirements

/// The planning defaults of the catalog that models need, read once and typed.
package struct PlanningParameters: Hashable, Sendable {
  /// The greatest share of the compute tier's CPU that is safe at the peak.
  package private(set) var computeTarget: Double
  /// The same while a zone is lost.
  package private(set) var computeTargetZoneLost: Double
  /// The greatest share of a database instance's CPU that is safe at the peak.
  package private(set) var databaseTarget: Double
  /// Whether objectives and targets must also hold while a zone is lost.
  package private(set) var survivesZoneLoss = true
  package let connectionTarget: Double
  package let cacheMemoryTarget: Double
  /// The safe share of quotas, partitions, storage and IOPS.
  package let quotaTarget: Double
  /// CPU time of one query on the database.
  package private(set) var databaseReadTime: Seconds
  package private(set) var databaseWriteTime: Seconds
  /// How much of its vCPUs a database instance has the use of.
  package private(set) var databaseScaling = ProcessorScaling()
  /// What was measured of the SQL database, and stands in the place of planning values.
  private var measurements = DatabaseMeasurements()
  /// The share of a write's CPU time that replaying it costs a replica of RDS, and of Aurora.
  private let replayShareRDS: Double
  private let replayShareAurora: Double
  /// Replies over the network within a zone or between two.
  package let networkHop: Seconds
  package let storageRead: Seconds
  package let commitRDS: Seconds
  package let commitAurora: Seconds
  package let cacheReply: Seconds
  package let tableRead: Seconds
  package let tableWrite: Seconds
  package let functionOverhead: Seconds
  package let functionColdStart: Seconds
  package let functionIdleExpiry: Seconds
  /// The share of the stored data that is in use at a time.
  package let workingSetShare: Double
  /// The greatest share of reads that may miss the database's memory.
  package let missLimit: Double
  /// The share of an instance's memory that buffers data.
  package let bufferShare: Double
  package let baseMemory: GiB
  package let memoryPerVirtualCPU: GiB
  package let connectionsPerVirtualCPU: Double
  /// Requests that a process works on at a time, per vCPU; nil where each is a light thread or an
  /// event, so that nothing but the processors limits them.
  package let workersPerVirtualCPU: Double?
  package let cacheHitRatio: Double
  package let edgeHitRatio: Double
  package let staticRequestsPerAction: Double
  package let logKilobytesPerRequest: Kilobytes
  /// How old the data of a read replica may be.
  package let replicaLag: Seconds
  /// A round trip to users on another continent, and to the edge of the CDN that is next to them.
  package let distantRoundTrip: Seconds
  package let edgeRoundTrip: Seconds
  package let personDayCost: Double
  /// The months over which the effort of a change is spread when it is compared with running cost.
  package let effortMonths: Double
  private let defaults: Shared<SizingDefaults>
  private let origin: Shared<Origin>

  /// What is no number, and what it was read for.
  private struct Origin: Hashable, Sendable {
    let factIDs: [String]
    let legacyFamilies: Set<String>
    let runtime: String
  }

  /// What sizing takes for granted.
  package var sizing: SizingDefaults { defaults.value }
  /// The facts that were read, in order, so that a report can cite them.
  package var factIDs: [String] { origin.value.factIDs }
  /// Instance families that are not chosen for something new.
  package var legacyFamilies: Set<String> { origin.value.legacyFamilies }
  /// The answer that demands are looked up by.
  package var runtime: String { origin.value.runtime }

  /// Reads the facts; a gap names the fact that the catalog lacks.
  ///
  /// - Parameter other: Parameters of the same catalog with other numbers, from which all that is no
  ///   number is taken.
  package init(
    _ catalog: Catalog, runtime: String, like other: PlanningParameters? = nil
  ) throws(Catalog.Gap) {
    var read: [String] = []
    let isFirst = other == nil
    func number(_ id: String) throws(Catalog.Gap) -> Double {
      if isFirst { read.append(id) }
      return try catalog.number(id)
    }
    func milliseconds(_ id: String) throws(Catalog.Gap) -> Seconds {
      Seconds.milliseconds(try number(id))
    }
    computeTarget = try number("planning.targetUtilization#cpu")
    computeTargetZoneLost = try number("planning.utilizationZoneLost")
    databaseTarget = try number("planning.targetUtilization#database-cpu")
    connectionTarget = try number("planning.targetUtilization#connections")
    cacheMemoryTarget = try number("planning.targetUtilization#cache-memory")
    quotaTarget = try number("planning.quotaTarget")
    databaseReadTime = try milliseconds("planning.queryCPUMilliseconds#simple")
    databaseWriteTime = try milliseconds("planning.writeCPUMilliseconds")
    replayShareRDS = try number("planning.replayShare#rds")
    replayShareAurora = try number("planning.replayShare#aurora")
    networkHop = try milliseconds("latency.interAZ.rtt")
    storageRead = try milliseconds("latency.ebs.gp3.read")
    commitRDS = try milliseconds("latency.ebs.gp3.write")
    commitAurora = try milliseconds("latency.aurora.commit.p50")
    cacheReply = try milliseconds("latency.elasticache.get.p50")
    tableRead = try milliseconds("latency.dynamodb.get.p50")
    tableWrite = try milliseconds("latency.dynamodb.put.p50")
    functionOverhead = try milliseconds("latency.lambda.warm.p50")
    functionColdStart = try milliseconds("planning.functionColdStartMilliseconds#" + runtime)
    functionIdleExpiry = Seconds(try number("planning.functionIdleExpirySeconds"))
    workingSetShare = try number("planning.workingSetShare")
    missLimit = try number("planning.missLimit")
    bufferShare = try number("planning.bufferShare")
    baseMemory = GiB(try number("planning.baseMemoryGiB"))
    memoryPerVirtualCPU = GiB(try number("planning.memoryPerVirtualCPUGiB"))
    connectionsPerVirtualCPU = try number("planning.connectionsPerVirtualCPU")
    let workers = try number("planning.workersPerVirtualCPU#" + runtime)
    workersPerVirtualCPU = workers > 0 ? workers : nil
    cacheHitRatio = try number("planning.cacheHitRatio")
    edgeHitRatio = try number("planning.edgeHitRatio")
    staticRequestsPerAction = try number("planning.staticRequestsPerAction")
    logKilobytesPerRequest = Kilobytes(try number("planning.logKilobytesPerRequest"))
    replicaLag = try milliseconds("limit.aurora.replicaLagMs")
    distantRoundTrip = try milliseconds("planning.distantRoundTripMilliseconds")
    edgeRoundTrip = try milliseconds("latency.cloudfront.hit.p50")
    personDayCost = try number("planning.personDayUSD")
    effortMonths = try number("planning.effortMonths")
    defaults = Shared(try SizingDefaults(catalog, number))
    if let other {
      origin = Shared(
        Origin(
          factIDs: other.factIDs, legacyFamilies: other.legacyFamilies, runtime: runtime))
      return
    }
    guard case .texts(let families)? = catalog.fact("planning.legacyFamilies")?.value else {
      throw .fact("planning.legacyFamilies")
    }
    origin = Shared(
      Origin(factIDs: read, legacyFamilies: Set(families), runtime: runtime))
  }
}

extension PlanningParameters {
  /// The parameters of a system: those of its runtime, with what was measured of its database.
  ///
  /// - Throws: What the catalog lacks.
  package init(_ catalog: Catalog, for requirements: SystemRequirements) throws(Catalog.Gap) {
    self = try PlanningParameters(catalog, runtime: requirements.runtime)
      .measured(requirements.database)
  }

  /// The parameters with what was measured of the SQL database in place of planning values.
  package func measured(_ database: DatabaseMeasurements) -> PlanningParameters {
    var parameters = self
    parameters.measurements = database
    parameters.databaseReadTime = database.readTime ?? databaseReadTime
    parameters.databaseWriteTime = database.writeTime ?? databaseWriteTime
    parameters.databaseScaling = ProcessorScaling(
      contention: database.contention, coherency: database.coherency)
    return parameters
  }

  /// The share of a write's CPU time that replaying it costs a replica of an engine.
  package func replayShare(_ engine: RelationalEngine) -> Double {
    switch engine {
    case .aurora, .auroraServerless: replayShareAurora
    case .rds, .onInstance: replayShareRDS
    }
  }
}

extension PlanningParameters {
  /// What operating the read replicas of a database costs a month, in the time of people.
  func operation(of tier: RelationalTier) -> USDPerMonth {
    USDPerMonth(replicaOperation.value * Double(tier.readReplicas))
  }

  /// That of the nodes of a cache.
  func operation(of tier: CacheTier) -> USDPerMonth {
    USDPerMonth(
      sizing.cacheNodeDays * personDayCost * Double(tier.shards * (1 + tier.replicasPerShard)))
  }

  /// That of one read replica.
  var replicaOperation: USDPerMonth { USDPerMonth(sizing.replicaDays * personDayCost) }

  /// The same parameters with a greater share of every CPU that is safe.
  func filling(by more: Double) -> PlanningParameters {
    var copy = self
    copy.computeTarget = min(1, computeTarget + more)
    copy.databaseTarget = min(1, databaseTarget + more)
    return copy
  }

  /// The same parameters where nothing is asked for while a zone is lost.
  var withoutZoneLoss: PlanningParameters {
    var copy = self
    copy.survivesZoneLoss = false
    copy.computeTargetZoneLost = 1e9
    return copy
  }
}

extension PlanningParameters {
  /// Workers that run an offered load of jobs, one at a time each, within the safe share; at least one.
  func workers(forJobs load: Erlangs) -> Int {
    max(1, Int((load.value / computeTarget).rounded(.up)))
  }

  /// The requests that a machine works on at a time; nil without a limit.
  func workers(virtualCPUs: Double) -> Int? {
    MachineTargets.workers(workersPerVirtualCPU, virtualCPUs: virtualCPUs)
  }

  /// The connections to the SQL database that a machine keeps.
  func connections(virtualCPUs: Double) -> Int {
    max(1, Int((connectionsPerVirtualCPU * max(1, virtualCPUs)).rounded()))
  }
}

extension PlanningParameters {
  /// The same parameters for a catalog that is read for options modelled like others; what was
  /// measured was measured of this system, whatever it is to run on.
  package func reading(_ catalog: Catalog) throws(Catalog.Gap) -> PlanningParameters {
    guard catalog.replacesFacts else { return self }
    return try PlanningParameters(catalog, runtime: runtime).measured(measurements)
  }
}
