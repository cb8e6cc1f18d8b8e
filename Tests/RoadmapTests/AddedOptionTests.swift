import CapacityPlanning
import CatalogModel
import Foundation
import OptionScoring
import Quantities
import Reporting
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// Options that a stranger adds with files alone: no line of Swift knows them.
@Suite struct AddedOptionTests {
  /// Files beside the repository's catalog, as a stranger would write them.
  private static let files: [String: String] = [
    "services/quay.yaml": """
    id: quay
    name: Quay
    category: compute
    lifecycle: {state: active, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}
    facts:
      longestSeconds: {value: 60, unit: s, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}
      duties: {value: 1, unit: duties of 11, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}

    """,
    "options/quay.yaml": """
    id: quay
    decision: compute
    like: fargate
    service: quay
    title: Quay tasks
    summary: Tasks of a service that nobody had heard of.
    prices:
      fargate.arm.vcpu-hour: quay.vcpu-hour
      fargate.arm.gb-hour: quay.gb-hour
    facts:
      responsibility.ecs-eks-on-fargate.customerDuties: quay.duties
    constraints:
      - id: quay-duration
        require: [{signal: longestRequestSeconds, atMost: {fact: quay.longestSeconds}}]
        text: A request to it ends after a minute.
        examples: {accept: [{longestRequestSeconds: 30}], reject: [{longestRequestSeconds: 61}]}
    scores: {skill-containers: 0.9, simplicity: 0.95}

    """,
    "services/cellar.yaml": """
    id: cellar
    name: Cellar
    category: database
    lifecycle: {state: active, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}
    facts:
      priceRatio: {value: 0.5, unit: x the price of the class of RDS, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}

    """,
    "options/cellar.yaml": """
    id: cellar
    decision: database
    like: rds
    service: cellar
    title: Cellar
    summary: A database that costs half as much.
    instancePriceRatio: cellar.priceRatio

    """,
    "services/shelf.yaml": """
    id: shelf
    name: Shelf
    category: cache
    lifecycle: {state: active, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}
    facts:
      priceRatio: {value: 0.4, unit: x the price of a node, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}

    """,
    "options/shelf.yaml": """
    id: shelf
    decision: caching
    like: elasticache-valkey
    service: shelf
    title: Shelf
    summary: A cache that costs less.
    instancePriceRatio: shelf.priceRatio

    """,
    "services/post.yaml": """
    id: post
    name: Post
    category: messaging
    lifecycle: {state: active, source: own-knowledge, asOf: 2026-11-22, confidence: recalled}

    """,
    "options/post.yaml": """
    id: post
    decision: messaging
    like: sqs
    service: post
    title: Post
    summary: A queue.
    prices: {sqs.standard.request.tier1: post.request}

    """,
  ]

  private static let rows = [
    "post.request\t0.0000001\tUSD/request\town-knowledge\t2026-11-22\trecalled\t-",
    "quay.gb-hour\t0.0005\tUSD/GB-hour\town-knowledge\t2026-11-22\trecalled\t-",
    "quay.vcpu-hour\t0.004\tUSD/vCPU-hour\town-knowledge\t2026-11-22\trecalled\t-",
  ]

