import CapacityPlanning
import Quantities

extension BillTests {
  private static func over(_ tier: RelationalTier) -> Architecture {
    BillFixture.architecture(relational: tier)
  }

  static let dataCases: [Case] = {
    let single = over(BillFixture.relational(.rds, replicas: 2, hasProxy: true))
    let large = over(
      BillFixture.relational(.rds, isMultiZone: true, storage: 600, operations: 14_000))
    let aurora = over(BillFixture.relational(.aurora, replicas: 2))
    let serverless = over(BillFixture.relational(.auroraServerless, replicas: 1))
    let box = BillFixture.architecture(
      .singleInstance, exposure: .direct, balancing: .none,
      relational: BillFixture.relational(.onInstance), zones: 1)
    let onDemand = BillFixture.architecture(tables: [BillFixture.table(isOnDemand: true)])
    let provisioned = BillFixture.architecture(
      tables: [BillFixture.table(isOnDemand: false, hasAccelerator: true)])
    let cached = BillFixture.architecture(
      relational: BillFixture.relational(.rds),
      cache: CacheTier(
        engine: .valkey, nodeType: "cache.m7g.large", shards: 2, replicasPerShard: 1,
        hitRatio: 0.9))
    return [
      Case("RDS", single, "db.m7g.large instance", hours, at: "db.m7g.large"),
      Case("RDS", single, "read replicas", 2 * hours, at: "db.m7g.large"),
      Case("RDS", single, "storage", 100, at: "rds.gp3.single-az.gb-month"),
      Case("RDS", single, "replica storage", 200, at: "rds.gp3.single-az.gb-month"),
      Case(
        "RDS", single, "storage operations above the baseline", 0,
        at: "rds.gp3.single-az.extra-iops-month"),
      Case("RDS Proxy", single, "proxy vCPU-hours", 2 * hours, at: "rds-proxy.vcpu-hour"),
      Case("RDS, two zones", large, "db.m7g.large with standby", hours, at: "db.m7g.large"),
      Case("RDS, two zones", large, "storage", 600, at: "rds.gp3.multi-az.gb-month"),
      // A striped volume has 12,000 of its own.
      Case(
        "RDS, two zones", large, "storage operations above the baseline", 2000,
        at: "rds.gp3.multi-az.extra-iops-month"),
      Case("Aurora", aurora, "db.r7g.large instances", 3 * hours, at: "db.r7g.large"),
      Case("Aurora", aurora, "storage", 50, at: "aurora.standard.storage.gb-month"),
      // The working set fits the memory; a write is four operations.
      Case(
        "Aurora", aurora, "storage operations", requests / 2 * 4,
        at: "aurora.standard.io-request"),
      Case(
        "Serverless v2", serverless, "capacity units", 2 * 2 * hours,
        at: "aurora.serverless-v2.acu-hour"),
      Case("database on the box", box, "data volume", 100, at: "ebs.gp3.gb-month"),
      Case("database on the box", box, "snapshots", 50, at: "ebs.snapshot.gb-month"),
      // Items of 1 kB that must not be stale: a unit each.
      Case("DynamoDB", onDemand, "main reads", requests, at: "dynamodb.on-demand.read"),
      Case("DynamoDB", onDemand, "main writes", requests / 2, at: "dynamodb.on-demand.write"),
      Case("DynamoDB", onDemand, "main storage", 50, at: "dynamodb.storage.gb-month"),
      Case(
        "DynamoDB, provisioned", provisioned, "main read capacity", 200 / 0.8 * hours,
        at: "dynamodb.provisioned.rcu-hour"),
      Case(
        "DynamoDB, provisioned", provisioned, "main write capacity", 100 / 0.8 * hours,
        at: "dynamodb.provisioned.wcu-hour"),
      Case("DAX", provisioned, "DAX nodes", 2 * hours, at: "dax.r5.large.node-hour"),
      Case("ElastiCache", cached, "cache.m7g.large nodes", 4 * hours, at: "cache.m7g.large"),
    ]
  }()

  static let otherCases: [Case] = {
    let files = BillFixture.architecture(
      relational: BillFixture.relational(.rds), hasFileStorage: true)
    let withFiles: @Sendable (inout BillFixture.Answers) -> Void = { $0.fileShare = 0.25 }
    let queue = BillFixture.architecture(
      relational: BillFixture.relational(.rds), messaging: [.queue], hasTraces: true)
    let functions = BillFixture.architecture(
      .lambda, exposure: .httpAPI, balancing: .none, relational: BillFixture.relational(.rds),
      messaging: [.queue])
    let helped = BillFixture.architecture(
      .lambda, exposure: .httpAPI, balancing: .none, relational: BillFixture.relational(.rds),
      messaging: [.queue], workers: .fargate)
    let linked = BillFixture.architecture(exposure: .httpAPI, balancing: .none)
    let box = BillFixture.architecture(.singleInstance, exposure: .direct, balancing: .none)
    let addresses = "vpc.public-ipv4.hour"
    let runs = 4800 * hours / 24
    return [
      Case("S3", files, "files stored", 100, at: "s3.standard.gb-month.tier1", answers: withFiles),
      Case("S3", files, "file reads", requests / 4, at: "s3.get.request", answers: withFiles),
      Case(
        "S3", files, "file writes", requests / 8, at: "s3.put-copy-post-list.request",
        answers: withFiles),
      Case(
        "SQS", queue, "queue requests", 3 * runs, at: "sqs.standard.request.tier1",
        answers: { $0.runsPerDay = 4800 }),
      Case(
        "SQS, twice the users", queue, "queue requests", 6 * runs,
        at: "sqs.standard.request.tier1", users: 40_000, answers: { $0.runsPerDay = 4800 }),
      Case("NAT", queue, "NAT gateways", 2 * hours, at: "nat.hour"),
      Case("NAT", queue, "NAT traffic", responses * 0.1 + 20, at: "nat.gb"),
      Case("NAT", queue, "public addresses of NAT gateways", 2 * hours, at: addresses),
      Case("NAT", queue, "interface endpoints", 0, at: "vpc.endpoint.interface.hour"),
      Case("functions", functions, "NAT gateways", 0, at: "nat.hour"),
      Case(
        "functions", functions, "interface endpoints", 2 * hours,
        at: "vpc.endpoint.interface.hour"),
      Case("functions and tasks", helped, "NAT gateways", 2 * hours, at: "nat.hour"),
      Case("ALB", queue, "public addresses of load balancers", 2 * hours, at: addresses),
      Case("behind a link", linked, "public addresses of load balancers", 0, at: addresses),
      Case("one box", box, "public address", hours, at: addresses),
      Case("one box", box, "NAT gateways", 0, at: "nat.hour"),
      // 2 kB a query, half of which cross; each GB is paid for on both sides.
      Case(
        "two zones", queue, "traffic between zones", requests * 1.5 * 2 / 1e6 * 0.5 * 2,
        at: "transfer.inter-az.gb-each-direction"),
      Case("logs", queue, "log ingestion", requests * 0.5 / 1e6, at: "cloudwatch.logs.ingest.gb"),
      Case("traces", queue, "recorded traces", requests / 100, at: "xray.trace.recorded"),
    ]
  }()
}
