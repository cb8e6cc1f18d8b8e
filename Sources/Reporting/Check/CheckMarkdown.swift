import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A check for a comment or a step's summary: the verdict, what is wrong, the gates, where it is from.
struct CheckMarkdown {
  let summary: CheckSummary

  var document: SizedMarkdown {
    SizedMarkdown([
      SizedMarkdown.Block(name: "the verdict", text: heading),
      SizedMarkdown.Block(name: "the findings", text: findings),
      SizedMarkdown.Block(name: "the gates", text: gates),
      SizedMarkdown.Block(name: "what cannot be met", text: refusals),
      SizedMarkdown.Block(name: "the waivers", text: waivers),
      SizedMarkdown.Block(
        name: "what it was made from",
        text: "<sub>\(MarkdownText.html(summary.input.provenance))</sub>"),
    ])
  }

  private var plan: Plan { summary.input.plan }

  private var heading: String {
    let mark = summary.audit.fails ? "Failed" : "Passed"
    return "### \(mark): \(MarkdownText.escaped(plan.requirements.name))\n\n"
      + [summary.verdict, summary.audit.sentence].compactMap { $0 }.map(MarkdownText.escaped)
      .joined(separator: " ")
  }

  private var findings: String {
    guard !summary.audit.findings.isEmpty || !summary.audit.gone.isEmpty else { return "" }
    var table = MarkdownTable("Finding", "Level", "What", "Answer")
    for finding in summary.audit.findings {
      let place = summary.place(of: finding)
      let state =
        finding.waiver != nil
        ? "waived" : summary.audit.isKnown(finding) ? "known" : finding.level.rawValue
      table.add(
        MarkdownText.code("\(finding.rule) \(finding.subject)"), state,
        MarkdownText.escaped(
          [finding.message, finding.remedy].compactMap { $0 }.joined(separator: " ")),
        MarkdownText.escaped(place.description))
    }
    for gone in summary.audit.gone {
      table.add(
        MarkdownText.code(gone.fingerprint), "gone", MarkdownText.escaped(gone.message), "")
    }
    return table.text
  }

  private var gates: String {
    var table = MarkdownTable("Gate", "Required", "Observed", "Result")
    for gate in plan.gates {
      table.add(
        MarkdownText.escaped(gate.id), MarkdownText.escaped(gate.required),
        GateMethod.method(of: gate).sign + " " + MarkdownText.escaped(gate.observed),
        result(gate))
    }
    return table.text
  }

  private func result(_ gate: Gate) -> String {
    if gate.passes { return "pass" }
    if gate.isWaived { return "waived" }
    if summary.audit.knownGates.contains(gate.id) { return "known" }
    return gate.level == .error ? "**fail**" : gate.level.rawValue
  }

  private var refusals: String {
    let sentences = summary.input.refusals.flatMap(RefusalText.sentences)
    return sentences.isEmpty
      ? "" : sentences.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n")
  }

  private var waivers: String {
    let states = plan.waivers.map { "- \(MarkdownText.escaped(WaiverText.sentence($0)))" }
    guard let count = WaiverText.count(plan) else { return "" }
    return ([MarkdownText.escaped(count), ""] + states).joined(separator: "\n")
  }
}
