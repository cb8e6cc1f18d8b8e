package import Quantities
package import Requirements

/// The reads and writes that reach each store at the peak, behind the caches.
package struct DataTraffic: Sendable {
  /// Reads of the SQL database that no cache answered.
  package let sqlReads: RequestsPerSecond
  package let sqlWrites: RequestsPerSecond
  /// Those of the SQL writes that arrive besides requests.
  package let sqlIngest: RequestsPerSecond
  /// The share of the SQL reads that a replica with its lag may answer.
  package let replicableShare: Double
  /// Reads that ask the cache first.
  package let cacheLookups: RequestsPerSecond
  /// Data that those reads may touch.
  package let cacheableSize: GiB
  package let sqlSize: GiB
  package let tables: [TableTraffic]
  package let fileSize: GiB
  package let fileReads: RequestsPerSecond
  package let fileWrites: RequestsPerSecond

  /// What reaches one DynamoDB table.
  package struct TableTraffic: Sendable {
    package let load: DataSetLoad
    package let reads: RequestsPerSecond
    package let writes: RequestsPerSecond
  }

  /// Splits the data accesses of a workload over the stores.
  ///
  /// A read goes to a data set with the set's access share. Of the reads of a class, the
  /// cacheable share asks the cache and is answered there with the hit ratio.
  ///
  /// - Parameters:
  ///   - cacheHit: The hit ratio of a cache before SQL; 0 for none.
  ///   - tableHit: The hit ratio of a cache before the tables; 0 for none.
  package init(
    _ workload: Workload, placement: Placement, cacheHit: Double, tableHit: Double,
    replicaLag: Seconds
  ) {
    let reads = workload.classes.map { $0.rate * $0.reads }.sum()
    let writes = workload.classes.map { $0.rate * $0.writes }.sum()
    let cacheable = workload.classes.map { $0.rate * ($0.reads * $0.cacheableShare) }.sum()
    func loads(_ store: Placement.Store) -> [DataSetLoad] {
      workload.dataSets.filter { placement.stores[$0.set.name] == store }
    }
    func share(_ loads: [DataSetLoad]) -> Double { loads.reduce(0) { $0 + $1.set.accessShare } }

    let sql = loads(.sql)
    let sqlShare = share(sql)
    cacheLookups = cacheHit > 0 ? cacheable * sqlShare : .zero
    sqlReads = (reads - cacheable * cacheHit) * sqlShare
    sqlIngest = sql.map(\.set.ingestRate).sum()
    sqlWrites = writes * sqlShare + sqlIngest
    let tolerant = share(sql.filter { $0.set.staleness >= replicaLag })
    replicableShare = sqlShare > 0 ? tolerant / sqlShare : 0
    sqlSize = sql.map(\.size).sum()
    let cacheableShare = reads > .zero ? cacheable / reads : 0
    cacheableSize = sqlSize * cacheableShare

    tables = loads(.table).map { load in
      TableTraffic(
        load: load, reads: (reads - cacheable * tableHit) * load.set.accessShare,
        writes: writes * load.set.accessShare + load.set.ingestRate)
    }
    let files = loads(.files)
    fileSize = files.map(\.size).sum()
    fileReads = reads * share(files)
    fileWrites = writes * share(files)
  }
}
