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
    blocks += warnings.map { "> **Warning:** \(MarkdownText.escaped($0))" }
    blocks += explanations.flatMap(Self.markdown)
    if !idleAnswers.isEmpty {
      let items = idleAnswers.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n")
      blocks.append("## Answers that influenced nothing\n\n\(items)")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ explanation: DecisionExplanation) -> [String] {
    let decision = explanation.decision
    return [
      "## \(MarkdownText.escaped(DecisionText.heading(decision)))",
      "**\(MarkdownText.escaped(explanation.rankingText)).**",
      constraints(explanation), points(decision), signals(explanation), answers(explanation),
      facts(explanation),
    ].filter { !$0.isEmpty }
  }

  private static func constraints(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable("Option", "Constraint", "Rule", "Required", "Observed", "Result")
    for finding in explanation.findings {
      table.add(
        MarkdownText.escaped(explanation.decision.title(finding.option)),
        MarkdownText.escaped(finding.passes ? finding.constraint : finding.text),
        finding.rule ?? "", MarkdownText.escaped(finding.required),
        MarkdownText.escaped(finding.observed), finding.passes ? "pass" : "**fail**")
    }
    return table.isEmpty ? "" : "### Constraints\n\n" + table.text
  }

  private static func points(_ decision: Decision) -> String {
    var table = MarkdownTable(
      "Option", "Criterion", ">Possible points", ">Score", ">Points", "Observed", "Rule")
    for evaluation in decision.ranking {
      let title = MarkdownText.escaped(decision.title(evaluation.option))
      for contribution in evaluation.contributions {
        table.add(
          title, MarkdownText.escaped("\(contribution.title): \(contribution.text)"),
          NumberText.points(contribution.possible), DecimalText.fixed(contribution.score, 2),
          NumberText.points(contribution.points),
          MarkdownText.escaped(contribution.observed ?? ""), contribution.rule ?? "")
      }
      let possible = evaluation.contributions.map(\.possible).reduce(0, +)
      table.add(
        "**\(title)**", "**in all**", NumberText.points(possible), "",
        "**\(NumberText.points(evaluation.score))**")
    }
    return table.isEmpty ? "" : "### Points\n\n" + table.text
  }

  private static func signals(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable("Option", "Signal", "Value", "How it was computed")
    for signal in explanation.signals {
      table.add(
        MarkdownText.escaped(explanation.decision.title(signal.option)),
        MarkdownText.code(signal.name), MarkdownText.escaped(signal.value),
        MarkdownText.escaped(signal.formula ?? "an answer"))
    }
    return table.isEmpty ? "" : "### Values of the options\n\n" + table.text
  }

  private static func answers(_ explanation: DecisionExplanation) -> String {
    var table = MarkdownTable("Question", "Answer", "From")
    for answer in explanation.answers {
      table.add(
        MarkdownText.code(answer.question), MarkdownText.escaped(answer.value),
        answer.isAssumed ? "assumed" : "answered")
    }
    return table.isEmpty ? "" : "### Answers behind it\n\n" + table.text
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
