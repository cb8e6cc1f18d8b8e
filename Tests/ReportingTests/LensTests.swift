import Foundation
import Requirements
import Roadmap
import Storage
import TestSupport
import Testing

@testable import Reporting

/// The custom lens keeps the published rules, and says what the plan found.
@Suite struct LensTests {
  private static func questionnaire() throws -> Questionnaire {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    return try #require(QuestionnaireReader.read(directory).questionnaire)
  }

  @Test(arguments: ExamplePlan.allCases) func theLensOfAnExampleIsValid(_ example: ExamplePlan)
    throws
  {
    let document = LensDocument(try example.input(), try Self.questionnaire())
    #expect(LensRules.problems(Data(document.json.utf8)) == [])
    let pillars = document.lens.pillars.filter { !$0.questions.isEmpty }.map(\.id)
    let framework = [
      "operationalExcellence", "security", "reliability", "performance", "costOptimization",
      "sustainability",
    ]
    #expect(pillars == framework + ["tenfold_answers"])
    let ids = document.lens.pillars.flatMap { $0.questions.map(\.id) }
    #expect(ids.contains("gate_p99") && ids.contains("decision_compute"))
    #expect(ids.contains("assumptions_measured") && ids.contains("answers_users"))
  }

  @Test func theChosenOptionLeavesNoRiskAndAFailedGateSome() throws {
    let input = try ExamplePlan.webshop.input()
    let lens = LensDocument(input, try Self.questionnaire()).lens
    let questions = lens.pillars.flatMap(\.questions)
    let compute = try #require(questions.first { $0.id == "decision_compute" })
    #expect(compute.rules.first?.condition == "decision_compute_fargate")
    #expect(compute.rules.first?.risk == Lens.Risk.none)
    #expect(compute.otherwise == .high)
    let gate = Gate(
      id: "budget", question: "budget.monthlyUSD", required: "at most 1 USD/month",
      observed: "2 USD/month", passes: false, blame: "1 USD/month short")
    let failed = LensQuestions.gate(gate)
    #expect(failed.otherwise == .high)
    #expect(!failed.rules.contains { $0.risk == Lens.Risk.none })
  }

  @Test func whatRegimesAskForIsTickedByRegime() throws {
    let ledger = ExamplePlan.ledger
    let lens = LensDocument(try ledger.input(), try Self.questionnaire()).lens
    let questions = lens.pillars.flatMap(\.questions)
    let regimes = try #require(questions.first { $0.id == "security_regimes" })
    // ISO 27001 asks for nothing of its own.
    #expect(regimes.choices.map(\.id) == ["regime_bafin_dora", "security_regimes_no"])
    let first = try #require(regimes.choices.first)
    #expect(first.title.hasPrefix("DORA or the like: ") && first.title.count < 100)
    #expect(LensQuestions.regimes([Note(rule: "P5", text: "Nothing to tick.")]) == nil)
  }

  /// A valid lens, and what a change of its text breaks.
  private static let valid = """
    {"schemaVersion": "2021-11-01", "name": "N", "description": "D", "pillars": [{"id": "security",
    "name": "P", "questions": [{"id": "que_1", "title": "T", "description": "D", "choices": [
    {"id": "one", "title": "C", "improvementPlan": {"displayText": "I", "url": "https://a.b"}},
    {"id": "two", "title": "C", "improvementPlan": {"displayText": "I"}},
    {"id": "que_1_no", "title": "None"}], "riskRules": [
    {"condition": "one && (!two || one)", "risk": "NO_RISK"},
    {"condition": "default", "risk": "HIGH_RISK"}]}]}]}
    """

  @Test func theValidatorAcceptsAValidLens() {
    #expect(LensRules.problems(Data(Self.valid.utf8)) == [])
  }

  @Test(arguments: [
    ("another version", "2021-11-01", "2022-11-01"),
    ("no name", "\"name\": \"N\"", "\"name\": \"\""),
    ("an id with a hyphen", "\"que_1\"", "\"que-1\""),
    ("an id of two characters", "\"id\": \"two\"", "\"id\": \"tw\""),
    ("two choices of one id", "\"id\": \"two\"", "\"id\": \"one\""),
    ("a choice without a plan", ", \"improvementPlan\": {\"displayText\": \"I\"}", ""),
    ("an address that is none", "https://a.b", "ftp://a.b"),
    ("no default", "\"default\"", "\"one\""),
    ("an unknown risk", "HIGH_RISK", "LOW_RISK"),
    ("two rules of one level", "HIGH_RISK", "NO_RISK"),
    ("an unknown choice", "!two", "!three"),
    ("an open parenthesis", "|| one)", "|| one"),
    ("an unknown member", "\"title\": \"T\"", "\"title\": \"T\", \"weight\": 1"),
    ("a long title", "\"title\": \"T\"", "\"title\": \"\(String(repeating: "x", count: 129))\""),
    ("no choices", "\"choices\": [", "\"choices\": [], \"more\": ["),
  ])
  func theValidatorRefuses(_ name: String, _ part: String, _ other: String) {
    let changed = Self.valid.replacing(part, with: other, maxReplacements: 1)
    #expect(changed != Self.valid)
    #expect(LensRules.problems(Data(changed.utf8)) != [], "\(name)")
  }

  @Test func textsAreCutAtWords() {
    let long = String(repeating: "word ", count: 60)
    let cut = LensText.title(long)
    #expect(cut.count <= 128 && cut.hasSuffix("word..."))
    #expect(LensText.title(String(repeating: "x", count: 300)).count == 128)
    #expect(LensText.title("") == "-")
    #expect(LensText.id("ü", "no") == "__no_")
    #expect(LensText.distinct(["a", "a", "a_2"]) == ["a", "a_2", "a_2_2"])
  }
}
