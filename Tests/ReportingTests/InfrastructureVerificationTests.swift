import Foundation
import Testing

/// Runs the tools that others trust over rendered templates.
///
/// Layout, own checks and validation go over all, what takes longer over every so many, the emulator over
/// two roots that need no database, which it would let wait for minutes. `make verify-templates` runs
/// everything over everything, with seeded faults, which take too long for here.
@Suite(.serialized) struct InfrastructureVerificationTests {
  @Test(arguments: [
    ["--steps", "layout,own,validate"],
    ["--steps", "plan", "--every", "12"],
    ["--steps", "checkov", "--every", "8"],
    ["--steps", "lint", "--every", "4", "--regions", "us-east-1", "eu-central-1"],
    ["--steps", "emulator", "--apply", "matrix/case-02", "ticket-alerts/06-over-10000-users"],
  ])
  func renderedTemplatesPass(_ arguments: [String]) throws {
    let matrix = try RenderedMatrix()
    defer { matrix.remove() }
    let result = try ToolRun(
      TemplateFolder.repository.appendingPathComponent("Tests/Tools/verify-templates").path,
      arguments + ["--"] + matrix.parts)
    for line in result.output.split(separator: "\n") where line.hasPrefix("SKIPPED ") {
      print(line)
    }
    #expect(result.status == 0, "\(result.output.suffix(12_000))")
  }
}
