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

  private static let divided = RepositoryFiles.path("Examples/parcel-tracking.answers.yaml")
  private static let units = ["tracking", "scans", "notices"]

  /// Of a divided system every unit is looked at, one after another, or the one that is named.
  @Test(arguments: [["simulate", "--precision", "50"], ["risk", "--samples", "16"]])
  func unitsAreLookedAtOneAfterAnother(_ command: [String]) throws {
    func run(_ more: [String]) throws -> ProgramRun {
      try ProgramRun([command[0], Self.divided] + command.dropFirst() + more)
    }
    let text = try run([])
    // With so few requests a number may disagree.
    #expect([0, 2].contains(text.status), "\(text.errors)")
    let json = try run(["--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let systems = try #require(object as? [[String: Any]]).compactMap { $0["system"] as? String }
    #expect(systems == Self.units.map { "parcel-tracking-\($0)" })
    for system in systems { #expect(text.output.contains(system), "\(system)") }
    let one = try run(["--unit", "scans"])
    #expect(one.output.contains("parcel-tracking-scans"))
    #expect(!one.output.contains("parcel-tracking-notices"))
    let other = try run(["--unit", "lorries"])
    #expect(other.status == 64 && other.errors.contains("tracking, scans, notices"))
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
