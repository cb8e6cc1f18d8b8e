import Foundation
import TestSupport
import Testing

/// The exit statuses that scripts rely on.
@Suite struct ExitStatusTests {
  static let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")

  @Test func anUnknownOptionIsAMistakeOfUse() throws {
    #expect(try ProgramRun(["plan", Self.webshop, "--colour"]).status == 64)
  }

  /// A mistake that shows only once the plan is made ends as one of parsing does: with the usage of its
  /// own subcommand.
  @Test(arguments: [
    (["explain", webshop, "--stage", "99"], "There is no stage 99", "explain"),
    (["risk", webshop, "--stage", "99"], "There is no stage 99", "risk"),
    (["catalog", "list", "--limit", "0"], "--limit takes a number from 1.", "catalog list"),
  ])
  func aMistakeFoundLateShowsItsOwnUsage(
    _ arguments: [String], _ says: String, _ command: String
  ) throws {
    let run = try ProgramRun(arguments)
    #expect(run.status == 64)
    #expect(run.errors.contains("Error: " + says), "\(run.errors)")
    #expect(run.errors.contains("Usage: tenfold \(command) "), "\(run.errors)")
    #expect(run.errors.contains("See 'tenfold \(command) --help'"), "\(run.errors)")
  }

  @Test func aMissingFileIsMissingInput() throws {
    let run = try ProgramRun(["plan", "nowhere.yaml"])
    #expect(run.status == 66)
    #expect(run.errors.contains("nowhere.yaml"))
  }

  @Test func aMissingCatalogIsMissingInput() throws {
    let run = try ProgramRun(["plan", Self.webshop, "--catalog", "/nonexistent"])
    #expect(run.status == 66)
    #expect(run.errors.contains("/nonexistent"))
  }

  @Test func aBadCatalogIsRefused() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let copy = scratch.path("Catalog")
    try FileManager.default.copyItem(atPath: RepositoryFiles.path("Catalog"), toPath: copy)
    let file = URL(fileURLWithPath: copy + "/services/lambda.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "source: own-knowledge", with: "source: hearsay")
      .write(to: file, atomically: true, encoding: .utf8)
    let run = try ProgramRun([
      "plan", Self.webshop, "--catalog", copy, "--out", scratch.path("plan"),
    ])
    #expect(run.status == 78)
    #expect(run.errors.contains("services/lambda.yaml:"))
    #expect(run.errors.contains("hearsay"))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("plan")))
  }

  @Test func aFolderOfSomethingElseIsNotOverwritten() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let note = try scratch.write("note.txt", Data("mine".utf8))
    let run = try ProgramRun(["plan", Self.webshop, "--out", scratch.url.path])
    #expect(run.status == 73)
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "mine")
    #expect(try scratch.files() == ["note.txt"])
  }

  struct Impossible: CustomTestStringConvertible {
    let name: String
    let answers: String
    let blames: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Impossible(
      name: "a latency below the service demand",
      answers: "objectives:\n  p95Milliseconds: 1\n  p99Milliseconds: 2\n",
      blames: "objectives.p95Milliseconds"),
    Impossible(
      name: "a budget below any cost",
      answers: "users:\n  now: 500000\nbudget:\n  monthlyUSD: 20\n", blames: "budget.monthlyUSD"),
    Impossible(
      name: "more users than anything carries",
      answers: "users:\n  now: 1e10\nrequests:\n  - {name: heavy, cpuMilliseconds: 60000}\n",
      blames: "users.now"),
  ])
  func whatCannotBeMetIsBlamed(_ impossible: Impossible) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.write(
      "answers.yaml", Data(("schemaVersion: 1\n" + impossible.answers).utf8))
    let run = try ProgramRun(["check", path])
    #expect(run.status == 2)
    #expect(run.output.contains(impossible.blames))
  }

  @Test func whatCanBeMetPasses() throws {
    let run = try ProgramRun(["check", Self.webshop])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }
}
