import CatalogModel
import PriceLists
import Testing

/// What offer files change in the tables of a small catalog.
@Suite struct PriceUpdateTests {
  static let services = "key\tdollars\tunit\tsource\tasOf\tconfidence\tnote\n"

  /// A catalog of one region with the load balancers' prices, and Virginia with one of them.
  static let catalog = [
    "sources.yaml": """
    # Where facts come from.
    blog: {title: A blog, location: example.com, asOf: 2024, confidence: secondary}
    # Kept where it is.
    qp: {title: A crawl, location: example.com, asOf: 2025-06-18, confidence: primary}

    """,
    "prices/eu-west-2/services.tsv": services + """
      alb.hour\t0.025\tUSD/ALB-hour\tqp\t2025-06-05\tprimary\t-
      alb.lcu-hour\t0.0084\tUSD/LCU-hour\tqp\t2025-06-05\tprimary\tAs before.
      clb.gb\t0.0084\tUSD/GB processed\tblog\t2024\tsecondary\t-
      clb.hour\t0.0294\tUSD/CLB-hour\tqp\t2025-06-05\tprimary\t-
      gwlb.glcu-hour\t0.0042\tUSD/GLCU-hour\tqp\t2025-06-05\tprimary\t-
      nlb.hour\t0.02646\tUSD/NLB-hour\tqp\t2025-06-05\tprimary\t-
      nlb.nlcu-hour\t0.0063\tUSD/NLCU-hour\tqp\t2025-06-05\tprimary\t-
      sqs.standard.request.tier1\t0.0000004\tUSD/request\tqp\t2025-06-05\tprimary\t-

      """,
    "prices/us-east-1/services.tsv": services
      + "gwlb.hour\t0.0125\tUSD/GWLB-hour\tqp\t2025-06-05\tprimary\t-\n",
    "prices/eu-west-2/ec2.tsv": """
    # Linux, on demand.
    #source\tqp\tqp\t2025-06-18\tprimary
    type\thourly\tsource
    m7g.medium\t0.0469\tqp
    m7g.xlarge\t0.1874\tqp

    """,
    "prices/eu-west-2/rds.tsv": """
    #source\tqp\tqp\t2025-06-17\tprimary
    class\tengine\tsingleZone\tmultiZone\tmultiZoneCluster\tsource
    db.r6g.2xlarge\tmysql\t1.004\t2.008\t-\tqp
    db.r6g.2xlarge\tpostgres\t1.056\t2.112\t-\tqp

    """,
    "prices/eu-west-2/aurora.tsv": """
    #source\tqp\tqp\t2025-06-17\tprimary
    class\tengine\tstandard\tioOptimized\tsource

    """,
    "instances/ec2.tsv": """
    #source\tshape\tmoto\t2026\tprimary
    type\tfamily
    m7g.medium\tm7g
    m7g.large\tm7g
    m7g.xlarge\tm7g

    """,
    "instances/rds.tsv": "class\tfamily\ndb.r6g.2xlarge\tr6g\n",
    "instances/aurora.tsv": "class\tfamily\ndb.r6g.2xlarge\tr6g\n",
  ]

  static func update(
    _ files: [(String, OfferFile, OfferFile.Form)], in catalog: [String: String] = catalog,
    isForced: Bool = false
  ) throws -> PriceUpdate {
    let offers = try files.map { name, file, form in
      ReadOffer(file: name, prices: try ShippedCatalog.read(file.text(form)).get())
    }
    return PriceUpdate(offers, regions: ["eu-west-2", "us-east-1"], isForced: isForced) { path in
      catalog[path].map { Array($0.utf8) }
    }
  }

  static var elb: OfferFile { OfferSample.elb.file }

