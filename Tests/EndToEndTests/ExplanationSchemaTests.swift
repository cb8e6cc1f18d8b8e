import Foundation
import TestSupport
import Testing

/// The JSON of explanations follows its published schemas by the word of a validator that others
/// wrote, and its points add up as printed.
@Suite struct ExplanationSchemaTests {
  /// What the validator says of a document, a line each; nil where it is not installed.
  private static func verdict(_ document: String, by schema: String) throws -> String? {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.path("document.json")
    try Data(document.utf8).write(to: URL(fileURLWithPath: path))
    let python = RepositoryFiles.path(".venv/bin/python")
    guard FileManager.default.isExecutableFile(atPath: python) else {
      print("SKIPPED jsonschema: \(schema)")
      return nil
    }
    let run = try ProgramRun(
      executable: python,
      [RepositoryFiles.path("Tests/Tools/verify-answers"), RepositoryFiles.path(schema), path])
    #expect(run.errors.isEmpty, "\(run.errors)")
    return run.output.replacingOccurrences(of: path, with: "document.json")
  }

  @Test func anExplanationFollowsItsSchemaAndAddsUp() throws {
    let run = try ProgramRun([
      "explain", CommandOutputTests.webshop, "compute", "--format", "json",
    ])
    #expect(run.status == 0)
    let schema = "schema/explanation.schema.json"
    if let verdict = try Self.verdict(run.output, by: schema) {
      #expect(verdict == "ok document.json\n")
      let broken = run.output.replacingOccurrences(of: "\"scorePoints\"", with: "\"score\"")
      #expect(try Self.verdict(broken, by: schema)?.hasPrefix("ok") == false)
    }
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let decisions = try #require(root["decisions"] as? [[String: Any]])
    func hundredths(_ value: Any?) -> Int { Int(((value as? Double ?? -1) * 100).rounded()) }
    var checked = 0
    for decision in decisions {
      #expect(decision["flipIsKnown"] as? Bool == true)
      for evaluation in try #require(decision["ranking"] as? [[String: Any]]) {
        let parts = try #require(evaluation["contributions"] as? [[String: Any]])
        #expect(
          parts.map { hundredths($0["points"]) }.reduce(0, +)
            == hundredths(evaluation["scorePoints"]))
        #expect(parts.map { hundredths($0["possiblePoints"]) }.reduce(0, +) == 10_000)
        checked += 1
      }
    }
    #expect(checked > 1)
  }

  @Test func whatCannotBeMetIsNamedInEveryForm() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let file = scratch.path("tight.yaml")
    try Data("schemaVersion: 1\nusers: {now: 50}\nbudget: {monthlyUSD: 1}\n".utf8)
      .write(to: URL(fileURLWithPath: file))
    let text = try ProgramRun(["check", file])
    #expect(text.status == 2)
    #expect(text.output.contains("budget: budget.monthlyUSD = 1 USD/month cannot be met"))
    #expect(text.output.contains("it is resolved when budget.monthlyUSD reaches"))
    let plan = try ProgramRun(["plan", file])
    #expect(plan.status == 2)
    #expect(plan.output.contains("What cannot be met"))
    let reversals = try ProgramRun(["explain", file, "flips", "--format", "json"])
    #expect(reversals.status == 0)
    #expect(reversals.output.contains("\"remedy\""))
    if let verdict = try Self.verdict(reversals.output, by: "schema/reversals.schema.json") {
      #expect(verdict == "ok document.json\n")
    }
  }

  @Test func topicsAreListed() throws {
    let run = try ProgramRun(["explain", CommandOutputTests.webshop, "topics"])
    #expect(run.status == 0)
    expectSnapshot(run.output, named: "explain-topics.txt")
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
