import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// A decision as a record in the form of MADR 4.0, `template/adr-template.md`.
struct DecisionRecordDocument {
  let input: ReportInput
  /// The day that it is decided on; nil where the catalog has none.
  let day: CalendarDay?
  let book: AnswerBook
  let stage: StageStory
  let decision: Decision
  let unit: String?
  let mark: DecisionMark
  /// The link to the record whose place it takes.
  let supersedes: String?

  /// How many points a consequence has at least, so that it is worth a line.
  private static let worth = Points(hundredths: 100)

  var text: String {
    let blocks = [
      "---\nstatus: accepted\n" + (day.map { "date: \($0)\n" } ?? "") + "---",
      "# \(MarkdownText.escaped(title))",
      "## Context and Problem Statement", context,
      "## Decision Drivers", list(drivers),
      "## Considered Options", list(options.map { decision.title($0) }.map(MarkdownText.escaped)),
      "## Decision Outcome", outcome,
      "### Consequences", list(consequences),
      "### Confirmation", confirmation,
      "## Pros and Cons of the Options", pros,
      "## More Information", more,
      mark.line,
    ]
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var winner: Evaluation? { decision.ranking.first }

  private var chosen: String { decision.chosen.map(decision.title) ?? "" }

  private var title: String {
    "\(unit.map { "\($0): " } ?? "")\(DecisionText.heading(decision)): \(chosen)"
  }

  /// Ranked ones first, then the rejected, each once.
  private var options: [String] {
    var seen: Set<String> = []
    return (decision.ranking.map(\.option) + decision.rejections.map(\.option))
      .filter { seen.insert($0).inserted }
  }

  private var context: String {
    let requirements = input.plan.requirements
    let load = input.plan.present.map {
      " and \(NumberText.rate($0.workload.requestRate)) at the peak"
    }
    let lead =
      "\(requirements.name) in \(requirements.region) has \(NumberText.users(requirements.users.now))"
      + "\(load ?? ""): stage \(stage.number) (\(stage.stage.labelText)). "
      + "To decide: \(DecisionText.heading(decision))."
    var table = MarkdownTable("Answer it rests on", "Value", "")
    for question in decision.questions {
      guard let value = book.value(question, scope: decision.scope) else { continue }
      table.add(
        MarkdownText.code(question), MarkdownText.escaped(value),
        book.isAssumed(question) ? "assumed" : "")
    }
    return MarkdownText.escaped(lead) + (table.isEmpty ? "" : "\n\n" + table.text)
  }

  private var drivers: [String] {
    (winner?.contributions ?? []).filter { $0.possible > .zero }
      .map {
        "\(MarkdownText.escaped($0.title)) (\(NumberText.points($0.possible)) of 100 points)"
      }
  }

  private var outcome: String {
    guard let winner else { return "" }
    let score = "it scores ∑ \(NumberText.points(winner.score)) of 100 points"
    guard let second = decision.ranking.dropFirst().first, let margin = decision.margin else {
      return
        "Chosen option: \"\(MarkdownText.escaped(chosen))\", because it is the only option that "
        + "meets every constraint (\(score))."
    }
    if decision.isKept {
      return "Chosen option: \"\(MarkdownText.escaped(chosen))\", because it stands already, and a "
        + "change to \(MarkdownText.escaped(decision.title(second.option))), which scores "
        + "∑ \(NumberText.points(.zero - margin)) more, would not pay for itself (\(score))."
    }
    return "Chosen option: \"\(MarkdownText.escaped(chosen))\", because \(score), "
      + "∑ \(NumberText.points(margin)) more than "
      + "\(MarkdownText.escaped(decision.title(second.option))), the next."
  }

  private var consequences: [String] {
    winner.map { arguments($0, most: 6) } ?? []
  }

  private var confirmation: String {
    let breaking = stage.planned.breaking.cause.text
    let trigger = stage.nextTrigger.map {
      " Watch \(RoadmapDocument.name($0)) \(NumberText.threshold($0))."
    }
    return "It holds up to ≈ \(MarkdownText.escaped(stage.carries)); then "
      + "\(MarkdownText.escaped(breaking)).\(trigger ?? "") Whether it still holds with today's "
      + "answers and facts: `tenfold explain \(Self.argument(input.answersFile)) "
      + "\(Self.argument(decision.definition.id))`."
  }

  /// A word of a command line inside of code.
  private static func argument(_ text: String) -> String {
    text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } && !text.isEmpty
      ? text : "FILE"
  }

