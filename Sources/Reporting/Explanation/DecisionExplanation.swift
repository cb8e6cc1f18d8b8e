import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// Everything behind one decision: constraints, points, values, answers, facts and the flip.
struct DecisionExplanation {
  /// An answer that the decision rests on.
  struct AnswerLine {
    let question: String
    let value: String
    let isAssumed: Bool
  }

  let decision: Decision
  let findings: [ConstraintFinding]
  /// The answers behind what was rejected and scored, and those that moved a value of its rules when
  /// they were changed on trial.
  let answers: [AnswerLine]
  /// The answers that only constraints looked at which nothing failed.
  let idleAnswers: [AnswerLine]
  let values: [RuleValue]
  /// The facts that constraints and values rest on, each once.
  let facts: [Fact]
  /// What would reverse it; nil where nothing was found, or nobody looked.
  let flip: FlipText?
  /// Whether it was looked for.
  let isFlipKnown: Bool
  /// The share of the bill for which a change is made.
  private let economy: String

  init(_ decision: Decision, input: ReportInput) {
    self.decision = decision
    economy =
      (try? input.catalog.number("planning.economyMargin")).map(NumberText.share) ?? "a share"
    findings = ConstraintFinding.findings(of: decision, catalog: input.catalog)
    values = RuleValue.all(of: decision)
    let book = AnswerBook(requirements: input.plan.requirements)
    func line(_ id: String) -> AnswerLine {
      AnswerLine(
        question: id, value: book.value(id, scope: decision.scope) ?? "not known",
        isAssumed: book.isAssumed(id))
    }
    let measured = input.flips?.influences[DecisionAddress(decision)] ?? []
    let behind = Set(decision.questions + measured)
    answers = behind.sorted().map(line)
    idleAnswers = Set(values.flatMap(\.questions)).subtracting(behind).sorted().map(line)
    var seen: Set<String> = []
    let named = values.flatMap(\.facts).compactMap { input.catalog.fact($0) }
    facts = (findings.flatMap(\.facts) + named).filter { seen.insert($0.id).inserted }
    flip = input.flips?.texts(of: [decision]).first
    isFlipKnown = input.flips.map { $0.covers(DecisionAddress(decision)) } ?? false
  }

  /// The options with their scores and how far each is behind the next better one.
  var rankingText: String {
    guard let best = decision.ranking.first else { return "no option is left" }
    let first = "\(decision.title(best.option)), \(NumberText.points(best.score)) of 100 points"
    guard let next = decision.ranking.dropFirst().first, let margin = decision.margin else {
      return first + "; no other option is left"
    }
    if decision.isKept {
      return first + "; it stands and stays, though \(decision.title(next.option)) has "
        + "\(NumberText.points(.zero - margin)) more: a change would save less than \(economy) of "
        + "the bill (planning.economyMargin)"
    }
    return first + "; next is \(decision.title(next.option)), "
      + "\(NumberText.points(margin)) points behind"
  }

  /// What it takes to reverse it, in a sentence; nil where nobody looked.
  var flipText: String? {
    guard isFlipKnown else { return nil }
    return flip?.sentence ?? "no change of one answer, and no pair of those tried, reverses it"
  }

  /// How each criterion came out for each option that was scored.
  var criteria: [CriterionLine] {
    (decision.ranking.first?.contributions ?? []).enumerated().map { index, first in
      CriterionLine(
        contribution: first,
        rule: decision.definition.criteria.first { $0.id == first.criterion }?.score,
        results: decision.ranking.map { ($0.option, $0.contributions[index]) })
    }
  }

  /// A row of the table of points.
  struct CriterionLine {
    /// Of the best option; what does not depend on the option holds for all.
    let contribution: Contribution
    let rule: ScoreRule?
    let results: [(option: String, contribution: Contribution)]

    /// How the scores came about: `least monthlyCost is best: rds 61 USD/month scores 1.00`.
    var scoring: String {
      let scores = results.map { result in
        let observed = result.contribution.observed.map { " \($0)" } ?? ""
        return "\(result.option)\(observed) scores "
          + DecimalText.fixed(result.contribution.score, 2)
      }
      let list = scores.joined(separator: ", ")
      switch rule {
      case .curve, .leastIsBest: return rule.map { "\(RuleText.score($0)): \(list)" } ?? list
      case .table, nil: return list
      }
    }
  }
}
