import CatalogModel
import Storage
import Testing

/// A catalog with one thing wrong, and every diagnostic that must come of it.
struct BadCatalog: CustomTestStringConvertible {
  let name: String
  let file: String
  /// What is replaced in the fixture's file by what; nil removes the file.
  let change: (from: String, to: String)?
  let expected: [String]

  var testDescription: String { name }

  init(_ name: String, _ file: String, _ from: String, _ to: String, _ expected: String...) {
    self.init(name: name, file: file, change: (from, to), expected: expected)
  }

  init(name: String, file: String, change: (from: String, to: String)?, expected: [String]) {
    self.name = name
    self.file = file
    self.change = change
    self.expected = expected
  }

  static let all = [
    BadCatalog(
      "unknown key", "services/lambda.yaml", "unit: s,", "units: s,",
      "services/lambda.yaml:6:32: error: unknown key `units`\n  help: did you mean `unit`?"),
    BadCatalog(
      "missing date", "services/lambda.yaml", "asOf: 2026-01, ", "",
      "services/lambda.yaml:6:19: error: the key `asOf` is missing\n  help: add `asOf: ...`",
      "services/lambda.yaml:8:18: error: the key `asOf` is missing\n  help: add `asOf: ...`"),
    BadCatalog(
      "bad date", "services/lambda.yaml", "2026-11-22", "2026-13-22",
      "services/lambda.yaml:4:57: error: `2026-13-22` is not a date\n"
        + "  help: write YYYY, YYYY-MM or YYYY-MM-DD"),
    BadCatalog(
      "unknown source", "services/lambda.yaml", "source: aws, asOf: 2026, ",
      "source: awss, asOf: 2026, ",
      "services/lambda.yaml:7:53: error: unknown source `awss`\n  help: did you mean `aws`?"),
    BadCatalog(
      "wrong state", "services/clb.yaml", "maintenance", "maintenence",
      "services/clb.yaml:4:20: error: `maintenence` is not one of active, maintenance, closed, retired\n"
        + "  help: did you mean `maintenance`?"),
    BadCatalog(
      "id differs from the file", "services/clb.yaml", "id: clb", "id: elb",
      "services/clb.yaml:1:5: error: the id `elb` differs from the name of the file\n"
        + "  help: write `clb`"),
    BadCatalog(
      "not a number", "services/lambda.yaml", "value: 900", "value: .inf",
      "services/lambda.yaml:6:27: error: `.inf` can be read in several ways\n"
        + "  help: write a finite number"),
    BadCatalog(
      "range upside down", "services/lambda.yaml", "[128, 10240]", "[10240, 128]",
      "services/lambda.yaml:7:21: error: a list of numbers is a range and has two, the lesser first\n"
        + "  help: quote the numbers if it is a list of choices"),
    BadCatalog(
      "duplicate fact", "planning/defaults.yaml", "planning.cpuMillisecondsPerRequest",
      "planning.zones",
      "planning/defaults.yaml:1:1: error: duplicate key `planning.zones`\n"
        + "  help: keep one of the entries"),
    BadCatalog(
      "dangling fact", "criteria/compute.yaml", "lambda.timeoutSeconds", "lambda.timeoutSecond",
      "criteria/compute.yaml:11:59: error: unknown fact `lambda.timeoutSecond`\n"
        + "  help: did you mean `lambda.timeoutSeconds`?"),
    BadCatalog(
      "fact that is no number", "criteria/compute.yaml", "lambda.timeoutSeconds",
      "lambda.architectures",
      "criteria/compute.yaml:11:59: error: the fact `lambda.architectures` is not a number"),
    BadCatalog(
      "entry that a table lacks", "criteria/compute.yaml", "lambda.timeoutSeconds",
      "planning.cpuMillisecondsPerRequest#nod",
      "criteria/compute.yaml:11:59: error: the table `planning.cpuMillisecondsPerRequest` has no"
        + " entry `nod`\n  help: did you mean `node`?"),
    BadCatalog(
      "entry of no table", "criteria/compute.yaml", "lambda.timeoutSeconds",
      "lambda.timeoutSeconds#x",
      "criteria/compute.yaml:11:59: error: the fact `lambda.timeoutSeconds` is not a table\n"
        + "  help: write `lambda.timeoutSeconds`"),
    BadCatalog(
      "unknown reason", "criteria/compute.yaml", "weight: 25", "weight: 25\n    reason: economic",
      "criteria/compute.yaml:21:13: error: `economic` is not one of physical, economy, functional,"
        + " non-functional\n  help: did you mean `economy`?"),
    BadCatalog(
      "unknown service", "criteria/compute.yaml", "service: lambda", "service: lamda",
      "criteria/compute.yaml:4:27: error: unknown service `lamda`\n"
        + "  help: did you mean `lambda`?"),
    BadCatalog(
      "two comparisons", "criteria/compute.yaml", "is: true}]", "is: true, atLeast: 1}]",
      "criteria/compute.yaml:10:12: error: a condition has exactly one comparison, found 2\n"
        + "  help: write one of atLeast, atMost, above, below, oneOf, noneOf, includes, excludes, is"
    ),
    BadCatalog(
      "option that is none", "criteria/compute.yaml", "options: [lambda]", "options: [ec2]",
      "criteria/compute.yaml:9:15: error: `ec2` is not one of lambda, none\n"
        + "  help: write one of these words"),
    BadCatalog(
      "score of an unknown option", "criteria/compute.yaml", "lambda: 0.5", "lamda: 0.5",
      "criteria/compute.yaml:27:21: error: unknown key `lamda`\n  help: did you mean `lambda`?"),
    BadCatalog(
      "curve that falls back", "criteria/compute.yaml", "[11, 0]", "[0, 0]",
      "criteria/compute.yaml:21:53: error: the points of a curve must ascend"),
    BadCatalog(
      "criterion twice", "criteria/compute.yaml", "id: portability", "id: toil",
      "criteria/compute.yaml:23:5: error: the id `toil` is used twice\n"
        + "  help: give it a name of its own"),
    BadCatalog(
      "stages that shrink", "stages.yaml", "sizedFor: 10", "sizedFor: 1",
      "stages.yaml:2:3: error: stages must grow: `02-over-1-user` is not larger than the stage"
        + " before it"),
    BadCatalog(
      "negative price", "prices/eu-central-1/ec2.tsv", "0.0978", "-1",
      "prices/eu-central-1/ec2.tsv:3:11: error: hourly: `-1` is not a number from 0"),
    BadCatalog(
      "price without shape", "prices/eu-central-1/ec2.tsv", "m7g.large", "m7g.larg",
      "prices/eu-central-1/ec2.tsv:3:1: error: `m7g.larg` has a price but no shape\n"
        + "  help: add it to the table in instances/"),
    BadCatalog(
      "two prices", "prices/eu-central-1/ec2.tsv", "t4g.nano", "m7g.large",
      "prices/eu-central-1/ec2.tsv:4:1: error: `m7g.large` has two prices\n  help: keep one row"),
    BadCatalog(
      "undeclared source", "prices/eu-central-1/elasticache.tsv", "0.1504\taws", "0.1504\tother",
      "prices/eu-central-1/elasticache.tsv:3:31: error: source: no source line declares `other`"),
    BadCatalog(
      "unknown engine", "prices/eu-central-1/rds.tsv", "mysql", "oracle",
      "prices/eu-central-1/rds.tsv:4:14: error: engine: `oracle` is not one of postgres, mysql,"
        + " aurora-postgres, aurora-mysql"),
    BadCatalog(
      "missing cell", "prices/eu-central-1/services.tsv", "\tUSD/ALB-hour", "",
      "prices/eu-central-1/services.tsv:2:1: error: the row has 6 cells, the header 7\n"
        + "  help: separate cells with one tab, and write `-` where there is no value"),
    BadCatalog(
      "wrong columns", "instances/rds.tsv", "memoryGiB", "memoryGB",
      "instances/rds.tsv:2:1: error: the columns are class, family, vCPU, memoryGB,"
        + " currentGeneration, network, connectionsMySQL, connectionsPostgres\n"
        + "  help: write class, family, vCPU, memoryGiB, currentGeneration, network,"
        + " connectionsMySQL, connectionsPostgres"),
    BadCatalog(
      "keys out of order", "prices/eu-central-1/services.tsv", "shared.key", "aaa",
      "prices/eu-central-1/services.tsv:3:1: error: key: `aaa` is out of order\n"
        + "  help: sort the rows by key"),
    BadCatalog(
      name: "missing file", file: "prices/global/services.tsv", change: nil,
      expected: ["prices/global/services.tsv: error: the file is missing or cannot be read"]),
    BadCatalog(
      "alias", "services/clb.yaml", "name: Classic Load Balancer", "name: &x *x",
      "services/clb.yaml:2:10: error: aliases are not allowed (`*x`)\n"
        + "  help: write the value out where it is used"),
  ]
}

