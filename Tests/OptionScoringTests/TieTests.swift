import CatalogModel
import OptionScoring
import OrderedCollections
import Testing

/// What decides between options of equal score, and what no score can buy.
@Suite struct TieTests {
  private static func option(_ id: String, service: String? = nil) -> OptionDefinition {
    OptionDefinition(id: id, service: service, title: id, summary: id)
  }

  private static let definition = DecisionDefinition(
    id: "test", title: "Test", options: [option("own"), option("managed"), option("other")],
    constraints: [],
    criteria: [
      CriterionDefinition(
        id: "fit", rule: nil, title: "Fit", weight: 3, when: [],
        score: .table(["own": 1, "managed": 1, "other": 0.5]), text: "fit")
    ])

  private static func options(_ values: [String: (duties: Double, cost: Double)]) -> [String:
    Signals]
  {
    values.mapValues {
      [.customerDuties: Signal(.number($0.duties)), .monthlyCost: Signal(.number($0.cost))]
    }
  }

  struct Case: Sendable {
    let name: String
    let own: (Double, Double)
    let managed: (Double, Double)
    let first: String
  }

  @Test(arguments: [
    Case(
      name: "P8: the managed option, although dearer", own: (9, 10), managed: (2, 20),
      first: "managed"),
    Case(name: "the reverse", own: (1, 20), managed: (2, 10), first: "own"),
    Case(name: "the cheaper of equal duties", own: (2, 20), managed: (2, 10), first: "managed"),
    Case(name: "the catalog's order at last", own: (2, 10), managed: (2, 10), first: "own"),
  ])
  func aTieGoesToTheLeastToil(_ tie: Case) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let decision = DecisionMaker(catalog: catalog, signals: [:]).decide(
      Self.definition,
      optionSignals: Self.options([
        "own": (tie.own.0, tie.own.1), "managed": (tie.managed.0, tie.managed.1), "other": (0, 0),
      ]))
    #expect(decision.chosen == tie.first, "\(tie.name)")
    #expect(decision.ranking.map(\.option).last == "other")
    #expect(decision.margin == .zero)
  }

  @Test func whatIsClosedIsNeverChosen() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let closed = catalog.services.values.filter { !$0.lifecycle.isOpen }.map(\.id)
    #expect(!closed.isEmpty)
    for service in closed {
      let definition = DecisionDefinition(
        id: "test", title: "Test", options: [Self.option("it", service: service)], constraints: [],
        criteria: Self.definition.criteria)
      let decision = DecisionMaker(catalog: catalog, signals: [:])
        .decide(definition, optionSignals: ["it": [:]])
      #expect(decision.chosen == nil)
      #expect(decision.rejections.map(\.constraint) == ["lifecycle"])
    }
  }
}
