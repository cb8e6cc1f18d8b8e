import CatalogModel
import PriceLists
import Storage
import Testing

/// Rules with mistakes in them, and what is said about each.
@Suite struct PriceListReaderTests {
  static let files = [
    "pricelists/regions.yaml": """
    regions:
      eu-west-2: {locations: [EU (London)], prefixes: [EUW2]}
    edges: [EU]
    """,
    "pricelists/units.yaml": "hour: {Hrs: 1}\ngb: {GB: 1, TB: 1024}\n",
    "pricelists/AWSELB.yaml": """
    offer: AWSELB
    where: {locationType: AWS Region}
    names:
      kind: {from: productFamily, values: {Load Balancer: clb}}
    prices:
      - {key: "{kind}.hour", where: {usage: LoadBalancerUsage}, unit: hour}
      - key: alb.gb
        where: {usage: [A, B], group: {isNot: C, endsWith: [d, e]}}
        unit: gb
        region: global
        optional: true
      - {table: rds, key: ["{instanceType}", "{kind}"], column: multiZone, unit: hour}
    """,
  ]

  @Test func rulesAreRead() throws {
    let reading = PriceListReader.read(FileTree(Self.files))
    #expect(reading.diagnostics == [])
    let rules = try #require(reading.rules)
    let mapping = try #require(rules.mappings.first)
    #expect(mapping.rules.map(\.table) == [.services, .services, .rds])
    #expect(
      mapping.rules.map(\.region) == [.attribute("regionCode"), .global, .attribute("regionCode")])
    #expect(mapping.rules.map(\.isOptional) == [false, true, false])
    #expect(mapping.rules[0].names.map(\.name) == ["kind"])
    #expect(
      mapping.rules[1].filters == [
        AttributeFilter("usage", .isOneOf, ["A", "B"]), AttributeFilter("group", .isNot, ["C"]),
        AttributeFilter("group", .endsWith, ["d", "e"]),
        AttributeFilter("locationType", .isOneOf, ["AWS Region"]),
      ])
    #expect(mapping.source == "aws-price-list-AWSELB")
  }

  @Test(
    "mistakes",
    arguments: [
      (
        "AWSELB", "offer: AWSELB", "offer: AWSElb",
        "1:8: error: the offer `AWSElb` differs from the name of the file\n  help: write `AWSELB`"
      ),
      (
        "AWSELB", "unit: gb", "unit: gbs",
        "9:11: error: `gbs` is not one of gb, hour\n  help: did you mean `gb`?"
      ),
      (
        "AWSELB", "isNot", "isnt",
        "8:36: error: unknown key `isnt`\n  help: did you mean `isNot`?"
      ),
      (
        "AWSELB", "{kind}.hour", "{kind.hour",
        "6:11: error: the braces of `{kind.hour` do not match\n  help: write {attribute}"
      ),
      (
        "AWSELB", ", column: multiZone", "",
        "12:5: error: the key `column` is missing\n"
          + "  help: write one of singleZone, multiZone, multiZoneCluster"
      ),
      (
        "AWSELB", "[\"{instanceType}\", \"{kind}\"]", "[\"{instanceType}\"]",
        "12:23: error: the key has 1 parts, rows of rds 2\n  help: write class, engine"
      ),
      (
        "AWSELB", "key: alb.gb", "key: alb.gb.tier{tier}",
        "7:5: error: `tier: each` and {tier} in the key go together\n  help: write both, or neither"
      ),
      (
        "AWSELB", "optional: true", "optional: maybe",
        "11:15: error: expected true or false, found the text `maybe`\n"
          + "  help: write true or false, without quotes"
      ),
      (
        "units", "{Hrs: 1}", "{Hrs: 0}",
        "1:13: error: 0 is out of range\n  help: write a number from 0.000000001 to 1000000000000"
      ),
      (
        "regions", "prefixes: [EUW2]", "prefix: [EUW2]",
        "2:41: error: unknown key `prefix`\n  help: did you mean `prefixes`?"
      ),
    ] as [(String, String, String, String)])
  func mistake(_ file: String, _ from: String, _ to: String, _ expected: String) throws {
    var files = Self.files
    let path = "pricelists/\(file).yaml"
    let text = try #require(files[path])
    #expect(text.contains(from))
    files[path] = text.replacing(from, with: to, maxReplacements: 1)
    let reading = PriceListReader.read(FileTree(files))
    #expect(reading.rules == nil)
    #expect(reading.diagnostics.map(\.description).contains("\(path):\(expected)"))
  }

  @Test func missingFilesAreNamed() {
    let reading = PriceListReader.read(FileTree(["sources.yaml": ""]))
    #expect(reading.rules == nil)
    #expect(
      reading.diagnostics.map(\.description) == [
        "pricelists: error: the catalog has no rules of an offer\n"
          + "  help: name a catalog that has the folder pricelists",
        "pricelists/regions.yaml: error: the file is missing or cannot be read",
        "pricelists/units.yaml: error: the file is missing or cannot be read",
      ])
  }
}
