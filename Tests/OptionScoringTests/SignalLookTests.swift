import CatalogModel
import OptionScoring
import Testing

/// Where a decision sees more of a signal than which conditions hold.
@Suite struct SignalLookTests {
  private static func option(_ id: String, like: String? = nil) -> OptionDefinition {
    OptionDefinition(id: id, service: nil, title: id, summary: "", like: like)
  }

  private static func decision(
    _ options: [OptionDefinition], _ conditions: [Condition], scoring scored: String? = nil
  ) -> DecisionDefinition {
    DecisionDefinition(
      id: "compute", title: "", options: options,
      constraints: [
        ConstraintDefinition(
          id: "c", rule: nil, options: [], when: [], require: conditions, text: "", examples: [])
      ],
      criteria: scored.map {
        [
          CriterionDefinition(
            id: "s", rule: nil, title: "", weight: 1, when: [],
            score: .curve(signal: $0, points: [CurvePoint(value: 0, score: 0)]), text: "")
        ]
      } ?? [])
  }

  private static func comparisons(_ decision: DecisionDefinition) -> [Comparison]? {
    decision.index.names.firstIndex(of: "people").flatMap { decision.index.comparisons[$0] }
  }

  private static let bound = Condition(signal: "people", comparison: .atLeast(.number(3)))
  private static let fact = Condition(signal: "people", comparison: .atLeast(.fact("a.b")))

  @Test func conditionsAreKeptOnceEach() {
    let plain = Self.decision([Self.option("a")], [Self.bound, Self.fact, Self.bound])
    #expect(Self.comparisons(plain) == [Self.bound.comparison, Self.fact.comparison])
  }

  /// A fact of the option that is modelled like another may be another number.
  @Test func anOptionLikeAnotherIsHeldToFactsOfItsOwn() {
    let options = [Self.option("a"), Self.option("b", like: "a")]
    #expect(Self.comparisons(Self.decision(options, [Self.bound, Self.fact])) == nil)
    #expect(Self.comparisons(Self.decision(options, [Self.bound])) == [Self.bound.comparison])
  }

  @Test func whatIsScoredCountsItself() {
    #expect(
      Self.comparisons(Self.decision([Self.option("a")], [Self.bound], scoring: "people")) == nil)
  }

  @Test(arguments: [64, 65]) func thereAreAsManyAsAWordHasBits(_ count: Int) {
    let conditions = (0..<count).map {
      Condition(signal: "people", comparison: .atLeast(.number(Double($0))))
    }
    let kept = Self.comparisons(Self.decision([Self.option("a")], conditions))
    #expect(kept?.count == (count > 64 ? nil : count))
  }
}
