import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension ExplanationDocument {
  /// The explanation in GitHub-flavored Markdown.
  package var markdown: String {
    var blocks = [
      "# \(MarkdownText.escaped(input.plan.requirements.name)): decisions of "
        + heading.prefix(1).lowercased() + heading.dropFirst()
    ]
    if !explanations.isEmpty { blocks.append(MarkdownText.escaped(loadSentence)) }
    blocks += warnings.map { "> **Warning:** \(MarkdownText.escaped($0))" }
    if !refusals.isEmpty { blocks.append("## What cannot be met\n\n" + Self.list(refusals)) }
    blocks += explanations.flatMap(markdown)
    if !idleAnswers.isEmpty {
      blocks.append("## Answers that influenced nothing\n\n" + Self.list(idleAnswers))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func list(_ items: [String]) -> String {
    items.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n")
  }

  private func markdown(_ explanation: DecisionExplanation) -> [String] {
    [
      "## \(MarkdownText.escaped(DecisionText.heading(explanation.decision)))",
      "**\(MarkdownText.escaped(explanation.rankingText)).**",
      explanation.flipText.map { "Reversed: \(MarkdownText.escaped($0))." } ?? "",
      constraints(explanation), points(explanation), values(explanation),
      Self.answers("Answers behind it", explanation.answers),
      Self.answers("Answers looked at that changed nothing", explanation.idleAnswers),
      Self.facts(explanation),
    ].filter { !$0.isEmpty }
  }

  private func constraints(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable(
      "Option", "Constraint", "Rule", "Required", "Observed", "Result", "Facts")
    for finding in explanation.findings {
      table.add(
        MarkdownText.escaped(explanation.decision.title(finding.option)),
        MarkdownText.escaped(finding.passes ? finding.constraint : finding.text),
        finding.rule ?? "", MarkdownText.escaped(finding.required),
        MarkdownText.escaped(finding.observed), finding.passes ? "pass" : "**fail**",
        finding.facts.map { MarkdownText.code($0.id) }.joined(separator: ", "))
    }
    return table.isEmpty ? "" : "### Constraints\n\n" + table.text
  }

  private func points(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable(
      "Option", "Criterion", ">Possible points", ">Score", ">Points", "Observed", "Rule")
    for evaluation in explanation.decision.ranking {
      let title = MarkdownText.escaped(explanation.decision.title(evaluation.option))
      for contribution in evaluation.contributions {
        table.add(
          title, MarkdownText.escaped("\(contribution.title): \(contribution.text)"),
          NumberText.points(contribution.possible), DecimalText.fixed(contribution.score, 2),
          NumberText.points(contribution.points),
          MarkdownText.escaped(contribution.observed ?? ""), contribution.rule ?? "")
      }
      let possible = evaluation.contributions.map(\.possible).reduce(.zero, +)
      table.add(
        "**\(title)**", "**in all**", NumberText.points(possible), "",
        "**\(NumberText.points(evaluation.score))**")
    }
    return table.isEmpty ? "" : "### Points\n\n" + table.text
  }

  private func values(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable("Value", "Option", ">Is", "How it was computed", "From")
    for value in explanation.values {
      let formula = MarkdownText.escaped(value.formula ?? "an answer")
      let inputs = MarkdownText.escaped(inputs(value, explanation))
      for (index, reading) in value.readings.enumerated() {
        let sum = reading.sum.isEmpty ? "" : " = \(reading.sum)"
        table.add(
          MarkdownText.code(value.name),
          MarkdownText.escaped(reading.option.map(explanation.decision.title) ?? "all"),
          MarkdownText.escaped(reading.value + sum), index == 0 ? formula : "",
          index == 0 ? inputs : "")
      }
    }
    return table.isEmpty ? "" : "### Values that the rules look at\n\n" + table.text
  }

  private static func answers(
    _ heading: String, _ answers: [DecisionExplanation.AnswerLine]
  ) -> String {
    var table = MarkdownTable("Question", "Answer", "From")
    for answer in answers {
      table.add(
        MarkdownText.code(answer.question), MarkdownText.escaped(answer.value),
        answer.isAssumed ? "assumed" : "answered")
    }
    return table.isEmpty ? "" : "### \(heading)\n\n" + table.text
  }

  private static func facts(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable("Fact", ">Value", "Unit", "Source", "As of", "Confidence")
    for fact in explanation.facts {
      table.add(
        MarkdownText.code(fact.id), MarkdownText.escaped(FactText.value(fact)),
        MarkdownText.escaped(fact.unit), MarkdownText.escaped(fact.citation.source),
        fact.citation.asOf, fact.citation.confidence.rawValue + fact.citation.mark)
    }
    return table.isEmpty ? "" : "### Facts\n\n" + table.text
  }
}
