import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// The same answers in every region of the catalog, and in regions that lack something.
@Suite struct RegionTests {
  private static let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
  private static let regions = CatalogReader.regions(of: FileTree(directory))

  private static let answers: Answers = [
    "team.skills": "[containers, serverless]", "objectives.availability": "0.999",
    "data": "[{name: orders, content: relational, sizeGiB: 50}]", "users.now": "10000",
  ]

  private static func catalog(_ region: String) throws -> Catalog {
    try #require(CatalogReader.read(directory, region: region).catalog).keeping(stages: [10000])
  }

  private static func plan(_ catalog: Catalog, region: String) throws -> Plan {
    var answers = answers
    answers["system.region"] = region
    return try Planner(catalog: catalog).plan(Bench.requirements(answers))
  }

  @Test func thereAreThirteen() { #expect(Self.regions.count == 13) }

  /// Every price of every bill is that of the region's own table, and none is zero.
  @Test(arguments: regions)
  func pricesAreThoseOfTheRegion(_ region: String) throws {
    let catalog = try Self.catalog(region)
    let plan = try Self.plan(catalog, region: region)
    let stage = try #require(plan.last, "\(plan.outline)")
    #expect(!stage.costs.isEmpty)
    for item in stage.costs {
      #expect(item.unitPrice > 0, "\(item.name)")
      if let price = catalog.prices[item.priceID] {
        #expect(item.unitPrice == price.dollars)
        #expect(price.region == region || price.region == "global")
      } else if let instance = catalog.computeInstance(item.priceID) {
        #expect(item.unitPrice == instance.hourly.value)
      } else {
        let databases = catalog.databaseInstances.filter { $0.name == item.priceID }
          .flatMap { [$0.hourly, $0.multiZoneHourly].compactMap { $0?.value } }
        let nodes = catalog.cacheNodes.filter { $0.name == item.priceID }.map(\.hourly.value)
        #expect((databases + nodes).contains(item.unitPrice), "\(item.priceID)")
      }
    }
  }

  /// The bills differ as the prices do: São Paulo is dearer than Virginia in every item they share.
  @Test func billsDiffer() throws {
    var totals: Set<String> = []
    for region in Self.regions {
      let stage = try #require(try Self.plan(Self.catalog(region), region: region).last)
      totals.insert(DecimalText.fixed(stage.costs.total.value, 2))
    }
    #expect(totals.count >= 8)
    let cheap = try #require(try Self.plan(Self.catalog("us-east-1"), region: "us-east-1").last)
    let dear = try #require(try Self.plan(Self.catalog("sa-east-1"), region: "sa-east-1").last)
    #expect(dear.costs.total > cheap.costs.total)
  }

  /// A service that the region has no price for is not offered there, and something else is.
  @Test(arguments: [
    ("fargate.", "compute", "fargate"), ("lambda.", "compute", "lambda"),
    ("aurora.serverless-v2", "database", "aurora-serverless-v2"),
    ("apigateway.http", "exposure", "api-gateway-http"), ("eks.", "compute", "eks"),
    ("kinesis.", "messaging", "kinesis"), ("sqs.", "messaging", "sqs"),
  ])
  func aServiceThatIsNotOffered(_ prefix: String, _ decision: String, _ option: String) throws {
    let full = try Self.catalog("eu-north-1")
    #expect(full.prices.keys.contains { $0.hasPrefix(prefix) })
    let catalog = full.without(prices: { $0.hasPrefix(prefix) })
    let plan = try Self.plan(catalog, region: "eu-north-1")
    let stage = try #require(plan.last, "\(plan.outline)")
    let made = try #require(stage.decision(decision))
    #expect(made.chosen != nil)
    #expect(made.chosen != option)
    let rejection = try #require(
      made.rejections.first { $0.option == option && $0.constraint == "region" })
    #expect(rejection.text.contains("eu-north-1"))
    #expect(rejection.observed.contains(prefix))
    #expect(!stage.costs.contains { $0.priceID.hasPrefix(prefix) || $0.unitPrice <= 0 })
  }

  /// Without instance classes there is no such engine.
  @Test func aRegionWithoutAurora() throws {
    let full = try Self.catalog("eu-north-1")
    let catalog = full.without(
      databases: { $0.engine == .auroraPostgres || $0.engine == .auroraMySQL })
    let plan = try Self.plan(catalog, region: "eu-north-1")
    let made = try #require(plan.last?.decision("database"))
    #expect(made.rejections.contains { $0.option == "aurora" })
    #expect(made.chosen != "aurora" && made.chosen != nil)
  }

  /// Where everything needs what is missing, there is no plan, and the reason names it.
  @Test func aRegionThatLacksWhatEverythingNeeds() throws {
    let catalog = try Self.catalog("eu-north-1").without(
      prices: { $0 == "cloudwatch.logs.ingest.gb" })
    let plan = try Self.plan(catalog, region: "eu-north-1")
    #expect(plan.current == nil)
    let stage = try #require(plan.stages.first)
    guard case .infeasible(let decisions) = stage.outcome else {
      Issue.record("it is planned")
      return
    }
    let rejections = decisions.flatMap(\.rejections).filter { $0.constraint == "region" }
    #expect(rejections.contains { $0.text.contains("cloudwatch.logs.ingest.gb") })
  }
}

extension Catalog {
  /// The catalog of a region that lacks some prices or classes.
  fileprivate func without(
    databases isMissing: (DatabaseInstance) -> Bool = { _ in false },
    prices isGone: (String) -> Bool = { _ in false }
  ) -> Catalog {
    Catalog(
      region: region, regions: regions, sources: sources, services: services, planning: planning,
      computeInstances: computeInstances,
      databaseInstances: databaseInstances.filter { !isMissing($0) }, cacheNodes: cacheNodes,
      prices: prices.filter { !isGone($0.key) }, decisions: decisions, stages: stages,
      digest: digest, notices: notices)
  }
}
