import CatalogModel
import OptionScoring
import OrderedCollections
import Storage
import TestSupport
import Testing

/// The cases that the rules of the catalog carry with them.
@Suite struct RuleExampleTests {
  /// A rule with one of its examples.
  struct Example: CustomTestStringConvertible, Sendable {
    enum Rule: Sendable {
      case constraint(ConstraintDefinition)
      case criterion(CriterionDefinition)
      case advice(AdviceDefinition)
    }

    let name: String
    let rule: Rule
    let example: RuleExample

    var testDescription: String { "\(name) \(example.accepts ? "accepts" : "rejects")" }
  }

  static let catalog = ShippedCatalog.catalog
  static let rules: [(name: String, rule: Example.Rule, examples: [RuleExample])] =
    (catalog?.decisions.values.flatMap { decision in
      decision.constraints.map { ("\(decision.id).\($0.id)", .constraint($0), $0.examples) }
        + decision.criteria.map { ("\(decision.id).\($0.id)", .criterion($0), $0.examples) }
    } ?? []) + (catalog?.advice.map { ("advice.\($0.id)", .advice($0), $0.examples) } ?? [])
  static let examples = rules.flatMap { rule in
    rule.examples.enumerated().map {
      Example(name: "\(rule.name) #\($0 + 1)", rule: rule.rule, example: $1)
    }
  }

  @Test(arguments: examples)
  func anExampleComesOutAsItSays(_ example: Example) throws {
    let catalog = try #require(Self.catalog)
    let signals = Self.signals(example.example)
    let check = ConditionCheck(signals: signals, catalog: catalog)
    let accepted =
      switch example.rule {
      case .constraint(let rule): !check.holds(rule.when) || check.holds(rule.require)
      case .advice(let rule): check.holds(rule.when)
      case .criterion(let rule):
        Self.score(rule, example.example, signals, catalog).map { $0 >= 0.5 } ?? false
      }
    #expect(accepted == example.example.accepts)
  }

  /// What the criterion alone gives the option of an example, from 0 to 1; nil where it does not
  /// count.
  private static func score(
    _ rule: CriterionDefinition, _ example: RuleExample, _ signals: Signals, _ catalog: Catalog
  ) -> Double? {
    func option(_ id: String) -> OptionDefinition {
      OptionDefinition(id: id, service: nil, title: id, summary: "")
    }
    let id = example.option ?? "it"
    var others: [String: Signals] = [id: signals]
    if let least = example.least, let scored = rule.scored, let name = SignalName(scored) {
      others["the least"] = [name: signal(name, .number(least))]
    }
    let decision = DecisionMaker(catalog: catalog, signals: signals).decide(
      DecisionDefinition(
        id: "example", title: "", options: others.keys.sorted().map(option), constraints: [],
        criteria: [rule]), optionSignals: others)
    return decision.ranking.first { $0.option == id }?.contributions.first?.score
  }

  @Test func everyRuleHasExamplesOfBothKinds() {
    #expect(Self.rules.count > 130)
    for rule in Self.rules {
      #expect(Set(rule.examples.map(\.accepts)) == [true, false], "\(rule.name)")
    }
  }

  /// An example that lacks a signal would be rejected for that alone.
  @Test(arguments: examples)
  func anExampleNamesEverySignalOfItsRule(_ example: Example) {
    let needed: [String] =
      switch example.rule {
      case .constraint(let rule): (rule.when + rule.require).map(\.signal)
      case .criterion(let rule): rule.when.map(\.signal) + [rule.scored].compactMap { $0 }
      case .advice(let rule): rule.when.map(\.signal)
      }
    #expect(Set(needed).isSubset(of: Set(example.example.signals.keys)))
  }

  private static func signals(_ example: RuleExample) -> Signals {
    var signals: Signals = [:]
    for (text, given) in example.signals {
      if let name = SignalName(text) { signals[name] = signal(name, value(given)) }
    }
    return signals
  }

  /// Costs are compared with a slack, which goes by their unit.
  private static func signal(_ name: SignalName, _ value: SignalValue) -> Signal {
    Signal(value, unit: name == .monthlyCost ? "USD/month" : "")
  }

  private static func value(_ value: FactValue) -> SignalValue {
    switch value {
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .text(let text): .text(text)
    case .texts(let texts): .set(texts)
    case .range(let low, _): .number(low)
    case .table: .set([])
    }
  }
}
