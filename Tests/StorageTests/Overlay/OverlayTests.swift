import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import Testing

/// Partial catalogs that are laid over another.
@Suite struct OverlayTests {
  private static let ours = "source: aws, asOf: 2026-02, confidence: secondary"

  /// The fixture's catalog with overlays in memory over it, each with a folder's name.
  private func read(_ overlays: [String: String]...) -> CatalogReading {
    let trees = overlays.enumerated().map { FileTree($1, root: "o\($0 + 1)") }
    return CatalogReader.read(
      FileTree(FixtureCatalog.files).laidUnder(trees), region: "eu-central-1")
  }

  private func catalog(_ overlays: [String: String]) throws -> Catalog {
    let reading = read(overlays)
    #expect(reading.diagnostics.map(\.description) == [])
    return try #require(reading.catalog)
  }

  private static let plain = CatalogReader.read(
    FileTree(FixtureCatalog.files), region: "eu-central-1"
  ).catalog

  @Test func anEmptyOverlayIsTheCatalogBelow() throws {
    let catalog = try catalog([:])
    #expect(catalog.digest == Self.plain?.digest)
    #expect(catalog.overrides == [])
  }

  @Test(arguments: [
    [
      "planning/x.yaml":
        "planning.zones: {value: 3, unit: zones, source: own-knowledge, asOf: 2026-11-22, "
        + "confidence: recalled}\n"
    ],
    ["criteria/compute.yaml": "criteria: [{id: cost, weight: 30}]\n"],
    [
      "prices/eu-central-1/services.tsv":
        "key\tdollars\tunit\tsource\tasOf\tconfidence\tnote\n"
        + "alb.hour\t0.027\tUSD/ALB-hour\taws\t2026-01-31\tprimary\t-\n"
    ],
    ["stages.yaml": "- {id: 01-one-user, label: \"1\"}\n"],
  ]) func repeatingAValueChangesNothing(_ files: [String: String]) throws {
    let catalog = try catalog(files)
    #expect(catalog.overrides == [])
    #expect(catalog.digest == Self.plain?.digest)
  }

  /// What an overlay says, the change that is noted, and its place.
  @Test(arguments: [
    (
      "planning/ours.yaml", "planning.zones: {value: 2, \(ours)}\n", "planning.zones",
      "3 zones (own-knowledge, 2026-11-22, recalled)", "2 zones (aws, 2026-02)",
      "o1/planning/ours.yaml:1:1"
    ),
    (
      "planning/ours.yaml",
      "# measured\nplanning.cpuMillisecondsPerRequest: {value: {node: 8}, \(ours)}\n",
      "planning.cpuMillisecondsPerRequest#node", "5 ms (own-knowledge, 2026-11-22, recalled)",
      "8 ms (aws, 2026-02)", "o1/planning/ours.yaml:2:1"
    ),
    (
      "services/lambda.yaml", "facts:\n  timeoutSeconds: {value: 600, \(ours)}\n",
      "lambda.timeoutSeconds", "900 s (aws, 2026-01)", "600 s (aws, 2026-02)",
      "o1/services/lambda.yaml:2:3"
    ),
    (
      "criteria/compute.yaml", "criteria:\n  - {id: cost, weight: 5}\n", "compute/cost.weight",
      "30", "5", "o1/criteria/compute.yaml:2:3"
    ),
    (
      "criteria/compute.yaml",
      "criteria:\n  - id: portability\n    score: {table: {lambda: 0.9}}\n",
      "compute/portability.score", "lambda 0.5, none 1", "lambda 0.9, none 1",
      "o1/criteria/compute.yaml:2:3"
    ),
    (
      "criteria/compute.yaml", "constraints:\n  - {id: lambda-duration, remove: true}\n",
      "compute/lambda-duration", "text A standard function ends after 15 minutes.", nil,
      "o1/criteria/compute.yaml:2:3"
    ),
    (
      "prices/eu-central-1/ec2.tsv",
      "#source\taws\taws\t2026-02\tprimary\ntype\thourly\tsource\nt4g.nano\t0.004\taws\n",
      "t4g.nano", "0.0048 USD/h (aws, 2026-01-31)", "0.004 USD/h (aws, 2026-02)",
      "o1/prices/eu-central-1/ec2.tsv:3:1"
    ),
    (
      "services/clb.yaml", "lifecycle: {state: retired, \(ours)}\n", "clb",
      "Classic Load Balancer, exposure, maintenance: previous generation (aws, 2026-01-31)",
      "Classic Load Balancer, exposure, retired (aws, 2026-02)", "o1/services/clb.yaml:1:1"
    ),
    (
      "sources.yaml", "aws: {note: read again}\n", "aws",
      "AWS documentation, 2026-01-31, primary",
      "AWS documentation, 2026-01-31, primary (another note)", "o1/sources.yaml:1:1"
    ),
  ]) func aValueIsReplacedAndNamed(
    _ file: String, _ text: String, _ id: String, _ old: String?, _ new: String?, _ place: String
  ) throws {
    let catalog = try catalog([file: text])
    let overrides = catalog.overrides
    #expect(overrides.map(\.change.id) == [id])
    #expect(overrides.first?.change.old == old)
    #expect(overrides.first?.change.new == new)
    #expect(overrides.first?.place.description == place)
    #expect(catalog.digest != Self.plain?.digest)
  }

