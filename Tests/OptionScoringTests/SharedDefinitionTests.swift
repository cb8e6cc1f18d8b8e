import CatalogModel
import OptionScoring
import OrderedCollections
import Testing

/// References that stand for values: equal where every field is, and only there.
@Suite struct SharedDefinitionTests {
  /// One that differs in each field, in order, and as many as there are fields.
  private static func expectEachCounts<Value: Hashable>(_ make: (Int?) -> Value) {
    let value = make(nil)
    #expect(value == make(nil))
    #expect(value.hashValue == make(nil).hashValue)
    for field in Mirror(reflecting: value).children.indices {
      let place = Mirror(reflecting: value).children.distance(
        from: Mirror(reflecting: value).children.startIndex, to: field)
      #expect(value != make(place), "field \(place)")
    }
  }

  @Test func signals() {
    Self.expectEachCounts { changed in
      Signal(
        .number(changed == 0 ? 2 : 1), unit: changed == 1 ? "s" : "",
        from: changed == 2 ? ["users.now"] : [], formula: changed == 3 ? "a + b" : nil,
        parts: changed == 4 ? [SignalPart("a", 1)] : [], facts: changed == 5 ? ["lambda.x"] : [])
    }
  }

  @Test func options() {
    Self.expectEachCounts { changed in
      OptionDefinition(
        id: changed == 0 ? "b" : "a", service: changed == 1 ? "lambda" : nil,
        title: changed == 2 ? "B" : "A", summary: changed == 3 ? "other" : "text",
        like: changed == 4 ? "c" : nil,
        substitution: changed == 5
          ? Substitution(prices: ["a": "b"], facts: [:], instancePriceRatio: nil) : nil,
        isOffered: changed != 6)
    }
  }

  @Test func constraints() {
    let condition = Condition(signal: "people", comparison: .equals(true))
    Self.expectEachCounts { changed in
      ConstraintDefinition(
        id: changed == 0 ? "b" : "a", rule: changed == 1 ? "C6" : nil,
        options: changed == 2 ? ["x"] : [], when: changed == 3 ? [condition] : [],
        require: changed == 4 ? [condition] : [], text: changed == 5 ? "other" : "text",
        reason: changed == 6 ? .economy : .functional,
        examples: changed == 7 ? [RuleExample(accepts: true, signals: [:])] : [])
    }
  }

  @Test func criteria() {
    let condition = Condition(signal: "people", comparison: .equals(true))
    Self.expectEachCounts { changed in
      CriterionDefinition(
        id: changed == 0 ? "b" : "a", rule: changed == 1 ? "C6" : nil,
        title: changed == 2 ? "B" : "A", weight: changed == 3 ? 2 : 1,
        factor: changed == 4 ? 3 : 1, when: changed == 5 ? [condition] : [],
        score: .table(changed == 6 ? ["x": 1] : [:]), text: changed == 7 ? "other" : "text",
        reason: changed == 8 ? .economy : .functional,
        examples: changed == 9 ? [RuleExample(accepts: true, signals: [:])] : [])
    }
  }

  /// A definition is equal by its fields; its weights and its index follow from them.
  @Test func decisions() {
    func make(_ changed: Int?) -> DecisionDefinition {
      DecisionDefinition(
        id: changed == 0 ? "b" : "a", title: changed == 1 ? "B" : "A",
        options: changed == 2
          ? [OptionDefinition(id: "x", service: nil, title: "X", summary: "")] : [],
        constraints: changed == 3
          ? [
            ConstraintDefinition(
              id: "a", rule: nil, options: [], when: [], require: [], text: "", examples: [])
          ] : [],
        criteria: changed == 4
          ? [
            CriterionDefinition(
              id: "a", rule: nil, title: "", weight: 1, when: [], score: .table([:]), text: "")
          ] : [])
    }
    #expect(make(nil) == make(nil))
    #expect(make(nil).hashValue == make(nil).hashValue)
    let fields = Mirror(reflecting: make(nil)).children.compactMap(\.label)
    #expect(fields == ["id", "title", "options", "constraints", "criteria", "weights", "index"])
    for field in 0..<5 { #expect(make(field) != make(nil), "\(fields[field])") }
  }

  /// A number that is drawn from the range of a fact is what models read, and not what rules compare
  /// with; entries of tables have no other number.
  @Test func rulesCompareWithFactsAsTheyAreListed() throws {
    let catalog = try #require(ShippedCatalog.catalog)
    let fact = "planning.costIndifferenceUSD"
    let entry = "planning.scaleOutSeconds#lambda"
    let listed = try #require(catalog.fact(fact)?.number)
    #expect(catalog.bound(fact) == listed)
    #expect(catalog.bound(entry) == (try catalog.number(entry)))
    #expect(catalog.bound("planning.scaleOutSeconds") == nil)
    #expect(catalog.bound("planning.noSuchFact") == nil)
    let drawn = catalog.replacing(try catalog.places(of: [fact, entry]), by: [listed + 1, 77])
    #expect(drawn.bound(fact) == listed)
    #expect(drawn.bound(entry) == 77)
    let noting = catalog.noting(CatalogReads())
    for id in catalog.planning.keys { #expect(noting.bound(id) == catalog.bound(id), "\(id)") }
    let reads = try #require(noting.reads)
    #expect(reads.ids.contains(fact))
  }
}
