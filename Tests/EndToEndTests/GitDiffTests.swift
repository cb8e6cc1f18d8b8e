import Foundation
import TestSupport
import Testing

/// `tenfold diff FILE --against`: the same file at another commit.
@Suite struct GitDiffTests {
  /// A repository with the webshop's answers in a folder, committed, and then changed.
  private struct Repository {
    let scratch: Scratch

    init() throws {
      scratch = try Scratch()
      try FileManager.default.createDirectory(
        atPath: scratch.path("plans"), withIntermediateDirectories: true)
      try write(text)
      try git("init", "--quiet", "--initial-branch=main")
      try git("add", "plans")
      try git(
        "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "first")
      try write(text.replacing("now: {value: 2500,", with: "now: {value: 90000,"))
    }

    private let text: String = {
      let path = RepositoryFiles.path("Examples/webshop.answers.yaml")
      return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }()

    private func write(_ text: String) throws {
      _ = try scratch.write("plans/shop.answers.yaml", Data(text.utf8))
    }

    private func git(_ arguments: String...) throws {
      let run = try ProgramRun(
        executable: "/usr/bin/env", ["git"] + arguments, in: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
    }

    func diff(_ arguments: String...) throws -> ProgramRun {
      try ProgramRun(
        ["diff", "--catalog", RepositoryFiles.path("Catalog")] + arguments, in: scratch.url)
    }
  }

  @Test func theFileIsComparedWithItsPast() throws {
    let repository = try Repository()
    defer { repository.scratch.remove() }
    let run = try repository.diff(
      "plans/shop.answers.yaml", "--against", "main", "--detailed-exitcode")
    #expect(run.status == 3 && run.errors.isEmpty)
    #expect(run.output.contains("answers main:shop.answers.yaml"))
    #expect(run.output.contains("~ users.now: 2500"))
    #expect(run.output.contains("-> 90000"))
    let order = ["\nAnswers\n", "\nVerdict", "\nUtilization\n", "\nResponse times\n", "\nCost\n"]
      .map { run.output.range(of: $0)?.lowerBound }
    #expect(!order.contains(nil))
    #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
  }

  @Test func whatGitCannotGiveIsTold() throws {
    let repository = try Repository()
    defer { repository.scratch.remove() }
    let file = "plans/shop.answers.yaml"
    for (reference, message) in [
      ("mian", "the repository has no commit `mian`"),
      ("--output=x", "the repository has no commit `--output=x`"),
    ] {
      let run = try repository.diff(file, "--against=" + reference)
      #expect(run.status == 66 && run.output.isEmpty)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    let text = try Data(contentsOf: repository.scratch.url.appendingPathComponent(file))
    _ = try repository.scratch.write("plans/new.answers.yaml", text)
    let new = try repository.diff("plans/new.answers.yaml", "--against", "main")
    #expect(new.status == 66)
    #expect(new.errors.contains("`new.answers.yaml` was not there at `main`"))
    let outside = try Scratch()
    defer { outside.remove() }
    let lonely = try outside.write("a.yaml", text)
    let none = try repository.diff(lonely, "--against", "main")
    #expect(none.status == 66)
    #expect(none.errors.contains("is in no git repository"))
    #expect(try repository.diff(file, file, "--against", "main").status == 64)
    #expect(try repository.diff("-", "--against", "main").status == 64)
  }
}
