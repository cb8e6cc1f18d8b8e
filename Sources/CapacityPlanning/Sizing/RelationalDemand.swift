package import Quantities

/// What the SQL database must carry.
package struct RelationalDemand: Hashable, Sendable {
  package let reads: RequestsPerSecond
  package let writes: RequestsPerSecond
  /// Those of the writes that arrive besides requests, day and night.
  let ingest: RequestsPerSecond
  package let meanShare: Double
  /// The share of the reads that replicas may answer; 0 keeps all on the writer.
  package let replicableShare: Double
  package let size: GiB
  /// Connections that the compute tier opens at the peak.
  package let connections: Double
  package let zones: Int
  /// Whether it may pause while nobody uses it.
  package let mayPause: Bool
  /// Requests of the system averaged over the month.
  let meanRate: RequestsPerSecond

  package init(
    _ traffic: DataTraffic, meanShare: Double, connections: Double, zones: Int,
    mayPause: Bool = false, meanRate: RequestsPerSecond = .zero
  ) {
    reads = traffic.sqlReads
    writes = traffic.sqlWrites
    ingest = traffic.sqlIngest
    self.meanShare = meanShare
    replicableShare = traffic.replicableShare
    size = traffic.sqlSize
    self.connections = connections
    self.zones = zones
    self.mayPause = mayPause
    self.meanRate = meanRate
  }
}

extension DatabaseVolumes {
  /// The month of a demand: what users cause follows their mean, records that arrive besides come at
  /// the same rate day and night.
  init(_ demand: RelationalDemand, missShare: Double) {
    let month = demand.meanShare * Bill.seconds
    self.init(
      size: demand.size, reads: demand.reads.value * month,
      writes: (demand.writes - demand.ingest).value * month + demand.ingest.value * Bill.seconds,
      missShare: missShare, meanRate: demand.meanRate)
  }
}
