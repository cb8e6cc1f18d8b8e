import Foundation
import TestSupport
import Testing

/// Gates, waivers and their day, the migration of old files and the lens, as a user meets them.
@Suite struct GateCommandTests {
  private static let webshop = RepositoryFiles.path("Examples/webshop.answers.yaml")

  /// The webshop's answers with a policy.
  private static func shop(_ scratch: Scratch) throws -> String {
    let policy = """
      weights:
        - {criterion: cost, times: 2}
      gates:
        - {name: cap, mostUSD: 250}
        - {name: tail, measure: p99, mostMilliseconds: 50, level: warning}
        - {name: jump, measure: cost-change, mostShare: 20%}
      waivers:
        - {name: cap, owner: Ada, reason: "until the sale is over", expires: 2027-01-31}

      """
    let text = try String(contentsOfFile: webshop, encoding: .utf8)
    return try scratch.write("shop.answers.yaml", Data((text + policy).utf8))
  }

  @Test func gatesAndWaiversStandInTheCheck() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let run = try ProgramRun([
      "check", try Self.shop(scratch), "--today", "2027-01-31", "--against", Self.webshop,
    ])
    #expect(run.status == 0 && run.errors.isEmpty)
    expectSnapshot(run.output, named: "check-gates.txt")
  }

  /// The base of a divided system is the bill of all its units.
  @Test func theCostOfADividedSystemIsComparedWhole() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let market = RepositoryFiles.path("Examples/marketplace.answers.yaml")
    let rule = "gates: [{name: jump, measure: cost-change, mostShare: 1%}]\n"
    let path = try scratch.write(
      "market.answers.yaml",
      Data((try String(contentsOfFile: market, encoding: .utf8) + rule).utf8))
    let run = try ProgramRun(["check", path, "--against", market, "--format", "json"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let check = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let gates = try #require(check?["gates"] as? [[String: Any]])
    let jump = try #require(gates.first { $0["id"] as? String == "jump" })
    #expect((jump["observed"] as? String)?.hasPrefix("+0 %") == true)
  }

  @Test func anExpiredWaiverFailsTheCheck() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try Self.shop(scratch)
    let run = try ProgramRun(["check", path, "--today", "2027-02-01", "--format", "json"])
    #expect(run.status == 2)
    let check = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(check?["asOf"] as? String == "2027-02-01")
    let waivers = try #require(check?["waivers"] as? [[String: Any]])
    #expect(waivers.first?["state"] as? String == "expired")
    // 2027-01-31 in seconds.
    let epoch = ["SOURCE_DATE_EPOCH": "1801353600"]
    #expect(try ProgramRun(["check", path], environment: epoch).status == 0)
    #expect(try ProgramRun(["plan", path], environment: epoch).status == 0)
    #expect(try ProgramRun(["check", path, "--today", "soon"]).status == 64)
    let noTime = ["SOURCE_DATE_EPOCH": "yesterday"]
    #expect(try ProgramRun(["check", path], environment: noTime).status == 64)
  }

  @Test func anOldFileIsPlannedAndMigrated() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let old = "# ours\nschemaVersion: 0\nusers:\n  count: 500  # today\n"
    let path = try scratch.write("old.yaml", Data(old.utf8))
    let check = try ProgramRun(["check", path])
    #expect(check.status == 0)
    #expect(check.errors.contains("tenfold migrate rewrites it"))
    let shown = try ProgramRun(["migrate", path, "--output", "-"])
    #expect(shown.output == "# ours\nschemaVersion: 1\nusers:\n  now: 500  # today\n")
    #expect(try ProgramRun(["migrate", path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == shown.output)
    let again = try ProgramRun(["migrate", path])
    #expect(again.status == 0 && again.errors.contains("nothing to migrate"))
    #expect(try ProgramRun(["migrate", scratch.path("none.yaml")]).status == 66)
  }

  @Test func theLensIsWrittenOnce() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.path("lens.json")
    #expect(try ProgramRun(["lens", Self.webshop, "--output", path]).status == 0)
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let lens = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(lens?["schemaVersion"] as? String == "2021-11-01")
    #expect(try ProgramRun(["lens", Self.webshop, "--output", path]).status == 73)
    #expect(try ProgramRun(["lens", Self.webshop, "--output", path, "--force"]).status == 0)
  }
}
