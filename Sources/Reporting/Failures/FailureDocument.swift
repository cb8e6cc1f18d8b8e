import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// `tenfold explain FILE failures`: what becomes of a stage when something fails, in numbers.
package struct FailureDocument: Sendable {
  private let input: ReportInput
  private let stage: StagePlan
  private let number: Int
  private let whatIfs: [WhatIf]

  /// The word that asks for it in the place of a decision.
  package static let topic = "failures"

  /// The what-ifs of a stage.
  ///
  /// - Parameter stage: The index of the stage, from 0; nil for the present one. Of an unchanged stage
  ///   those of the one that it continues.
  /// - Throws: A stage that there is not.
  package init(_ input: ReportInput, stage: Int? = nil) throws(ExplanationRefusal) {
    let stages = input.plan.stages
    let index = stage ?? input.plan.currentIndex ?? 0
    guard stages.indices.contains(index) else {
      throw .unknownStage(index, count: stages.count)
    }
    let found = input.failures.last { $0.stage <= index }
    self.input = input
    self.stage = stages[found?.stage ?? index]
    number = (found?.stage ?? index) + 1
    whatIfs = stages[index].planned == nil ? [] : found?.whatIfs ?? []
  }

  private var heading: String { StageStory.heading(number, stage) }

  private var load: String {
    "\(NumberText.users(stage.workload.users)) and \(NumberText.rate(stage.workload.requestRate))"
  }

  package var markdown: String {
    let title =
      "# \(MarkdownText.escaped(input.plan.requirements.name)): when something fails at "
      + heading.prefix(1).lowercased() + heading.dropFirst()
    let legend = "Signs: \(Method.legend)."
    return [title, whatIfs.isEmpty ? Self.nothing : FailureTable.stage(whatIfs), legend]
      .joined(separator: "\n\n") + "\n"
  }

  package var json: String {
    JSONWriter.document { json in
      json.object { json in
        json.member("failures", each: whatIfs, FailureJSON.write)
        json.member("made") { PlanDocument.provenance(input, to: &$0) }
        json.member("stage", stage.definition.id)
        json.member("system", input.plan.requirements.name)
      }
    }.text
  }

  private static let nothing = "No architecture reaches this stage: there is nothing to fail."

  /// For a terminal.
  package var text: String {
    let width = input.textWidth
    var blocks = [["\(input.plan.requirements.name), \(heading): \(load) at the peak"]]
    for whatIf in whatIfs {
      blocks.append(
        ["\(whatIf.kind.rawValue): \(whatIf.outcome == .fails ? "FAILS" : whatIf.outcome.rawValue)"]
          + TextWrap.lines("If " + whatIf.premise + ":", width: width, indent: "  ")
          + whatIf.figures.flatMap {
            TextWrap.lines(
              WhatIfText.figure($0) + " (\($0.method.label))", width: width, indent: "    ")
          }
          + (whatIf.remedy.map {
            TextWrap.lines("To hold it takes: " + $0 + ".", width: width, indent: "  ")
          } ?? []))
    }
    if whatIfs.isEmpty { blocks.append([Self.nothing]) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
