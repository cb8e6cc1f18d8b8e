import Foundation
import TestSupport
import Testing

/// Many answer files in one run.
@Suite struct PortfolioTests {
  /// A folder with four answer files, one of which is wrong and one of which misses its budget.
  private static func folder() throws -> Scratch {
    let scratch = try Scratch()
    let files = [
      "a.answers.yaml": "schemaVersion: 1\nusers: {now: 500}\n",
      "sub/b.answers.yaml": "schemaVersion: 1\nusers: {now: 5000}\nbudget: {monthlyUSD: 1}\n",
      "sub/c.answers.yaml": "schemaVersion: 1\nusers: {nwo: 5}\n",
      "sub/deep/d.answers.yaml":
        "schemaVersion: 1\nsystem: {region: us-east-1}\nusers: {now: 50}\n",
      "sub/notes.yaml": "nothing",
    ]
    for (path, text) in files {
      let url = scratch.url.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return scratch
  }

  @Test func aWrongFileStopsNoOther() throws {
    let scratch = try Self.folder()
    defer { scratch.remove() }
    let run = try ProgramRun(["plan", "."], in: scratch.url)
    #expect(run.status == 65)
    #expect(run.errors.contains("sub/c.answers.yaml:2:9: error: "))
    expectSnapshot(run.output, named: "portfolio.txt")
  }

  @Test func theOrderAndTheBytesDoNotDependOnTheCores() throws {
    let scratch = try Self.folder()
    defer { scratch.remove() }
    let patterns = ["a.answers.yaml", "sub/*.answers.yaml", "sub/deep/d.answers.yaml"]
    let one = try ProgramRun(["plan", "-j", "1"] + patterns, in: scratch.url)
    let many = try ProgramRun(["plan", "-j", "4"] + patterns, in: scratch.url)
    #expect(one.status == 65)
    #expect(one.output == many.output && one.errors == many.errors)
    let json = try ProgramRun(["plan", ".", "--format", "json"], in: scratch.url)
    let summary = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let plans = try #require(summary?["plans"] as? [[String: Any]])
    #expect(plans.map { $0["exitCode"] as? Int } == [0, 2, 65, 0])
    #expect(plans[1]["failedGates"] as? [String] == ["budget"])
    #expect((summary?["totals"] as? [String: Any])?["notPlanned"] as? Int == 1)
    #expect(summary?["exitCode"] as? Int == 65)
  }

  @Test func everyPlanHasAFolderOfItsOwn() throws {
    let scratch = try Self.folder()
    defer { scratch.remove() }
    try FileManager.default.removeItem(atPath: scratch.path("sub/c.answers.yaml"))
    let run = try ProgramRun(["plan", ".", "--out", "plans"], in: scratch.url)
    #expect(run.status == 2)
    let alone = try ProgramRun(["plan", "sub/b.answers.yaml", "--out", "alone"], in: scratch.url)
    #expect(alone.status == 2)
    for name in ["a", "sub/b", "sub/deep/d"] {
      #expect(
        scratch.exists("plans/\(name)/roadmap.md") && scratch.exists("plans/\(name)/report.html"))
    }
    for file in ["roadmap.md", "plan.json", "load-test/k6.js"] {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: scratch.path("plans/sub/b/\(file)")))
          == Data(contentsOf: URL(fileURLWithPath: scratch.path("alone/\(file)"))))
    }
    let check = try ProgramRun(["plan", ".", "--out", "plans", "--check"], in: scratch.url)
    #expect(check.status == 2 && !check.output.contains("differs"))
    try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.path("plans/a/roadmap.md")))
    let changed = try ProgramRun(["plan", ".", "--out", "plans", "--check"], in: scratch.url)
    #expect(changed.output.contains("differs"))
  }

  @Test func shardsMakeTheWhole() throws {
    let scratch = try Self.folder()
    defer { scratch.remove() }
    func files(_ arguments: [String]) throws -> [String] {
      let run = try ProgramRun(["plan", ".", "--format", "json"] + arguments, in: scratch.url)
      let summary = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return (summary?["plans"] as? [[String: Any]])?.compactMap { $0["file"] as? String } ?? []
    }
    let whole = try files([])
    let parts = try (1...3).map { try files(["--shard", "\($0)/3"]) }
    #expect(whole.count == 4 && Set(parts.flatMap { $0 }) == Set(whole))
    #expect(parts.map(\.count) == [2, 1, 1])
    for wrong in ["0/3", "4/3", "1", "a/b", "1/0"] {
      #expect(try ProgramRun(["plan", ".", "--shard", wrong], in: scratch.url).status == 64)
    }
  }

  @Test func mistakesAreNamedBeforeAnythingIsPlanned() throws {
    let scratch = try Self.folder()
    defer { scratch.remove() }
    let none = try ProgramRun(["plan", "*.none", "a.answers.yaml"], in: scratch.url)
    #expect(none.status == 66 && none.errors.contains("*.none: there are no answer files"))
    try FileManager.default.copyItem(
      atPath: scratch.path("a.answers.yaml"), toPath: scratch.path("a.yaml"))
    let twice = try ProgramRun(["plan", "a.yaml", "a.answers.yaml", "--out", "x"], in: scratch.url)
    #expect(twice.status == 64 && twice.errors.contains("would both be planned into 'a'"))
    try FileManager.default.copyItem(
      atPath: scratch.path("a.answers.yaml"), toPath: scratch.path("sub.yaml"))
    let within = try ProgramRun(
      ["plan", "sub.yaml", "sub/b.answers.yaml", "--out", "x"], in: scratch.url)
    #expect(within.status == 64 && within.errors.contains("would lie within that of 'sub.yaml'"))
    #expect(!scratch.exists("x"))
    #expect(try ProgramRun(["plan", "-", "a.yaml"], in: scratch.url).status == 64)
    #expect(try ProgramRun(["plan", "-j", "0", "a.yaml"], in: scratch.url).status == 64)
  }
}
