import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// What can be asked of `tenfold explain`: the decisions of a stage and what is no decision.
package struct ExplanationTopics: Sendable {
  /// The word that asks for this list.
  package static let topic = "topics"

  /// Topics that are no decision, with what they answer.
  package static let others: [(topic: String, about: String)] = [
    (FailureDocument.topic, "what becomes of the stage when something fails, in numbers"),
    (FlipDocument.topic, "what would reverse each decision, and what cannot be met"),
    (ScheduleDocument.topic, "when to run which architecture over the horizon, and what it costs"),
    (topic, "this list"),
  ]

  let input: ReportInput
  let stageIndex: Int

  /// - Parameter stage: The index of the stage, from 0; nil for the present one.
  /// - Throws: A stage that there is not.
  package init(_ input: ReportInput, stage: Int? = nil) throws(ExplanationRefusal) {
    self.input = input
    stageIndex = try ExplanationDocument.index(of: stage, in: input.plan)
  }

  private var decisions: [Decision] { input.plan.stages[stageIndex].decisions }

  private var entries: [(topic: String, about: String)] {
    var kinds: [String] = []
    for decision in decisions where decision.scope != nil {
      if !kinds.contains(decision.definition.id) { kinds.append(decision.definition.id) }
    }
    return decisions.map { ($0.id, "\(DecisionText.heading($0)): \(Self.choice($0))") }
      + kinds.map { kind in
        (
          kind,
          "all of \(decisions.filter { $0.definition.id == kind }.map(\.id).joined(separator: ", "))"
        )
      } + Self.others
  }

  private static func choice(_ decision: Decision) -> String {
    decision.chosen.map(decision.title) ?? "no option is left"
  }

  package var text: String {
    var table = PlainTable(["  topic", "about"])
    for entry in entries { table.add(["  " + entry.topic, entry.about]) }
    let heading = StageStory.heading(stageIndex + 1, input.plan.stages[stageIndex])
    return
      (["\(input.plan.requirements.name), \(heading)", ""]
      + table.lines(width: ExplanationDocument.width(input))).joined(separator: "\n") + "\n"
  }

  package var markdown: String {
    var table = MarkdownTable("Topic", "About")
    for entry in entries {
      table.add(MarkdownText.code(entry.topic), MarkdownText.escaped(entry.about))
    }
    return "# \(MarkdownText.escaped(input.plan.requirements.name)): topics\n\n" + table.text + "\n"
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("stage", input.plan.stages[stageIndex].definition.id)
        json.member("topics", each: entries) { entry, json in
          json.object { json in
            json.member("about", entry.about)
            json.member("topic", entry.topic)
          }
        }
      }
    }.text
  }
}
