import CatalogModel
import OptionScoring
import OrderedCollections
import TestSupport
import Testing

/// Rules that look at signals by place come out as those that look at them by name.
@Suite struct SignalRowTests {
  /// A value for a signal such that conditions on it hold about as often as not.
  private static func value(
    for conditions: [Condition], _ catalog: Catalog, _ random: inout SplitMix64
  ) -> SignalValue {
    guard let condition = conditions.randomElement(using: &random) else {
      return .number(Double.random(in: 0...100, using: &random))
    }
    switch condition.comparison {
    case .atLeast(let operand), .atMost(let operand), .above(let operand), .below(let operand):
      let bound: Double? =
        switch operand {
        case .number(let number): number
        case .fact(let id): catalog.bound(id)
        }
      return .number((bound ?? 1) * random.uniform(0...2).rounded())
    case .oneOf(let texts), .noneOf(let texts):
      return .text((texts + ["another"])[Int.random(in: 0...texts.count, using: &random)])
    case .includes(let member), .excludes(let member):
      return .set(Bool.random(using: &random) ? [member] : ["another"])
    case .equals: return .flag(Bool.random(using: &random))
    }
  }

  @Test(arguments: Array(UInt64(1)...30)) func placesAndNamesAgree(_ seed: UInt64) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    var random = SplitMix64(seed: seed)
    var (held, failed) = (0, 0)
    for definition in catalog.decisions.values {
      let index = definition.index
      let conditions =
        definition.constraints.flatMap { $0.when + $0.require }
        + definition.criteria.flatMap(\.when)
      var (shared, own): (Signals, Signals) = ([:], [:])
      for (text, name) in zip(index.names, index.signals) {
        let name = try #require(name, "\(text)")
        let value = Self.value(
          for: conditions.filter { $0.signal == text }, catalog, &random)
        // Some signals are of the option, some of both, some are not known.
        let turn = Int.random(in: 0..<8, using: &random)
        if turn > 0 { shared[name] = Signal(value) }
        if turn > 5 { own[name] = Signal(Bool.random(using: &random) ? value : .flag(true)) }
      }
      let other = SignalName.allCases.first { !index.signals.contains($0) }
      own[try #require(other)] = Signal(.flag(true))
      let check = ConditionCheck(signals: shared, own: own, catalog: catalog)
      let plain = SignalRow(index) { shared[$0] }.with(own, index)
      let row = plain.tested(index, in: catalog)
      #expect(row == plain && row.untested == plain)
      for (named, placed) in zip(definition.constraints, index.constraints) {
        #expect(placed.definition === named)
        for (place, option) in definition.options.enumerated() {
          #expect(index.binding[place].contains { $0 === placed } == named.binds(option.id))
        }
        #expect(row.meets(placed.when, in: catalog) == check.holds(named.when), "\(named.id)")
        #expect(plain.meets(placed.when, in: catalog) == check.holds(named.when), "\(named.id)")
        for (condition, byPlace) in zip(named.require, placed.require) {
          let holds = check.holds(condition)
          for row in [row, plain, row.untested] {
            #expect(row.meets(byPlace, in: catalog) == holds, "\(definition.id).\(named.id)")
          }
          #expect(row[byPlace.place] == check[condition.signal])
          if holds { held += 1 } else { failed += 1 }
        }
      }
      for (named, placed) in zip(definition.criteria, index.criteria) {
        #expect(row.meets(placed.when, in: catalog) == check.holds(named.when), "\(named.id)")
      }
      #expect(
        index.ofConstraints.map { index.names[$0] }
          == Set(definition.constraints.flatMap { $0.when + $0.require }.map(\.signal))
          .union(["missingPrice"]).sorted())
    }
    #expect(held > 20)
    #expect(failed > 20)
  }

  /// Signals at random, of which all options have the first and each has the others for itself.
  private static func signals(
    _ definition: DecisionDefinition, _ catalog: Catalog, _ random: inout SplitMix64
  ) throws -> (shared: Signals, own: [String: Signals]) {
    let conditions =
      definition.constraints.flatMap { $0.when + $0.require } + definition.criteria.flatMap(\.when)
    var shared: Signals = [:]
    var own: [String: Signals] = [:]
    for option in definition.options { own[option.id] = [:] }
    for (text, name) in zip(definition.index.names, definition.index.signals)
    where text != "missingPrice" {
      let name = try #require(name, "\(text)")
      let placed = conditions.filter { $0.signal == text }
      if Int.random(in: 0..<6, using: &random) > 0 {
        shared[name] = Signal(Self.value(for: placed, catalog, &random))
      } else {
        for option in definition.options {
          own[option.id]?[name] = Signal(Self.value(for: placed, catalog, &random))
        }
      }
    }
    return (shared, own)
  }

  /// Other values of which rules see the same decide the same.
  @Test(arguments: Array(UInt64(1)...30)) func whatLooksTheSameDecidesTheSame(
    _ seed: UInt64
  ) throws {
    let catalog = try #require(ShippedCatalog.catalog)
    var random = SplitMix64(seed: seed)
    var (same, other) = (0, 0)
    for definition in catalog.decisions.values {
      let (shared, own) = try Self.signals(definition, catalog, &random)
      let index = definition.index
      func row(_ shared: Signals) -> SignalRow { SignalRow(index) { shared[$0] } }
      func outcome(
        _ shared: Signals
      ) -> (looks: [SignalLook], decision: Decision, result: [String]) {
        let decision = DecisionMaker(catalog: catalog, signals: shared, detail: .values)
          .decide(definition, optionSignals: own)
        #expect(
          row(shared).looks(index, in: catalog)
            == row(shared).tested(index, in: catalog).looks(index, in: catalog))
        return (
          row(shared).looks(index, in: catalog), decision,
          decision.ranking.map { "\($0.option) \($0.score)" }
            + decision.rejections.map { "\($0.option) \($0.constraint) \($0.signal)" }
        )
      }
      let before = outcome(shared)
      for entry in shared {
        let placed =
          (definition.constraints.flatMap { $0.when + $0.require }
          + definition.criteria.flatMap(\.when)).filter { SignalName($0.signal) == entry.name }
        var changed = shared
        var value = Self.value(for: placed, catalog, &random)
        if case .number(let bound) = value { value = .number(bound * random.uniform(0.7...1.3)) }
        changed[entry.name] = Signal(value)
        guard changed[entry.name]?.value != entry.signal.value else { continue }
        let after = outcome(changed)
        if after.looks == before.looks {
          same += 1
          #expect(after.result == before.result, "\(definition.id): \(entry.name)")
          // What is recalled shows the values that are looked at now.
          #expect(before.decision.looking(at: row(changed)).digest == after.decision.digest)
          #expect(before.decision.digest != after.decision.digest)
        } else {
          other += 1
        }
      }
    }
    #expect(same > 2)
    #expect(other > 5)
  }
}
