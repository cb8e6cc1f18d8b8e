import Foundation
import TestSupport
import Testing

/// `tenfold model` as a user runs it.
@Suite struct ModelCommandTests {
  @Test(arguments: [["model"], ["model", "solve"], ["model", "check"]])
  func help(_ command: [String]) throws {
    let run = try ProgramRun(command + ["--help"])
    #expect(run.status == 0)
    expectSnapshot(run.output, named: "help-\(command.joined(separator: "-")).txt")
  }

  @Test func solvesAnExampleAsTextAndJSON() throws {
    let file = RepositoryFiles.path("Examples/models/queues.yaml")
    let text = try ProgramRun(["model", "solve", file])
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.output.contains("exponential service (mmc)"))
    let json = try ProgramRun(["model", "solve", file, "--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let models = try #require(object?["models"] as? [[String: Any]])
    #expect(models.count == 6)
    let quantities = try #require(models[0]["quantities"] as? [[String: Any]])
    #expect(quantities.allSatisfy { $0["how"] as? String == "exact" })
  }

  @Test func modelsMayComeFromStandardInput() throws {
    let model = "kind: mmc\narrival_rate_per_s: 1\nservice_time_mean_s: 0.5\nservers: 1\n"
    let run = try ProgramRun(["model", "solve", "-"], input: Data(model.utf8))
    #expect(run.status == 0)
    #expect(run.output.contains("utilization"))
    let wrong = try ProgramRun(["model", "solve", "-"], input: Data("kind: mm\n".utf8))
    #expect(wrong.status == 65)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errors.contains("standard input:1:7: error"))
  }

  @Test func exitsTellWhatHappened() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    func status(_ name: String, _ text: String, _ command: String = "check") throws -> Int32 {
      let file = try scratch.write(name, Data(text.utf8))
      return try ProgramRun(["model", command, file]).status
    }
    func vectors(_ value: Double) -> String {
      """
      {"format": "capacity-test-vectors/1", "cases": [{"id": "a", "kind": "erlang_b",
       "inputs": {"servers": 1, "offered_load_erlang": 1},
       "expected": {"blocking": {"value": \(value), "rel_tol": 1e-9}}}]}
      """
    }
    #expect(try status("good.json", vectors(0.5)) == 0)
    #expect(try status("wrong.json", vectors(0.51)) == 2)
    #expect(
      try status(
        "misspelt.json", vectors(0.5).replacingOccurrences(of: "blocking", with: "bloking")) == 3)
    #expect(
      try status("text.json", vectors(0.5).replacingOccurrences(of: "0.5,", with: "\"x\","))
        == 65)
    #expect(try status("none.json", #"{"format": "capacity-test-vectors/1", "cases": []}"#) == 3)
    #expect(try status("other.json", "{}") == 65)
    #expect(try status("broken.json", "{") == 65)
    #expect(try ProgramRun(["model", "check", scratch.path("absent.json")]).status == 66)
    #expect(try ProgramRun(["model", "solve"]).status == 64)
    let full = "kind: mmc\narrival_rate_per_s: 2\nservice_time_mean_s: 1\nservers: 1\n"
    #expect(try status("full.yaml", full, "solve") == 2)
    let general = full.replacingOccurrences(of: "mmc", with: "ggc_simulated")
      .replacingOccurrences(
        of: "service_time_mean_s: 1", with: "service: {type: erlang, k: 2, mean: 1}")
    #expect(try status("general.yaml", general, "solve") == 2)
  }

  @Test func keysOfAKind() throws {
    let run = try ProgramRun(["model", "solve", "--keys", "mmck"])
    #expect(run.status == 0)
    #expect(run.output.contains("capacity_total"))
    let wrong = try ProgramRun(["model", "solve", "--keys", "mmk"])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean 'mmc'?"))
  }
}
