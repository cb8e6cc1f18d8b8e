import Testing

/// A file of each offer with the prices that it must give, and products beside them that must give
/// none: neighbors that the real files have, each with the reason in its SKU.
struct OfferSample: Sendable, CustomTestStringConvertible {
  let file: OfferFile
  let expected: [String]

  var testDescription: String { file.offer }

  static let all = [
    ec2, rds, elastiCache, lambda, ecs, dynamoDB, elb, apiGateway, s3, cloudFront, dataTransfer,
  ]

  /// A product of eu-west-2 with one price.
  static func product(
    _ sku: String, _ family: String, _ usage: String, _ unit: String, _ price: String,
    region: String = "eu-west-2", _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    tiered(sku, family, usage, unit, [("0", "Inf", price)], region: region, more)
  }

  /// A product of eu-west-2 with tiers.
  static func tiered(
    _ sku: String, _ family: String, _ usage: String, _ unit: String,
    _ tiers: [(String, String, String)], region: String = "eu-west-2",
    _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    let attributes = [
      "usagetype": usage, "regionCode": region, "locationType": "AWS Region",
      "location": region == "us-east-1" ? "US East (N. Virginia)" : "EU (London)",
    ]
    let dimensions = tiers.map {
      OfferFile.Dimension(unit: unit, price: $0.2, begin: $0.0, end: $0.1)
    }
    return OfferFile.Product(
      sku: sku, family: family, attributes: attributes.merging(more) { $1 },
      onDemand: [OfferFile.Term(dimensions: dimensions)])
  }

  static let linux = [
    "instanceType": "m7g.large", "operatingSystem": "Linux", "tenancy": "Shared",
    "preInstalledSw": "NA", "capacitystatus": "Used", "licenseModel": "No License required",
    "operation": "RunInstances",
  ]

  private static func instance(
    _ sku: String, _ usage: String, _ price: String, region: String = "eu-west-2",
    _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    product(
      sku, "Compute Instance", usage, "Hrs", price, region: region, linux.merging(more) { $1 })
  }

