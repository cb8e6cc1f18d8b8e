import CatalogModel
import OrderedCollections
import Quantities
import Testing

@Suite struct CatalogLintTests {
  private static let aws = Citation(source: "aws", asOf: "2026-01-31", confidence: .primary)

  private func instance(_ name: String, _ cpus: Int, _ memory: Double, _ dollars: Double)
    -> ComputeInstance
  {
    ComputeInstance(
      name: name, family: "m7g", architecture: "arm64", virtualCPUs: cpus, memory: GiB(memory),
      isCurrentGeneration: true, burstBaseline: nil, networkBaselineGbps: 1,
      hourly: USDPerHour(dollars), citation: Self.aws)
  }

  private func fact(_ id: String, asOf: String, _ confidence: Confidence = .recalled) -> Fact {
    Fact(
      id: id, value: .number(1), unit: "",
      citation: Citation(source: "own", asOf: asOf, confidence: confidence), note: nil)
  }

  private func catalog(
    region: String = "eu-central-1", instances: [ComputeInstance] = [], facts: [Fact] = [],
    prices: [String: Double] = [:], state: Lifecycle.State = .active,
    isOffered: Bool = true
  ) -> Catalog {
    var named: OrderedDictionary<String, Fact> = [:]
    for fact in facts { named[String(fact.id.dropFirst("clb.".count))] = fact }
    let service = Service(
      id: "clb", name: "Classic Load Balancer", category: "exposure",
      lifecycle: Lifecycle(state: state, note: nil, citation: Self.aws), facts: named)
    let option = OptionDefinition(
      id: "classic", service: "clb", title: "CLB", summary: "Old.", isOffered: isOffered)
    let own = Source(
      id: "own", title: "", location: "", asOf: "2026-01-31", confidence: .recalled, note: nil)
    return Catalog(
      region: region, regions: [region], sources: ["own": own], services: ["clb": service],
      planning: [:], computeInstances: instances, databaseInstances: [], cacheNodes: [],
      prices: prices.reduce(into: [:]) {
        $0[$1.key] = Price(
          key: $1.key, region: region, dollars: $1.value, unit: "USD", citation: Self.aws)
      },
      decisions: [
        "exposure": DecisionDefinition(
          id: "exposure", title: "", options: [option], constraints: [], criteria: [])
      ], stages: [], digest: "")
  }

  private func messages(_ catalogs: Catalog..., asOf: String = "2026-06-30") -> [String] {
    findings(in: catalogs, asOf: asOf).map {
      "\($0.severity.rawValue) \($0.file) \($0.anchor): \($0.message)"
    }
  }

  /// What is found in catalogs that are too small to have units, and facts for every model.
  private func findings(in catalogs: [Catalog], asOf: String) -> [LintFinding] {
    CatalogLint.findings(in: catalogs, asOf: asOf, maximumAgeMonths: 24).filter {
      $0.severity != .note && !$0.message.contains("table of units")
        && !$0.message.contains(" needs the ")
    }
  }

  @Test func aPlausibleCatalogIsClean() {
    let instances = [instance("m7g.large", 2, 8, 0.1), instance("m7g.xlarge", 4, 16, 0.2)]
    let clean = catalog(
      instances: instances, facts: [fact("clb.age", asOf: "2026")], prices: ["alb.hour": 0.02])
    #expect(messages(clean).isEmpty)
  }

  @Test func aLargerTypeThatIsCheaper() {
    let odd = catalog(
      instances: [instance("m7g.large", 2, 8, 0.3), instance("m7g.xlarge", 4, 16, 0.2)])
    #expect(
      messages(odd) == [
        "warning prices/eu-central-1/ec2.tsv m7g.xlarge: `m7g.xlarge` (m7g) costs 0.2 USD/h, "
          + "less than the smaller `m7g.large` at 0.3"
      ])
  }

  @Test func moreMemoryForFewerProcessorsMayCostLess() {
    let fine = catalog(
      instances: [instance("m7g.large", 4, 8, 0.3), instance("m7g.xlarge", 2, 16, 0.2)])
    #expect(messages(fine).isEmpty)
  }

  @Test func aRegionThatIsOffByAFactor() {
    let regions = ["a": 0.02, "b": 0.02, "c": 0.02, "d": 0.2].sorted { $0.key < $1.key }.map {
      catalog(region: $0.key, prices: ["alb.hour": $0.value])
    }
    let findings = findings(in: regions, asOf: "2026-06-30")
    #expect(findings.map(\.file) == ["prices/d/services.tsv"])
    #expect(
      findings.map(\.message) == ["`alb.hour` costs 0.2 USD, 10 times the median of the regions"])
  }

  @Test func factsPastTheLimit() {
    let old = catalog(facts: [
      fact("clb.one", asOf: "2024-05"), fact("clb.two", asOf: "2023"),
      fact("clb.young", asOf: "2024-06"),
    ])
    #expect(
      messages(old) == [
        "warning services/clb.yaml one: 2 fact(s) of `own` are older than 24 months (2023), "
          + "first `clb.one`"
      ])
  }

  @Test(arguments: [("2026-07-01", true), ("2026-06-30", false), ("2026", false), ("2027", true)])
  func factsOfTheFuture(_ date: String, _ isFuture: Bool) {
    let findings = messages(catalog(facts: [fact("clb.one", asOf: date)]))
    let expected =
      "error services/clb.yaml one: `clb.one` is dated \(date), after 2026-06-30"
    #expect(findings == (isFuture ? [expected] : []))
  }

  @Test func moreConfidenceThanTheSourceHas() {
    let bold = catalog(facts: [fact("clb.one", asOf: "2026-01", .primary)])
    #expect(
      messages(bold) == [
        "warning services/clb.yaml one: `clb.one` is primary, its source `own` only recalled"
      ])
  }

  @Test(arguments: Lifecycle.State.allCases)
  func optionsNobodyNewCanHave(_ state: Lifecycle.State) {
    let expected =
      "error criteria/exposure.yaml - {id: classic,: the option `classic` offers "
      + "Classic Load Balancer, whose lifecycle is \(state.rawValue)"
    #expect(messages(catalog(state: state)) == (state == .active ? [] : [expected]))
    let kept = messages(catalog(state: state, isOffered: false))
    #expect(kept.count == (state == .active ? 1 : 0))
  }
}
