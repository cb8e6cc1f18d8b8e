import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// `tenfold explain FILE flips`: what would reverse each decision of a stage, and what cannot be met.
package struct FlipDocument: Sendable {
  /// The word that asks for it.
  package static let topic = "flips"

  let input: ReportInput
  let stageIndex: Int

  /// - Parameter stage: The index of the stage, from 0; nil for the present one.
  /// - Throws: A stage that there is not.
  package init(_ input: ReportInput, stage: Int? = nil) throws(ExplanationRefusal) {
    self.input = input
    stageIndex = try ExplanationDocument.index(of: stage, in: input.plan)
  }

  private var flips: [FlipText] {
    let plan = input.plan
    return input.flips?.texts(of: plan.decisions(at: stageIndex)) ?? []
  }

  private var firm: [String] {
    let addresses = Set(input.flips?.firm ?? [])
    return input.plan.decisions(at: stageIndex).filter { addresses.contains($0.address) }.map {
      let unit = $0.address.unit.map { "\($0): " } ?? ""
      return unit + "\(DecisionText.heading($0.decision)): "
        + ($0.decision.chosen.map($0.decision.title) ?? "")
    }
  }

  private var heading: String {
    StageStory.heading(stageIndex + 1, input.plan.stages[stageIndex])
  }

  /// Why there is nothing to say; nil where something was searched.
  private var silence: String? {
    input.flips == nil ? "Nothing carries the present users, so that nothing is decided." : nil
  }

  private var refusals: [String] { input.refusals.flatMap(RefusalText.sentences) }

  package var text: String {
    var blocks = ["\(input.plan.requirements.name), \(heading)"]
    func add(_ heading: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      let lines = items.flatMap { item in
        TextWrap.lines(item, width: ExplanationDocument.width(input) - 6).enumerated().map {
          ($0 == 0 ? "  " : "      ") + $1
        }
      }
      blocks.append(([heading] + lines).joined(separator: "\n"))
    }
    if let silence { add("Nothing was searched", [silence]) }
    add("What cannot be met", refusals)
    add("What would reverse the decisions", flips.map(\.sentence))
    add("Not reversed by one answer, nor by a pair of those tried", firm)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  package var markdown: String {
    var blocks = ["# \(MarkdownText.escaped(input.plan.requirements.name)): what would reverse it"]
    if !refusals.isEmpty {
      blocks.append(
        "## What cannot be met\n\n"
          + refusals.map { "- \(MarkdownText.escaped($0))" }.joined(separator: "\n"))
    }
    if let silence { blocks.append(MarkdownText.escaped(silence)) }
    blocks.append(Self.table(flips))
    if !firm.isEmpty {
      blocks.append(
        "Not reversed by one answer, nor by a pair of those tried: "
          + firm.map(MarkdownText.escaped).joined(separator: "; ") + ".")
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// The flips as a table; empty where there are none.
  static func table(_ flips: [FlipText]) -> String {
    var table = MarkdownTable("Decision", "Now", "Instead", "When")
    for flip in flips {
      table.add(
        MarkdownText.escaped(flip.heading),
        MarkdownText.escaped(flip.decision.title(flip.flip.from)),
        MarkdownText.escaped(flip.target), MarkdownText.escaped(flip.condition))
    }
    return table.isEmpty ? "" : table.text
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("notSearched", orNull: silence)
        json.member("refusals", each: input.refusals, WhyJSON.refusal)
        json.member("reversals", orNull: input.flips, WhyJSON.flips)
        json.member("stage", input.plan.stages[stageIndex].definition.id)
        json.member("system", input.plan.requirements.name)
      }
    }.text
  }
}
