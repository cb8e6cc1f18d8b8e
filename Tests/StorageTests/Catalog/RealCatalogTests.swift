import CatalogModel
import OrderedCollections
import Quantities
import Storage
import Testing

/// The repository's own catalog.
@Suite struct RealCatalogTests {
  private static let regions = [
    "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
    "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "sa-east-1", "us-east-1", "us-east-2",
    "us-west-2",
  ]

  private func catalog(_ region: String) throws -> Catalog {
    let reading = CatalogReader.read(FixtureCatalog.real, region: region)
    #expect(reading.diagnostics.map(\.description) == [])
    return try #require(reading.catalog)
  }

  /// Instance types with a price, as counted in the data that the catalog was converted from.
  @Test(arguments: [
    ("us-east-1", 1049, 576, 255), ("eu-central-1", 615, 468, 207), ("sa-east-1", 430, 369, 234),
    ("ap-south-1", 468, 388, 195), ("eu-north-1", 412, 327, 138), ("ca-central-1", 436, 396, 180),
  ])
  func hasEveryType(_ region: String, _ compute: Int, _ databases: Int, _ caches: Int) throws {
    let catalog = try catalog(region)
    #expect(catalog.computeInstances.count == compute)
    #expect(catalog.databaseInstances.count == databases)
    #expect(catalog.cacheNodes.count == caches)
  }

  @Test(arguments: regions)
  func loads(_ region: String) throws {
    let catalog = try catalog(region)
    #expect(catalog.regions == Self.regions)
    #expect(catalog.services.count == 56)
    #expect(catalog.notices.count == 10)
    #expect(catalog.prices.count > 370)
    #expect(catalog.computeInstances.count > 400)
  }

  @Test(arguments: [
    ("us-east-1", "alb.lcu-hour", 0.008), ("us-east-1", "apigateway.rest.request.tier1", 3.5e-6),
    ("eu-central-1", "alb.hour", 0.027), ("eu-central-1", "fargate.arm.vcpu-hour", 0.03725),
    ("sa-east-1", "elasticache-serverless.valkey.ecpu", 3.7e-9),
    ("eu-central-1", "transfer.inter-az.gb-each-direction", 0.01),
  ])
  func hasThePrice(_ region: String, _ key: String, _ dollars: Double) throws {
    #expect(try catalog(region).price(key).dollars == dollars)
  }

  @Test func hasThePricesOfTypes() throws {
    let catalog = try catalog("ap-south-1")
    let type = try #require(catalog.computeInstances.first { $0.name == "m7g.large" })
    #expect(type.hourly.value == 0.0583)
    #expect(type.citation.source == "qp-2025-06")
    #expect(type.networkBaselineGbps == 0.937)
    let database = try #require(
      catalog.databaseInstances.first { $0.name == "db.m7g.large" && $0.engine == .postgres })
    #expect(database.hourly.value == 0.24)
    #expect(database.multiZoneHourly?.value == 0.479)
    #expect(database.connections == 829)
    let aurora = try #require(
      catalog.databaseInstances.first { $0.name == "db.r6g.8xlarge" && $0.engine == .auroraMySQL })
    #expect(aurora.hourly.value == 4.726)
    #expect(aurora.ioOptimizedHourly?.value == 6.144)
    #expect(aurora.connections == 5000)
    let node = try #require(
      catalog.cacheNodes.first { $0.name == "cache.m7g.large" && $0.engine == .valkey })
    #expect(node.hourly.value == 0.1312)
    #expect(node.memory.value == 6.38)
  }

  @Test(arguments: [
    ("lambda.timeoutSeconds", 900), ("ec2.ebsGp3MaxIops", 80_000), ("dynamodb.itemKB", 400),
    ("aurora.failoverSeconds", 45), ("sla.rds-multi-az", 99.95), ("latency.alb.p50", 2),
    ("limit.rds.readReplicas.max", 15), ("responsibility.ec2.customerDuties", 8),
    ("responsibility.lambda.customerDuties", 2.5), ("responsibility.rds.customerDuties", 1),
  ])
  func hasTheFact(_ id: String, _ number: Double) throws {
    #expect(try catalog("us-east-1").number(id) == number)
  }

  @Test func hasTables() throws {
    let catalog = try catalog("us-east-1")
    guard case .table(let cpu) = catalog.fact("planning.cpuMillisecondsPerRequest")?.value,
      case .table(let cold) = catalog.fact("benchmark.lambdaColdStartMilliseconds.arm64.1024")?
        .value
    else {
      Issue.record("no tables")
      return
    }
    #expect(Array(cpu.keys) == ["go-rust", "jvm-dotnet", "swift", "node", "php", "python", "ruby"])
    #expect(cpu["python"] == 15)
    #expect(cold.count == 32)
    #expect(cold["dotnet10"] == 238.6)
  }

  @Test(arguments: [
    ("clb", Lifecycle.State.maintenance), ("xray", .active), ("apprunner", .closed),
    ("codeguru-reviewer", .closed), ("timestream", .closed), ("proton", .retired),
  ])
  func knowsTheLifecycle(_ service: String, _ state: Lifecycle.State) throws {
    let lifecycle = try #require(try catalog("us-east-1").services[service]?.lifecycle)
    #expect(lifecycle.state == state)
    #expect(lifecycle.note != nil)
  }

  @Test func lintsWithoutErrors() {
    let diagnostics = CatalogLinter.diagnostics(of: FileTree(FixtureCatalog.real))
    #expect(diagnostics.filter { $0.severity == .error }.map(\.description) == [])
    #expect(diagnostics.contains { $0.place.description.hasSuffix("service-levels.yaml:2:1") })
  }
}
