import Quantities
package import Requirements

extension Workload {
  /// The workload that reaches the origin when the edge answers cacheable responses.
  ///
  /// `origin rate = rate · (1 - cacheable share · hit ratio)`; what passes is no longer cacheable
  /// in that proportion.
  package func behindEdge(hitRatio: Double) -> Workload {
    guard hitRatio > 0 else { return self }
    let passed = classes.map { load in
      let hits = load.cacheableShare * hitRatio
      return ClassLoad(
        name: load.name, rate: load.rate * (1 - hits), cpuTime: load.cpuTime, reads: load.reads,
        writes: load.writes / max(1e-9, 1 - hits), responseSize: load.responseSize,
        cacheableShare: (load.cacheableShare - hits) / max(1e-9, 1 - hits),
        awaitedTime: load.awaitedTime / max(1e-9, 1 - hits))
    }
    return Workload(
      users: users, activeUsers: activeUsers, actionRate: actionRate, classes: passed,
      dataSets: dataSets, jobLoad: jobLoad, flashCrowd: flashCrowd,
      rushRise: rushRise, meanShare: meanShare)
  }

  /// The workload with all rates of requests multiplied by a factor.
  package func scaled(by factor: Double) -> Workload {
    Workload(
      users: users, activeUsers: activeUsers * factor, actionRate: actionRate * factor,
      classes: classes.map { load in
        ClassLoad(
          name: load.name, rate: load.rate * factor, cpuTime: load.cpuTime, reads: load.reads,
          writes: load.writes, responseSize: load.responseSize,
          cacheableShare: load.cacheableShare, awaitedTime: load.awaitedTime)
      }, dataSets: dataSets, jobLoad: jobLoad, flashCrowd: flashCrowd,
      rushRise: rushRise, meanShare: meanShare)
  }

  /// The workload with all its data sets as one, for drafts without stores.
  ///
  /// What such a draft costs depends on how many of the accesses go to data at all, and on how many records
  /// arrive: on the sums, in the order of the sets.
  package func summingData() -> Workload {
    guard !dataSets.isEmpty else { return self }
    var share = 0.0
    var ingest = RequestsPerSecond.zero
    for place in dataSets.indices {
      share += dataSets[place].set.accessShare
      ingest += dataSets[place].set.ingestRate
    }
    let all = DataSet(
      name: "", content: "", use: "", accessShare: share, size: .zero, firstYearGrowth: .zero,
      itemSize: .zero, schemaNeed: "", staleness: .zero, hottestKeyShare: 0, ingestRate: ingest)
    return Workload(
      users: users, activeUsers: activeUsers, actionRate: actionRate, classes: classes,
      dataSets: [DataSetLoad(set: all, readRate: .zero, writeRate: .zero, size: .zero)],
      jobLoad: jobLoad, flashCrowd: flashCrowd, rushRise: rushRise, meanShare: meanShare)
  }
}