  static let ec2 = OfferSample(
    file: OfferFile(
      offer: "AmazonEC2",
      products: [
        reserved(instance("LINUX", "EUW2-BoxUsage:m7g.large", "0.0937000000")),
        instance("VIRGINIA", "BoxUsage:m7g.large", "0.0816000000", region: "us-east-1"),
        instance("WINDOWS", "EUW2-BoxUsage:m7g.large", "0.17", ["operatingSystem": "Windows"]),
        instance("RHEL", "EUW2-BoxUsage:m7g.large", "0.15", ["operatingSystem": "RHEL"]),
        instance("SQLSERVER", "EUW2-BoxUsage:m7g.large", "0.9", ["preInstalledSw": "SQL Std"]),
        instance("DEDICATED", "EUW2-DedicatedUsage:m7g.large", "0.1", ["tenancy": "Dedicated"]),
        instance("ONHOST", "EUW2-HostBoxUsage:m7g.large", "0", ["tenancy": "Host"]),
        instance(
          "UNUSED", "EUW2-UnusedBox:m7g.large", "0.0937",
          ["capacitystatus": "UnusedCapacityReservation"]),
        instance(
          "ALLOCATED", "EUW2-Reservation:m7g.large", "0",
          ["capacitystatus": "AllocatedCapacityReservation"]),
        instance("BYOL", "EUW2-BoxUsage:m7g.large", "0.09", ["operation": "RunInstances:0800"]),
        instance(
          "OUTPOST", "EUW2-BoxUsage:m7g.large", "0.08", ["locationType": "AWS Outposts"]),
        instance(
          "LOCALZONE", "USE1-BOS1-BoxUsage:m7g.large", "0.1", region: "us-east-1-bos-1",
          ["locationType": "AWS Local Zone"]),
        instance("ELSEWHERE", "AFS1-BoxUsage:m7g.large", "0.11", region: "af-south-1"),
        product("HOST", "Dedicated Host", "EUW2-HostUsage:m7g", "Hrs", "2.8"),
        product("NATHOUR", "NAT Gateway", "EUW2-NatGateway-Hours", "Hrs", "0.05"),
        product("NATGB", "NAT Gateway", "EUW2-NatGateway-Bytes", "GB", "0.05"),
        product("NATREGIONAL", "NAT Gateway", "EUW2-RegionalNatGateway-Hours", "Hrs", "0.06"),
        product("GP3", "Storage", "EUW2-EBS:VolumeUsage.gp3", "GB-Mo", "0.0928"),
        product("IO2", "Storage", "EUW2-EBS:VolumeUsage.io2", "GB-month", "0.145"),
        product("IO2TIER1", "System Operation", "EUW2-EBS:VolumeP-IOPS.io2", "IOPS-Mo", "0.076"),
        product(
          "IO2TIER2", "System Operation", "EUW2-EBS:VolumeP-IOPS.io2.tier2", "IOPS-Mo", "0.0532"),
        tiered(
          "GP3IOPS", "System Operation", "EUW2-EBS:VolumeP-IOPS.gp3", "IOPS-Mo",
          [("3000", "Inf", "0.0058")]),
        product(
          "GP3MIBPS", "Provisioned Throughput", "EUW2-EBS:VolumeP-Throughput.gp3", "GiBps-mo",
          "47.5136000000"),
        product("SNAPSHOT", "Storage Snapshot", "EUW2-EBS:SnapshotUsage", "GB-Mo", "0.053"),
      ]),
    expected: [
      "eu-west-2 ec2 m7g.large hourly = 0.0937",
      "eu-west-2 services ebs.gp3.extra-iops-month dollars = 0.0058",
      "eu-west-2 services ebs.gp3.extra-mibps-month dollars = 0.0464",
      "eu-west-2 services ebs.gp3.gb-month dollars = 0.0928",
      "eu-west-2 services ebs.io2.gb-month dollars = 0.145",
      "eu-west-2 services ebs.io2.iops-month.tier1 dollars = 0.076",
      "eu-west-2 services ebs.io2.iops-month.tier2 dollars = 0.0532",
      "eu-west-2 services ebs.snapshot.gb-month dollars = 0.053",
      "eu-west-2 services nat.gb dollars = 0.05", "eu-west-2 services nat.hour dollars = 0.05",
      "us-east-1 ec2 m7g.large hourly = 0.0816",
    ])

  /// The product with a reserved term of an hourly and an upfront part, without ranges.
  static func reserved(_ product: OfferFile.Product) -> OfferFile.Product {
    var product = product
    product.reserved = [
      OfferFile.Term(
        code: "38NPMPTW36",
        dimensions: [
          OfferFile.Dimension(unit: "Hrs", price: "0.0310000000"),
          OfferFile.Dimension(unit: "Quantity", price: "812", begin: "", end: ""),
        ]),
      OfferFile.Term(
        code: "4NA7Y494T4", dimensions: [OfferFile.Dimension(unit: "Hrs", price: "0.06")]),
    ]
    return product
  }

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

