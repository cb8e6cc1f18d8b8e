import CatalogModel
import OptionScoring
import OrderedCollections
import Storage
import TestSupport
import Testing

/// The cases that the rules of the catalog carry with them.
@Suite struct RuleExampleTests {
  /// A constraint of a decision with one of its examples.
  struct Example: CustomTestStringConvertible, Sendable {
    let decision: String
    let constraint: ConstraintDefinition
    let example: RuleExample
    let number: Int

    var testDescription: String {
      "\(decision).\(constraint.id) \(example.accepts ? "accepts" : "rejects") #\(number)"
    }
  }

  static let catalog = ShippedCatalog.catalog
  static let constraints: [(decision: String, constraint: ConstraintDefinition)] =
    catalog?.decisions.values.flatMap { decision in
      decision.constraints.map { (decision.id, $0) }
    } ?? []
  static let examples = constraints.flatMap { entry in
    entry.constraint.examples.enumerated().map {
      Example(
        decision: entry.decision, constraint: entry.constraint, example: $1, number: $0 + 1)
    }
  }

  @Test(arguments: examples)
  func anExampleComesOutAsItSays(_ example: Example) throws {
    let signals = example.example.signals.mapValues { Signal(Self.value($0)) }
    let check = ConditionCheck(
      signals: Dictionary(uniqueKeysWithValues: signals.map { ($0.key, $0.value) }),
      catalog: try #require(Self.catalog))
    let constraint = example.constraint
    let isRejected = check.holds(constraint.when) && !check.holds(constraint.require)
    #expect(isRejected != example.example.accepts)
  }

  @Test func everyConstraintHasExamplesOfBothKinds() {
    #expect(Self.constraints.count > 50)
    for (decision, constraint) in Self.constraints {
      let kinds = Set(constraint.examples.map(\.accepts))
      #expect(kinds == [true, false], "\(decision).\(constraint.id)")
    }
  }

  /// An example that lacks a signal would be rejected for that alone.
  @Test(arguments: examples)
  func anExampleNamesEverySignalOfItsConstraint(_ example: Example) {
    let constraint = example.constraint
    let needed = Set((constraint.when + constraint.require).map(\.signal))
    #expect(needed.isSubset(of: Set(example.example.signals.keys)))
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