  @Test(arguments: OfferFile.Form.allCases)
  func servicesAreChangedAddedAndConfirmed(form: OfferFile.Form) throws {
    let update = try Self.update([("elb", Self.elb, form)])
    #expect(update.diagnostics == [])
    #expect(
      update.files["prices/eu-west-2/services.tsv"] == Self.services + """
        alb.hour\t0.02646\tUSD/ALB-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        alb.lcu-hour\t0.0084\tUSD/LCU-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\tAs before.
        clb.gb\t0.0084\tUSD/GB processed\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        clb.hour\t0.0294\tUSD/CLB-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        gwlb.glcu-hour\t0.0042\tUSD/GLCU-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        gwlb.hour\t0.0131\tUSD/GWLB-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        nlb.hour\t0.02646\tUSD/NLB-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        nlb.nlcu-hour\t0.0063\tUSD/NLCU-hour\taws-price-list-AWSELB\t2026-08-31\tprimary\t-
        sqs.standard.request.tier1\t0.0000004\tUSD/request\tqp\t2025-06-05\tprimary\t-

        """)
    #expect(
      update.files["sources.yaml"] == """
        # Where facts come from.
        aws-price-list-AWSELB: {title: "AWS Price List bulk offer file, AWSELB", location: \
        pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AWSELB, asOf: 2026-08-31, confidence: \
        primary, note: "Version 20260831092255."}
        blog: {title: A blog, location: example.com, asOf: 2024, confidence: secondary}
        # Kept where it is.
        qp: {title: A crawl, location: example.com, asOf: 2025-06-18, confidence: primary}

        """)
    #expect(update.files.count == 2)
    let change = try #require(update.changes.first)
    #expect(change.changed.map(\.row) == [["alb.hour"]])
    #expect(change.changed.map(\.old) == ["0.025"])
    let percent = try #require(change.changed.first?.percent)
    #expect(abs(percent - 5.84) < 1e-9)
    #expect(change.added.map(\.row) == [["gwlb.hour"]])
    #expect(change.gone == [])
    #expect(change.confirmed == 6)
  }

  @Test func theSameFileAgainChangesNothing() throws {
    let first = try Self.update([("elb", Self.elb, .csv)])
    let catalog = Self.catalog.merging(first.files) { $1 }
    let second = try Self.update([("elb", Self.elb, .csv)], in: catalog)
    #expect(second.files == [:])
    #expect(second.changes.map(\.confirmed) == [8])
  }

  @Test func aPriceChangeInALaterFileIsOneLineAndTheDate() throws {
    let first = try Self.update([("ec2", OfferSample.ec2.file, .json)], isForced: true)
    let catalog = Self.catalog.merging(first.files) { $1 }
    var later = OfferSample.ec2.file
    later.published = "2026-09-30T00:00:00Z"
    later.products[0].onDemand[0].dimensions[0].price = "0.09"
    let second = try Self.update([("ec2", later, .json)], in: catalog)
    #expect(
      second.files["prices/eu-west-2/ec2.tsv"] == """
        # Linux, on demand.
        #source\taws-price-list-AmazonEC2\taws-price-list-AmazonEC2\t2026-09-30\tprimary
        #source\tqp\tqp\t2025-06-18\tprimary
        type\thourly\tsource
        m7g.medium\t0.0469\tqp
        m7g.large\t0.09\taws-price-list-AmazonEC2
        m7g.xlarge\t0.1874\tqp

        """)
  }

  @Test func typesAreAddedInTheOrderOfTheirShapes() throws {
    let update = try Self.update([("ec2", OfferSample.ec2.file, .json)])
    #expect(
      update.files["prices/eu-west-2/ec2.tsv"] == """
        # Linux, on demand.
        #source\taws-price-list-AmazonEC2\taws-price-list-AmazonEC2\t2026-08-31\tprimary
        #source\tqp\tqp\t2025-06-18\tprimary
        type\thourly\tsource
        m7g.medium\t0.0469\tqp
        m7g.large\t0.0937\taws-price-list-AmazonEC2
        m7g.xlarge\t0.1874\tqp

        """)
    let change = try #require(update.changes.first { $0.path == "prices/eu-west-2/ec2.tsv" })
    #expect(change.gone.map(\.row) == [["m7g.medium"], ["m7g.xlarge"]])
    #expect(change.added.map(\.row) == [["m7g.large"]])
  }

  @Test func rowsOfAnEarlierUpdateThatTheFileLacksKeepTheirDate() throws {
    var catalog = Self.catalog
    catalog["prices/eu-west-2/ec2.tsv"] = """
      #source\taws-price-list-AmazonEC2\taws-price-list-AmazonEC2\t2026-01-15\tprimary
      type\thourly\tsource
      m7g.medium\t0.0469\taws-price-list-AmazonEC2
      m7g.large\t0.0937\taws-price-list-AmazonEC2

      """
    let update = try Self.update([("ec2", OfferSample.ec2.file, .json)], in: catalog)
    #expect(
      update.files["prices/eu-west-2/ec2.tsv"] == """
        #source\taws-price-list-AmazonEC2\taws-price-list-AmazonEC2\t2026-08-31\tprimary
        #source\taws-price-list-AmazonEC2@2026-01-15\taws-price-list-AmazonEC2\t2026-01-15\tprimary
        type\thourly\tsource
        m7g.medium\t0.0469\taws-price-list-AmazonEC2@2026-01-15
        m7g.large\t0.0937\taws-price-list-AmazonEC2

        """)
  }

  @Test func typesWithoutAShapeAreLeftOutAndCounted() throws {
    var file = OfferSample.ec2.file
    file.products[0].attributes["instanceType"] = "p5.48xlarge"
    let update = try Self.update([("ec2", file, .json)])
    #expect(update.files["prices/eu-west-2/ec2.tsv"] == nil)
    #expect(update.changes.first { $0.path.hasSuffix("ec2.tsv") }?.undescribed == 1)
  }

  @Test func aRowThatTheFileHasInPartStaysWhole() throws {
    let update = try Self.update([("rds", OfferSample.rds.file, .json)])
    // PostgreSQL is whole, MySQL lacks all, MariaDB is new; Aurora is a table of its own.
    #expect(
      update.files["prices/eu-west-2/rds.tsv"] == """
        #source\taws-price-list-AmazonRDS\taws-price-list-AmazonRDS\t2026-08-31\tprimary
        #source\tqp\tqp\t2025-06-17\tprimary
        class\tengine\tsingleZone\tmultiZone\tmultiZoneCluster\tsource
        db.r6g.2xlarge\tmariadb\t1.004\t-\t-\taws-price-list-AmazonRDS
        db.r6g.2xlarge\tmysql\t1.004\t2.008\t-\tqp
        db.r6g.2xlarge\tpostgres\t1.056\t2.116\t3.1\taws-price-list-AmazonRDS

        """)
    var partial = OfferSample.rds.file
    partial.products.removeAll { $0.sku == "PGMULTI" }
    let half = try Self.update([("rds", partial, .json)])
    let table = try #require(half.files["prices/eu-west-2/rds.tsv"])
    #expect(table.contains("db.r6g.2xlarge\tpostgres\t1.056\t2.112\t-\tqp\n"))
    let change = try #require(half.changes.first { $0.path.hasSuffix("rds.tsv") })
    #expect(
      change.gone.map { "\($0.row[1]) \($0.column)" } == [
        "mysql singleZone", "mysql multiZone", "postgres multiZone",
      ])
  }

  @Test func newerPricesOfTheCatalogStay() throws {
    var catalog = Self.catalog
    catalog["prices/eu-west-2/services.tsv"] =
      Self.services
      + "alb.hour\t0.025\tUSD/ALB-hour\tqp\t2026-11-05\tprimary\t-\n"
    let update = try Self.update([("elb", Self.elb, .json)], in: catalog)
    let table = try #require(update.files["prices/eu-west-2/services.tsv"])
    #expect(table.contains("alb.hour\t0.025\tUSD/ALB-hour\tqp\t2026-11-05"))
    #expect(update.changes.first?.newer == 1)
  }

  struct Jump: Sendable {
    let old: String
    let new: String
    let isRefused: Bool
  }

  @Test(
    "large changes need --force",
    arguments: [
      Jump(old: "0.025", new: "0.25", isRefused: false),
      Jump(old: "0.025", new: "0.251", isRefused: true),
      Jump(old: "0.025", new: "0.0025", isRefused: false),
      Jump(old: "0.025", new: "0.0024", isRefused: true),
      Jump(old: "0.025", new: "0", isRefused: true), Jump(old: "0", new: "0.1", isRefused: true),
      Jump(old: "0", new: "0.000", isRefused: false),
    ])
  func jumps(_ jump: Jump) throws {
    var catalog = Self.catalog
    catalog["prices/eu-west-2/services.tsv"] =
      Self.services
      + "alb.hour\t\(jump.old)\tUSD/ALB-hour\tqp\t2025-06-05\tprimary\t-\n"
    var file = Self.elb
    file.products[0].onDemand[0].dimensions[0].price = jump.new
    let careful = try Self.update([("elb.csv", file, .csv)], in: catalog)
    #expect(careful.diagnostics.hasErrors == jump.isRefused)
    #expect(careful.files.isEmpty == jump.isRefused)
    if jump.isRefused {
      #expect(
        careful.diagnostics.map(\.description) == [
          "elb.csv:7:1: error: ALB changes alb.hour in prices/eu-west-2/services.tsv from \(jump.old) "
            + "to \(jump.new), more than tenfold\n  help: check the price on the web; --force takes it"
        ])
    }
    let forced = try Self.update([("elb.csv", file, .csv)], in: catalog, isForced: true)
    #expect(forced.diagnostics == [])
    #expect(!forced.files.isEmpty)
  }

  @Test func csvThatLacksPricesIsTakenForCut() throws {
    var file = Self.elb
    file.products.removeLast(6)
    let cut = try Self.update([("elb.csv", file, .csv)])
    #expect(
      cut.diagnostics.map(\.description) == [
        "elb.csv: error: the file lacks 3 of the 7 prices that the catalog has from AWSELB, among "
          + "them clb.gb (eu-west-2)\n  help: it may be cut between two lines: fetch it again, or "
          + "say --force if it is whole"
      ])
    #expect(cut.files == [:])
    #expect(try Self.update([("elb.csv", file, .csv)], isForced: true).diagnostics == [])
    // JSON says where it ends: what it lacks is not sold any more.
    let whole = try Self.update([("elb.json", file, .json)])
    #expect(whole.diagnostics == [])
    #expect(whole.changes.first?.gone.map(\.row) == [["clb.gb"], ["clb.hour"], ["gwlb.glcu-hour"]])
  }

  @Test func ofTwoFilesTheLaterOneCounts() throws {
    var later = Self.elb
    later.published = "2026-09-15T00:00:00Z"
    later.products[0].onDemand[0].dimensions[0].price = "0.027"
    for files in [
      [("a", Self.elb, OfferFile.Form.csv), ("b", later, .json)],
      [("b", later, .json), ("a", Self.elb, .csv)],
    ] {
      let update = try Self.update(files)
      let table = try #require(update.files["prices/eu-west-2/services.tsv"])
      #expect(table.contains("alb.hour\t0.027\tUSD/ALB-hour\taws-price-list-AWSELB\t2026-09-15\t"))
      #expect(update.diagnostics == [])
    }
  }

  @Test func twoFilesOfOneDayMustAgree() throws {
    var other = Self.elb
    other.products[0].onDemand[0].dimensions[0].price = "0.027"
    let update = try Self.update([("a.csv", Self.elb, .csv), ("b.csv", other, .csv)])
    #expect(
      update.diagnostics.map(\.description) == [
        "b.csv:7:1: error: another file of 2026-08-31 has another price for alb.hour (eu-west-2)\n"
          + "  help: give one of the two files"
      ])
    #expect(update.files == [:])
    let same = try Self.update([("a.csv", Self.elb, .csv), ("b.csv", Self.elb, .csv)])
    #expect(same.diagnostics == [])
  }

  @Test func theLaterEntryOfSourcesStays() throws {
    var catalog = Self.catalog
    let entry =
      "aws-price-list-AWSELB: {title: T, location: L, asOf: 2026-10-01, confidence: primary}"
    catalog["sources.yaml"] = entry + "\n" + (catalog["sources.yaml"] ?? "")
    let update = try Self.update([("elb", Self.elb, .json)], in: catalog)
    #expect(update.files["sources.yaml"] == nil)
    #expect(!update.files.isEmpty)
  }

  /// All files as CSV, whose cuts are hard to tell; of JSON, which counts its braces, two.
  static let cuts =
    OfferSample.all.map { ($0, OfferFile.Form.csv) }
    + [(OfferSample.elb, .json), (OfferSample.lambda, .json)]

  /// Every cut of a file, at every 100th byte, changes nothing: reading fails, or the update does.
  @Test("law: a cut file changes nothing", arguments: cuts)
  func cut(sample: OfferSample, form: OfferFile.Form) throws {
    let whole = Array(sample.file.text(form).utf8)
    // The catalog has all prices of the file, as one that was updated from it.
    let tables = try Self.tables(sample)
    for length in stride(from: 0, to: whole.count, by: 100) + [whole.count - 2] {
      let text = String(decoding: whole[..<length], as: UTF8.self)
      guard case .success(let prices) = ShippedCatalog.read(text) else { continue }
      let offer = ReadOffer(file: "cut", prices: prices)
      let update = PriceUpdate([offer], regions: ShippedCatalog.regions, isForced: false) {
        tables[$0].map { Array($0.utf8) }
      }
      #expect(update.files == [:], "cut at byte \(length)")
      #expect(update.diagnostics.hasErrors, "cut at byte \(length)")
    }
  }

  /// Tables with every price of a sample, of an older source.
  private static func tables(_ sample: OfferSample) throws -> [String: String] {
    let prices = try ShippedCatalog.read(sample.file.text(.json)).get()
    var rows: [String: [[String]: [String: String]]] = [:]
    for (key, price) in prices.prices {
      rows[key.path, default: [:]][key.row, default: [:]][key.column] = price.amount.text
    }
    var tables = ["sources.yaml": "qp: {asOf: 2025-06-18}\n"]
    for key in prices.prices.keys where tables[key.path] == nil {
      let kind = key.table
      let columns =
        kind == .services
        ? ["key", "dollars", "unit", "source", "asOf", "confidence", "note"]
        : kind.keyColumns + kind.priceColumns + ["source"]
      var lines = ["#source\tqp\tqp\t2025-06-18\tprimary", columns.joined(separator: "\t")]
      for (row, found) in rows[key.path] ?? [:] {
        let cells = columns.map { name in
          if let index = kind.keyColumns.firstIndex(of: name) { return row[index] }
          let fixed = ["source": "qp", "asOf": "2025-06-18", "confidence": "primary"]
          return found[name] ?? fixed[name] ?? "-"
        }
        lines.append(cells.joined(separator: "\t"))
      }
      tables[key.path] = lines.joined(separator: "\n") + "\n"
      tables["instances/\(kind.rawValue).tsv"] =
        "type\n" + (rows[key.path] ?? [:]).keys.map { $0[0] }.joined(separator: "\n") + "\n"
    }
    return tables
  }
}