  static let lambda = OfferSample(
    file: OfferFile(
      offer: "AWSLambda",
      products: [
        allowance(
          "FREE", "Serverless", "Global-Request", "Request", to: "1000000", location: "Any"),
        product("REQUEST", "Serverless", "EUW2-Request", "Request", "0.0000002000"),
        product("REQUESTARM", "Serverless", "EUW2-Request-ARM", "Requests", "0.0000002000"),
        tiered(
          "DURATION", "Serverless", "EUW2-Lambda-GB-Second", "Lambda-GB-Second",
          [
            ("0", "6000000000", "0.0000166667"), ("6000000000", "15000000000", "0.0000150000"),
            ("15000000000", "Inf", "0.0000133334"),
          ]),
        product(
          "KEPT", "Serverless", "EUW2-Lambda-Provisioned-Concurrency", "Lambda-GB-Second",
          "0.0000048304"),
        product(
          "RUN", "Serverless", "EUW2-Lambda-Provisioned-GB-Second-ARM", "Lambda-GB-Second",
          "0.0000090126"),
        product(
          "DISK", "Serverless", "EUW2-Lambda-Storage-GB-Second", "GB-Seconds", "0.0000000358"),
        product("MANAGED", "Serverless", "EUW2-Lambda-Managed-Instances-Request", "Requests", "1"),
        product(
          "EDGE", "Serverless", "Lambda-Edge-Request", "Request", "0.0000006000",
          region: "us-east-1"),
        product("EDGELONDON", "Serverless", "EUW2-Lambda-Edge-Request", "Request", "0.0000006"),
      ]),
    expected: [
      "eu-west-2 services lambda.arm.provisioned-duration.gb-second dollars = 0.0000090126",
      "eu-west-2 services lambda.arm.request dollars = 0.0000002",
      "eu-west-2 services lambda.ephemeral-storage.gb-second dollars = 0.0000000358",
      "eu-west-2 services lambda.x86.gb-second.tier1 dollars = 0.0000166667",
      "eu-west-2 services lambda.x86.gb-second.tier2 dollars = 0.000015",
      "eu-west-2 services lambda.x86.gb-second.tier3 dollars = 0.0000133334",
      "eu-west-2 services lambda.x86.provisioned-concurrency.gb-second dollars = 0.0000048304",
      "eu-west-2 services lambda.x86.request dollars = 0.0000002",
      "global services cloudfront.lambda-edge.request dollars = 0.0000006",
    ])

  /// A free allowance: a product of its own, of no region, whose only tier has an end.
  private static func allowance(
    _ sku: String, _ family: String, _ usage: String, _ unit: String, to end: String,
    location: String, _ more: [String: String] = [:]
  ) -> OfferFile.Product {
    var product = tiered(
      sku, family, usage, unit, [("0", end, "0.0000000000")], region: "",
      ["location": location].merging(more) { $1 })
    product.onDemand[0].code = "A429C66SYZ"
    return product
  }

