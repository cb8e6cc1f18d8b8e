import CatalogModel
import Quantities
import Requirements

extension MessagingPart {
  /// The prices that its use is paid at.
  package var priceKeys: [String] {
    switch self {
    case .queue: ["sqs.standard.request.tier1"]
    case .stream: ["kinesis.shard-hour", "kinesis.put-payload-unit"]
    }
  }
}

extension ComputePlatform {
  /// The prices that background jobs are paid at where they run on it.
  package var jobPriceKeys: [String] {
    switch self {
    case .singleInstance: []
    case .lambda: ["lambda.arm.request", "lambda.arm.gb-second.tier1"]
    case .fargate, .autoScalingGroup, .ecsOnEC2, .eks:
      ["fargate.arm.vcpu-hour", "fargate.arm.gb-hour"]
    }
  }
}

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
      // Send, receive and delete for each run of a job.
      try bill.add(
        .messaging, "queue requests", 3 * volumes.jobRuns, "requests",
        at: "sqs.standard.request.tier1")
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

  /// Ways out of the private subnets, public addresses and traffic between zones.
  ///
  /// The bytes over interface endpoints are those of messages, at a cent a GB, and left out.
  func addNetwork(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let gateways = Double(architecture.natGateways)
    if gateways > 0 {
      try bill.add(.network, "NAT gateways", gateways * Bill.hours, "hours", at: "nat.hour")
      let share = try catalog.number("planning.natTraffic#shareOfResponses")
      let perGateway = try catalog.number("planning.natTraffic#gigabytesPerGateway")
      try bill.add(
        .network, "NAT traffic",
        volumes.responseGBFromOrigin * share + perGateway * gateways, "GB", at: "nat.gb")
    }
    try bill.add(
      .network, "interface endpoints",
      Double(architecture.interfaceEndpoints.count * architecture.computeZones) * Bill.hours,
      "hours", at: "vpc.endpoint.interface.hour")
    try addAddresses(&bill, architecture)
    if architecture.zones > 1 {
      let crossing = 1 - 1 / Double(architecture.zones)
      let perQueryGB = try catalog.number("planning.kilobytesPerQuery") / 1e6
      let gigabytes = (volumes.database.reads + volumes.database.writes) * perQueryGB * crossing
      try bill.add(
        .network, "traffic between zones", gigabytes * 2, "GB",
        at: "transfer.inter-az.gb-each-direction")
    }
    try bill.add(.network, "hosted zone", 1, "zones", at: "route53.zone.month.first25")
  }

  /// Public IPv4 addresses: of an instance that users reach, of each zone of a load balancer that
  /// faces the internet, of each NAT gateway.
  private func addAddresses(
    _ bill: inout Bill, _ architecture: Architecture
  ) throws(Catalog.Gap) {
    let facing =
      requirements.isInternal
      ? 0
      : (architecture.hasALB && !architecture.isALBInternal ? 1 : 0)
        + (architecture.hasNLB && !architecture.isNLBInternal ? 1 : 0)
    func add(_ name: @autoclosure () -> String, _ count: Int) throws(Catalog.Gap) {
      try bill.add(
        .network, name(), Double(count) * Bill.hours, "hours", at: "vpc.public-ipv4.hour")
    }
    try add("public address", architecture.isPublicInstance ? 1 : 0)
    try add("public addresses of load balancers", facing * architecture.networkZones)
    try add("public addresses of NAT gateways", architecture.natGateways)
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
        .observability, "recorded traces",
        volumes.requests * (try catalog.number("planning.traceShare")), "traces",
        at: "xray.trace.recorded")
    }
  }
}
