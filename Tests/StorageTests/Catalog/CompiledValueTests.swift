import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Testing

@testable import Storage

/// Values are read as they were written, every case of them.
@Suite struct CompiledValueTests {
  private func expectSame<Value: CompiledValue & Equatable>(_ value: Value) throws {
    var writer = ValueWriter()
    writer.add(value)
    writer.add("end")
    let bytes = writer.bytes
    var reader = try ValueReader(bytes)
    #expect(try Value(from: &reader) == value)
    #expect(try reader.text() == "end")
    // Whatever is cut off, nothing is read beyond the end.
    for count in bytes.indices {
      #expect(throws: DamagedTree.self) {
        var reader = try ValueReader(Array(bytes.prefix(count)))
        _ = try Value(from: &reader)
        _ = try reader.text()
      }
    }
  }

  private static let citation = Citation(source: "a", asOf: "2025-01", confidence: .recalled)

  private static let table: OrderedDictionary<String, Double> = ["z": 1, "a": -0.5, "m": 1e300]

  @Test(
    arguments: [
      .number(0.1), .range(-1, 2), .text("é"), .flag(true), .flag(false), .texts([]),
      .texts(["b", "a", "b"]), .table(table), .table([:]),
    ] as [FactValue],
    [nil, .range(0, 1), .factor(2)] as [FactSpread?])
  func facts(_ value: FactValue, _ spread: FactSpread?) throws {
    try expectSame(
      Fact(
        id: "a.b", value: value, unit: "", citation: Self.citation,
        note: spread == nil ? nil : "note", spread: spread))
  }

  @Test(
    arguments: [
      .atLeast(.number(1)), .atLeast(.fact("a.b")), .atMost(.number(1)), .above(.fact("c")),
      .below(.number(-1)), .oneOf(["a", "b"]), .noneOf([]), .includes("a"), .excludes("b"),
      .equals(true), .equals(false),
    ] as [Comparison])
  func conditions(_ comparison: Comparison) throws {
    try expectSame(Condition(signal: "a", comparison: comparison))
  }

  @Test(
    arguments: [
      .table(table), .curve(signal: "a", points: [CurvePoint(value: 1, score: 0)]),
      .leastIsBest(signal: "b"),
    ] as [ScoreRule])
  func criteria(_ score: ScoreRule) throws {
    try expectSame(
      CriterionDefinition(
        id: "a", rule: nil, title: "t", weight: 2, factor: 3, when: [], score: score, text: "x",
        reason: .nonFunctional,
        examples: [
          RuleExample(accepts: true, signals: ["b": .flag(true), "a": .number(2)]),
          RuleExample(accepts: false, signals: [:], option: "o", least: 4),
        ]))
  }

  @Test func options() throws {
    try expectSame(
      OptionDefinition(
        id: "a", service: nil, title: "t", summary: "s", like: "b",
        substitution: Substitution(
          prices: ["a": "b", "c": "d"], facts: ["e": "f"], instancePriceRatio: "g.h"),
        isOffered: false))
  }

  @Test(
    arguments: [
      .number(
        NumberKind(unit: .perDay, least: -1, greatest: .greatestFiniteMagnitude, isInteger: true)),
      .choice([Choice(id: "a", title: "A", service: "s")]), .choices([Choice(id: "b", title: "B")]),
      .flag, .slug(longest: 3), .slugs(longest: 4), .line(longest: 5), .date,
      .table(TableKind(rowName: "row", leastRows: 0, greatestRows: 9, columns: [])),
    ] as [QuestionKind],
    [
      nil, .value(.number(Estimate(low: 1, likely: 2, high: 3))), .value(.choice("a")),
      .value(.choices(["a"])), .value(.flag(true)), .value(.text("x")),
      .value(.rows([["c": Answer(.flag(false), confidence: .measured, note: "n")], [:]])),
      .fact(id: "a.b", by: "c"), .each(Estimate(low: 1, likely: 2, high: 3), of: "q"),
      .answer("q"), .columns(["a", "b"]),
    ] as [Fallback?])
  func questions(_ kind: QuestionKind, _ fallback: Fallback?) throws {
    let question = Question(
      id: "a.b", ask: "?", why: "!", kind: kind, fallback: fallback, reason: "r",
      when: [Condition(signal: "a", comparison: .equals(true))], isInShortPath: true,
      isVolunteered: fallback == nil, synonyms: "s")
    try expectSame(question)
    try expectSame(
      Questionnaire(
        groups: [Questionnaire.Group(id: "g", title: "G", questions: [question, question])],
        contradictions: [
          Contradiction(
            id: "c", severity: .warning, when: question.when, text: "t", remedy: "r",
            questions: ["a.b"])
        ]))
  }

  @Test(arguments: [nil, 7] as [Double?])
  func instances(_ number: Double?) throws {
    let shape = number.map {
      ComputeShape(
        cores: 2, clockGHz: $0, networkPeakGbps: nil, ebsBaselineMbps: 1, ebsMaxMbps: 2,
        ebsBaselineIOPS: 3, ebsMaxIOPS: 4, instanceStoreGB: nil, creditsPerHour: 5,
        maxCreditBalance: 6, citation: Self.citation)
    }
    try expectSame(
      ComputeInstance(
        name: "m", family: "f", architecture: "arm64", virtualCPUs: 2, memory: GiB(4),
        isCurrentGeneration: true, burstBaseline: number, networkBaselineGbps: 1,
        hourly: USDPerHour(0.1), citation: Self.citation, shape: shape))
    try expectSame(
      DatabaseInstance(
        name: "m", family: "f", engine: .auroraMySQL, virtualCPUs: 2, memory: GiB(4),
        isCurrentGeneration: false, hourly: USDPerHour(0.1),
        multiZoneHourly: number.map(USDPerHour.init), citation: Self.citation,
        multiZoneClusterHourly: USDPerHour(0.2), ioOptimizedHourly: number.map(USDPerHour.init),
        connections: number.map { Int($0) }, network: "n"))
    try expectSame(
      CacheNode(
        name: "m", family: "f", engine: .valkey, virtualCPUs: 2, memory: GiB(4),
        isCurrentGeneration: false, hourly: USDPerHour(0.1), citation: Self.citation,
        networkBaselineGbps: number, networkBurstGbps: 2, maxMemoryBytes: number))
  }

  /// Texts that mean the same characters keep their spelling, and so do citations.
  @Test func textsAreToldApartByTheirBytes() throws {
    let texts = ["\u{e9}", "e\u{301}", "\u{e9}"]
    var writer = ValueWriter()
    for text in texts {
      writer.add(text)
      writer.add(Citation(source: text, asOf: "2025", confidence: .secondary))
    }
    var reader = try ValueReader(writer.bytes)
    for text in texts {
      #expect(try Array(reader.text().utf8) == Array(text.utf8))
      #expect(try Array(reader.citation().source.utf8) == Array(text.utf8))
    }
  }

  @Test func nothingIsLeftOver() throws {
    var writer = ValueWriter()
    writer.add(CurvePoint(value: 1, score: 2))
    #expect(ValueReader.whole(writer.bytes) == CurvePoint(value: 1, score: 2))
    writer.add(true)
    #expect(ValueReader.whole(writer.bytes) as CurvePoint? == nil)
  }
}
