import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The explanation for a terminal, in at most 100 columns where its words allow.
  package var text: String {
    var blocks = ["\(input.plan.requirements.name), \(heading)"]
    blocks += warnings.map {
      TextWrap.lines("warning: \($0)", width: input.textWidth).joined(separator: "\n")
    }
    blocks += explanations.map { text($0).joined(separator: "\n") }
    if !idleAnswers.isEmpty {
      blocks.append(
        (["Answers that influenced nothing:"] + idleAnswers.map { "  " + $0 })
          .joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func text(_ explanation: DecisionExplanation) -> [String] {
    let decision = explanation.decision
    let heading = "\(DecisionText.heading(decision)) (\(decision.id))"
    var lines = [heading, String(repeating: "-", count: heading.count)]
    lines += wrapped("Chosen: \(explanation.rankingText).", "")
    lines += ["", "Constraints"]
    for finding in explanation.findings {
      lines += constraint(finding, decision)
    }
    if explanation.findings.isEmpty { lines.append("  none bind here") }
    for evaluation in decision.ranking {
      lines += [""] + points(evaluation, decision)
    }
    lines += signals(explanation)
    lines += answers(explanation)
    if !explanation.facts.isEmpty {
      lines += ["", "Facts"]
      for fact in explanation.facts {
        lines += wrapped(
          "\(fact.id): \(FactText.value(fact)) \(fact.unit) (\(fact.citation.source), "
            + "\(fact.citation.asOf), \(fact.citation.confidence.rawValue))", "  ")
      }
    }
    return lines
  }

  private func constraint(_ finding: ConstraintFinding, _ decision: Decision) -> [String] {
    let mark = finding.passes ? "pass" : "FAIL"
    let rule = finding.rule.map { " [\($0)]" } ?? ""
    let why = finding.passes ? "" : " " + finding.text
    let sources = finding.facts.map {
      " (\($0.id): \($0.citation.source), \($0.citation.asOf))"
    }.joined()
    return wrapped(
      "\(mark)  \(decision.title(finding.option)): \(finding.constraint)\(rule): "
        + "required \(finding.required), observed \(finding.observed).\(why)\(sources)", "  ")
  }

  private func points(_ evaluation: Evaluation, _ decision: Decision) -> [String] {
    var table = PlainTable(
      ["  points", "of", "score", "criterion"], rightAligned: [0, 1, 2])
    for contribution in evaluation.contributions {
      let observed = contribution.observed.map { " (\($0))" } ?? ""
      let rule = contribution.rule.map { " [\($0)]" } ?? ""
      table.add([
        NumberText.points(contribution.points), NumberText.points(contribution.possible),
        DecimalText.fixed(contribution.score, 2),
        "\(contribution.title)\(observed): \(contribution.text)\(rule)",
      ])
    }
    let possible = evaluation.contributions.map(\.possible).reduce(0, +)
    table.add([
      NumberText.points(evaluation.score), NumberText.points(possible), "", "in all",
    ])
    return [decision.title(evaluation.option)] + table.lines(width: input.textWidth)
  }

  private func signals(_ explanation: DecisionExplanation) -> [String] {
    guard !explanation.signals.isEmpty else { return [] }
    var table = PlainTable(["  option", "signal", "value", "how it was computed"])
    for signal in explanation.signals {
      table.add(["  " + signal.option, signal.name, signal.value, signal.formula ?? "an answer"])
    }
    return ["", "Values of the options"] + table.lines(width: input.textWidth)
  }

  private func answers(_ explanation: DecisionExplanation) -> [String] {
    guard !explanation.answers.isEmpty else { return [] }
    var table = PlainTable(["  question", "", "answer"])
    for answer in explanation.answers {
      table.add([
        "  " + answer.question, answer.isAssumed ? "assumed" : "", answer.value,
      ])
    }
    return ["", "Answers behind it"] + table.lines(width: input.textWidth)
  }

  private func wrapped(_ text: String, _ indent: String) -> [String] {
    let lines = TextWrap.lines(text, width: input.textWidth - 8)
    return lines.enumerated().map { ($0 == 0 ? indent : indent + "      ") + $1 }
  }
}
