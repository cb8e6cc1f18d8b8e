import Quantities
import Requirements
import Roadmap

/// Whether, when and in which order services are cut apart, for `roadmap.md`.
struct DecompositionSection {
  let composition: Composition

  private var decomposition: Decomposition { composition.decomposition }

  var text: String {
    var blocks = ["## Decomposition", state]
    if !decomposition.triggers.isEmpty { blocks.append(triggers) }
    if !decomposition.cuts.isEmpty { blocks += [cuts, prerequisites] }
    if !decomposition.order.isEmpty { blocks.append(order) }
    if !decomposition.merges.isEmpty { blocks.append(merges) }
    return blocks.joined(separator: "\n\n")
  }

  private var state: String {
    guard decomposition.isOn else {
      return "Off: no trigger fires. What is deployed together stays together, because every cut "
        + "costs a pipeline, an interface that is kept stable, alarms and somebody on call."
    }
    if let refusal = decomposition.refusal {
      return "A trigger fires, and nothing is cut: \(MarkdownText.escaped(refusal))."
    }
    guard let first = decomposition.cuts.first else {
      return "A trigger fires."
    }
    return "**\(MarkdownText.escaped(first.leaving))** \(first.verb) cut away first, on entering "
      + "stage \(first.stage + 1). \(Decomposition.warning) (M2)"
  }

  private var triggers: String {
    var table = MarkdownTable("Trigger at the present load", "Measured", "Fires at", "Rule")
    for trigger in decomposition.triggers {
      table.add(
        MarkdownText.escaped(MarkdownText.sentence(trigger.text)),
        MarkdownText.escaped("\(DecimalText.significant(trigger.observed)) \(trigger.unit)"),
        MarkdownText.escaped(
          (trigger.symptom == .teams ? "more than " : "at least ")
            + DecimalText.significant(trigger.threshold)), trigger.symptom.rule)
    }
    return table.text
  }

  private var cuts: String {
    var table = MarkdownTable("Stage", "Cut away", "From", "Because", "Units afterwards", "Rule")
    for cut in decomposition.cuts {
      table.add(
        "\(cut.stage + 1)", MarkdownText.escaped(cut.leaving), MarkdownText.escaped(cut.from.name),
        MarkdownText.escaped(cut.trigger.text + Self.divided(cut.dividedTeams)),
        MarkdownText.escaped(cut.units.map(\.name).joined(separator: ", ")),
        cut.trigger.symptom.rule)
    }
    return table.text
  }

  /// What a cut within a team costs it.
  private static func divided(_ teams: [String]) -> String {
    guard !teams.isEmpty else { return "" }
    return "; \(teams.joined(separator: " and ")) then "
      + "\(teams.count == 1 ? "keeps" : "keep") one deployment more alive"
  }

  private var prerequisites: String {
    "Before a cut there must be (M2, P6):\n\n"
      + Decomposition.prerequisites.map { "- \($0);" }.joined(separator: "\n")
  }

  private var order: String {
    var table = MarkdownTable("", "Service", "Team", "Why at this place")
    for (index, candidate) in decomposition.order.enumerated() {
      table.add(
        "\(index + 1)", MarkdownText.escaped(candidate.service),
        MarkdownText.escaped(candidate.team), MarkdownText.escaped(candidate.reason))
    }
    return "The order in which services can be cut away, what is easiest first (M3):\n\n"
      + table.text
  }

  private var merges: String {
    "Candidates for a merge (P4):\n\n"
      + decomposition.merges.map { "- \(MarkdownText.escaped($0.text)). (P4)" }
      .joined(separator: "\n")
  }
}
