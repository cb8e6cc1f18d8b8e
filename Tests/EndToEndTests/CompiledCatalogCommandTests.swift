import Foundation
import TestSupport
import Testing

/// What was compiled changes how long commands take, and nothing that they say.
@Suite struct CompiledCatalogCommandTests {
  private static let commands = [
    ["plan", RepositoryFiles.path("Examples/saas-idea.answers.yaml"), "--format", "json"],
    ["plan", RepositoryFiles.path("Examples/travel-platform.answers.yaml")],
    ["explain", RepositoryFiles.path("Examples/webshop.answers.yaml"), "compute"],
    ["catalog", "show", "lambda"],
    ["catalog", "list", "--prices", "nat."],
    ["catalog", "lint"],
    ["plan", RepositoryFiles.path("Examples/webshop.answers.yaml"), "--overlay", "OVERLAY"],
  ]

  private static func said(_ catalog: String, overlay: String) throws -> [String] {
    try commands.map { command in
      let run = try ProgramRun(
        command.map { $0 == "OVERLAY" ? overlay : $0 } + ["--catalog", catalog])
      return "\(run.status)\n\(run.output)\n\(run.errors)"
    }
  }

  @Test func commandsSayTheSameWithAndWithoutIt() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let catalog = scratch.path("catalog")
    try FileManager.default.copyItem(atPath: RepositoryFiles.path("Catalog"), toPath: catalog)
    try? FileManager.default.removeItem(atPath: catalog + "/compiled.bin")
    let overlay = scratch.path("overlay")
    try FileManager.default.createDirectory(
      atPath: overlay + "/services", withIntermediateDirectories: true)
    let before = try Self.said(catalog, overlay: overlay)
    #expect(before.allSatisfy { $0.count > 10 })
    let made = try ProgramRun(["catalog", "compile", "--catalog", catalog])
    #expect(made.status == 0 && made.output.contains("values of 13 of 13 regions"), "\(made)")
    let checked = try ProgramRun(["catalog", "compile", "--check", "--catalog", catalog])
    #expect(checked.status == 0 && checked.output.contains("in step"), "\(checked)")
    let after = try Self.said(catalog, overlay: overlay)
    for (index, command) in Self.commands.enumerated() {
      #expect(before[index] == after[index], "\(command)")
    }
    // A price that is saved again is a table that has changed.
    let prices = catalog + "/prices/eu-central-1/ec2.tsv"
    let text = try String(contentsOfFile: prices, encoding: .utf8)
    try String(text.dropLast()).write(toFile: prices, atomically: true, encoding: .utf8)
    let stale = try ProgramRun(["catalog", "compile", "--check", "--catalog", catalog])
    #expect(
      stale.status == 2
        && stale.output == "prices/eu-central-1: changed since it was compiled\n", "\(stale)")
  }
}
