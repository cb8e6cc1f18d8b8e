import CatalogModel
import Quantities
import Requirements
import Roadmap

/// What `tenfold check` prints: each gate with what is required, what was found and who is to blame.
package struct CheckSummary: Sendable {
  let input: ReportInput

  package init(_ input: ReportInput) {
    self.input = input
  }

  /// The exit code that goes with it: 0, or 2 when a gate fails.
  package var exitCode: Int { Verdict(plan: input.plan).exitCode }

  package var text: String {
    let lines =
      ["\(input.plan.requirements.name): \(Verdict(plan: input.plan).gates)", ""]
      + GateTable(gates: input.plan.gates).lines(width: input.textWidth)
      + WaiverText.lines(input.plan, width: input.textWidth) + RefusalText.block(input)
    return lines.joined(separator: "\n") + "\n"
  }

  package var json: String {
    let verdict = Verdict(plan: input.plan)
    return JSONValue.object([
      "made": PlanDocument.provenance(input),
      "verdict": .string(verdict.word),
      "exitCode": .number(Double(verdict.exitCode)),
      "system": .string(input.plan.requirements.name),
      "gates": .array(input.plan.gates.map(PlanDocument.gate)),
      "refusals": .array(input.refusals.map(WhyJSON.refusal)),
      "waivers": .array(input.plan.waivers.map(PlanDocument.waiver)),
      "asOf": .optional(input.plan.day?.description),
    ]).document
  }
}
