import Foundation
import TestSupport
import Testing

/// `tenfold simulate` from the outside.
@Suite struct SimulateCommandTests {
  private static let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")
  private static let quick = ["--precision", "20"]

  @Test func help() throws {
    let run = try ProgramRun(["simulate", "--help"])
    #expect(run.status == 0)
    expectSnapshot(run.output, named: "help-simulate.txt")
  }

  @Test func modelAndSimulationStandSideBySide() throws {
    let run = try ProgramRun(["simulate", Self.webshop, "--stage", "1"] + Self.quick)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    for part in ["model", "simulated ± 99 %", "compute, busy", "all requests, p99", "agrees"] {
      #expect(run.output.contains(part), "\(part) is missing")
    }
  }

  @Test func sameSeedSameBytes() throws {
    let command = ["simulate", Self.webshop, "--format", "json", "--seed", "7"] + Self.quick
    let first = try ProgramRun(command)
    #expect(first.status == 0)
    #expect(try ProgramRun(command).output == first.output)
    let object = try JSONSerialization.jsonObject(with: Data(first.output.utf8))
    let stages = (object as? [String: Any])?["stages"] as? [[String: Any]]
    #expect(stages?.count == 1)
    #expect((stages?.first?["comparisons"] as? [[String: Any]])?.count ?? 0 > 10)
  }

  @Test(arguments: [
    (["--stage", "0"], "from 1 to 9"), (["--stage", "10"], "from 1 to 9"),
    (["--stage", "next"], "a number from 1 on"), (["--precision", "0"], "from 0.1 to 50"),
    (["--balancing", "best"], "balancing"),
  ])
  func mistakesAreExplained(_ options: [String], _ text: String) throws {
    let run = try ProgramRun(["simulate", Self.webshop] + options)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(text))
  }

  @Test func aMissingFileIsNamed() throws {
    let run = try ProgramRun(["simulate", "no-such-file.yaml"])
    #expect(run.status == 66)
    #expect(run.errors.contains("no-such-file.yaml"))
  }
}
