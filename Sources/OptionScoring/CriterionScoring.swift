import CatalogModel
import Quantities

/// Turns the criteria of a decision into contributions that add up to 100 possible points.
struct CriterionScoring {
  private let definition: DecisionDefinition
  private let catalog: Catalog
  private let shared: SignalRow
  private let survivors: [Survivor]
  /// The places of the criteria that apply, each with its part of 100 points.
  private let active: [(place: Int, possible: Points)]

  /// An option that no constraint rejects.
  struct Survivor {
    /// Its place among the options of the decision.
    let place: Int
    let row: SignalRow
  }

  /// Criteria whose condition does not hold are left out, and their weight goes to the others in
  /// proportion.
  ///
  /// `possible = 100 · weight / Σ weights` in whole hundredths, so scaling all weights changes
  /// nothing, and the parts add up to the score exactly.
  init(
    _ definition: DecisionDefinition, catalog: Catalog, shared: SignalRow, survivors: [Survivor]
  ) {
    self.definition = definition
    self.catalog = catalog
    self.shared = shared
    self.survivors = survivors
    let criteria = definition.index.criteria
    var weights = definition.weights
    var active: [(place: Int, possible: Points)] = []
    active.reserveCapacity(criteria.count)
    for place in criteria.indices where shared.meets(criteria[place].when, in: catalog) {
      weights[active.count] = weights[place]
      active.append((place, .zero))
    }
    weights.removeLast(weights.count - active.count)
    guard weights.contains(where: { $0 > 0 }) else {
      self.active = []
      return
    }
    let shares = Points.split(by: weights)
    for number in active.indices { active[number].possible = shares[number] }
    self.active = active
  }

  /// What the contributions of one option add up to, without a word about any.
  func total(of option: Survivor) -> Points {
    var total = Points.zero
    for number in active.indices {
      total =
        total
        + active[number].possible.earned(
          by: score(definition.index.criteria[active[number].place].score, of: option).score)
    }
    return total
  }

  /// The contributions of one option, in the catalog's order: `points = possible · score`.
  func contributions(of option: Survivor) -> [Contribution] {
    active.map { place, possible in
      let criterion = definition.criteria[place]
      let placed = definition.index.criteria[place]
      let scored = score(placed.score, of: option)
      let gates = placed.when.flatMap { shared[$0.place]?.questions ?? [] }
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

  private func score(
    _ rule: PlacedScore, of option: Survivor
  ) -> (score: Double, signal: Signal?) {
    switch rule {
    case .table(let scores): return (scores[option.place], nil)
    case .curve(let place, let points):
      guard let signal = option.row[place], let value = Self.number(signal) else {
        return (0, nil)
      }
      return (Self.interpolate(points, at: value), signal)
    case .leastIsBest(let place):
      guard let signal = option.row[place], let value = Self.number(signal) else {
        return (0, nil)
      }
      let least = survivors.lazy.compactMap { $0.row[place].flatMap(Self.number) }.min()
      guard let least, value > 0 else { return (1, signal) }
      let slack = indifference(signal)
      return ((Swift.max(0, least) + slack) / (value + slack), signal)
    }
  }

  /// What is added to both sides of a comparison of costs, so that a few dollars decide nothing.
  private func indifference(_ signal: Signal) -> Double {
    signal.unit == "USD/month" ? catalog.bound("planning.costIndifferenceUSD") ?? 0 : 0
  }

  private static func number(_ signal: Signal) -> Double? {
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
    for place in points.indices.dropFirst() where value <= points[place].value {
      let (left, right) = (points[place - 1], points[place])
      let share = (value - left.value) / (right.value - left.value)
      return left.score + share * (right.score - left.score)
    }
    return last.score
  }
}
