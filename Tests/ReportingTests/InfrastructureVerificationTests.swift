import Foundation
import Testing

/// Runs the tools that others trust over rendered templates.
///
/// Layout, own checks and validation go over all, what takes longer over every so many. `make
/// verify-templates` runs everything over everything, with seeded faults and the emulator, which take
/// too long for here.
@Suite(.serialized) struct InfrastructureVerificationTests {
  @Test(arguments: [
    ["--steps", "layout,own,validate"],
    ["--steps", "plan", "--every", "12"],
    ["--steps", "checkov", "--every", "8"],
    ["--steps", "lint", "--every", "4", "--regions", "us-east-1", "eu-central-1"],
  ])
  func renderedTemplatesPass(_ arguments: [String]) throws {
    let matrix = try RenderedMatrix()
    defer { matrix.remove() }
    let result = try run("Tests/Tools/verify-templates", arguments + ["--"] + matrix.parts)
    for line in result.output.split(separator: "\n") where line.hasPrefix("SKIPPED ") {
      print(line)
    }
    #expect(result.status == 0, "\(result.output.suffix(12_000))")
  }
}

/// Runs a script of the repository to its end; standard output and error together.
private func run(_ script: String, _ arguments: [String]) throws -> (status: Int32, output: String)
{
  let process = Process()
  process.executableURL = TemplateFolder.repository.appendingPathComponent(script)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