  private var pros: String {
    let ranked = decision.ranking.map { evaluation in
      "### \(MarkdownText.escaped(decision.title(evaluation.option)))\n\n"
        + "∑ \(NumberText.points(evaluation.score)) of 100 points.\n\n"
        + list(arguments(evaluation, most: 8))
    }
    let rejected = options.filter { option in !decision.ranking.contains { $0.option == option } }
      .map { option in
        let reasons = decision.rejections.filter { $0.option == option }.map(Self.reason)
        let heading = "### \(MarkdownText.escaped(decision.title(option)))"
        return "\(heading)\n\nRuled out.\n\n" + list(reasons)
      }
    return (ranked + rejected).joined(separator: "\n\n")
  }

  private static func reason(_ rejection: Rejection) -> String {
    let text = MarkdownText.escaped(clause(rejection.text))
    let required = MarkdownText.escaped(rejection.required)
    let observed = MarkdownText.escaped(rejection.observed)
    return "Bad, because \(text): required is \(required), found is \(observed)"
      + rule(rejection.rule)
  }

  /// For and against, the weightiest first: what earns most of its points is good, what earns hardly
  /// any is bad.
  private func arguments(_ evaluation: Evaluation, most: Int) -> [String] {
    let worthy = evaluation.contributions.filter { $0.possible >= Self.worth }
    let good = worthy.filter { $0.score >= 2.0 / 3 }.sorted { $0.points > $1.points }
    let bad = worthy.filter { $0.score <= 1.0 / 3 }
      .sorted { $0.possible - $0.points > $1.possible - $1.points }
    let neutral = worthy.filter { $0.score > 1.0 / 3 && $0.score < 2.0 / 3 }
      .sorted { $0.points > $1.points }
    var arguments = good.prefix(most).map { argument("Good", $0) }
    arguments += neutral.prefix(most / 2).map { argument("Neutral", $0) }
    arguments += bad.prefix(most).map { argument("Bad", $0) }
    return arguments
  }

  private func argument(_ word: String, _ contribution: Contribution) -> String {
    let observed = contribution.observed.map { " (\($0))" } ?? ""
    let title = MarkdownText.escaped(contribution.title)
    let reason = MarkdownText.escaped(Self.clause(contribution.text) + observed)
    let points = NumberText.points(contribution.points)
    let possible = NumberText.points(contribution.possible)
    return "\(word), because \(title) earns ∑ \(points) of \(possible) points: \(reason)"
      + Self.rule(contribution.rule)
  }

  private static func rule(_ rule: String?) -> String { rule.map { ", rule \($0)" } ?? "" }

  /// The text without its full stop and with a small first letter where it begins a sentence.
  private static func clause(_ text: String) -> String {
    let bare = text.hasSuffix(".") ? String(text.dropLast()) : text
    return StageSection.lowered(bare)
  }

  private var more: String {
    (supersedes.map { "Supersedes \($0). " } ?? "")
      + "Made from \(MarkdownText.escaped(input.provenance)). The record is written once: numbers are "
      + "those of that day, and later plans leave it alone until another option is chosen. The "
      + "[roadmap](../roadmap.md) has those of today."
  }

  private func list(_ items: [String]) -> String {
    items.map { "* \($0)" }.joined(separator: "\n")
  }
}
