import CatalogModel
import OrderedCollections
import Quantities
import Storage
import Testing

@Suite struct CatalogReaderTests {
  private func fixture() throws -> Catalog {
    let reading = CatalogReader.read(FileTree(FixtureCatalog.files), region: "eu-central-1")
    #expect(reading.diagnostics.isEmpty)
    return try #require(reading.catalog)
  }

  @Test func readsFactsOfEveryShape() throws {
    let catalog = try fixture()
    #expect(catalog.regions == ["eu-central-1"])
    #expect(catalog.fact("lambda.timeoutSeconds")?.value == .number(900))
    #expect(catalog.fact("lambda.memoryMB")?.value == .range(128, 10_240))
    #expect(catalog.fact("lambda.architectures")?.value == .texts(["x86_64", "arm64"]))
    #expect(
      catalog.fact("planning.cpuMillisecondsPerRequest")?.value
        == .table(["go-rust": 1.5, "node": 5]))
    #expect(catalog.fact("lambda.memoryMB")?.citation.asOf == "2026")
    #expect(catalog.services["clb"]?.lifecycle.isOpen == false)
  }

  @Test func joinsShapesWithPrices() throws {
    let catalog = try fixture()
    #expect(catalog.computeInstances.map(\.name) == ["m7g.large", "t4g.nano"])
    #expect(catalog.computeInstances.first?.burstBaseline == nil)
    #expect(catalog.computeInstances.last?.burstBaseline == 0.05)
    #expect(catalog.computeInstances.last?.shape?.maxCreditBalance == 144)
    // MariaDB is no engine of the model, and a cluster of three has no price of one instance.
    #expect(catalog.databaseInstances.map(\.engine) == [.auroraPostgres, .mysql])
    #expect(catalog.databaseInstances.first?.ioOptimizedHourly == USDPerHour(0.433))
    #expect(catalog.databaseInstances.last?.multiZoneHourly == USDPerHour(0.401))
    #expect(catalog.databaseInstances.last?.connections == 628)
    #expect(catalog.cacheNodes.map(\.memory) == [GiB(6.38)])
  }

  @Test func regionalPricesHideGlobalOnes() throws {
    let catalog = try fixture()
    #expect(try catalog.price("shared.key").dollars == 2)
    #expect(try catalog.price("shared.key").note == "of the region")
    #expect(try catalog.price("route53.zone").region == "global")
  }

  @Test func readsDecisions() throws {
    let compute = try #require(try fixture().decisions["compute"])
    #expect(compute.options.map(\.service) == ["lambda", nil])
    let constraint = try #require(compute.constraints.first)
    #expect(
      constraint.when
        == [Condition(signal: "usesBackgroundJobs", comparison: .equals(true))])
    #expect(
      constraint.require
        == [
          Condition(
            signal: "longestTaskSeconds", comparison: .atMost(.fact("lambda.timeoutSeconds")))
        ])
    #expect(constraint.examples.map(\.accepts) == [true, false])
    #expect(
      constraint.examples.first?.signals
        == ["longestTaskSeconds": .number(60), "usesBackgroundJobs": .flag(true)])
    #expect(
      compute.criteria.map(\.score) == [
        .curve(
          signal: "customerDuties",
          points: [CurvePoint(value: 0, score: 1), CurvePoint(value: 11, score: 0)]),
        .table(["lambda": 0.5, "none": 1]), .leastIsBest(signal: "monthlyCost"),
      ])
    #expect(
      compute.criteria[1].when == [
        Condition(signal: "protocols", comparison: .includes("grpc")),
        Condition(signal: "team", comparison: .oneOf(["small", "medium"])),
      ])
  }

  @Test func readsStages() throws {
    #expect(
      try fixture().stages == [
        StageDefinition(id: "01-one-user", label: "1", sizedFor: Users(1)),
        StageDefinition(id: "02-over-1-user", label: "> 1", sizedFor: Users(10)),
      ])
  }

  @Test func theDigestFollowsTheBytes() throws {
    let before = try fixture().digest
    #expect(try fixture().digest == before)
    let stages = "- {id: 01-one-user, label: \"1\", sizedFor: 2}\n"
    let changed = FixtureCatalog.tree(changing: "stages.yaml", to: stages)
    let reading = CatalogReader.read(changed, region: "eu-central-1")
    #expect(try #require(reading.catalog).digest != before)
    #expect(before.count == 16)
  }
}
