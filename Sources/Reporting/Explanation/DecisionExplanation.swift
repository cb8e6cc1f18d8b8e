import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// Everything behind one decision: constraints, points, signals, answers and facts.
struct DecisionExplanation {
  /// An answer that the decision rests on.
  struct AnswerLine {
    let question: String
    let value: String
    let isAssumed: Bool
  }

  /// A value that an option was judged by.
  struct SignalLine {
    let option: String
    let name: String
    let value: String
    let formula: String?
  }

  let decision: Decision
  let findings: [ConstraintFinding]
  let answers: [AnswerLine]
  let signals: [SignalLine]
  /// The facts that constraints compare with, each once.
  let facts: [Fact]

  init(_ decision: Decision, input: ReportInput) {
    self.decision = decision
    findings = ConstraintFinding.findings(of: decision, catalog: input.catalog)
    let book = AnswerBook(requirements: input.plan.requirements)
    answers = decision.questions.map { id in
      AnswerLine(
        question: id, value: book.value(id, scope: decision.scope) ?? "not known",
        isAssumed: book.isAssumed(id))
    }
    signals = decision.definition.options.flatMap { option in
      (decision.optionSignals[option.id] ?? [:])
        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map {
          SignalLine(
            option: option.id, name: $0.key, value: $0.value.text, formula: $0.value.formula)
        }
    }
    var seen: Set<String> = []
    facts = findings.flatMap(\.facts).filter { seen.insert($0.id).inserted }
  }

  /// The options with their scores and how far each is behind the next better one.
  var rankingText: String {
    guard let best = decision.ranking.first else { return "no option is left" }
    let first = "\(decision.title(best.option)), \(NumberText.points(best.score)) of 100 points"
    guard let next = decision.ranking.dropFirst().first, let margin = decision.margin else {
      return first + "; no other option is left"
    }
    return first + "; next is \(decision.title(next.option)), "
      + "\(NumberText.points(margin)) points behind"
  }
}
