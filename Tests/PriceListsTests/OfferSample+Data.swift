/// Offers of databases and caches.
extension OfferSample {
  private static func database(
    _ sku: String, _ usage: String, _ engine: String, _ deployment: String, _ price: String,
    _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    let attributes = [
      "instanceType": "db.r6g.2xlarge", "databaseEngine": engine, "deploymentOption": deployment,
      "licenseModel": "No license required",
    ]
    return product(
      sku, "Database Instance", "EUW2-\(usage):db.r6g.2xl", "Hrs", price,
      attributes.merging(more) { $1 })
  }

  static let rds = OfferSample(
    file: OfferFile(
      offer: "AmazonRDS",
      products: [
        reserved(database("PG", "InstanceUsage", "PostgreSQL", "Single-AZ", "1.0560000000")),
        database("PGMULTI", "Multi-AZUsage", "PostgreSQL", "Multi-AZ", "2.116"),
        database(
          "PGCLUSTER", "Multi-AZClusterUsage", "PostgreSQL", "Multi-AZ (readable standbys)", "3.1"),
        database("MARIA", "InstanceUsage", "MariaDB", "Single-AZ", "1.004"),
        database(
          "ORACLE", "InstanceUsage", "Oracle", "Single-AZ", "4",
          ["licenseModel": "License included"]),
        database(
          "CUSTOM", "InstanceUsage", "MySQL", "Single-AZ", "5", ["deploymentModel": "Custom"]),
        database("AURORA", "InstanceUsage", "Aurora PostgreSQL", "Single-AZ", "1.22"),
        database("AURORAIO", "InstanceUsageIOOptimized", "Aurora PostgreSQL", "Single-AZ", "1.586"),
        product(
          "GP3ANY", "Database Storage", "EUW2-RDS:GP3-Storage", "GB-Mo", "0.133",
          ["databaseEngine": "Any"]),
        product(
          "GP3PG", "Database Storage", "EUW2-RDS:GP3-Storage", "GB-Mo", "0.1330000000",
          ["databaseEngine": "PostgreSQL"]),
        product(
          "GP3ORACLE", "Database Storage", "EUW2-RDS:GP3-Storage", "GB-Mo", "0.2",
          ["databaseEngine": "Oracle"]),
        product(
          "MIRROR", "Database Storage", "EUW2-RDS:Mirror-GP2-Storage", "GB-Mo", "0.266",
          ["databaseEngine": "SQL Server"]),
        product(
          "PROXYPG", "RDSProxy", "EUW2-RDS:ProxyUsage", "Hrs", "0.017",
          ["databaseEngine": "PostgreSQL"]),
        product(
          "PROXYMYSQL", "RDSProxy", "EUW2-RDS:ProxyUsage", "Hrs", "0.017",
          ["databaseEngine": "MySQL"]),
        product(
          "SUPPORT", "", "EUW2-ExtendedSupport:Yr1-Yr2:PostgreSQL11", "vCPU-hour", "0.116",
          ["databaseEngine": "PostgreSQL"]),
        product(
          "ACU", "ServerlessV2", "EUW2-Aurora:ServerlessV2Usage", "ACU-Hr", "0.14",
          ["databaseEngine": "Aurora MySQL"]),
        product(
          "IO", "System Operation", "EUW2-Aurora:StorageIOUsage", "IOs", "0.0000002200",
          ["databaseEngine": "Aurora MySQL"]),
      ]),
    expected: [
      "eu-west-2 aurora db.r6g.2xlarge aurora-postgres ioOptimized = 1.586",
      "eu-west-2 aurora db.r6g.2xlarge aurora-postgres standard = 1.22",
      "eu-west-2 rds db.r6g.2xlarge mariadb singleZone = 1.004",
      "eu-west-2 rds db.r6g.2xlarge postgres multiZone = 2.116",
      "eu-west-2 rds db.r6g.2xlarge postgres multiZoneCluster = 3.1",
      "eu-west-2 rds db.r6g.2xlarge postgres singleZone = 1.056",
      "eu-west-2 services aurora.serverless-v2.acu-hour dollars = 0.14",
      "eu-west-2 services aurora.standard.io-request dollars = 0.00000022",
      "eu-west-2 services rds-proxy.vcpu-hour dollars = 0.017",
      "eu-west-2 services rds.extended-support.vcpu-hour.year1-2 dollars = 0.116",
      "eu-west-2 services rds.gp3.single-az.gb-month dollars = 0.133",
    ])

