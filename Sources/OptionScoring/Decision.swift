package import CatalogModel

/// A decision taken: the options ranked, the options rejected, and the choice.
package struct Decision: Hashable, Sendable {
  package let definition: DecisionDefinition
  /// What it is about where a plan decides the same thing more than once, such as a data set.
  package let scope: String?
  /// Options that survive, best first.
  ///
  /// Equal scores by duties left to the customer, by cost, then by the catalog's order. What stands
  /// and stays comes first, whatever its score.
  package private(set) var ranking: [Evaluation]
  package let rejections: [Rejection]
  package let signals: Signals
  package let optionSignals: [String: Signals]
  /// What the rules looked at: what all options share, then each option that was offered; empty unless
  /// values alone were asked for.
  package let rows: [SignalRow]
  /// The same to compare; nil unless values alone were asked for.
  package let digest: ValueDigest?

  package init(
    definition: DecisionDefinition, scope: String?, ranking: [Evaluation], rejections: [Rejection],
    signals: Signals, optionSignals: [String: Signals], rows: [SignalRow] = []
  ) {
    self.definition = definition
    self.scope = scope
    self.ranking = ranking
    self.rejections = rejections
    self.signals = signals
    self.optionSignals = optionSignals
    self.rows = rows
    digest = rows.isEmpty ? nil : ValueDigest(rows, definition.index)
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
    var decision = self
    decision.ranking.insert(decision.ranking.remove(at: place), at: 0)
    return decision
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

  /// The questions whose answers influenced it, sorted.
  package var questions: [String] {
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

  /// Adds the questions whose answers influenced it; in no order, which takes a fraction of the time.
  package func add(to questions: inout Set<String>) {
    for evaluation in ranking {
      for contribution in evaluation.contributions {
        for question in contribution.questions { questions.insert(question) }
      }
    }
    for rejection in rejections {
      for question in rejection.questions { questions.insert(question) }
    }
  }
}
