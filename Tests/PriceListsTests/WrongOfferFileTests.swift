import CatalogModel
import PriceLists
import Testing

/// Files that must change nothing, and what is said about them.
@Suite struct WrongOfferFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let form: OfferFile.Form
    var expected: String? = nil
    var change: @Sendable (inout OfferFile) -> Void = { _ in }
    var edit: @Sendable (String) -> String = { $0 }
    let faults: [String]
  }

  static let cases = [
    Case(
      testDescription: "an unknown offer", form: .json, change: { $0.offer = "AmazonBraket" },
      faults: ["4:17: nothing is known about the offer `AmazonBraket`"]),
    Case(
      testDescription: "an unknown offer, as CSV", form: .csv,
      change: { $0.offer = "AmazonBraket" },
      faults: ["5:1: nothing is known about the offer `AmazonBraket`"]),
    Case(
      testDescription: "another offer than the one that was asked for", form: .csv,
      expected: "AmazonRDS", faults: ["5:1: the file is of the offer AWSELB, not of AmazonRDS"]),
    Case(
      testDescription: "another version of the format", form: .json,
      change: { $0.formatVersion = "aws_v2" },
      faults: ["2:21: the format version is `aws_v2`, not v1.0"]),
    Case(
      testDescription: "no date", form: .csv, change: { $0.published = "yesterday" },
      faults: ["3:1: `yesterday` is not a publication date"]),
    Case(
      testDescription: "prices in yuan", form: .json,
      change: { $0.products[1].onDemand[0].currency = "CNY" },
      faults: ["146:39: the price of ALBLCU is in CNY, not in USD"]),
    Case(
      testDescription: "prices in yuan, as CSV", form: .csv,
      change: { $0.products[1].onDemand[0].currency = "CNY" },
      faults: ["8:1: the price of ALBLCU is in CNY, not in USD"]),
    Case(
      testDescription: "two units that are not known: both are told", form: .csv,
      change: {
        $0.products[0].onDemand[0].dimensions[0].unit = "Fortnights"
        $0.products[3].onDemand[0].dimensions[0].unit = "Bananas"
      },
      faults: [
        "7:1: the unit of ALB is `Fortnights`, which is no spelling of hour",
        "10:1: the unit of NLBLCU is `Bananas`, which is no spelling of lcu-hour",
      ]),
    Case(
      testDescription: "a price that is none", form: .csv,
      change: { $0.products[0].onDemand[0].dimensions[0].price = "free" },
      faults: ["7:1: `free` is not a price"]),
    Case(
      testDescription: "a negative price", form: .json,
      change: { $0.products[0].onDemand[0].dimensions[0].price = "-0.02" },
      faults: ["127:36: `-0.02` is not a price"]),
    Case(
      testDescription: "a gap between tiers", form: .csv,
      change: {
        $0.products[0].onDemand[0].dimensions = [
          .init(unit: "Hrs", price: "2", end: "10"), .init(unit: "Hrs", price: "1", begin: "20"),
        ]
      },
      faults: ["8:1: a tier of ALB ends at 10, the next begins at 20"]),
    Case(
      testDescription: "a last tier with an end", form: .csv,
      change: { $0.products[0].onDemand[0].dimensions[0].end = "10" },
      faults: ["7:1: the last tier of ALB ends at 10, not at Inf"]),
    Case(
      testDescription: "nothing of the catalog's regions", form: .csv,
      change: {
        for index in $0.products.indices {
          $0.products[index].attributes["regionCode"] = "af-south-1"
        }
      },
      faults: ["1:1: the file has no price that the catalog could take"]),
    Case(
      testDescription: "a page of HTML", form: .csv,
      edit: { _ in "<!DOCTYPE html>\n<html><body>503 Slow Down</body></html>\n" },
      faults: ["1:1: the file is a page of HTML or XML, not an offer file"]),
    Case(
      testDescription: "an error document of S3", form: .csv,
      edit: { _ in #"<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>"# },
      faults: ["1:1: the file is a page of HTML or XML, not an offer file"]),
    Case(
      testDescription: "an empty file", form: .csv, edit: { _ in "" },
      faults: ["1:1: the file is empty"]),
    Case(
      testDescription: "something else", form: .csv, edit: { _ in "PK\u{3}\u{4}" },
      faults: ["1:1: the file is neither JSON nor CSV"]),
    Case(
      testDescription: "another JSON document", form: .json, edit: { _ in #"{"a": [1, true]}"# },
      faults: ["1:1: the file has no products"]),
    Case(
      testDescription: "an index of offers instead of an offer", form: .json,
      edit: { _ in #"{"formatVersion": "v1.0", "offers": {"AWSELB": {"offerCode": "AWSELB"}}}"# },
      faults: ["1:1: the file has no products"]),
    Case(
      testDescription: "products without an offer code before them", form: .json,
      edit: { $0.replacing(#"  "offerCode" : "AWSELB","#, with: "") },
      faults: [
        "7:3: prices begin before the file has told its format version, offer code and publication date"
      ]),
    Case(
      testDescription: "two JSON files in one", form: .json, edit: { $0 + $0 },
      faults: ["337:1: `{` stands behind the end of the JSON"]),
    Case(
      testDescription: "two CSV files in one", form: .csv, edit: { $0 + $0 },
      faults: ["18:1: the line has 2 cells, the column names are 20"]),
    Case(
      testDescription: "a JSON file that goes on as CSV", form: .json,
      edit: { $0.prefix(400) + OfferSample.elb.file.text(.csv) },
      faults: ["13:30: `F` is not JSON here"]),
    Case(
      testDescription: "a list where products are", form: .json,
      edit: { $0.replacing("\"products\" : {", with: "\"products\" : [ ], \"old\" : {") },
      faults: ["7:16: a list stands where offer files have an object"]),
    Case(
      testDescription: "a missing column", form: .csv,
      edit: { $0.replacing("\"Currency\",", with: "\"Money\",") },
      faults: ["6:1: the columns Currency are missing"]),
    Case(
      testDescription: "a quote that does not end", form: .csv,
      edit: { $0.replacing("\"Hrs\"", with: "\"Hrs\" \"") },
      faults: ["7:1: something stands behind the closing quote of a cell"]),
    Case(
      testDescription: "a control character", form: .json,
      edit: { $0.replacing("\"Hrs\"", with: "\"Hrs\u{1}\"") },
      faults: ["132:26: a control character stands within a text"]),
    Case(
      testDescription: "half a surrogate pair", form: .json,
      edit: { $0.replacing("\"Hrs\"", with: #""\uD800""#) },
      faults: ["132:22: a text has half of a surrogate pair"]),
    Case(
      testDescription: "a word that JSON does not have", form: .json,
      edit: { $0.replacing("\"none\"", with: "nil") },
      faults: ["137:39: `nil` is no value of JSON"]),
  ]

  @Test("wrong files", arguments: cases)
  func fault(_ test: Case) {
    var file = OfferSample.elb.file
    test.change(&file)
    let text = test.edit(file.text(test.form))
    for size in [1, 1000, .max] {
      switch ShippedCatalog.read(text, chunk: size, expected: test.expected) {
      case .success: Issue.record("the file was read")
      case .failure(let faults):
        let lines = faults.list.map { "\($0.position.line):\($0.position.column): \($0.message)" }
        #expect(lines == test.faults, "chunks of \(size)")
        #expect(faults.list.allSatisfy { !$0.remedy.isEmpty })
      }
    }
  }

  @Test func limitsAreNamed() {
    let json = OfferSample.elb.file.text(.json)
    let csv = OfferSample.elb.file.text(.csv)
    var late = OfferSample.elb.file
    late.hasTermsFirst = true
    let cases: [(String, OfferLimits, String)] = [
      (json, OfferLimits(tokenBytes: 20), "a text is longer than 20 bytes"),
      (csv, OfferLimits(tokenBytes: 60), "a row is longer than 60 bytes"),
      (json, OfferLimits(products: 3), "more than 3 products match, the most that are kept"),
      (csv, OfferLimits(prices: 4), "more than 4 prices match, the most that are kept"),
      (
        late.text(.json), OfferLimits(prices: 5),
        "the terms stand before the products, and are more than 5 prices"
      ),
      (
        String(repeating: "[", count: 200), .standard, "the file is neither JSON nor CSV"
      ),
      (
        #"{"a":"# + String(repeating: "[", count: 200), .standard,
        "values are nested deeper than 64"
      ),
    ]
    for (text, limits, message) in cases {
      guard case .failure(let faults) = ShippedCatalog.read(text, chunk: 16, limits: limits) else {
        Issue.record("read, not refused: \(message)")
        continue
      }
      #expect(faults.list.map(\.message) == [message])
    }
  }
}