  private static func cache(
    _ sku: String, _ usage: String, _ engine: String, _ price: String
  ) -> OfferFile.Product {
    product(
      sku, "Cache Instance", "EUW2-\(usage):cache.r7g.large", "Hrs", price,
      ["instanceType": "cache.r7g.large", "cacheEngine": engine])
  }

  static let elastiCache = OfferSample(
    file: OfferFile(
      offer: "AmazonElastiCache",
      products: [
        reserved(cache("REDIS", "NodeUsage", "Redis", "0.2560000000")),
        cache("VALKEY", "NodeUsage", "Valkey", "0.2048"),
        cache("MEMCACHED", "NodeUsage", "Memcached", "0.256"),
        cache("SUPPORTYR3", "ExtendedSupportYr3-NodeUsage", "Redis", "0.41"),
        cache("DURABLE", "SyncDurability-NodeUsage", "Valkey", "0.0369"),
        product(
          "CACHED", "ElastiCache Serverless", "EUW2-CachedData:Valkey", "GB-Hours", "0.098",
          ["cacheEngine": "Valkey"]),
        product(
          "ECPU", "ElastiCache Serverless", "EUW2-ElastiCacheProcessingUnits:Valkey",
          "ElastiCacheProcessingUnit", "0.0000000027", ["cacheEngine": "Valkey"]),
      ]),
    expected: [
      "eu-west-2 elasticache cache.r7g.large memcached hourly = 0.256",
      "eu-west-2 elasticache cache.r7g.large redis hourly = 0.256",
      "eu-west-2 elasticache cache.r7g.large valkey hourly = 0.2048",
      "eu-west-2 services elasticache-serverless.valkey.ecpu dollars = 0.0000000027",
      "eu-west-2 services elasticache-serverless.valkey.gb-hour dollars = 0.098",
    ])

  static let dynamoDB = OfferSample(
    file: OfferFile(
      offer: "AmazonDynamoDB",
      products: [
        product(
          "READ", "Amazon DynamoDB PayPerRequest Throughput", "EUW2-ReadRequestUnits",
          "ReadRequestUnits", "0.0000001485"),
        product(
          "WRITE", "Amazon DynamoDB PayPerRequest Throughput", "EUW2-WriteRequestUnits",
          "WriteRequestUnits", "0.00000074"),
        product(
          "READIA", "Amazon DynamoDB PayPerRequest Throughput", "EUW2-IA-ReadRequestUnits",
          "ReadRequestUnits", "0.00000019"),
        product(
          "REPLICATED", "Amazon DynamoDB PayPerRequest Throughput", "EUW2-ReplWriteRequestUnits",
          "ReplicatedWriteRequestUnits", "0.00000074"),
        tiered(
          "RCU", "Provisioned IOPS", "EUW2-ReadCapacityUnit-Hrs", "ReadCapacityUnit-Hrs",
          [("0", "18600", "0.0000000000"), ("18600", "Inf", "0.0001540000")]),
        tiered(
          "STORAGE", "Database Storage", "EUW2-TimedStorage-ByteHrs", "GB-Mo",
          [("0", "25", "0"), ("25", "Inf", "0.297")]),
        product("STORAGEIA", "Database Storage", "EUW2-IA-TimedStorage-ByteHrs", "GB-Mo", "0.1188"),
        tiered(
          "STREAMS", "API Request", "EUW2-Streams-Requests", "Requests",
          [("0", "2500000", "0"), ("2500000", "Inf", "0.000000238")],
          ["group": "DDB-StreamsReadRequests"]),
      ]),
    expected: [
      "eu-west-2 services dynamodb.global.on-demand.replicated-write dollars = 0.00000074",
      "eu-west-2 services dynamodb.on-demand.read dollars = 0.0000001485",
      "eu-west-2 services dynamodb.on-demand.write dollars = 0.00000074",
      "eu-west-2 services dynamodb.provisioned.rcu-hour dollars = 0.000154",
      "eu-west-2 services dynamodb.storage-ia.gb-month dollars = 0.1188",
      "eu-west-2 services dynamodb.storage.gb-month dollars = 0.297",
      "eu-west-2 services dynamodb.streams.read dollars = 0.000000238",
    ])
}
