import Foundation
import Testing

/// What an answer file holds reaches no terminal as a command to it.
@Suite struct HostileTextTests {
  private static let hostile = #"evil\e]0;pwned\a\e[31mred\u202Eder\u009B"#

  static let files: [(String, String)] = [
    ("a refused name", "schemaVersion: 1\nsystem:\n  name: \"\(hostile)\"\n"),
    ("an unknown key", "schemaVersion: 1\n\"\(hostile)\": 5\n"),
    ("an unknown option", "schemaVersion: 1\nsystem:\n  region: \"\(hostile)\"\n"),
    ("no number", "schemaVersion: 1\nusers:\n  now: \"\(hostile)\"\n"),
    ("a name of a row", "schemaVersion: 1\nrequests:\n  - {name: \"\(hostile)\", share: 1}\n"),
    (
      "a note of an answer",
      "schemaVersion: 1\nusers:\n  now: {value: 500, note: \"\(hostile)\"}\n"
    ),
  ]

  private static let commands: [[String]] = [
    ["interview", "a.yaml", "--plain"], ["plan", "a.yaml"], ["plan", "a.yaml", "--format", "json"],
    ["check", "a.yaml"], ["explain", "a.yaml"],
  ]

  @Test(arguments: files, commands)
  func noCommandIsPassedOn(_ file: (String, String), _ command: [String]) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try file.1.write(
      to: scratch.url.appendingPathComponent("a.yaml"), atomically: true, encoding: .utf8)
    let run = try ProgramRun(command, input: Data(":list\n:quit!\n".utf8), in: scratch.url)
    let text = run.output + run.errors
    #expect(!text.isEmpty)
    let passed = text.unicodeScalars.filter {
      $0 != "\n" && $0 != "\t"
        && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(passed.isEmpty, "\(file.0): \(passed.map { String($0.value, radix: 16) })")
  }
}
