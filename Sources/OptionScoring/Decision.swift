package import CatalogModel

/// A decision taken: the options ranked, the options rejected, and the choice.
///
/// A reference to what never changes: plans and what is remembered hold a decision in many places.
package final class Decision: Hashable, Sendable {
  package let definition: DecisionDefinition
  /// What it is about where a plan decides the same thing more than once, such as a data set.
  package let scope: String?
  /// Options that survive, best first.
  ///
  /// Equal scores by duties left to the customer, by cost, then by the catalog's order. What stands
  /// and stays comes first, whatever its score.
  package let ranking: [Evaluation]
  package let rejections: [Rejection]
  package let signals: Signals
  package let optionSignals: [String: Signals]
  /// What the rules looked at; nil unless values alone were asked for.
  let looked: Looked?
  /// The questions whose answers influenced it, sorted.
  package let questions: [String]

  /// What the rules looked at.
  struct Looked: Hashable, Sendable {
    /// What all options share.
    let shared: SignalRow
    /// Of what each option has for itself.
    let options: OptionDigest
  }

  package convenience init(
    definition: DecisionDefinition, scope: String?, ranking: [Evaluation], rejections: [Rejection],
    signals: Signals, optionSignals: [String: Signals]
  ) {
    self.init(
      definition: definition, scope: scope, ranking: ranking, rejections: rejections,
      signals: signals, optionSignals: optionSignals, looked: nil)
  }

  convenience init(
    definition: DecisionDefinition, scope: String?, ranking: [Evaluation], rejections: [Rejection],
    signals: Signals, optionSignals: [String: Signals], looked: Looked?
  ) {
    self.init(
      definition: definition, scope: scope, ranking: ranking, rejections: rejections,
      signals: signals, optionSignals: optionSignals, looked: looked,
      questions: Self.questions(ranking, rejections))
  }

  private init(
    definition: DecisionDefinition, scope: String?, ranking: [Evaluation], rejections: [Rejection],
    signals: Signals, optionSignals: [String: Signals], looked: Looked?, questions: [String]
  ) {
    self.definition = definition
    self.scope = scope
    self.ranking = ranking
    self.rejections = rejections
    self.signals = signals
    self.optionSignals = optionSignals
    self.looked = looked
    self.questions = questions
  }

  /// The questions that options were scored or rejected by, sorted.
  private static func questions(
    _ ranking: [Evaluation], _ rejections: [Rejection]
  ) -> [String] {
    // They are few, and most occur many times: each is looked for where it belongs.
    var questions: [String] = []
    func add(_ more: [String]) {
      for question in more {
        var (low, high) = (0, questions.count)
        while low < high {
          let middle = (low + high) / 2
          if questions[middle] == question { break }
          if questions[middle] < question { low = middle + 1 } else { high = middle }
        }
        if low == high { questions.insert(question, at: low) }
      }
    }
    for evaluation in ranking {
      for contribution in evaluation.contributions { add(contribution.questions) }
    }
    for rejection in rejections { add(rejection.questions) }
    return questions
  }

  package static func == (left: Decision, right: Decision) -> Bool {
    left === right
      || left.definition == right.definition && left.scope == right.scope
        && left.ranking == right.ranking && left.rejections == right.rejections
        && left.signals == right.signals && left.optionSignals == right.optionSignals
        && left.looked == right.looked
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(definition.id)
    hasher.combine(scope)
    hasher.combine(ranking)
    hasher.combine(rejections)
  }

  /// The values that the rules looked at, to compare; nil unless values alone were asked for.
  package var digest: ValueDigest? {
    looked.map { ValueDigest($0.shared, $0.options, definition.index) }
  }

  /// The same decision where what all options share looks the same to the rules, but is something else.
  ///
  /// What each option has for itself is taken to be the same.
  package func looking(at shared: SignalRow) -> Decision {
    guard let looked else { return self }
    return Decision(
      definition: definition, scope: scope, ranking: ranking, rejections: rejections,
      signals: signals, optionSignals: optionSignals,
      looked: Looked(shared: shared, options: looked.options), questions: questions)
  }

  /// The best option, or the one that stays; nil when constraints reject every one.
  package var chosen: String? { ranking.first?.option }

  /// Whether the choice stands already and stays, though another option scores more.
  package var isKept: Bool { margin.map { $0 < .zero } ?? false }

  /// The decision where an option that stands stays; the same where it is out, or the best.
  package func keeping(_ option: String?) -> Decision {
    guard let place = ranking.firstIndex(where: { $0.option == option }), place > 0 else {
      return self
    }
    var ranking = ranking
    ranking.insert(ranking.remove(at: place), at: 0)
    return Decision(
      definition: definition, scope: scope, ranking: ranking, rejections: rejections,
      signals: signals, optionSignals: optionSignals, looked: looked, questions: questions)
  }

  /// Points between the choice and the next option, below zero where the choice is kept; nil where
  /// there is no next.
  package var margin: Points? {
    ranking.count > 1 ? ranking[0].score - ranking[1].score : nil
  }

  /// The decision's name, with its scope: `database:orders`.
  package var id: String { scope.map { "\(definition.id):\($0)" } ?? definition.id }

  /// The definition of an option.
  package func option(_ id: String) -> OptionDefinition? {
    definition.options.first { $0.id == id }
  }

  /// The title of an option, or its id where the catalog does not name it.
  package func title(_ option: String) -> String { self.option(option)?.title ?? option }

  /// Adds the questions whose answers influenced it.
  package func add(to questions: inout Set<String>) {
    for question in self.questions { questions.insert(question) }
  }
}