@Suite struct BadCatalogTests {
  @Test(arguments: BadCatalog.all)
  func refuses(_ bad: BadCatalog) throws {
    let text = try #require(FixtureCatalog.files[bad.file])
    let changed = bad.change.map { text.replacing($0.from, with: $0.to) }
    #expect(changed != text, "the change found nothing to change")
    let tree = FixtureCatalog.tree(changing: bad.file, to: changed)
    let reading = CatalogReader.read(tree, region: "eu-central-1")
    #expect(reading.catalog == nil)
    #expect(reading.diagnostics.map(\.description) == bad.expected)
  }

  @Test func reportsTheErrorsOfAllFilesAtOnce() {
    var files = FixtureCatalog.files
    files["stages.yaml"] = "a: 1\n"
    files["planning/other.yaml"] = files["planning/defaults.yaml"]
    let reading = CatalogReader.read(FileTree(files), region: "eu-central-1")
    #expect(
      reading.diagnostics.map(\.description) == [
        """
        planning/other.yaml:1:1: error: the fact `planning.zones` is also defined at \
        planning/defaults.yaml:1:1
          help: keep one of them
        """,
        """
        planning/other.yaml:2:1: error: the fact `planning.cpuMillisecondsPerRequest` is also \
        defined at planning/defaults.yaml:2:1
          help: keep one of them
        """,
        """
        stages.yaml:1:1: error: expected a list, found a mapping
          help: write `[a, b]` or lines with `- `
        """,
      ])
  }

  /// Every citation would be wrong with it; only the cause is told.
  @Test(arguments: [
    (
      "- {id: aws}\n",
      "sources.yaml:1:1: error: expected a mapping, found a list\n  help: write `key: value` lines"
    ),
    (
      FixtureCatalog.files["sources.yaml", default: ""].replacing("2026-01-31", with: "soon"),
      "sources.yaml:1:70: error: `soon` is not a date\n  help: write YYYY, YYYY-MM or YYYY-MM-DD"
    ),
  ])
  func aMistakeAmongTheSourcesIsToldOnce(_ text: String, _ expected: String) {
    let tree = FixtureCatalog.tree(changing: "sources.yaml", to: text)
    let reading = CatalogReader.read(tree, region: "eu-central-1")
    #expect(reading.catalog == nil)
    #expect(reading.diagnostics.map(\.description) == [expected])
  }

  @Test func warnsAboutFilesThatAreNotRead() {
    let tree = FixtureCatalog.tree(changing: "services/ecs.yml", to: "id: ecs\n")
    let reading = CatalogReader.read(tree, region: "eu-central-1")
    #expect(reading.catalog != nil)
    #expect(
      reading.diagnostics.map(\.description) == [
        """
        services/ecs.yml: warning: the file is not read
          help: name it .yaml, or move it out of the catalog
        """
      ])
  }

  @Test func suggestsARegion() {
    let reading = CatalogReader.read(FileTree(FixtureCatalog.files), region: "eu-cental-1")
    #expect(
      reading.diagnostics.map(\.description) == [
        "prices: error: there are no prices for `eu-cental-1`\n  help: did you mean `eu-central-1`?"
      ])
  }
}
