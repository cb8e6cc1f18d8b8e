import Foundation
import TestSupport
import Testing

/// The published schema of the answer file: it is that of the questions, accepts every example, and
/// refuses planted mistakes, by the word of a validator that others wrote.
@Suite struct AnswerSchemaTests {
  private static let published = RepositoryFiles.path("schema/answers.schema.json")

  @Test func thePublishedSchemaIsCurrent() throws {
    let run = try ProgramRun(["schema"])
    #expect(run.status == 0 && run.errors.isEmpty)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(run.output.utf8).write(to: URL(fileURLWithPath: Self.published))
      Issue.record("Recorded schema/answers.schema.json.")
    }
    let file = try String(contentsOfFile: Self.published, encoding: .utf8)
    #expect(run.output == file, "write it with RECORD_SNAPSHOTS=1, or tenfold schema --output")
  }

  /// The files that the validator accepts, of some; nil where it is not installed.
  private static func accepted(_ paths: [String]) throws -> Set<String>? {
    let python = RepositoryFiles.path(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python) else {
      print("SKIPPED jsonschema: \(paths.count) answer files")
      return nil
    }
    let run = try ProgramRun(
      executable: python, [RepositoryFiles.path("Tests/Tools/verify-answers"), published] + paths)
    #expect(run.errors.isEmpty, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    return Set(lines.filter { $0.hasPrefix("ok ") }.map { String($0.dropFirst(3)) })
  }

  @Test func everyExampleFollowsIt() throws {
    let folder = RepositoryFiles.path("Examples")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".answers.yaml") }.sorted()
    #expect(names.count >= 3)
    let paths = names.map { "\(folder)/\($0)" }
    for path in paths {
      let first = try String(contentsOfFile: path, encoding: .utf8).prefix { $0 != "\n" }
      #expect(first == "# yaml-language-server: $schema=../schema/answers.schema.json", "\(path)")
    }
    guard let accepted = try Self.accepted(paths) else { return }
    #expect(accepted == Set(paths))
  }

  @Test func whatNewWritesNamesASchemaThatIsThere() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (name, options) in [
      ("short.yaml", []), ("all.yaml", ["--all"]), ("shop.yaml", ["--from", "webshop"]),
    ] {
      let run = try ProgramRun(["new", "--output", name] + options, in: scratch.url)
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOfFile: scratch.path(name), encoding: .utf8)
      let start = "# yaml-language-server: $schema=./"
      #expect(text.hasPrefix(start))
      let schema = text.dropFirst(start.count).prefix { $0 != "\n" }
      let written = try String(contentsOfFile: scratch.path(String(schema)), encoding: .utf8)
      #expect(try written == String(contentsOfFile: Self.published, encoding: .utf8))
    }
    let paths = ["short.yaml", "all.yaml", "shop.yaml"].map(scratch.path)
    guard let accepted = try Self.accepted(paths) else { return }
    #expect(accepted == Set(paths))
  }

  /// What is written below the version, and whether it follows the schema; the program agrees.
  private static let cases: [(name: String, text: String, isValid: Bool)] = [
    ("nothing", "", true),
    ("numbers", "users: {now: 12, monthlyGrowth: 0.1}", true),
    ("units", "users: {now: 12k users, monthlyGrowth: 18% per month}", true),
    ("money", "budget:\n  monthlyUSD: $1,200/month", true),
    ("no limit", "budget: {monthlyUSD: unlimited}", true),
    ("ranges", "users: {now: 10..20..40, peakToAverage: {low: 1, likely: 2, high: 3x}}", true),
    ("a range with hyphen", "objectives: {p95Milliseconds: 200-300 ms}", true),
    ("unknown", "users: {now: unknown}\nrequests: unknown", true),
    ("annotated", "users: {now: {value: 5, confidence: measured, note: log}}", true),
    ("an annotated range", "users: {now: {value: {low: 1, likely: 2, high: 3}, note: a}}", true),
    ("choices", "team: {skills: [linux, containers]}\napi: {protocols: \"http, grpc\"}", true),
    ("no choices", "team: {skills: none}\nobjectives: {compliance: []}", true),
    ("an empty section", "users:", true),
    ("a table", "requests: [{name: a, share: 40%}, {name: b}]", true),
    (
      "gates, waivers and weights",
      "gates: [{name: cap, mostUSD: 500}]\nweights: [{criterion: cost, times: 2}]\n"
        + "waivers: [{name: cap, owner: Ada, reason: \"for now\", expires: 2027-03-31}]", true
    ),
    ("a day that there is not", "waivers: [{name: budget, expires: 2027-13-31}]", false),
    ("an unknown key", "users: {nwo: 12}", false),
    ("an unknown section", "user: {now: 12}", false),
    ("an unknown column", "requests: [{nmae: a}]", false),
    ("an unknown choice", "frontEnd: {kind: react}", false),
    ("a choice twice", "api: {protocols: [http, http]}", false),
    ("a wrong type", "users: {now: [1]}", false),
    ("a fraction of a person", "users: {now: 1.5}", false),
    ("below the least", "users: {now: 0}", false),
    ("above the greatest", "users: {distantShare: 50}", false),
    ("a strange unit", "objectives: {p95Milliseconds: 200 parsecs}", false),
    ("an octal number", "users: {now: \"017\"}", false),
    ("a decimal comma", "users: {peakToAverage: \"1,5\"}", false),
    ("half a range", "users: {now: {low: 1, high: 2}}", false),
    ("a word for a flag", "compute: {stateful: perhaps}", false),
    ("a name with blanks", "system: {name: My Shop}", false),
    ("a name that is too long", "system: {name: abcdefghijklmnopqrstuvwxyz}", false),
    ("a mapping for a table", "requests: {name: a}", false),
    ("no rows", "requests: []", false),
    ("a strange confidence", "users: {now: {value: 5, confidence: sure}}", false),
  ]

  @Test func plantedMistakesAreRefusedAndNothingElse() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    var paths: [String] = []
    for (index, sample) in Self.cases.enumerated() {
      let text = "schemaVersion: \(Self.version)\n\(sample.text)\n"
      paths.append(try scratch.write("\(index).yaml", Data(text.utf8)))
    }
    for (path, sample) in zip(paths, Self.cases) {
      let status = try ProgramRun(["check", path]).status
      #expect((status == 65) == !sample.isValid, "\(sample.name): the program exits \(status)")
    }
    guard let accepted = try Self.accepted(paths) else { return }
    for (path, sample) in zip(paths, Self.cases) {
      #expect(accepted.contains(path) == sample.isValid, "\(sample.name)")
    }
  }

  @Test func theVersionMustBeThere() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let paths = try [
      scratch.write("none.yaml", Data("users: {now: 5}\n".utf8)),
      scratch.write("other.yaml", Data("schemaVersion: 99\n".utf8)),
    ]
    guard let accepted = try Self.accepted(paths) else { return }
    #expect(accepted.isEmpty)
  }

  private static let version = 1
}
