package import Quantities

/// A kind of request: a class of the queueing network.
package struct RequestClass: Hashable, Sendable {
  package let name: String
  /// The share of all calls of users; the shares of a system add up to 1.
  ///
  /// 0 for requests that only other services make.
  package internal(set) var share: Double
  /// CPU time of one vCPU at the compute tier.
  package internal(set) var cpuTime: Seconds
  /// Mean reads of stored data per request.
  package internal(set) var reads: Double
  /// Mean writes per request.
  package internal(set) var writes: Double
  package internal(set) var responseSize: Kilobytes
  /// The share of the reads that a copy may answer.
  package internal(set) var cacheableShare: Double
  /// The service that answers it; nil in a system of one.
  package let service: String?
  /// The mean time that it waits for answers of other deployment units.
  package internal(set) var awaitedTime: Seconds = .zero

  package init(
    name: String, share: Double, cpuTime: Seconds, reads: Double, writes: Double,
    responseSize: Kilobytes, cacheableShare: Double, service: String? = nil
  ) {
    self.name = name
    self.share = share
    self.cpuTime = cpuTime
    self.reads = reads
    self.writes = writes
    self.responseSize = responseSize
    self.cacheableShare = cacheableShare
    self.service = service
  }
}

/// Work that no user waits for.
package struct BackgroundJob: Hashable, Sendable {
  package let name: String
  /// At the present number of users.
  package internal(set) var runsPerDay: Double
  package internal(set) var duration: Seconds
  /// Whether it can stop and continue, or be cut into pieces.
  package let isCheckpointable: Bool
  /// The service that runs it; nil in a system of one.
  package let service: String?

  package init(
    name: String, runsPerDay: Double, duration: Seconds, isCheckpointable: Bool,
    service: String? = nil
  ) {
    self.name = name
    self.runsPerDay = runsPerDay
    self.duration = duration
    self.isCheckpointable = isCheckpointable
    self.service = service
  }
}

/// A set of data, placed by its own needs.
package struct DataSet: Hashable, Sendable {
  package let name: String
  /// Id of a choice of the column `content`.
  package let content: String
  /// Id of a choice of the column `use`.
  package let use: String
  /// The share of all reads and writes; the shares of a system add up to 1.
  package internal(set) var accessShare: Double
  package internal(set) var size: GiB
  package internal(set) var firstYearGrowth: GiB
  package internal(set) var itemSize: Kilobytes
  /// `none`, `ease` or `need`.
  package let schemaNeed: String
  /// How old a read may be.
  package internal(set) var staleness: Seconds
  /// The share of accesses that goes to the most popular key.
  package internal(set) var hottestKeyShare: Double
  /// Records that arrive besides user requests.
  package internal(set) var ingestRate: RequestsPerSecond
  package let ownership: DataOwnership
  /// How much of its newest records may be lost; nil for as much as of the whole system.
  package let dataLoss: Seconds?

  package init(
    name: String, content: String, use: String, accessShare: Double, size: GiB,
    firstYearGrowth: GiB, itemSize: Kilobytes, schemaNeed: String, staleness: Seconds,
    hottestKeyShare: Double, ingestRate: RequestsPerSecond,
    ownership: DataOwnership = .undivided, dataLoss: Seconds? = nil
  ) {
    self.dataLoss = dataLoss
    self.name = name
    self.content = content
    self.use = use
    self.accessShare = accessShare
    self.size = size
    self.firstYearGrowth = firstYearGrowth
    self.itemSize = itemSize
    self.schemaNeed = schemaNeed
    self.staleness = staleness
    self.hottestKeyShare = hottestKeyShare
    self.ingestRate = ingestRate
    self.ownership = ownership
  }
}
