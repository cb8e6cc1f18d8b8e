package import Quantities

/// What a number of users asks of the system: rates at the peak and on average, sizes of data.
///
/// All rates are proportional to the active users, so a load scales with the users but for the
/// least of one active user.
package struct Workload: Hashable, Sendable {
  package let users: Users
  /// Users active in the busiest minute, before any rush; at least one.
  package let activeUsers: Double
  /// Pages or actions at the peak of a rush.
  package let actionRate: RequestsPerSecond
  /// The classes of requests to the API, and of rendered pages where a server renders them.
  package let classes: [ClassLoad]
  package let dataSets: [DataSetLoad]
  /// The load of background jobs on one vCPU.
  package let jobLoad: Erlangs
  /// The peak of a rush over the usual peak.
  package let flashCrowd: Double
  /// How long a rush takes to rise; zero for one that comes at once.
  package let rushRise: Seconds
  /// The average rate over the peak rate of a rush.
  package let meanShare: Double

  package init(
    users: Users, activeUsers: Double, actionRate: RequestsPerSecond, classes: [ClassLoad],
    dataSets: [DataSetLoad], jobLoad: Erlangs, flashCrowd: Double, rushRise: Seconds = .zero,
    meanShare: Double
  ) {
    self.rushRise = rushRise
    self.users = users
    self.activeUsers = activeUsers
    self.actionRate = actionRate
    self.classes = classes
    self.dataSets = dataSets
    self.jobLoad = jobLoad
    self.flashCrowd = flashCrowd
    self.meanShare = meanShare
  }

  // Places are gone through, since an element of a list is copied with all its words.

  /// All requests that reach the back end at the peak.
  package var requestRate: RequestsPerSecond {
    var rate = RequestsPerSecond.zero
    for place in classes.indices { rate += classes[place].rate }
    return rate
  }

  /// The rate of requests averaged over the month.
  package var meanRequestRate: RequestsPerSecond { requestRate * meanShare }

  /// Whether a rush is at its height before capacity that takes so long can be added.
  package func rushOutruns(_ scaleOut: Seconds) -> Bool { flashCrowd > 1 && rushRise < scaleOut }

  /// The load on the compute tier at the peak, in vCPUs: `a = Σ λ · S`.
  package var computeLoad: Erlangs {
    var load = Erlangs.zero
    for place in classes.indices { load += classes[place].rate * classes[place].cpuTime }
    return load
  }

  /// Reads of stored data at the peak.
  package var readRate: RequestsPerSecond {
    var rate = RequestsPerSecond.zero
    for place in dataSets.indices { rate += dataSets[place].readRate }
    return rate
  }

  /// Writes of stored data at the peak.
  package var writeRate: RequestsPerSecond {
    var rate = RequestsPerSecond.zero
    for place in dataSets.indices { rate += dataSets[place].writeRate }
    return rate
  }
}

/// One class of requests at a number of users.
package struct ClassLoad: Hashable, Sendable {
  package let name: String
  /// At the peak.
  package let rate: RequestsPerSecond
  package let cpuTime: Seconds
  package let reads: Double
  package let writes: Double
  package let responseSize: Kilobytes
  package let cacheableShare: Double
  /// The mean time that it waits for answers of other deployment units.
  package let awaitedTime: Seconds

  package init(
    name: String, rate: RequestsPerSecond, cpuTime: Seconds, reads: Double, writes: Double,
    responseSize: Kilobytes, cacheableShare: Double, awaitedTime: Seconds = .zero
  ) {
    self.name = name
    self.rate = rate
    self.cpuTime = cpuTime
    self.reads = reads
    self.writes = writes
    self.responseSize = responseSize
    self.cacheableShare = cacheableShare
    self.awaitedTime = awaitedTime
  }
}

/// One set of data at a number of users.
package struct DataSetLoad: Hashable, Sendable {
  package let set: DataSet
  package let readRate: RequestsPerSecond
  package let writeRate: RequestsPerSecond
  /// The size when the system has that many users.
  package let size: GiB

  package init(
    set: DataSet, readRate: RequestsPerSecond, writeRate: RequestsPerSecond, size: GiB
  ) {
    self.set = set
    self.readRate = readRate
    self.writeRate = writeRate
    self.size = size
  }
}
