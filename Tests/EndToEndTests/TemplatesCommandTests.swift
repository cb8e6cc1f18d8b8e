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
    ("{{% CONTENT_TYPE: HCL}}\n# {{ . }}\n", ":2:3: inserts whatever is at hand"),
    ("{{% CONTENT_TYPE: HCL}}\n {{> terraform/parts/no}}\n", ":2:2: there is no part"),
    ("{{% CONTENT_TYPE: HCL}}\nbucket = \"a\n", ":2:1: a string is opened and not closed"),
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
    let place = folder.path + "/terraform/own.tf.mustache" + expected
    #expect(run.output.contains(place), "\(run.output)")
    let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let out = folder.appendingPathComponent("out").path
    let plan = try ProgramRun(["plan", webshop, "--templates", folder.path, "--out", out])
    #expect(plan.status == 78)
    #expect(plan.errors.contains(place), "\(plan.errors)")
  }

  @Test func aFileThatNothingIsMadeOfIsAMistake() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tenfold-own-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // A folder that is still empty is no mistake.
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("terraform/parts"), withIntermediateDirectories: true)
    for name in ["main.tf", "own.tf.mustache"] {
      try "{{% CONTENT_TYPE: HCL}}\n".write(
        to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    let run = try ProgramRun(["templates", "lint", "--templates", folder.path])
    #expect(run.status == 78)
    #expect(run.output.contains("\(folder.path)/main.tf: makes no file"), "\(run.output)")
    #expect(run.output.contains("\(folder.path)/own.tf.mustache: makes no file"), "\(run.output)")
    #expect(run.output.contains(", 2 mistakes"), "\(run.output)")
  }

  /// What lies between two units leads to the decision on their edge, what a unit has to its own.
  @Test func aLineBetweenUnitsLeadsToItsEdge() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let answers = RepositoryFiles.path("Tests/TemplateCases/bookings.answers.yaml")
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", answers, "--samples", "0", "--out", out]).status == 0)
    for (file, resource, decision) in [
      ("between/main.tf", "aws_ssm_parameter\" \"booking_pricing", "integration:booking-pricing"),
      ("between/main.tf", "aws_iam_policy\" \"booking_pricing_call", "integration:booking-pricing"),
      ("booking/data.tf", "aws_db_instance\" \"main", "booking.database"),
    ] {
      let path = "templates/01-1-user/terraform/\(file)"
      let lines = try String(contentsOfFile: "\(out)/\(path)", encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      let line = try #require(lines.firstIndex { $0.contains("resource \"\(resource)\"") }) + 1
      let run = try ProgramRun(["explain", answers, "--template", "\(path):\(line)"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("rests on \(decision)."), "\(run.output.prefix(300))")
    }
  }

  @Test(arguments: ["nowhere", "compute.tf:0", "06-over-10000-users/terraform/no.tf:3"])
  func aLineThatLeadsNowhereIsRefused(_ place: String) throws {
    let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
    let run = try ProgramRun(["explain", webshop, "--template", place])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
  }
}
