import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

/// Thresholds, weights and advice are data that an overlay changes, and the plan with them.
@Suite struct ThresholdOverlayTests {
  private static let source = "source: own-knowledge, asOf: 2026-11-22, confidence: recalled"
  private static let region = "eu-central-1"

  /// The plan of one stage under the shipped catalog with files laid over it.
  private func plan(_ files: [String: String], _ answers: Answers) throws -> Plan {
    let shipped = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
    let reading = CatalogReader.read(
      shipped.laidUnder([FileTree(files, root: "ours")]), region: Self.region)
    #expect(reading.diagnostics.map(\.description) == [])
    let catalog = try #require(reading.catalog).keeping(stages: [10000])
    var answers = answers
    answers["users.now"] = "10000"
    return try Planner(catalog: catalog).plan(try Bench.requirements(answers))
  }

  private static let carts = DataReversals.app.merging([
    "data": "[{name: carts, content: key-value, use: sessions}]"
  ]) { $1 }

  @Test func aLowerThresholdFiresItsRule() throws {
    let plain = try Bench.plan(Self.carts)
    #expect(plain.chosen("store") == "sql")
    let lowered = try plan(
      [
        "planning/ours.yaml":
          "planning.hotTablePerSecond: {value: 5, \(Self.source)}\n"
      ], Self.carts)
    #expect(lowered.chosen("store") == "dynamodb")
  }

  @Test func aLargerWeightTurnsAChoice() throws {
    let plain = try Bench.plan(ComputeReversals.app)
    #expect(plain.part("compute") == "fargate")
    let turned = try plan(
      ["criteria/compute.yaml": "criteria: [{id: toil, weight: 2000}]\n"], ComputeReversals.app)
    #expect(turned.part("compute") == "lambda")
  }

  @Test func theOriginHasWhatTheCDNLacks() throws {
    func requests(_ hitRatio: Double) throws -> Double {
      let plan = try plan(
        ["planning/ours.yaml": "planning.staticHitRatio: {value: \(hitRatio), \(Self.source)}\n"],
        EntryReversals.web.merging(["frontEnd.kind": "static"]) { $1 })
      let line = plan.last?.costs.first { $0.name == "static files read by the CDN" }
      return try #require(line).quantity
    }
    let (cold, warm) = (try requests(0.5), try requests(0.9))
    #expect(abs(cold / warm - 5) < 1e-9, "F5: origin load = load x (1 - hit ratio)")
  }

  @Test func anAdviceIsTakenAwayOrReworded() throws {
    let answers = EntryReversals.web.merging(["frontEnd.callsPerAction": "20"]) { $1 }
    let gone = try plan(
      ["advice.yaml": "- {id: chatty-front-end, remove: true}\n"], answers)
    #expect(gone.note("F7") == nil)
    let reworded = try plan(
      ["advice.yaml": "- {id: chatty-front-end, text: \"{callsPerAction} calls are many.\"}\n"],
      answers)
    #expect(reworded.note("F7") == "20 calls are many.")
  }

  /// O4: what is said follows the lifecycle of the service, not a text about it.
  @Test func whatReopensIsRecommendedAgain() throws {
    let answers = ComputeReversals.app.merging(["system.today": "[containers, monitoring]"]) { $1 }
    let closed = try Bench.plan(answers)
    #expect(closed.note("O4")?.contains("not recommended") == true)
    let open = try plan(
      ["services/codeguru-reviewer.yaml": "lifecycle: {state: active, \(Self.source)}\n"], answers)
    #expect(open.note("O4")?.contains("can comment on pull requests") == true)
  }
}
