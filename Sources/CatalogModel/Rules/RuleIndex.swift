import OrderedCollections

/// The rules of a decision with the signals that they look at by place instead of by name.
///
/// It follows from options, constraints and criteria, and holds no weights: an outcome with other
/// priorities looks at the same signals.
package final class RuleIndex: Sendable {
  /// The signals that rules look at, sorted, and whether the region has a price.
  package let names: [String]
  /// The same as code knows them; nil for one that no code computes.
  package let signals: [SignalName?]
  /// The places of those that constraints look at, ascending.
  package let ofConstraints: [Int]
  /// The places of the others, ascending.
  package let ofCriteriaAlone: [Int]
  /// Whether constraints look at each place.
  package let isOfConstraints: [Bool]
  /// In the order of the definition.
  package let constraints: [PlacedConstraint]
  /// The constraints that bind each option, by its place among the decision's.
  package let binding: [[PlacedConstraint]]
  /// In the order of the definition.
  package let criteria: [PlacedCriterion]
  /// The place of `missingPrice`.
  package let missingPrice: Int
  /// The places of the criteria that are reasons to keep a data set elsewhere than in SQL, `trigger-` by name.
  package let triggers: [Int]
  /// What the conditions on the signal of each place compare it with, each once; nil where its value counts
  /// itself: where a criterion scores it, and where options that are modelled like others are held to facts of
  /// their own.
  package let comparisons: [[Comparison]?]
  /// What the conditions on the signal of each place compare it with, each once and wherever it counts itself
  /// besides; as many as a word has bits.
  package let tests: [[Comparison]]
  /// The place of each signal that code computes, -1 where no rule looks at it.
  private let places: [Int16]

  init(
    options: [OptionDefinition], constraints: [ConstraintDefinition],
    criteria: [CriterionDefinition]
  ) {
    let missing = "missingPrice"
    var looked = Set(constraints.flatMap { $0.when + $0.require }.map(\.signal)).union([missing])
    let constraining = looked
    for criterion in criteria {
      looked.formUnion(criterion.when.map(\.signal))
      if let scored = criterion.scored { looked.insert(scored) }
    }
    let names = looked.sorted()
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(of name: String) -> Int {
      guard let place = places[name] else { preconditionFailure("\(name) is looked at") }
      return place
    }
    var tests = [[Comparison]](repeating: [], count: names.count)
    func placed(_ conditions: [Condition]) -> [PlacedCondition] {
      conditions.map { condition in
        let (place, comparison) = (place(of: condition.signal), condition.comparison)
        var test = tests[place].firstIndex(of: comparison)
        if test == nil, tests[place].count < UInt64.bitWidth {
          test = tests[place].count
          tests[place].append(comparison)
        }
        return PlacedCondition(place: place, comparison: comparison, test: test)
      }
    }
    self.names = names
    signals = names.map { SignalName($0) }
    var byNumber = [Int16](repeating: -1, count: SignalName.allCases.count)
    for (place, name) in signals.enumerated() {
      if let name { byNumber[name.rawValue] = Int16(place) }
    }
    self.places = byNumber
    missingPrice = place(of: missing)
    ofConstraints = names.indices.filter { constraining.contains(names[$0]) }
    ofCriteriaAlone = names.indices.filter { !constraining.contains(names[$0]) }
    isOfConstraints = names.map(constraining.contains)
    let all = constraints.map { constraint in
      PlacedConstraint(
        constraint, when: placed(constraint.when), require: placed(constraint.require))
    }
    self.constraints = all
    binding = options.map { option in all.filter { $0.definition.binds(option.id) } }
    triggers = criteria.indices.filter { criteria[$0].id.hasPrefix("trigger-") }
    let placedCriteria = criteria.map { criterion in
      let score: PlacedScore =
        switch criterion.score {
        case .table(let scores): .table(options.map { scores[$0.id] ?? 0 })
        case .curve(let signal, let points): .curve(place(of: signal), points)
        case .leastIsBest(let signal): .leastIsBest(place(of: signal))
        }
      return PlacedCriterion(when: placed(criterion.when), score: score)
    }
    self.criteria = placedCriteria
    self.tests = tests
    comparisons = Self.comparisons(
      names.count, all, placedCriteria, readsOtherFacts: options.contains { $0.like != nil })
  }

  private static func comparisons(
    _ count: Int, _ constraints: [PlacedConstraint], _ criteria: [PlacedCriterion],
    readsOtherFacts: Bool
  ) -> [[Comparison]?] {
    var comparisons = [[Comparison]?](repeating: [], count: count)
    for condition in constraints.flatMap({ $0.when + $0.require }) + criteria.flatMap(\.when) {
      let comparison = condition.comparison
      guard comparisons[condition.place]?.contains(comparison) == false else { continue }
      comparisons[condition.place]?.append(comparison)
      if readsOtherFacts && comparison.readsFact { comparisons[condition.place] = nil }
    }
    for criterion in criteria {
      if let place = criterion.score.place { comparisons[place] = nil }
    }
    // As many as a word has bits.
    return comparisons.map { ($0?.count ?? 0) > UInt64.bitWidth ? nil : $0 }
  }

  /// The place of a signal; nil where no rule looks at it.
  package func place(of name: SignalName) -> Int? {
    let place = Int(places[name.rawValue])
    return place < 0 ? nil : place
  }
}

/// A condition that looks at the signal of a place.
///
/// A reference, since every option of a decision goes through those of its constraints.
package final class PlacedCondition: Sendable {
  package let place: Int
  package let comparison: Comparison
  /// Its number among the tests of the place; nil where there are more than a word has bits.
  package let test: Int?

  fileprivate init(place: Int, comparison: Comparison, test: Int?) {
    self.place = place
    self.comparison = comparison
    self.test = test
  }
}

/// A constraint whose conditions look at places.
///
/// A reference, since every option of a decision goes through those that bind it.
package final class PlacedConstraint: Sendable {
  package let definition: ConstraintDefinition
  package let when: [PlacedCondition]
  package let require: [PlacedCondition]

  fileprivate init(
    _ definition: ConstraintDefinition, when: [PlacedCondition], require: [PlacedCondition]
  ) {
    self.definition = definition
    self.when = when
    self.require = require
  }
}

/// A criterion whose conditions and score look at places; a reference as well.
package final class PlacedCriterion: Sendable {
  package let when: [PlacedCondition]
  package let score: PlacedScore

  fileprivate init(when: [PlacedCondition], score: PlacedScore) {
    self.when = when
    self.score = score
  }
}

/// How a criterion turns the signal of a place into a score from 0 to 1; see `ScoreRule`.
package enum PlacedScore: Sendable {
  /// By the place of the option.
  case table([Double])
  case curve(Int, [CurvePoint])
  case leastIsBest(Int)

  /// The place of the signal that it scores; nil for a fixed score.
  fileprivate var place: Int? {
    switch self {
    case .table: nil
    case .curve(let place, _), .leastIsBest(let place): place
    }
  }
}
