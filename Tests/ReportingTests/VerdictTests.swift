import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import Testing

@testable import Reporting

/// What the first lines of every document admit.
@Suite struct VerdictTests {
  private static func gate(
    _ id: String, passes: Bool = true, level: GateLevel = .error, isJudged: Bool = true
  ) -> Gate {
    Gate(
      id: id, question: "gates", required: "", observed: "not judged: no base", passes: passes,
      blame: nil, level: level, isJudged: isJudged)
  }

  private static func verdict(_ gates: [Gate]) throws -> Verdict {
    let plan = try ExamplePlan.webshop.input().plan
    return Verdict(
      plan: Plan(
        requirements: plan.requirements, parameters: plan.parameters, stages: plan.stages,
        templateFacts: plan.templateFacts, currentIndex: plan.currentIndex, present: plan.present,
        gates: gates,
        crossovers: [], notes: [], idleQuestions: []))
  }

  @Test func gatesAreCountedByWhatTheyMean() throws {
    let gates = [
      Self.gate("a"), Self.gate("b", passes: false), Self.gate("c", passes: false, level: .warning),
      Self.gate("d", passes: false, level: .warning), Self.gate("e", isJudged: false),
    ]
    #expect(
      try Self.verdict(gates).gates
        == "1 of 5 gates fails: b; 2 warn: c, d; 1 is not judged: e.")
    #expect(
      try Self.verdict([gates[0], gates[2], gates[4]]).gates
        == "None of 3 gates fails; 1 warns: c; 1 is not judged: e.")
    #expect(try Self.verdict([gates[0]]).gates == "The only gate passes.")
  }

  /// A gate without what it judges by passes nothing off as judged.
  @Test func aGateThatCannotJudgeIsSkipped() throws {
    let input = try ExamplePlan.webshop.input()
    let plan = try Self.verdict([Self.gate("jump", isJudged: false)]).plan
    let check = CheckSummary(
      ReportInput(
        plan: plan, catalog: input.catalog, version: "0.0.0", answersDigest: "0", answersFile: "a"))
    #expect(check.document(.junit).contains("skipped=\"1\""))
    #expect(check.document(.junit).contains("<skipped message=\"Not judged: no base.\"/>"))
    #expect(!check.text.contains("\npass"))
    #expect(check.document(.json).contains("\"isJudged\": false"))
  }

  /// Odds below nine in ten, and failures that lose requests, are in the verdict itself.
  @Test func hazardsAreNotHidden() throws {
    var verdict = Verdict(plan: try ExamplePlan.webshop.input().plan)
    #expect(!verdict.sentences.contains { $0.hasPrefix("It is no certainty") })
    verdict.failures = [
      WhatIf(
        kind: .flashCrowd, premise: "a crowd", figures: [], outcome: .fails, remedy: nil)
    ]
    #expect(verdict.sentences.last?.contains("requests are lost by flash crowd") == true)
    verdict.failures = []
    for example in ExamplePlan.allCases {
      let input = try example.input()
      let met = try #require(input.risk?.present).objectiveMet
      let carried = try #require(input.risk?.present).carried
      let said = Verdict(input).sentences.contains { $0.contains("of the cases") }
      #expect(said == (min(met, carried) < 0.9))
    }
  }
}
