import Foundation
import Testing

/// Runs the tools that others trust over the whole matrix.
@Suite(.serialized) struct InfrastructureVerificationTests {
  @Test func everyTerraformRootIsLaidOutValidAndPlans() throws {
    let matrix = try RenderedMatrix()
    defer { matrix.remove() }
    let result = try run(
      "Tests/Tools/verify-terraform", [matrix.roots.path, matrix.batch.path, matrix.planned.path])
    if result.status == 75 {
      print("SKIPPED terraform validate: \(matrix.names.count) roots")
      return
    }
    #expect(result.status == 0, "\(result.output.suffix(12_000))")
  }

  @Test func everyCloudFormationTemplateLintsWithoutWarnings() throws {
    let matrix = try RenderedMatrix()
    defer { matrix.remove() }
    guard let lint = lintPath() else {
      print("SKIPPED cfn-lint: \(matrix.names.count) templates")
      return
    }
    let templates = matrix.names.map {
      matrix.roots.appendingPathComponent("\($0)/cloudformation/template.yaml").path
    }
    let result = try run("Tests/Tools/verify-cloudformation", [lint] + templates)
    #expect(result.status == 0, "\(result.output.suffix(12_000))")
  }
}

/// The linter of the repository's own environment, else the one on the search path.
private func lintPath() -> String? {
  let own = TemplateFolder.repository.appendingPathComponent(".venv/bin/cfn-lint").path
  let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
  let found = path.split(separator: ":").map { "\($0)/cfn-lint" }
  return ([own] + found).first(where: FileManager.default.isExecutableFile)
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
