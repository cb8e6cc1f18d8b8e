import Foundation
import TestSupport
import Testing

/// Help, streams and formats of the commands.
@Suite struct CommandOutputTests {
  static let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")

  @Test(arguments: [
    "", "plan", "check", "explain", "what-if", "diff", "new", "schema", "migrate", "lens",
    "interview", "calibrate",
    "catalog", "templates",
  ])
  func help(_ command: String) throws {
    let run = try ProgramRun((command.isEmpty ? [] : [command]) + ["--help"])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    expectSnapshot(run.output, named: "help\(command.isEmpty ? "" : "-" + command).txt")
  }

  @Test func withoutATerminalTheProgramPrintsItsHelp() throws {
    let run = try ProgramRun([])
    #expect(run.status == 0)
    #expect(run.output.contains("USAGE: tenfold"))
  }

  @Test(arguments: [["plan"], ["check"], ["explain"], ["explain", "compute"]])
  func resultsGoToStandardOutputWithoutColour(_ arguments: [String]) throws {
    let command = [arguments[0], Self.webshop] + arguments.dropFirst()
    let run = try ProgramRun(command, environment: ["NO_COLOR": "1"])
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(run.errors.isEmpty)
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test(arguments: [["check"], ["explain"]]) func jsonMirrorsTheText(_ command: [String]) throws {
    let run = try ProgramRun(command + [Self.webshop, "--format", "json"])
    #expect(run.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(object is [String: Any])
  }

  @Test func answersMayComeFromStandardInput() throws {
    let text = try Data(contentsOf: URL(fileURLWithPath: Self.webshop))
    let fromInput = try ProgramRun(["check", "-"], input: text)
    let fromFile = try ProgramRun(["check", Self.webshop])
    #expect(fromInput.status == 0)
    #expect(fromInput.output == fromFile.output)
  }

  @Test func aStarterFileCanBePlannedAtOnce() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    #expect(try ProgramRun(["new", "--output", scratch.path("a.yaml")]).status == 0)
    #expect(try ProgramRun(["plan", scratch.path("a.yaml")]).status == 0)
    #expect(try ProgramRun(["new", "--output", scratch.path("a.yaml")]).status == 73)
  }

  @Test func anUnknownTopicNamesTheNearest() throws {
    let run = try ProgramRun(["explain", Self.webshop, "computer"])
    #expect(run.status == 64)
    #expect(run.errors.contains("compute"))
  }
}
