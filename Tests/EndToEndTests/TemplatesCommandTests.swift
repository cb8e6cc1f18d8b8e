import Foundation
import TestSupport
import Testing

/// Templates of one's own over those that ship, and lines of templates explained, on the built program.
@Suite struct TemplatesCommandTests {
  @Test func whatShipsHasNoMistake() throws {
    let run = try ProgramRun(["templates", "lint"])
    #expect(run.status == 0)
    #expect(run.output.hasSuffix(" templates, 0 mistakes\n"))
  }

  @Test func listsAndShows() throws {
    let list = try ProgramRun(["templates", "list"])
    #expect(list.output.contains("terraform/network.tf.mustache "))
    let shown = try ProgramRun(["templates", "show", "terraform/network.tf"])
    #expect(shown.output.contains("resource \"aws_vpc\" \"main\""))
    let missing = try ProgramRun(["templates", "show", "network"])
    #expect(missing.status == 64)
    #expect(missing.errors.contains("Near: "))
  }

  @Test(arguments: [
    (
      "{{% CONTENT_TYPE: HCL}}\n# {{systemNam}}\n", ":2:3: no rendering has a value named systemNam"
    ),
    ("{{% CONTENT_TYPE: HCL}}\n{{{region}}}\n", ":2:1: inserts region without escaping it"),
    ("{{% CONTENT_TYPE: HCL}}\n {{> terraform/parts/no}}\n", ":2:2: there is no part"),
  ])
  func mistakesHaveTheirPlace(_ text: String, _ expected: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-own-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let terraform = folder.appendingPathComponent("terraform")
    try FileManager.default.createDirectory(at: terraform, withIntermediateDirectories: true)
    try text.write(
      to: terraform.appendingPathComponent("own.tf.mustache"), atomically: true, encoding: .utf8)
    let run = try ProgramRun(["templates", "lint", "--templates", folder.path])
    #expect(run.status == 78)
    #expect(run.output.contains("terraform/own.tf.mustache" + expected), "\(run.output)")
  }

  @Test(arguments: ["nowhere", "compute.tf:0", "06-over-10000-users/terraform/no.tf:3"])
  func aLineThatLeadsNowhereIsRefused(_ place: String) throws {
    let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let run = try ProgramRun(["explain", webshop, "--template", place])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }
}
