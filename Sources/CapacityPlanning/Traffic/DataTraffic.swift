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
  /// Writes of requests to that data, each of which takes an item out of a cache.
  package let cacheableWrites: RequestsPerSecond
  /// The size of an item that SQL is asked for, on average over accesses.
  package let sqlItemSize: Kilobytes
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
    self.init(
      workload,
      stores: workload.dataSets.indices.map { placement.stores[workload.dataSets[$0].set.name] },
      cacheHit: cacheHit, tableHit: tableHit, replicaLag: replicaLag)
  }

  /// The same, with the store of each data set in their order; nil for one that is nowhere.
  init(
    _ workload: Workload, stores: [Placement.Store?], cacheHit: Double, tableHit: Double,
    replicaLag: Seconds
  ) {
    var reads = RequestsPerSecond.zero
    var writes = RequestsPerSecond.zero
    var cacheable = RequestsPerSecond.zero
    // Places are gone through, since an element of a list is copied with all its words.
    let classes = workload.classes
    for place in classes.indices {
      let rate = classes[place].rate
      reads += rate * classes[place].reads
      writes += rate * classes[place].writes
      cacheable += rate * (classes[place].reads * classes[place].cacheableShare)
    }
    var sqlShare = 0.0
    var tolerant = 0.0
    var fileShare = 0.0
    var ingest = RequestsPerSecond.zero
    var sqlSize = GiB.zero
    var itemSize = Kilobytes.zero
    var fileSize = GiB.zero
    var tables: [TableTraffic] = []
    let sets = workload.dataSets
    for (place, store) in zip(sets.indices, stores) {
      let share = sets[place].set.accessShare
      switch store {
      case .sql:
        sqlShare += share
        if sets[place].set.staleness >= replicaLag { tolerant += share }
        ingest += sets[place].set.ingestRate
        sqlSize += sets[place].size
        itemSize += sets[place].set.itemSize * share
      case .table:
        tables.append(
          TableTraffic(
            load: sets[place], reads: (reads - cacheable * tableHit) * share,
            writes: writes * share + sets[place].set.ingestRate))
      case .files:
        fileShare += share
        fileSize += sets[place].size
      case nil: break
      }
    }
    cacheLookups = cacheHit > 0 ? cacheable * sqlShare : .zero
    sqlReads = (reads - cacheable * cacheHit) * sqlShare
    sqlIngest = ingest
    sqlWrites = writes * sqlShare + ingest
    replicableShare = sqlShare > 0 ? tolerant / sqlShare : 0
    self.sqlSize = sqlSize
    let cacheableShare = reads > .zero ? cacheable / reads : 0
    cacheableSize = sqlSize * cacheableShare
    cacheableWrites = writes * (sqlShare * cacheableShare)
    sqlItemSize = sqlShare > 0 ? itemSize / sqlShare : .zero
    self.tables = tables
    self.fileSize = fileSize
    fileReads = reads * fileShare
    fileWrites = writes * fileShare
  }
}
