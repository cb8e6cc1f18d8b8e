import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

/// What-ifs as tables of Markdown.
enum FailureTable {
  static let heading = "When something fails"

  /// One stage in full, for its section.
  static func stage(_ whatIfs: [WhatIf]) -> String {
    guard !whatIfs.isEmpty else { return "" }
    var table = MarkdownTable("If", "Then", "It", "What would make it hold")
    for whatIf in whatIfs {
      table.add(
        MarkdownText.escaped(MarkdownText.sentence(whatIf.premise)),
        MarkdownText.escaped(WhatIfText.figures(whatIf)), WhatIfText.outcome(whatIf),
        whatIf.remedy.map { MarkdownText.escaped(MarkdownText.sentence($0)) } ?? "")
    }
    return "**When something fails** at the peak of this stage\n\n" + table.text
  }

  /// All stages at a glance.
  static func overview(_ failures: [StageFailures], plan: Plan) -> String {
    guard !failures.isEmpty else { return "" }
    var table = MarkdownTable(
      "Stage", "Zone loss", "Cold cache", "Replica or writer loss", "Flash crowd", "Retry storm")
    for entry in failures {
      let stage = plan.stages[entry.stage]
      let heading = StageStory.heading(entry.stage + 1, stage)
      func cell(_ kind: WhatIf.Kind) -> String {
        // Of several of one kind, such as a replica and the writer, the worst.
        let ofKind = entry.whatIfs.filter { $0.kind == kind }
        guard let whatIf = ofKind.max(by: { $0.outcome < $1.outcome }) else { return "" }
        let key = MarkdownText.escaped(WhatIfText.key(whatIf))
        return WhatIfText.outcome(whatIf) + (key.isEmpty ? "" : ": " + key)
      }
      table.add(
        "[\(entry.stage + 1): \(stage.definition.label)](#\(MarkdownText.anchor(heading)))",
        cell(.zoneLoss), cell(.coldCache), cell(.replicaLoss), cell(.flashCrowd), cell(.retryStorm))
    }
    return """
      ## \(heading)

      Each at the peak of the stage's label, with the sizes of the stage. It *holds* within the \
      objectives, *degrades* when requests are late or a passing overload would not heal by itself, \
      *fails* when requests are lost. What is assumed, every number and what would make it hold are in the sections of the stages.

      \(table.text)
      """
  }
}