  /// The repository's catalog with the files, in a folder of its own.
  private static let extended: Result<Catalog, any Error> = Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "tenfold-options-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(
      at: URL(filePath: RepositoryFiles.path("Catalog")), to: folder)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "options"), withIntermediateDirectories: true)
    for (path, text) in files { try Data(text.utf8).write(to: folder.appending(path: path)) }
    let table = folder.appending(path: "prices/eu-central-1/services.tsv")
    let lines = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").map(
      String.init)
    let sorted = (lines.dropFirst() + rows).sorted()
    try Data((lines[0] + "\n" + sorted.joined(separator: "\n") + "\n").utf8).write(to: table)
    let reading = CatalogReader.read(SharedDirectory(path: folder.path), region: "eu-central-1")
    #expect(reading.diagnostics.map(\.description) == [])
    return try #require(reading.catalog)
  }

  private func plan(_ answers: Answers, users: Double = 10_000) throws -> (Plan, Catalog) {
    let catalog = try Self.extended.get().keeping(stages: [users])
    var answers = answers
    answers["users.now"] = String(Int(users))
    return (try Planner(catalog: catalog).plan(Bench.requirements(answers)), catalog)
  }

  private func decision(_ id: String, of plan: Plan) throws -> Decision {
    try #require(plan.last?.decision(id))
  }

  /// Quay reads a fact of its own, so that parameters are read again for it.
  @Test func whatWasMeasuredHoldsForItAsWell() throws {
    let catalog = try Self.extended.get()
    let requirements = try Bench.requirements([
      "database":
        "{readCPUMilliseconds: 1.25, writeCPUMilliseconds: 2.5, contention: 3%, coherency: 0.1%}"
    ])
    let parameters = try PlanningParameters(catalog, for: requirements)
    let read = try parameters.reading(catalog.reading(["compute": "quay"]))
    #expect(read.databaseReadTime == .milliseconds(1.25))
    #expect(read.databaseWriteTime == .milliseconds(2.5))
    #expect(read.databaseScaling == parameters.databaseScaling)
  }

  @Test func isScoredWithContributions() throws {
    let (plan, _) = try plan(["team.skills": "[linux]"])
    let decision = try decision("compute", of: plan)
    let ranked = Set(decision.ranking.map(\.option)).union(decision.rejections.map(\.option))
    #expect(ranked.contains("quay"))
    let own = try #require(decision.ranking.first { $0.option == "quay" })
    let model = try #require(decision.ranking.first { $0.option == "fargate" })
    #expect(own.contributions.map(\.criterion) == model.contributions.map(\.criterion))
    func points(_ evaluation: Evaluation, _ criterion: String) throws -> Double {
      try #require(evaluation.contributions.first { $0.criterion == criterion }).score
    }
    // A score of its own, a cost of its own, and duties of its own.
    #expect(try points(own, "simplicity") == 0.95)
    #expect(try points(own, "cost") > points(model, "cost"))
    #expect(try points(own, "toil") > points(model, "toil"))
  }

  @Test func isHeldToItsOwnConstraintsAndThoseOfItsModel() throws {
    let (plan, _) = try plan(["api.longestRequestSeconds": "300"])
    let rejections = try decision("compute", of: plan).rejections.filter { $0.option == "quay" }
    #expect(rejections.map(\.constraint) == ["quay-duration"])
    #expect(rejections.first?.required == "at most 60 s")
    let (controlled, _) = try self.plan(["compute.control": "[gpu]"])
    let inherited = try decision("compute", of: controlled).rejections
    #expect(inherited.contains { $0.option == "quay" && $0.constraint == "control" })
    // Its constraints bind nothing else.
    #expect(!inherited.contains { $0.option != "quay" && $0.constraint == "quay-duration" })
  }

  @Test func isChosenSizedAndPricedByItsOwnPrices() throws {
    let (plan, catalog) = try plan([
      "team.skills": "[containers]", "objectives.availability": "0.999",
    ])
    let stage = try #require(plan.last)
    #expect(plan.part("compute") == "quay")
    #expect(stage.design.compute == .fargate)
    #expect(stage.architecture.variants["compute"] == "quay")
    let items = stage.costs.filter { $0.tier == .compute }
    let task = try #require(items.first { $0.priceID == "quay.vcpu-hour" })
    #expect(task.unitPrice == 0.004)
    #expect(task.citation.confidence == .recalled)
    #expect(!stage.costs.contains { $0.tier == .compute && $0.priceID.hasPrefix("fargate") })
    #expect(stage.components.first { $0.slot == "compute" }?.title == "Quay tasks")
    // Later rules know it by its model.
    #expect(try decision("exposure", of: plan).signals[.compute]?.value == .text("fargate"))

    let input = ReportInput(
      plan: plan, catalog: catalog, version: "0.0.0", answersDigest: "0123456789abcdef",
      answersFile: "a.yaml")
    let json = PlanDocument(input).text
    #expect(json.contains("\"chosenInstead\": {\"compute\": \"quay\""))
    #expect(json.contains("quay.vcpu-hour"))
    #expect(RoadmapDocument(input).text.contains("Quay tasks"))
  }

  @Test func isWrittenAsItsModelWithARemark() throws {
    let (plan, _) = try plan(["team.skills": "[containers]", "objectives.availability": "0.999"])
    let library = try TemplateLibrary(
      texts: FileTree(SharedDirectory(path: RepositoryFiles.path("Templates")))
        .texts(endingIn: ".mustache"))
    let files = try StageTemplates(plan: plan, planDigest: "0123456789abcdef", library: library)
      .files(ofStage: 0)
    let compute = try #require(files.first { $0.path.hasSuffix("compute.tf") })
    #expect(compute.contents.contains("WRITTEN FOR fargate, which quay is planned like"))
    #expect(compute.contents.contains("aws_ecs_service"))
  }

  @Test func aDatabaseAndACacheCostTheirRatio() throws {
    let answers: Answers = [
      "team.skills": "[containers]", "objectives.availability": "0.999",
      "data": "[{name: orders, content: relational, sizeGiB: 200}]",
    ]
    let (plan, catalog) = try plan(answers, users: 100_000)
    let decision = try decision("database", of: plan)
    let costs = ["rds", "cellar"].compactMap { option -> Double? in
      guard case .number(let cost)? = decision.optionSignals[option]?[.monthlyCost]?.value else {
        return nil
      }
      return cost
    }
    try #require(costs.count == 2)
    #expect(costs[1] < costs[0])
    #expect(plan.chosen("database") == "cellar")
    let stage = try #require(plan.last)
    let instances = try #require(
      stage.costs.first { $0.tier == .database && $0.unit == "hours" && $0.name.contains("db.") })
    let listed = try #require(
      catalog.databaseInstances.first {
        $0.name == instances.priceID && $0.engine == .postgres
      })
    let prices = [listed.hourly.value, listed.multiZoneHourly?.value].compactMap { $0 }
    #expect(prices.contains { abs($0 * 0.5 - instances.unitPrice) < 1e-9 })
    #expect(instances.citation.confidence == .recalled)
    let caching = try self.decision("caching", of: plan)
    let known = caching.ranking.map(\.option) + caching.rejections.map(\.option)
    #expect(known.contains("shelf"))
  }

  @Test func aQueueIsPaidAtItsOwnPrice() throws {
    let (plan, _) = try plan([
      "jobs": "[{name: mail, runsPerDay: 1000, minutes: 1, checkpointable: true}]"
    ])
    let decision = try decision("messaging", of: plan)
    #expect(decision.ranking.contains { $0.option == "post" })
  }

  /// What is wrong with an option's file is said where it stands.
  @Test(arguments: [
    ("like: fargate", "like: fergate", "has no option `fergate` to model it like"),
    ("decision: compute", "decision: compote", "unknown decision `compote`"),
    ("scores: {skill-containers", "scores: {skill-container", "has no table of scores"),
    ("quay.longestSeconds", "quay.longestSecond", "unknown fact `quay.longestSecond`"),
    ("service: quay", "service: key", "unknown service `key`"),
    ("summary:", "sumary:", "unknown key `sumary`"),
    ("simplicity: 0.95", "simplicity: 1.95", "out of range"),
  ])
  func saysWhatIsWrong(_ old: String, _ new: String, _ message: String) throws {
    var files = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
      .texts(endingIn: ".yaml")
    for (path, text) in Self.files { files[path] = text }
    let tables = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
      .texts(endingIn: ".tsv")
    files.merge(tables) { first, _ in first }
    files["options/quay.yaml"] = files["options/quay.yaml"]?.replacing(old, with: new)
    let reading = CatalogReader.read(FileTree(files), region: "eu-central-1")
    let found = reading.diagnostics.filter {
      $0.place.file == "options/quay.yaml" && $0.message.contains(message)
    }
    #expect(found.count >= 1, "\(reading.diagnostics.map(\.description))")
    #expect(found.allSatisfy { $0.place.line > 0 })
  }
}
