import CatalogModel
import Quantities
import Requirements

extension LimitBook {
  /// CPU, credits, connections, storage and its operations of the SQL database.
  func database(_ state: NetworkState, to sink: inout some LimitSink) throws(Catalog.Gap) {
    guard let station = state.database, station.tier.engine != .onInstance else { return }
    sink.add(
      .database, "CPU", load: station.writerLoad, capacity: station.effectiveCPUs,
      unit: "vCPU of the writer", safeShare: parameters.databaseTarget, isQuota: false,
      metric: processorMetric("Average"), method: .exact)
    if station.tier.readReplicas > 0 {
      sink.add(
        .database, "replica CPU", load: station.replicaLoad, capacity: station.effectiveCPUs,
        unit: "vCPU of each replica", safeShare: parameters.databaseTarget, isQuota: false,
        metric: processorMetric("Maximum"), method: .exact)
    }
    zoneLost(station, state, to: &sink)
    credits(station, state, to: &sink)
    if !station.tier.hasProxy {
      let connections = try connections(state)
      let most = Double(station.tier.connectionLimit)
      sink.add(
        .database, "connections", load: connections, capacity: most, unit: "connections",
        safeShare: parameters.connectionTarget, isQuota: false,
        metric: shareMetric(
          "AWS/RDS", "DatabaseConnections", "Maximum", ofCapacity: most,
          share: parameters.connectionTarget),
        method: state.compute == nil
          ? Self.concurrencyMethod : .bound("not above: every pool of connections full"))
    }
    try storage(station, state, to: &sink)
  }

  private func processorMetric(_ statistic: String) -> Metric {
    Metric(
      namespace: "AWS/RDS", name: "CPUUtilization", statistic: statistic,
      threshold: parameters.databaseTarget * 100, unit: "Percent")
  }

  /// Connections that the compute tier opens at the peak: one for each running function, or those
  /// of all machines.
  private func connections(_ state: NetworkState) throws(Catalog.Gap) -> Double {
    guard state.compute == nil else {
      return ArchitectureSizing.connections(
        of: state.architecture.compute, parameters: parameters)
    }
    return try concurrency(state)
  }

  /// What a burstable class sustains: on average no more than its baseline.
  private func credits(
    _ station: DatabaseStation, _ state: NetworkState, to sink: inout some LimitSink
  ) {
    guard let name = station.tier.instanceClass,
      let baseline = RelationalSizing.burstBaseline(of: name, catalog)
    else { return }
    sink.add(
      .database, "CPU credits",
      load: max(station.writerLoad, station.replicaLoad) * state.origin.meanShare,
      capacity: baseline * station.effectiveCPUs, unit: "vCPU on average", safeShare: 1,
      isQuota: false,
      metric: Metric(
        namespace: "AWS/RDS", name: "CPUSurplusCreditBalance", statistic: "Maximum",
        threshold: 0, unit: "Count"), method: .derived)
  }

  /// The writer and the replicas that are left while those of a zone are gone.
  private func zoneLost(
    _ station: DatabaseStation, _ state: NetworkState, to sink: inout some LimitSink
  ) {
    let zones = state.architecture.zones
    let replicas = station.tier.readReplicas
    guard zones > 1, replicas > 0, parameters.survivesZoneLoss else { return }
    let lost = RelationalSizing.loads(
      RelationalDemand(state.traffic, meanShare: 1, connections: 0, zones: zones),
      replicas: replicas - (replicas + zones - 1) / zones,
      replayShare: parameters.replayShare(station.tier.engine),
      parameters: parameters)
    let share = parameters.computeTargetZoneLost
    func add(_ resource: String, _ node: String, _ load: Double, usually: Double) {
      guard load > usually else { return }
      sink.add(
        .database, resource, load: load, capacity: station.effectiveCPUs,
        unit: "vCPU of \(node)", safeShare: share, isQuota: false,
        metric: Metric(
          namespace: "AWS/RDS", name: "CPUUtilization", statistic: "Maximum",
          threshold: (share * usually / load * 100).rounded(.down), unit: "Percent"),
        method: .exact)
    }
    add("CPU with a zone lost", "the writer", lost.writer, usually: station.writerLoad)
    add(
      "replica CPU with a zone lost", "each replica", lost.replica, usually: station.replicaLoad)
  }

  private func storage(
    _ station: DatabaseStation, _ state: NetworkState, to sink: inout some LimitSink
  ) throws(Catalog.Gap) {
    let isAurora = station.tier.engine != .rds
    let target = parameters.quotaTarget
    // A volume of RDS grows by itself up to a ceiling above what was provisioned.
    let greatest =
      isAurora
      ? try catalog.number("limit.aurora.storage.max") * 1024
      : min(
        try catalog.number("limit.rds.mysqlPostgres.storage.maxGiB"),
        StorageSizing.ceiling(station.tier.storage).value)
    sink.add(
      .database, "storage", load: state.traffic.sqlSize.value, capacity: greatest, unit: "GiB",
      safeShare: target, isQuota: false,
      metric: Metric(
        namespace: "AWS/RDS", name: isAurora ? "VolumeBytesUsed" : "FreeStorageSpace",
        statistic: isAurora ? "Maximum" : "Minimum",
        threshold: (isAurora ? greatest * target : station.tier.storage.value * 0.2)
          * 1_073_741_824, unit: "Bytes"), method: .derived)
    guard station.tier.engine == .rds else { return }
    let capacity = Double(station.tier.storageOperations)
    let operations =
      state.traffic.sqlReads.value * station.missShare
      + state.traffic.sqlWrites.value * parameters.sizing.operationsPerWrite
    sink.add(
      .database, "storage operations", load: operations, capacity: capacity, unit: "IOPS",
      safeShare: target, isQuota: false,
      metric: shareMetric("AWS/RDS", "WriteIOPS", "Average", ofCapacity: capacity),
      method: station.missShare > 0
        ? .approximate("misses of a working set whose records are read evenly") : .derived)
  }
}
