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
      "## Decision Drivers", drivers,
      "## Considered Options", considered,
      "## Decision Outcome", outcome,
      "### Consequences", consequences,
      "### Confirmation", confirmation,
      "## Pros and Cons of the Options", pros,
      "## More Information", more,
      mark.line,
    ]
    var text = TextBuffer(capacity: 8192)
    for block in blocks where !block.isEmpty {
      if !text.isEmpty { text.append("\n\n") }
      text.append(block)
    }
    text.append(UInt8(ascii: "\n"))
    return text.text
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

  private var drivers: String {
    var text = TextBuffer()
    for driver in winner?.contributions ?? [] where driver.possible > .zero {
      Self.begin(&text)
      text.append(MarkdownText.escaped(driver.title))
      text.append(" (")
      text.append(NumberText.points(driver.possible))
      text.append(" of 100 points)")
    }
    return text.text
  }

  private var considered: String {
    var text = TextBuffer()
    for option in options {
      Self.begin(&text)
      text.append(MarkdownText.escaped(decision.title(option)))
    }
    return text.text
  }

  /// Begins an item of a list behind the one before.
  private static func begin(_ list: inout TextBuffer) {
    list.append(list.isEmpty ? "* " : "\n* ")
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

  private var consequences: String {
    guard let winner else { return "" }
    var text = TextBuffer()
    arguments(winner, most: 6, to: &text)
    return text.text
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
    let isWord = text.allBytes { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if isWord, !text.isEmpty { return text }
    return text.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) } && !text.isEmpty
      ? text : "FILE"
  }

  private var pros: String {
    var parts: [String] = []
    for evaluation in decision.ranking {
      var list = TextBuffer()
      arguments(evaluation, most: 8, to: &list)
      parts.append(
        "### \(MarkdownText.escaped(decision.title(evaluation.option)))\n\n"
          + "∑ \(NumberText.points(evaluation.score)) of 100 points.\n\n" + list.text)
    }
    for option in options where !decision.ranking.contains(where: { $0.option == option }) {
      var list = TextBuffer()
      for rejection in decision.rejections where rejection.option == option {
        Self.append(rejection, to: &list)
      }
      parts.append(
        "### \(MarkdownText.escaped(decision.title(option)))\n\nRuled out.\n\n" + list.text)
    }
    return parts.joined(separator: "\n\n")
  }

  private static func append(_ rejection: Rejection, to list: inout TextBuffer) {
    begin(&list)
    list.append("Bad, because ")
    list.append(MarkdownText.escaped(clause(rejection.text)))
    list.append(": required is ")
    list.append(MarkdownText.escaped(rejection.required))
    list.append(", found is ")
    list.append(MarkdownText.escaped(rejection.observed))
    append(rule: rejection.rule, to: &list)
  }

  /// For and against, the weightiest first: what earns most of its points is good, what earns hardly
  /// any is bad.
  private func arguments(_ evaluation: Evaluation, most: Int, to list: inout TextBuffer) {
    let worthy = evaluation.contributions.filter { $0.possible >= Self.worth }
    let good = worthy.filter { $0.score >= 2.0 / 3 }.sorted { $0.points > $1.points }
    let bad = worthy.filter { $0.score <= 1.0 / 3 }
      .sorted { $0.possible - $0.points > $1.possible - $1.points }
    let neutral = worthy.filter { $0.score > 1.0 / 3 && $0.score < 2.0 / 3 }
      .sorted { $0.points > $1.points }
    for argument in good.prefix(most) { Self.append("Good", argument, to: &list) }
    for argument in neutral.prefix(most / 2) { Self.append("Neutral", argument, to: &list) }
    for argument in bad.prefix(most) { Self.append("Bad", argument, to: &list) }
  }

  private static func append(
    _ word: String, _ contribution: Contribution, to list: inout TextBuffer
  ) {
    begin(&list)
    list.append(word)
    list.append(", because ")
    list.append(MarkdownText.escaped(contribution.title))
    list.append(" earns ∑ ")
    list.append(NumberText.points(contribution.points))
    list.append(" of ")
    list.append(NumberText.points(contribution.possible))
    list.append(" points: ")
    let reason = clause(contribution.text)
    let observed = contribution.observed.map { "\(reason) (\($0))" }
    list.append(MarkdownText.escaped(observed ?? reason))
    append(rule: contribution.rule, to: &list)
  }

  private static func append(rule: String?, to list: inout TextBuffer) {
    guard let rule else { return }
    list.append(", rule ")
    list.append(rule)
  }

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
}
