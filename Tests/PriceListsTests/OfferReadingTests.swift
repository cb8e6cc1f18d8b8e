import CatalogModel
import PriceLists
import Storage
import TestSupport
import Testing

@Suite struct OfferReadingTests {
  @Test func shippedRulesLoadWithoutAFinding() {
    #expect(ShippedCatalog.reading.diagnostics == [])
    #expect(
      ShippedCatalog.rules.mappings.map(\.offer) == OfferSample.all.map(\.file.offer).sorted())
  }

  @Test("every offer, in both forms", arguments: OfferSample.all, OfferFile.Form.allCases)
  func prices(sample: OfferSample, form: OfferFile.Form) throws {
    let prices = try ShippedCatalog.read(sample.file.text(form)).get()
    #expect(ShippedCatalog.lines(prices) == sample.expected.sorted())
    #expect(prices.header.day == "2026-08-31")
    #expect(prices.header.version == "20260831092255")
    #expect(prices.hasEnd == (form == .json))
    #expect(prices.notes == [])
  }

  @Test("chunks of any size", arguments: OfferSample.all, OfferFile.Form.allCases)
  func chunks(sample: OfferSample, form: OfferFile.Form) throws {
    let text = sample.file.text(form)
    let whole = try ShippedCatalog.read(text).get()
    for size in [1, 7, 4096] {
      let cut = try ShippedCatalog.read(text, chunk: size).get()
      #expect(cut.prices == whole.prices, "chunks of \(size)")
      #expect(cut.header == whole.header)
    }
  }

  /// A product of each way in which real files are irregular, and what comes of it.
  struct Irregularity: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout OfferFile) -> Void
    let expected: [String]
  }

  static let irregularities = [
    Irregularity(
      testDescription: "a file without region codes is read by its locations",
      change: { $0.products[0].attributes["regionCode"] = nil },
      expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "a prefix of another region is not believed",
      change: { $0.products[0].attributes["usagetype"] = "APS1-LoadBalancerUsage" }, expected: []),
    Irregularity(
      testDescription: "us-east-1 with a prefix",
      change: {
        $0.products[0].attributes["regionCode"] = "us-east-1"
        $0.products[0].attributes["usagetype"] = "USE1-LoadBalancerUsage"
      }, expected: ["us-east-1 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "of two terms the one that came into force last counts",
      change: {
        var later = $0.products[0].onDemand[0]
        later.code = "7NE97W5U4E"
        later.effective = "2026-08-15"
        later.dimensions[0].price = "0.03"
        $0.products[0].onDemand.insert(later, at: 0)
      }, expected: ["eu-west-2 services alb.hour dollars = 0.03"]),
    Irregularity(
      testDescription: "a term of the future does not count yet",
      change: {
        var later = $0.products[0].onDemand[0]
        later.code = "7NE97W5U4E"
        later.effective = "2026-10-01"
        later.dimensions[0].price = "0.03"
        $0.products[0].onDemand.append(later)
      }, expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "the unit in other letters",
      change: { $0.products[0].onDemand[0].dimensions[0].unit = "hOURS" },
      expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "an exponent in a price",
      change: { $0.products[0].onDemand[0].dimensions[0].price = "2.646E-2" },
      expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "a price of nothing",
      change: { $0.products[0].onDemand[0].dimensions[0].price = "0.0000000000" },
      expected: ["eu-west-2 services alb.hour dollars = 0"]),
    Irregularity(
      testDescription: "empty ranges",
      change: {
        $0.products[0].onDemand[0].dimensions[0].begin = ""
        $0.products[0].onDemand[0].dimensions[0].end = ""
      }, expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "terms before products",
      change: { $0.hasTermsFirst = true },
      expected: ["eu-west-2 services alb.hour dollars = 0.02646"]),
    Irregularity(
      testDescription: "a dedicated product that is reserved alone",
      change: {
        $0.products[0] = OfferSample.reserved($0.products[0])
        $0.products[0].onDemand = []
      }, expected: []),
  ]

  @Test("irregular products", arguments: irregularities, OfferFile.Form.allCases)
  func irregular(_ irregularity: Irregularity, form: OfferFile.Form) throws {
    var file = OfferSample.elb.file
    let second = file.products[3]
    file.products = [file.products[0], second]
    irregularity.change(&file)
    let prices = try ShippedCatalog.read(file.text(form)).get()
    let kept = "eu-west-2 services nlb.nlcu-hour dollars = 0.0063"
    #expect(ShippedCatalog.lines(prices) == (irregularity.expected + [kept]).sorted())
  }

  @Test(arguments: OfferFile.Form.allCases)
  func aKeyWithTwoPricesGetsNone(form: OfferFile.Form) throws {
    var file = OfferSample.elb.file
    let twin = OfferSample.product(
      "TWIN", "Load Balancer-Application", "EUW2-LoadBalancerUsage", "Hrs", "0.5")
    file.products.append(twin)
    let prices = try ShippedCatalog.read(file.text(form)).get()
    let expected = OfferSample.elb.expected.filter { !$0.contains(" alb.hour ") }
    #expect(ShippedCatalog.lines(prices) == expected.sorted())
    let rule = try #require(ShippedCatalog.rules.mappings.first { $0.offer == "AWSELB" }).rules[0]
    #expect(
      prices.notes.map(\.message) == [
        "alb.hour (eu-west-2) has two prices, 0.02646 by ALB and 0.5 by TWIN"
      ])
    #expect(prices.notes.map(\.remedy) == ["narrow the rule at \(rule.place)"])
  }

  @Test func tiersWhereOnePriceIsExpectedAreNoted() throws {
    var file = OfferSample.elb.file
    file.products[0].onDemand[0].dimensions = [
      .init(unit: "Hrs", price: "0.02", end: "100"),
      .init(unit: "Hrs", price: "0.01", begin: "100"),
    ]
    let prices = try ShippedCatalog.read(file.text(.csv)).get()
    #expect(
      prices.notes.map(\.message) == [
        "ALB has 2 tiers, alb.hour (eu-west-2) takes one price"
      ])
  }

  @Test func csvWithCarriageReturnsByteOrderMarkAndNewlinesInCells() throws {
    let text = OfferSample.elb.file.text(.csv)
    let odd = "\u{FEFF}" + text.replacing("\n", with: "\r\n").replacing("\"\"as\"\"", with: "a\ns")
    for size in [1, 5, .max] {
      let prices = try ShippedCatalog.read(odd, chunk: size).get()
      #expect(ShippedCatalog.lines(prices) == OfferSample.elb.expected.sorted())
    }
  }

  @Test func jsonWithEscapesInNamesThatRulesCompare() throws {
    let text = OfferSample.elb.file.text(.json)
      .replacing("Load Balancer-Network", with: #"Load Balancer\u002dNetwork"#)
      .replacing("\"attributes\"", with: #""\u0061ttributes""#)
    for size in [1, 3, .max] {
      let prices = try ShippedCatalog.read(text, chunk: size).get()
      #expect(ShippedCatalog.lines(prices) == OfferSample.elb.expected.sorted())
    }
  }

  @Test("law: random chunk sizes change nothing", arguments: OfferFile.Form.allCases)
  func randomChunks(form: OfferFile.Form) throws {
    let bytes = Array(OfferSample.apiGateway.file.text(form).utf8)
    var random = SplitMix64(seed: 3)
    for _ in 0..<20 {
      var reader = OfferReader(ShippedCatalog.rules, wanted: Set(ShippedCatalog.regions))
      var start = 0
      while start < bytes.count {
        let end = min(bytes.count, start + Int.random(in: 0...400, using: &random))
        try reader.consume(bytes[start..<end])
        start = end
      }
      #expect(ShippedCatalog.lines(try reader.finish()) == OfferSample.apiGateway.expected.sorted())
    }
  }
}