  static let ecs = OfferSample(
    file: OfferFile(
      offer: "AmazonECS",
      products: [
        product("CPU", "Compute", "EUW2-Fargate-vCPU-Hours:perCPU", "hours", "0.0465600000"),
        product("MEMORY", "Compute", "EUW2-Fargate-GB-Hours", "hours", "0.0051100000"),
        product("CPUARM", "Compute", "EUW2-Fargate-ARM-vCPU-Hours:perCPU", "hours", "0.03725"),
        product("MEMORYARM", "Compute", "EUW2-Fargate-ARM-GB-Hours", "hours", "0.00409"),
        product(
          "DISK", "Compute", "EUW2-Fargate-EphemeralStorage-GB-Hours", "GB-Hours", "0.000129"),
        product("WINDOWS", "Compute", "EUW2-Fargate-Windows-GB-Hours", "hours", "0.0058765"),
        tiered(
          "ANYWHERE", "Compute", "EUW2-ECS-Anywhere-Instance-hours-WithFree", "hours",
          [("0", "2200", "0"), ("2200", "Inf", "0.01025")]),
      ]),
    expected: [
      "eu-west-2 services fargate.arm.gb-hour dollars = 0.00409",
      "eu-west-2 services fargate.arm.vcpu-hour dollars = 0.03725",
      "eu-west-2 services fargate.ephemeral-storage.gb-hour dollars = 0.000129",
      "eu-west-2 services fargate.x86.gb-hour dollars = 0.00511",
      "eu-west-2 services fargate.x86.vcpu-hour dollars = 0.04656",
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

  static let elb = OfferSample(
    file: OfferFile(
      offer: "AWSELB",
      products: [
        product("ALB", "Load Balancer-Application", "EUW2-LoadBalancerUsage", "Hrs", "0.02646"),
        product("ALBLCU", "Load Balancer-Application", "EUW2-LCUUsage", "LCU-Hrs", "0.0084"),
        product("NLB", "Load Balancer-Network", "EUW2-LoadBalancerUsage", "Hrs", "0.02646"),
        product("NLBLCU", "Load Balancer-Network", "EUW2-LCUUsage", "LCU-Hrs", "0.0063"),
        product("GWLB", "Load Balancer-Gateway", "EUW2-LoadBalancerUsage", "Hrs", "0.0131"),
        product("GWLBLCU", "Load Balancer-Gateway", "EUW2-LCUUsage", "LCU-Hrs", "0.0042"),
        product("CLB", "Load Balancer", "EUW2-LoadBalancerUsage", "Hrs", "0.0294"),
        product("CLBGB", "Load Balancer", "EUW2-DataProcessing-Bytes", "GB", "0.0084"),
        product("TRUST", "Load Balancer-Application", "EUW2-TS-LoadBalancerUsage", "Hrs", "0.0056"),
        product(
          "RESERVEDLCU", "Load Balancer-Application", "EUW2-ReservedLCUUsage", "ReservedLCU-Hr",
          "0.0084"),
        product(
          "OUTPOST", "Load Balancer-Application", "EUW2-Outposts-LCUUsage", "LCU-Hrs", "0",
          ["locationType": "AWS Outposts"]),
      ]),
    expected: [
      "eu-west-2 services alb.hour dollars = 0.02646",
      "eu-west-2 services alb.lcu-hour dollars = 0.0084",
      "eu-west-2 services clb.gb dollars = 0.0084", "eu-west-2 services clb.hour dollars = 0.0294",
      "eu-west-2 services gwlb.glcu-hour dollars = 0.0042",
      "eu-west-2 services gwlb.hour dollars = 0.0131",
      "eu-west-2 services nlb.hour dollars = 0.02646",
      "eu-west-2 services nlb.nlcu-hour dollars = 0.0063",
    ])

  static let apiGateway = OfferSample(
    file: OfferFile(
      offer: "AmazonApiGateway",
      products: [
        tiered(
          "REST", "API Calls", "EUW2-ApiGatewayRequest", "Requests",
          [
            ("1000000000", "20000000000", "0.0000028300"), ("0", "333000000", "0.0000035000"),
            ("20000000000", "Inf", "0.0000018000"), ("333000000", "1000000000", "0.0000033300"),
          ]),
        tiered(
          "HTTP", "API Calls", "EUW2-ApiGatewayHttpRequest", "Requests",
          [("0", "300000000", "0.00000116"), ("300000000", "Inf", "0.00000104")]),
        tiered(
          "MESSAGE", "WebSocket", "EUW2-ApiGatewayMessage", "Messages",
          [("0", "1000000000", "0.00000119"), ("1000000000", "Inf", "0.00000099")]),
        product("MINUTE", "WebSocket", "EUW2-ApiGatewayMinute", "minutes", "0.000000297"),
        product(
          "CACHE", "Amazon API Gateway Cache", "EUW2-ApiGatewayCacheUsage:1.55GB", "Hrs", "0.038",
          ["cacheMemorySizeGb": "1.6"]),
        product(
          "PORTAL", "Amazon API Gateway Portals", "EUW2-APIGateway-Portal-Months", "Month",
          "170.29"),
      ]),
    expected: [
      "eu-west-2 services apigateway.cache.1.6gb.hour dollars = 0.038",
      "eu-west-2 services apigateway.http.request.tier1 dollars = 0.00000116",
      "eu-west-2 services apigateway.http.request.tier2 dollars = 0.00000104",
      "eu-west-2 services apigateway.rest.request.tier1 dollars = 0.0000035",
      "eu-west-2 services apigateway.rest.request.tier2 dollars = 0.00000333",
      "eu-west-2 services apigateway.rest.request.tier3 dollars = 0.00000283",
      "eu-west-2 services apigateway.rest.request.tier4 dollars = 0.0000018",
      "eu-west-2 services apigateway.websocket.connection-minute dollars = 0.000000297",
      "eu-west-2 services apigateway.websocket.message.tier1 dollars = 0.00000119",
      "eu-west-2 services apigateway.websocket.message.tier2 dollars = 0.00000099",
    ])

  static let s3 = OfferSample(
    file: OfferFile(
      offer: "AmazonS3",
      products: [
        tiered(
          "STANDARD", "Storage", "EUW2-TimedStorage-ByteHrs", "GB-Mo",
          [("0", "51200", "0.024"), ("51200", "512000", "0.023"), ("512000", "Inf", "0.022")],
          ["volumeType": "Standard"]),
        product("SIA", "Storage", "EUW2-TimedStorage-SIA-ByteHrs", "GB-Mo", "0.0131"),
        product("ZIA", "Storage", "EUW2-TimedStorage-ZIA-ByteHrs", "GB-Mo", "0.0105"),
        product("GIR", "Storage", "EUW2-TimedStorage-GIR-ByteHrs", "GB-Mo", "0.005"),
        product("PUT", "API Request", "EUW2-Requests-Tier1", "Requests", "0.0000053"),
        product("GET", "API Request", "EUW2-Requests-Tier2", "Requests", "0.00000042"),
        product("SIAPUT", "API Request", "EUW2-Requests-SIA-Tier1", "Requests", "0.00001"),
        product(
          "ANNOTATION", "Storage", "EUW2-Annotation-TimedStorage-ByteHrs", "GB-Mo", "0.024",
          ["volumeType": "Annotations"]),
        product(
          "ANNOTATIONPUT", "API Request", "EUW2-Requests-Annotation-Tier1", "Requests", "0.0000053"),
      ]),
    expected: [
      "eu-west-2 services s3.get.request dollars = 0.00000042",
      "eu-west-2 services s3.glacier-ir.gb-month dollars = 0.005",
      "eu-west-2 services s3.onezone-ia.gb-month dollars = 0.0105",
      "eu-west-2 services s3.put-copy-post-list.request dollars = 0.0000053",
      "eu-west-2 services s3.standard-ia.gb-month dollars = 0.0131",
      "eu-west-2 services s3.standard.gb-month.tier1 dollars = 0.024",
      "eu-west-2 services s3.standard.gb-month.tier2 dollars = 0.023",
      "eu-west-2 services s3.standard.gb-month.tier3 dollars = 0.022",
    ])

  static let cloudFront = OfferSample(
    file: OfferFile(
      offer: "AmazonCloudFront",
      products: [
        tiered(
          "EUOUT", "Data Transfer", "EU-DataTransfer-Out-Bytes", "GB",
          [("0", "10240", "0.085"), ("10240", "51200", "0.08"), ("51200", "Inf", "0.06")],
          region: "", ["location": "Europe"]),
        product(
          "JPORIGIN", "Data Transfer", "JP-DataTransfer-Out-OBytes", "GB", "0.06", region: "",
          ["location": "Japan"]),
        product(
          "USHTTP", "Request", "US-Requests-Tier1", "Requests", "0.0000007500", region: "",
          ["location": "United States"]),
        product(
          "USHTTPS", "Request", "US-Requests-Tier2-HTTPS", "Requests", "0.000001", region: "",
          ["location": "United States"]),
        product(
          "USPROXY", "Request", "US-Requests-HTTPS-Proxy", "Requests", "0.000001", region: "",
          ["location": "United States"]),
        tiered(
          "FUNCTIONS", "Request", "Executions-CloudFrontFunctions", "Requests",
          [("0", "2000000", "0"), ("2000000", "Inf", "0.0000001")], region: "",
          ["location": "Any"]),
        allowance(
          "FREE", "Data Transfer", "Global-DataTransfer-Out-Bytes", "GB", to: "1024",
          location: "Any"),
      ]),
    expected: [
      "global services cloudfront.eu.out.gb.tier1 dollars = 0.085",
      "global services cloudfront.eu.out.gb.tier2 dollars = 0.08",
      "global services cloudfront.eu.out.gb.tier3 dollars = 0.06",
      "global services cloudfront.function.invocation dollars = 0.0000001",
      "global services cloudfront.jp.to-origin.gb dollars = 0.06",
      "global services cloudfront.us.request.http dollars = 0.00000075",
      "global services cloudfront.us.request.https dollars = 0.000001",
    ])

  private static func transfer(
    _ sku: String, _ type: String, from: (String, String), to: (String, String), _ usage: String,
    _ tiers: [(String, String, String)]
  ) -> OfferFile.Product {
    var product = tiered(sku, "Data Transfer", usage, "GB", tiers)
    product.attributes = [
      "usagetype": usage, "transferType": type, "fromLocation": from.0, "fromRegionCode": from.1,
      "toLocation": to.0, "toRegionCode": to.1,
    ]
    return product
  }

  static let dataTransfer: OfferSample = {
    let london = ("EU (London)", "eu-west-2")
    let outside = ("External", "")
    return OfferSample(
      file: OfferFile(
        offer: "AWSDataTransfer",
        products: [
          transfer(
            "OUT", "AWS Outbound", from: london, to: outside, "EUW2-DataTransfer-Out-Bytes",
            [
              ("0", "10240", "0.09"), ("10240", "51200", "0.085"), ("51200", "153600", "0.07"),
              ("153600", "Inf", "0.05"),
            ]),
          transfer(
            "GLOBAL", "AWS Outbound", from: ("Global", ""), to: outside,
            "Global-DataTransfer-Out-Bytes", [("0", "100", "0")]),
          transfer(
            "IN", "AWS Inbound", from: outside, to: london, "EUW2-DataTransfer-In-Bytes",
            [("0", "Inf", "0.0000000000")]),
          transfer(
            "IRELAND", "InterRegion Outbound", from: london, to: ("EU (Ireland)", "eu-west-1"),
            "EUW2-EU-AWS-Out-Bytes", [("0", "Inf", "0.02")]),
          transfer(
            "CAPETOWN", "InterRegion Outbound", from: london,
            to: ("Africa (Cape Town)", "af-south-1"), "EUW2-AFS1-AWS-Out-Bytes",
            [("0", "Inf", "0.02")]),
          transfer(
            "ACCELERATED", "InterRegion Outbound", from: london, to: ("EU (Ireland)", "eu-west-1"),
            "EUW2-EU-AWS-Out-ABytes", [("0", "Inf", "0.04")]),
          transfer(
            "CLOUDFRONT", "InterRegion Outbound", from: london, to: ("Amazon CloudFront", ""),
            "EUW2-CloudFront-Out-Bytes", [("0", "Inf", "0")]),
          transfer(
            "ZONE", "IntraRegion", from: london, to: london, "EUW2-DataTransfer-Regional-Bytes",
            [("0", "Inf", "0.01")]),
          transfer(
            "XAZ", "IntraRegion-xAZ-Out", from: london, to: london,
            "EUW2-DataTransfer-xAZ-Out-Bytes", [("0", "Inf", "0")]),
        ]),
      expected: [
        "eu-west-2 services transfer.inter-az.gb-each-direction dollars = 0.01",
        "eu-west-2 services transfer.inter-region.eu-west-1.gb dollars = 0.02",
        "eu-west-2 services transfer.internet-in.gb dollars = 0",
        "eu-west-2 services transfer.internet-out.gb.tier1 dollars = 0.09",
        "eu-west-2 services transfer.internet-out.gb.tier2 dollars = 0.085",
        "eu-west-2 services transfer.internet-out.gb.tier3 dollars = 0.07",
        "eu-west-2 services transfer.internet-out.gb.tier4 dollars = 0.05",
      ])
  }()
}
