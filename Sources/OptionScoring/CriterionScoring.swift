import CatalogModel
import OrderedCollections
import Quantities

/// Turns the criteria of a decision into contributions that add up to 100 possible points.
struct CriterionScoring {
  let catalog: Catalog
  let signals: Signals
  let survivors: [OptionDefinition]
  let optionSignals: [String: Signals]
  private let detail: DecisionDetail
  /// The criteria that apply, each with its part of 100 points.
  private let active: [(criterion: CriterionDefinition, possible: Points)]

  /// Criteria whose condition does not hold are left out, and their weight goes to the others in
  /// proportion.
  ///
  /// `possible = 100 · weight / Σ weights` in whole hundredths, so scaling all weights changes
  /// nothing, and the parts add up to the score exactly.
  init(
    catalog: Catalog, signals: Signals, criteria: [CriterionDefinition],
    survivors: [OptionDefinition], optionSignals: [String: Signals], detail: DecisionDetail
  ) {
    self.catalog = catalog
    self.signals = signals
    self.survivors = survivors
    self.optionSignals = optionSignals
    self.detail = detail
    let check = ConditionCheck(signals: signals, catalog: catalog)
    let active = criteria.filter { check.holds($0.when) }
    self.active =
      active.contains { $0.effectiveWeight > 0 }
      ? Array(zip(active, Points.split(by: active.map(\.effectiveWeight)))) : []
  }

  /// The contributions of one option, in the catalog's order: `points = possible · score`.
  func contributions(of option: OptionDefinition) -> [Contribution] {
    active.map { criterion, possible in
      let scored = score(criterion.score, of: option.id)
      guard detail == .reasons else {
        return Contribution(
          criterion: criterion.id, rule: criterion.rule, title: "", text: "",
          reason: criterion.reason, possible: possible, score: scored.score, observed: nil,
          questions: [])
      }
      let gates = criterion.when.flatMap { signals[$0.signal]?.questions ?? [] }
      return Contribution(
        criterion: criterion.id, rule: criterion.rule, title: criterion.title,
        text: Self.text(of: criterion), reason: criterion.reason, possible: possible,
        score: scored.score, observed: scored.signal?.text,
        questions: Set((scored.signal?.questions ?? []) + gates + Self.priority(criterion)).sorted()
      )
    }
  }

  /// The answer that changed the weight, where one did.
  private static func priority(_ criterion: CriterionDefinition) -> [String] {
    criterion.factor == 1 ? [] : ["weights"]
  }

  private static func text(of criterion: CriterionDefinition) -> String {
    guard criterion.factor != 1 else { return criterion.text }
    return "\(criterion.text) (weight \(DecimalText.significant(criterion.weight)) x "
      + "\(DecimalText.significant(criterion.factor)) by your priorities)"
  }

  private func score(_ rule: ScoreRule, of option: String) -> (score: Double, signal: Signal?) {
    switch rule {
    case .table(let scores): return (scores[option] ?? 0, nil)
    case .curve(let name, let points):
      guard let signal = signal(name, of: option), let value = number(signal) else {
        return (0, nil)
      }
      return (Self.interpolate(points, at: value), signal)
    case .leastIsBest(let name):
      guard let signal = signal(name, of: option), let value = number(signal) else {
        return (0, nil)
      }
      let least = survivors.compactMap { self.signal(name, of: $0.id).flatMap(number) }.min()
      guard let least, value > 0 else { return (1, signal) }
      let slack = indifference(signal)
      return ((Swift.max(0, least) + slack) / (value + slack), signal)
    }
  }

  /// What is added to both sides of a comparison of costs, so that a few dollars decide nothing.
  private func indifference(_ signal: Signal) -> Double {
    signal.unit == "USD/month" ? catalog.fact("planning.costIndifferenceUSD")?.number ?? 0 : 0
  }

  private func signal(_ name: String, of option: String) -> Signal? {
    optionSignals[option]?[name] ?? signals[name]
  }

  private func number(_ signal: Signal) -> Double? {
    switch signal.value {
    case .number(let number): number
    case .flag(let flag): flag ? 1 : 0
    case .text, .set: nil
    }
  }

  /// Straight lines between ascending points, flat outside them.
  static func interpolate(_ points: [CurvePoint], at value: Double) -> Double {
    guard let first = points.first, let last = points.last else { return 0 }
    if value <= first.value { return first.score }
    for (left, right) in zip(points, points.dropFirst()) where value <= right.value {
      let share = (value - left.value) / (right.value - left.value)
      return left.score + share * (right.score - left.score)
    }
    return last.score
  }
}
