import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension RoadmapDocument {
  /// The decisions of the present stage: a table, and each one folded below it.
  var decisions: String {
    guard let story = plan.presentStory else { return "" }
    var table = MarkdownTable(
      "Decision", "Chosen", ">Score of 100 ∑", "Runner-up", ">Margin, points ∑")
    for decision in story.planned.decisions {
      table.add(
        MarkdownText.escaped(DecisionText.heading(decision)),
        MarkdownText.escaped(decision.chosen.map(decision.title) ?? "none"),
        decision.ranking.first.map { NumberText.points($0.score) } ?? "",
        decision.ranking.dropFirst().first.map { MarkdownText.escaped(decision.title($0.option)) }
          ?? "none left", decision.margin.map(NumberText.points) ?? "")
    }
    let details = story.planned.decisions.map(details)
    return """
      ## Decisions

      Hard constraints come first; what is left is scored by weighted criteria whose points add up \
      to the score. These are the decisions of stage \(story.number).

      \(table.text)
      \(reversals(of: story.planned.decisions))
      \(details.joined(separator: "\n\n"))
      """
  }

  /// What would reverse the decisions; an empty line where nobody looked.
  private func reversals(of decisions: [Decision]) -> String {
    guard let flips = input.flips else { return "" }
    let table = FlipDocument.table(flips.texts(of: decisions))
    let firm = decisions.filter { flips.firm.contains(DecisionAddress($0)) }
      .map { MarkdownText.escaped(DecisionText.heading($0)) }
    let rest =
      firm.isEmpty
      ? ""
      : "Not reversed by one answer, nor by a pair of those tried: "
        + firm.joined(separator: "; ") + "."
    return "\n"
      + ([
        "### What would reverse them",
        "The smallest change of an answer that was found for each, by planning with it.", table,
        rest,
      ].filter { !$0.isEmpty }.joined(separator: "\n\n")) + "\n"
  }

  private func details(_ decision: Decision) -> String {
    let chosen = decision.chosen.map(decision.title) ?? "none"
    var table = MarkdownTable(
      "What speaks for it", ">Points ∑", ">Possible ∑", "Why", "Rule")
    let contributions = decision.ranking.first?.contributions ?? []
    for contribution in contributions.sorted(by: { $0.points > $1.points }).prefix(4)
    where contribution.points > .zero {
      table.add(
        MarkdownText.escaped(contribution.title), NumberText.points(contribution.points),
        NumberText.points(contribution.possible),
        MarkdownText.escaped(MarkdownText.sentence(contribution.text)), contribution.rule ?? "")
    }
    let parts = [table.isEmpty ? "" : table.text, RejectionTable(decision: decision).markdown]
    return """
      <details>
      <summary>\(MarkdownText.html(DecisionText.heading(decision))): \
      \(MarkdownText.html(chosen))</summary>

      \(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))

      </details>
      """
  }

  var crossovers: String {
    guard !plan.crossovers.isEmpty else { return "" }
    var table = MarkdownTable("Cheaper below", "Turns at ∑", "Cheaper above", "Assuming", "Rule")
    for crossover in plan.crossovers {
      table.add(
        MarkdownText.escaped(crossover.below),
        "\(DecimalText.significant(crossover.value)) \(MarkdownText.escaped(crossover.unit))",
        MarkdownText.escaped(crossover.above), MarkdownText.escaped(crossover.assumption),
        crossover.rule)
    }
    return "## Where costs cross\n\n" + table.text
  }

  var goodToKnow: String {
    guard !plan.notes.isEmpty else { return "" }
    let items = plan.notes.map { "- \(MarkdownText.escaped($0.text)) (\($0.rule))" }
    return "## Good to know\n\n" + items.joined(separator: "\n")
  }

  var assumptions: String {
    var blocks = ["## \(Self.assumptionsHeading)"]
    let assumed = plan.requirements.assumptions
    if assumed.isEmpty {
      blocks.append("Every question that matters was answered.")
    } else {
      let story = input.risk.map(RiskStory.init)
      let weights = story?.weights ?? [:]
      func weight(_ assumption: Assumption) -> Weight? { weights[assumption.question] }
      let hasWeights = assumed.contains { weight($0) != nil }
      var table =
        hasWeights
        ? MarkdownTable("Question", "Assumed", "Range", ">Weight ±", "Why")
        : MarkdownTable("Question", "Assumed", "Range", "Why")
      // By what an answer would tell; equal ones in the order of the questions.
      let ranked = assumed.enumerated().sorted {
        (weight($1.element)?.greatest ?? 0, $0.offset) < (
          weight($0.element)?.greatest ?? 0, $1.offset
        )
      }
      for (_, assumption) in ranked {
        let cells = [
          MarkdownText.code(assumption.question), MarkdownText.escaped(assumption.value),
          MarkdownText.escaped(assumption.range ?? ""),
        ]
        let share = weight(assumption).flatMap { story?.weight($0.greatest) } ?? ""
        table.add(
          row: cells + (hasWeights ? [share] : []) + [MarkdownText.escaped(assumption.reason)])
      }
      blocks.append(
        "Nobody answered these \(assumed.count) questions; an answer in the file replaces what was "
          + "assumed."
          + (hasWeights
            ? " The weight is the share of what p99, cost or users carried vary by, whichever is the "
              + "greatest, that the range of the assumption explains."
            : "") + "\n\n" + table.text)
    }
    if !plan.idleQuestions.isEmpty {
      let idle = plan.idleQuestions.map(MarkdownText.code).joined(separator: ", ")
      blocks.append("Answers that influenced nothing: \(idle).")
    }
    return blocks.joined(separator: "\n\n")
  }

  /// What overlays changed in the catalog; nothing where there are none.
  var overrides: String { OverrideList(input).markdown }

  /// The catalog's values that the models read.
  var planningValues: String {
    var table = MarkdownTable("Value", ">Number", "Unit", "Source", "As of")
    for fact in SourceList.planningFacts(input) {
      table.add(
        MarkdownText.code(fact.id), MarkdownText.escaped(FactText.value(fact)),
        MarkdownText.escaped(fact.unit), fact.citation.source + fact.citation.mark,
        fact.citation.asOf)
    }
    return """
      <details>
      <summary>Planning values that the models use</summary>

      \(table.text)

      </details>
      """
  }

  var sources: String {
    var table = MarkdownTable("Source", "Title", "Where", "As of", "Confidence", "Gives")
    for entry in SourceList(input).entries {
      let source = entry.source
      table.add(
        MarkdownText.escaped(source.id) + (source.confidence == .recalled ? "†" : ""),
        MarkdownText.escaped(source.title), MarkdownText.escaped(source.location), source.asOf,
        source.confidence.rawValue, entry.uses)
    }
    return """
      ## \(Self.sourcesHeading)

      \(table.text)

      † Recalled: no document was read for it; check it before you rely on it.
      """
  }
}
