import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The columns of an explanation, which is read beside an editor and in mails: at most 80.
  static func width(_ input: ReportInput) -> Int { min(80, input.textWidth) }

  private var width: Int { Self.width(input) }

  /// The explanation for a terminal, in at most 80 columns where its words allow.
  package var text: String {
    var blocks = [
      wrapped("\(input.plan.requirements.name), \(heading)", "").joined(separator: "\n")
    ]
    if !explanations.isEmpty {
      blocks.append(wrapped(loadSentence, "").joined(separator: "\n"))
    }
    blocks += warnings.map { wrapped("warning: \($0)", "").joined(separator: "\n") }
    if !refusals.isEmpty {
      blocks.append(
        (["What cannot be met"] + refusals.flatMap { wrapped($0, "  ") })
          .joined(separator: "\n"))
    }
    blocks += explanations.map { text($0).joined(separator: "\n") }
    if !idleAnswers.isEmpty {
      blocks.append(
        (["Answers that influenced nothing"] + idleAnswers.map { "  " + $0 })
          .joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func text(_ explanation: DecisionExplanation) -> [String] {
    let decision = explanation.decision
    let heading = "\(DecisionText.heading(decision)) (\(decision.id))"
    var lines = wrapped(heading, "")
    lines.append(String(repeating: "-", count: lines.map(\.count).max() ?? 0))
    lines += wrapped("Chosen: \(explanation.rankingText).", "")
    if let flip = explanation.flipText { lines += wrapped("Reversed: \(flip).", "") }
    lines += constraints(explanation)
    lines += points(explanation)
    lines += values(explanation)
    lines += answers("Answers behind it", explanation.answers)
    lines += answers("Answers looked at that changed nothing", explanation.idleAnswers)
    if !explanation.facts.isEmpty {
      lines += ["", "Facts"]
      for fact in explanation.facts {
        lines += wrapped(Self.text(fact), "  ")
      }
    }
    return lines
  }

  /// A fact with source and date; what was only recalled is said to be.
  static func text(_ fact: Fact) -> String {
    let recalled = fact.citation.confidence == .recalled ? ", recalled: no document was read" : ""
    let unit = fact.unit.isEmpty ? "" : " \(fact.unit)"
    return "\(fact.id): \(FactText.value(fact))\(unit) (\(fact.citation.source), "
      + "\(fact.citation.asOf)\(recalled))"
  }

  private func constraints(_ explanation: DecisionExplanation) -> [String] {
    let decision = explanation.decision
    guard !explanation.findings.isEmpty else { return ["", "Constraints", "  none bind here"] }
    let failed = explanation.findings.filter { !$0.passes }
    let passed = explanation.findings.filter(\.passes)
    var lines: [String] = []
    func list(_ heading: String, _ findings: [ConstraintFinding]) {
      guard !findings.isEmpty else { return }
      lines += ["", heading]
      for finding in findings {
        let rule = finding.rule.map { " [\($0)]" } ?? ""
        let why = finding.passes ? "" : " \(finding.text)"
        let sources = finding.facts.map { " Source: \(Self.text($0))." }.joined()
        lines += wrapped(
          "\(decision.title(finding.option)): \(finding.constraint)\(rule): required "
            + "\(finding.required), observed \(finding.observed).\(why)\(sources)", "  ")
      }
    }
    list("Constraints failed", failed)
    list("Constraints passed", passed)
    return lines
  }

  /// The points of all options side by side, as many to a table as the width holds, then how each
  /// criterion was scored.
  private func points(_ explanation: DecisionExplanation) -> [String] {
    let criteria = explanation.criteria
    guard !criteria.isEmpty else { return [] }
    let title = max(8, criteria.map(\.contribution.title.count).max() ?? 0)
    var lines = ["", "Points"]
    var rest = explanation.decision.ranking[...]
    while !rest.isEmpty {
      var taken = 2 + title + 2 + 6
      let shown = rest.prefix { evaluation in
        taken += 2 + max(6, evaluation.option.count)
        return taken <= width
      }
      let columns = shown.isEmpty ? rest.prefix(1) : shown
      rest = rest.dropFirst(columns.count)
      var table = PlainTable(
        ["  criterion", "of"] + columns.map(\.option),
        rightAligned: Set(1...(columns.count + 1)))
      for (index, criterion) in criteria.enumerated() {
        table.add(
          ["  " + criterion.contribution.title, NumberText.points(criterion.contribution.possible)]
            + columns.map { NumberText.points($0.contributions[index].points) })
      }
      table.add(
        ["  in all", NumberText.points(criteria.map(\.contribution.possible).reduce(.zero, +))]
          + columns.map { NumberText.points($0.score) })
      lines += table.lines(width: .max)
    }
    lines += ["", "How they were scored"]
    for criterion in criteria {
      let rule = criterion.contribution.rule.map { " [\($0)]" } ?? ""
      lines += wrapped(
        "\(criterion.contribution.title)\(rule): \(criterion.contribution.text). "
          + "\(MarkdownText.sentence(criterion.scoring))", "  ")
    }
    return lines
  }

  private func values(_ explanation: DecisionExplanation) -> [String] {
    guard !explanation.values.isEmpty else { return [] }
    var lines = ["", "Values that the rules look at"]
    for value in explanation.values {
      if let only = value.readings.first, only.option == nil {
        lines += wrapped("\(value.name) = \(only.value)\(Self.sum(only))", "  ")
      } else {
        lines.append("  \(value.name)")
        for reading in value.readings {
          lines += wrapped("\(reading.option ?? "") = \(reading.value)\(Self.sum(reading))", "    ")
        }
      }
      if let formula = value.formula { lines += wrapped("by: \(formula)", "      ") }
      let inputs = inputs(value, explanation)
      if !inputs.isEmpty { lines += wrapped("from: \(inputs)", "      ") }
    }
    return lines
  }

  private static func sum(_ reading: RuleValue.Reading) -> String {
    reading.sum.isEmpty ? "" : " = \(reading.sum)"
  }

  private func answers(
    _ heading: String, _ answers: [DecisionExplanation.AnswerLine]
  ) -> [String] {
    guard !answers.isEmpty else { return [] }
    var table = PlainTable(["  question", "", "answer"])
    for answer in answers {
      table.add(["  " + answer.question, answer.isAssumed ? "assumed" : "", answer.value])
    }
    return ["", heading] + table.lines(width: width).dropFirst()
  }

  private func wrapped(_ text: String, _ indent: String) -> [String] {
    TextWrap.lines(text, width: width - indent.count - 4).enumerated().map { index, line in
      (index == 0 ? indent : indent + "    ") + line
    }
  }
}
