import Foundation
import Testing

/// What a user gets wrong: one clear diagnostic each, exit 65, and nothing is written.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let data: Data
    /// Texts that the diagnostics must hold.
    let says: [String]

    var testDescription: String { name }

    init(_ name: String, _ text: String, says: [String]) {
      self.init(name, Data(text.utf8), says: says)
    }

    init(_ name: String, _ data: Data, says: [String]) {
      self.name = name
      self.data = data
      self.says = says
    }
  }

  static let bomb =
    "schemaVersion: 1\na: &a [x, x, x, x, x, x, x, x, x]\n"
    + ["b", "c", "d", "e", "f", "g", "h", "i"].enumerated().map { index, name in
      let before = Array("abcdefgh")[index]
      return "\(name): &\(name) [*\(before), *\(before), *\(before), *\(before), *\(before)]\n"
    }.joined()

  static let cases: [Case] = [
    Case("an empty file", "", says: ["answers.yaml", "empty"]),
    Case("a binary file", Data((0..<2000).map { UInt8(($0 * 7) % 256) }), says: ["answers.yaml"]),
    Case(
      "a file of 10 MB", Data(repeating: 0x61, count: 10_000_000), says: ["answers.yaml", "larger"]),
    Case("an alias bomb", bomb, says: ["answers.yaml:3:8", "aliases"]),
    Case(
      "not a number", "schemaVersion: 1\nusers:\n  now: .nan\n",
      says: ["answers.yaml:3:8", "users.now"]),
    Case(
      "negative users", "schemaVersion: 1\nusers:\n  now: -5\n",
      says: ["answers.yaml:3:8", "users.now"]),
    Case(
      "a growth of 1e308", "schemaVersion: 1\nusers:\n  monthlyGrowth: 1e308\n",
      says: ["answers.yaml:3:18", "monthlyGrowth"]),
    Case(
      "an unknown region", "schemaVersion: 1\nsystem:\n  region: eu-central-9\n",
      says: ["answers.yaml:3:11", "eu-central-1"]),
    Case(
      "contradictory protocols",
      "schemaVersion: 1\nfrontEnd:\n  kind: static\napi:\n  protocols: [udp]\n",
      says: ["answers.yaml:5"]),
    Case(
      "an unknown key", "schemaVersion: 1\nuser:\n  now: 5\n", says: ["answers.yaml:2:1", "users"]),
    Case("no version", "users:\n  now: 5\n", says: ["schemaVersion"]),
    Case(
      "shares that do not add up",
      "schemaVersion: 1\nrequests:\n  - {name: a, share: 50%}\n  - {name: b, share: 20%}\n",
      says: ["answers.yaml", "share"]),
  ]

  @Test(arguments: cases) func isRefusedWithItsPlace(_ bad: Case) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    _ = try scratch.write("answers.yaml", bad.data)
    let run = try ProgramRun(["plan", "answers.yaml", "--out", "plan"], in: scratch.url)
    #expect(run.status == 65)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error"))
    for text in bad.says { #expect(run.errors.contains(text)) }
    #expect(try scratch.files() == ["answers.yaml"])
  }

  @Test func everythingWrongIsSaidAtOnce() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let text = """
      schemaVersion: 1
      system:
        region: mars-1
      users:
        now: -1
        growth: 5
      api:
        protocols: [htp]
      """
    let path = try scratch.write("answers.yaml", Data(text.utf8))
    let run = try ProgramRun(["check", path])
    #expect(run.status == 65)
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors.count == 4)
  }

  @Test func aFailedRunLeavesTheOldPlan() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let good = try scratch.write("good.yaml", Data("schemaVersion: 1\n".utf8))
    let bad = try scratch.write("bad.yaml", Data("schemaVersion: 2\n".utf8))
    let out = scratch.path("plan")
    #expect(try ProgramRun(["plan", good, "--out", out]).status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: out + "/plan.json"))
    #expect(try ProgramRun(["plan", bad, "--out", out]).status == 65)
    #expect(try Data(contentsOf: URL(fileURLWithPath: out + "/plan.json")) == before)
  }
}
