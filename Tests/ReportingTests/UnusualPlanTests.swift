import CatalogModel
import Foundation
import OptionScoring
import Requirements
import Roadmap
import TestSupport
import Testing

@testable import Reporting

/// Plans that no example gives: nothing carries the users, or texts try to break out.
struct UnusualPlanTests {
  /// The plan of an example with other gates and notes, and with no present stage on demand.
  private func altered(
    _ input: ReportInput, isStranded: Bool = false, notes: [Note] = [], gates: [Gate]? = nil
  ) -> ReportInput {
    let plan = input.plan
    return ReportInput(
      plan: Plan(
        requirements: plan.requirements, parameters: plan.parameters, stages: plan.stages,
        templateFacts: plan.templateFacts, currentIndex: isStranded ? nil : plan.currentIndex,
        present: isStranded ? nil : plan.present, gates: gates ?? plan.gates,
        crossovers: plan.crossovers, notes: notes, idleQuestions: plan.idleQuestions),
      catalog: input.catalog, version: "1--2", answersDigest: "ab", answersFile: "a-->b.yaml")
  }

  @Test(arguments: ExamplePlan.allCases)
  func nothingCarriesTheUsers(_ example: ExamplePlan) throws {
    let gate = Gate(
      id: "capacity", question: "users.now", required: "9e9 users",
      observed: "no architecture carries them", passes: false, blame: "every option is out")
    let input = altered(try example.input(), isStranded: true, gates: [gate])
    #expect(PlanSummary(input).exitCode == 2)
    #expect(PlanSummary(input).text.contains("Every option is out."))
    let roadmap = RoadmapDocument(input).text
    #expect(roadmap.contains("No architecture of this catalog carries the present users."))
    #expect(!MarkdownSyntax.problems(of: roadmap).contains { !$0.hasPrefix("a link") })
    let plan = try JSONSerialization.jsonObject(with: Data(PlanDocument(input).text.utf8))
    let members = try #require(plan as? [String: Any])
    #expect(members["verdict"] as? String == "fail")
    #expect(members["exitCode"] as? Int == 2)
    #expect(members["presentStage"] is NSNull)
  }

  @Test func aFailedGateGivesExitCode2() throws {
    func gate(_ passes: Bool) -> Gate {
      Gate(
        id: "budget", question: "budget.monthlyUSD", required: "at most 1 USD/month",
        observed: "2 USD/month", passes: passes, blame: passes ? nil : "it is 1 USD/month short")
    }
    let input = try ExamplePlan.webshop.input()
    let passing = CheckSummary(altered(input, gates: [gate(true)]))
    #expect(passing.exitCode == 0)
    #expect(passing.text.contains("The only gate passes."))
    let failing = CheckSummary(altered(input, gates: [gate(true), gate(false)]))
    #expect(failing.exitCode == 2)
    #expect(failing.text.contains("1 of 2 gates fails: budget."))
    #expect(failing.text.contains("FAIL  budget  at most 1 USD/month  ∑ 2 USD/month"))
  }

  @Test func aGateThatDoesNotJudgeAllIsNoted() throws {
    func findings(_ unjudged: String?, passes: Bool = true) throws -> [CheckFinding] {
      let gate = Gate(
        id: "availability", question: "objectives.availability", required: "99.999 %",
        observed: "every part in 3 zones", passes: passes, blame: nil, unjudged: unjudged)
      let input = altered(try ExamplePlan.webshop.input(), gates: [gate])
      let isSaid = CheckSummary(input).text.contains("Not judged: the loss of the Region.")
      #expect(isSaid == (passes && unjudged != nil))
      return CheckFindings(plan: input.plan).all.filter { $0.rule == "judgement/region" }
    }
    let note = try #require(try findings("the loss of the Region").first)
    #expect(note.level == .note && !note.fails)
    #expect(note.message.contains("the loss of the Region is not judged"))
    #expect(try findings(nil) == [])
    #expect(try findings("the loss of the Region", passes: false) == [])
  }

  /// Weights are named only where some criterion gives the rival more.
  @Test(arguments: [true, false]) func whatCanPutARivalAheadIsSaid(_ isAhead: Bool) {
    let rival = RivalChoice(
      decision: "compute", chosen: "ECS on Fargate", rival: "EKS", behind: .zero,
      isAheadSomewhere: isAhead)
    let refusal = Refusal(gates: ["budget"], conflicts: [], rivals: [rival], trials: 2)
    let text = RefusalText.sentences(refusal).joined(separator: "\n")
    #expect(text.contains("weights can put it ahead") == isAhead)
    #expect(text.contains("only another rule") == !isAhead)
  }

  /// Words and marks of Markdown, HTML, Mermaid and JSON, put together at random.
  @Test(arguments: 0..<40)
  func hostileTextStaysText(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "|", "`", "```", "<script>", "</details>", "](x)", "[a](b)", "\n", "\n# x", "\"", "\\", "*",
      "_", "end", "-->", "&amp;", "\u{7}", "$", "~~", "é", "word", " ",
    ]
    let text = (0..<12).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    let gate = Gate(
      id: "p95", question: "q", required: text, observed: text, passes: false, blame: text)
    let input = altered(
      try ExamplePlan.alerts.input(), notes: [Note(rule: "X", text: text)], gates: [gate])
    let roadmap = RoadmapDocument(input).text
    #expect(MarkdownSyntax.problems(of: roadmap.replacing("\\]", with: "")) == [])
    #expect(!roadmap.contains("\n# x"))
    #expect(roadmap.split(separator: "\n").filter { $0.hasPrefix("# ") }.count == 1)
    #expect(!roadmap.replacing("\\<script>", with: "").contains("<script>"))
    #expect(roadmap.prefix { $0 != "\n" }.matches(of: /-->/).count == 1)
    let plan = try JSONSerialization.jsonObject(with: Data(PlanDocument(input).text.utf8))
    let notes = (plan as? [String: Any])?["notes"] as? [[String: String]]
    #expect(notes?.first?["text"] == text)
    var chart = MermaidChart()
    chart.node("users", ["x" + text])
    #expect(MermaidSyntax.problems(of: chart.text) == [])
  }

  @Test(arguments: [
    (12345.6, 3, 12300.0), (0.0123456, 3, 0.0123), (999.6, 3, 1000.0), (0, 3, 0), (-1554, 2, -1600),
    (1, 6, 1), (87_654_321, 6, 87_654_300), (.infinity, 3, 0), (9.995e-9, 2, 1e-8),
  ])
  func numbersRoundToSignificantDigits(_ value: Double, _ digits: Int, _ expected: Double) {
    #expect(NumberText.rounded(value, digits: digits) == expected)
  }

  @Test(arguments: [
    ("the database is full", "The database is full."),
    ("users.now is large", "users.now is large."),
    ("Done!", "Done!"), ("", ""), ("eBay", "eBay."),
  ])
  func sentencesBeginAndEnd(_ text: String, _ expected: String) {
    #expect(MarkdownText.sentence(text) == expected)
  }
}
