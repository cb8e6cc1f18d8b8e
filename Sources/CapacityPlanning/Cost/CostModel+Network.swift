import CatalogModel
import Quantities
import Requirements

extension CostModel {
  /// Files in S3, and queues or streams.
  func addFilesAndMessages(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    if architecture.hasFileStorage {
      try bill.add(
        .files, "files stored", volumes.traffic.fileSize.value, "GB-months",
        steps: [
          .init("s3.standard.gb-month.tier1", upTo: 51_200),
          .init("s3.standard.gb-month.tier2", upTo: 512_000),
          .init("s3.standard.gb-month.tier3"),
        ])
      let month = volumes.meanShare * Bill.seconds
      try bill.add(
        .files, "file reads", volumes.traffic.fileReads.value * month, "requests",
        at: "s3.get.request")
      try bill.add(
        .files, "file writes", volumes.traffic.fileWrites.value * month, "requests",
        at: "s3.put-copy-post-list.request")
    }
    if architecture.messaging.contains(.queue) {
      // Send, receive and delete for each job and for each write that is handed on.
      let jobs = requirements.jobs.reduce(0) { $0 + $1.runsPerDay } * 30.4
      try bill.add(
        .messaging, "queue requests", 3 * jobs, "requests", at: "sqs.standard.request.tier1")
    }
    if architecture.messaging.contains(.stream) {
      let perShard = try catalog.number("kinesis.shardWrite#recordsPerSecond")
      let shards = (volumes.ingestedRecordsPerSecond / perShard / parameters.quotaTarget)
        .rounded(.up)
      try bill.add(
        .messaging, "stream shards", max(1, shards) * Bill.hours, "shard-hours",
        at: "kinesis.shard-hour")
      try bill.add(
        .messaging, "stream records", volumes.ingestedRecordsPerSecond * Bill.seconds,
        "payload units", at: "kinesis.put-payload-unit")
    }
  }

  /// NAT gateways, addresses and traffic between zones.
  func addNetwork(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    switch architecture.compute.platform {
    case .singleInstance:
      try bill.add(
        .network, "public address", Bill.hours, "hours", at: "vpc.public-ipv4.hour")
    case .autoScalingGroup, .ecsOnEC2, .eks, .fargate:
      let gateways = Double(architecture.zones)
      try bill.add(.network, "NAT gateways", gateways * Bill.hours, "hours", at: "nat.hour")
      // Packages, images and calls to other services: a tenth of what goes to users.
      try bill.add(
        .network, "NAT traffic", volumes.responseGBFromOrigin * 0.1 + 10 * gateways, "GB",
        at: "nat.gb")
    case .lambda: break
    }
    if architecture.zones > 1 {
      let crossing = 1 - 1 / Double(architecture.zones)
      let perQueryGB = 2 / 1e6
      let gigabytes = (volumes.sqlReads + volumes.sqlWrites) * perQueryGB * crossing
      try bill.add(
        .network, "traffic between zones", gigabytes * 2, "GB",
        at: "transfer.inter-az.gb-each-direction")
    }
    try bill.add(.network, "hosted zone", 1, "zones", at: "route53.zone.month.first25")
  }

  /// Logs, alarms, secrets, keys and traces.
  func addObservability(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    guard architecture.observability.hasMetrics else { return }
    let logs = volumes.requests * parameters.logKilobytesPerRequest.value / 1e6
    try bill.add(.observability, "log ingestion", logs, "GB", at: "cloudwatch.logs.ingest.gb")
    try bill.add(
      .observability, "log storage", logs, "GB-months", at: "cloudwatch.logs.storage.gb-month")
    let freeAlarms = try catalog.number("cloudwatch.freeAlarms")
    let alarms =
      4.0 + (architecture.relational == nil ? 0 : 4) + (architecture.cache == nil ? 0 : 2)
    try bill.add(
      .observability, "alarms", max(0, alarms - freeAlarms), "alarms",
      at: "cloudwatch.alarm.standard.month")
    if architecture.relational.map({ $0.engine != .onInstance }) ?? false {
      try bill.add(
        .observability, "database secret", 1, "secrets", at: "secretsmanager.secret.month")
    }
    try bill.add(.observability, "encryption key", 1, "keys", at: "kms.key.month")
    if architecture.observability.hasTraces {
      try bill.add(
        .observability, "traces of one request in a hundred", volumes.requests * 0.01, "traces",
        at: "xray.trace.recorded")
    }
  }
}