  @Test func aTableKeepsTheEntriesThatAreNotNamed() throws {
    let catalog = try catalog([
      "planning/a.yaml": "planning.cpuMillisecondsPerRequest: {value: {node: 8}, \(Self.ours)}\n"
    ])
    #expect(try catalog.number("planning.cpuMillisecondsPerRequest#go-rust") == 1.5)
    #expect(try catalog.number("planning.cpuMillisecondsPerRequest#node") == 8)
  }

  @Test func aServiceAndAnOptionAreAdded() throws {
    let catalog = try catalog([
      "services/box.yaml": """
      id: box
      name: The box in the cellar
      category: compute
      lifecycle: {state: active, \(Self.ours)}

      """,
      "criteria/compute.yaml": """
      options:
        - {id: box, service: box, title: The box, summary: It is paid for.}
      criteria:
        - {id: portability, score: {table: {box: 1}}}

      """,
    ])
    let decision = try #require(catalog.decisions["compute"])
    #expect(decision.options.map(\.id) == ["lambda", "none", "box"])
    guard
      case .table(let table)? = decision.criteria.first(where: { $0.id == "portability" })?.score
    else {
      Issue.record("the score is no table")
      return
    }
    #expect(table == ["lambda": 0.5, "none": 1, "box": 1])
    #expect(
      catalog.overrides.map(\.change.id) == ["box", "compute/box", "compute/portability.score"])
  }

  @Test func theLaterOverlayWinsAndBothAreNamed() throws {
    let reading = read(
      ["planning/a.yaml": "planning.zones: {value: 2, \(Self.ours)}\n"],
      ["planning/b.yaml": "planning.zones: {value: 4, \(Self.ours)}\n"])
    let catalog = try #require(reading.catalog)
    #expect(try catalog.number("planning.zones") == 4)
    #expect(catalog.overrides.map(\.place.file) == ["o2/planning/b.yaml"])
    #expect(
      reading.diagnostics.map(\.description) == [
        "o2/planning/b.yaml:1:25: warning: `planning.zones` is also given at "
          + "o1/planning/a.yaml:1:25; this one wins"
      ])
  }

  @Test func overlaysThatAgreeDoNotConflict() {
    let text = "planning.zones: {value: 2, \(Self.ours)}\n"
    #expect(read(["planning/a.yaml": text], ["planning/b.yaml": text]).diagnostics == [])
  }

  /// An overlay, and what is wrong with it.
  @Test(arguments: [
    (
      "planing/a.yaml", "a: b\n", "o1/planing: error: this is no file of a catalog",
      "did you mean `planning`?"
    ),
    (
      "prices/eu-cental-1/ec2.tsv", "",
      "o1/prices/eu-cental-1: error: this is no file of a catalog",
      "did you mean `prices/eu-central-1`?"
    ),
    (
      "planning/a.yaml", "planning.zones: {value: 2, unit: zones}\n",
      "o1/planning/a.yaml:1:18: error: the overlay gives `planning.zones` another value, but no "
        + "`source`",
      "add source, asOf and confidence of the new value"
    ),
    (
      "planning/a.yaml", "planning.zones: {value: 2, unit: racks, \(ours)}\n",
      "o1/planning/a.yaml:1:28: error: the unit of `planning.zones` is `zones`, not `racks`",
      "convert the value: models read it in the catalog's unit"
    ),
    (
      "planning/a.yaml", "planning.zones: {valu: 2}\n",
      "o1/planning/a.yaml:1:18: error: unknown key `valu`", "did you mean `value`?"
    ),
    (
      "planning/a.yaml", "planning.zone: {value: 2, \(ours)}\n",
      "o1/planning/a.yaml:1:1: warning: `planning.zone` is a new fact, which no rule reads",
      "did you mean `planning.zones`?"
    ),
    (
      "criteria/compute.yaml", "criteria: [{id: costs, remove: true}]\n",
      "o1/criteria/compute.yaml:1:12: error: there is no `costs` to remove", "did you mean `cost`?"
    ),
    (
      "criteria/compute.yaml", "criteria: [{id: costs, weight: 3}]\n",
      "o1/criteria/compute.yaml:1:12: error: the key `title` is missing", "add `title: ...`"
    ),
    (
      "criteria/compute.yaml", "criteria: [{id: costs, weight: 3}]\n",
      "o1/criteria/compute.yaml:1:12: warning: `costs` is new here: nothing of another is kept",
      "did you mean `cost`?"
    ),
    (
      "criteria/compute.yaml", "criteria: [{id: cost, wieght: 3}]\n",
      "o1/criteria/compute.yaml:1:23: error: unknown key `wieght`", "did you mean `weight`?"
    ),
    (
      "discounts.yaml", "- {id: a, percent: 5, of: [ec3], \(ours)}\n",
      "o1/discounts.yaml:1:28: error: `ec3` is neither a table of instance types nor the beginning "
        + "of a price key",
      "did you mean `ec2`?"
    ),
    (
      "discounts.yaml", "- {id: a, percent: 5, factor: 0.5, of: [ec2], \(ours)}\n",
      "o1/discounts.yaml:1:3: error: a discount has either `percent` or `factor`",
      "write `percent: 8` for eight percent off, or `factor: 0.92`"
    ),
    (
      "discounts.yaml", "- {id: a, percent: 5, of: [\"alp.\"], \(ours)}\n",
      "o1/discounts.yaml:1:3: warning: the discount `a` covers `alp.`, and no price of eu-central-1 "
        + "begins so",
      "did you mean `alb.`?"
    ),
    (
      "discounts.yaml", "- {id: a, percent: 5, of: [ec2], regions: [eu-cental-1], \(ours)}\n",
      "o1/discounts.yaml:1:3: error: the discount `a` is for an unknown region `eu-cental-1`",
      "did you mean `eu-central-1`?"
    ),
    (
      "planning/a.yaml",
      "planning.zones: {value: 2, source: nobody, asOf: 2026, confidence: primary}\n",
      "o1/planning/a.yaml:1:36: error: unknown source `nobody`", nil
    ),
  ]) func aMistakeNamesTheOverlaysFile(
    _ file: String, _ text: String, _ message: String, _ remedy: String?
  ) throws {
    let reading = read([file: text])
    let found = try #require(
      reading.diagnostics.first {
        "\($0.place): \($0.severity.rawValue): \($0.message)" == message
      },
      "\(reading.diagnostics)")
    #expect(found.remedy == remedy)
    #expect((reading.catalog == nil) == reading.diagnostics.hasErrors)
  }

  @Test func discountsComeOffListPrices() throws {
    let catalog = try catalog([
      "discounts.yaml": """
      - {id: all, percent: 10, of: [all], \(Self.ours)}
      - {id: graviton, factor: 0.5, of: [ec2], families: [m7g], regions: [eu-central-1], \(Self.ours)}

      """
    ])
    #expect(try catalog.price("alb.hour").dollars == 0.0243)
    #expect(catalog.computeInstance("t4g.nano")?.hourly.value == 0.00432)
    // The last one that covers a price holds, alone.
    #expect(catalog.computeInstance("m7g.large")?.hourly.value == 0.0489)
    let mySQL = catalog.databaseInstances.first { $0.engine == .mysql }
    #expect(mySQL?.multiZoneHourly?.value == 0.3609)
    #expect(catalog.cacheNodes.first?.hourly.value == 0.13536)
    #expect(try catalog.price("alb.hour").citation.confidence == .secondary)
    let override = try #require(catalog.overrides.first { $0.change.id == "m7g.large" })
    #expect(override.discount == "graviton")
    #expect(override.place.description == "o1/discounts.yaml:2:1")
  }

  @Test func aDiscountOfAnotherRegionTakesNothingOff() throws {
    let reading = read([
      "discounts.yaml": "- {id: a, percent: 9, of: [all], regions: [eu-central-1], \(Self.ours)}\n"
    ])
    #expect(reading.catalog?.overrides.isEmpty == false)
    var files = FixtureCatalog.files
    for (path, text) in files where path.hasPrefix("prices/eu-central-1/") {
      files["prices/us-east-1/" + path.split(separator: "/").last!] = text
    }
    let overlay = FileTree(
      [
        "discounts.yaml":
          "- {id: a, percent: 9, of: [all], regions: [eu-central-1], \(Self.ours)}\n"
      ])
    let catalog = try #require(
      CatalogReader.read(FileTree(files).laidUnder([overlay]), region: "us-east-1").catalog)
    #expect(try catalog.price("alb.hour").dollars == 0.027)
    #expect(catalog.overrides == [])
  }

  @Test func questionsTakeOtherDefaults() throws {
    let tree = FileTree(FixtureCatalog.real).laidUnder([
      FileTree(
        [
          "questions/1-system.yaml": "questions: [{id: system.region, default: eu-central-1}]\n"
        ], root: "o")
    ])
    let reading = QuestionnaireReader.read(tree)
    #expect(reading.diagnostics == [])
    let question = reading.questionnaire?.question("system.region")
    #expect(question?.fallback == .value(.choice("eu-central-1")))
    #expect(question?.reason.isEmpty == false)
  }
}
