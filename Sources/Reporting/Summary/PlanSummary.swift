import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What `tenfold plan` prints: the verdict, the stages and the gates, in at most 100 columns.
package struct PlanSummary: Sendable {
  let input: ReportInput

  package init(_ input: ReportInput) {
    self.input = input
  }

  /// The exit code that goes with the verdict: 0, or 2 when a gate fails.
  package var exitCode: Int { Verdict(plan: input.plan).exitCode }

  package var text: String {
    let plan = input.plan
    let verdict = Verdict(input)
    let title = "\(plan.requirements.name) in \(input.catalog.region): \(verdict.gates)"
    let blocks = [
      TextWrap.lines(title, width: input.textWidth),
      verdict.sentences.flatMap { TextWrap.lines($0, width: input.textWidth) },
      divided?.lines(width: input.textWidth)
        ?? stages.lines(width: input.textWidth) + legend,
      GateTable(gates: plan.gates).lines(width: input.textWidth)
        + WaiverText.lines(plan, width: input.textWidth) + RefusalText.block(input), signs,
    ]
    return (blocks + [warnings, OverrideList(input).lines(width: input.textWidth)])
      .filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The units of each stage, where there are several.
  private var divided: CompositionSummary? {
    input.plan.composition.flatMap {
      $0.isDivided ? CompositionSummary(composition: $0) : nil
    }
  }

  /// What stands today and closes, and what a commitment binds to.
  private var warnings: [String] {
    let closing = input.plan.notes.filter(\.isLifecycleWarning).map { "warning: \($0.text)" }
    let bound = CommitmentSummary(input.plan.presentItems).map(
      CommitmentText.sentence)
    return (closing + [bound].compactMap { $0 }).flatMap {
      TextWrap.lines($0, width: input.textWidth)
    }
  }

  private var legend: [String] {
    input.plan.stories().contains(where: \.fallsShort)
      ? ["! carries fewer users than its label; the roadmap says why"] : []
  }

  private var signs: [String] { TextWrap.lines(Method.legend + ".", width: input.textWidth) }

  private var stages: PlainTable {
    var table = PlainTable(
      ["", "users", "carries ≈", "req/s ∑", "p99 ms ≈", "USD/month ∑", "architecture"],
      rightAligned: [2, 3, 4, 5])
    let stories = input.plan.stories()
    for (index, stage) in input.plan.stages.enumerated() {
      let rate = NumberText.count(stage.workload.requestRate.value)
      guard let story = stories.first(where: { $0.number == index + 1 }) else {
        table.add(["", stage.definition.label, "", rate, "", "", "out of reach"])
        continue
      }
      let latency = story.planned.assessment.latency?.all
      let words =
        story.planned.isUnchanged ? "unchanged" : ArchitectureWords(stage: story.planned).short
      table.add([
        story.isPresent ? "now" : "", stage.definition.label,
        (story.planned.breaking.users.map { NumberText.count($0.value) } ?? "any")
          + (story.fallsShort ? "!" : ""),
        rate, latency.map { NumberText.milliseconds($0.p99) } ?? "saturated",
        NumberText.dollars(story.planned.costs.total), words,
      ])
    }
    return table
  }
}
