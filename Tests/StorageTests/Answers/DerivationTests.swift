import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Storage
import TestSupport
import Testing

@Suite struct DerivationTests {
  @Test func nothingAnsweredIsAllAssumed() throws {
    let derived = try ShippedCatalog.derive("")
    #expect(derived.diagnostics == [])
    let requirements = try #require(derived.requirements)
    #expect(requirements.region == "us-east-1")
    #expect(requirements.budget.monthly == nil)
    #expect(requirements.requests.map(\.share) == [1])
    #expect(requirements.requests.first?.cpuTime.milliseconds == 5)
    #expect(requirements.frontEnd.renderTime == .zero)
    let assumptions = requirements.assumptions
    #expect(assumptions.first?.question == "system.name")
    #expect(assumptions.last?.question == "team.teams")
    #expect(Set(assumptions.map(\.question)).count == assumptions.count)
    #expect(
      assumptions.contains(
        Assumption(
          question: "users.activeShareAtPeak", value: "4%", range: "1% to 10%",
          reason:
            "about a tenth of the users come daily and four in ten of those overlap in the peak")))
    #expect(
      assumptions.contains(
        Assumption(
          question: "requests[request].cpuMilliseconds", value: "5 ms", range: nil,
          reason: "the planning value of the runtime, for a JSON request with a few queries")))
    #expect(
      assumptions.contains(
        Assumption(
          question: "budget.monthlyUSD", value: "unlimited", range: nil, reason: "no budget given"))
    )
    #expect(!assumptions.map(\.question).contains("frontEnd.renderMilliseconds"))
  }

  @Test func theRuntimeChoosesTheCPUTime() throws {
    let ruby = try ShippedCatalog.derive("system: {runtime: ruby}").requirements
    #expect(ruby?.requests.first?.cpuTime.milliseconds == 20)
  }

  @Test func theTailFollowsTheAnsweredPercentile() throws {
    let slow = try ShippedCatalog.derive("objectives: {p95Milliseconds: 1 s}").requirements
    #expect(slow?.objectives.p99.milliseconds == 2500)
    #expect(
      slow?.assumptions.contains(
        Assumption(
          question: "objectives.p99Milliseconds", value: "2.5 s", range: nil,
          reason: "2.5 times the 95th percentile that was answered")) == true)
    let fast = try ShippedCatalog.derive("objectives: {p99Milliseconds: 200}").requirements
    #expect(fast?.objectives.p95.milliseconds == 80)
    let usual = try ShippedCatalog.derive("objectives: {p95Milliseconds: 500}").requirements
    #expect(usual?.objectives.p99.milliseconds == 800)
  }

  @Test func theTeamIsAsLargeAsItsParts() throws {
    let team = try ShippedCatalog.derive("team: {operations: 5.5, teams: 3}").requirements?.team
    #expect(team?.people == 6)
  }

  @Test func rowsWithoutAShareSplitTheRest() throws {
    let requirements = try #require(
      try ShippedCatalog.derive("requests: [{name: a, share: 40%}, {name: b}, {name: c}]")
        .requirements)
    #expect(requirements.requests.map(\.share) == [0.4, 0.3, 0.3])
    #expect(
      requirements.assumptions.contains(
        Assumption(
          question: "requests[b].share", value: "30%", range: nil,
          reason: "what the other rows leave, split evenly")))
    let thirds = try #require(
      try ShippedCatalog.derive(
        "requests: [{name: a, share: 0.33}, {name: b, share: 0.33}, {name: c, share: 0.335}]"
      ).requirements)
    #expect((thirds.requests.map(\.share).reduce(0, +) - 1).magnitude < 1e-12)
  }

  @Test func anIrrelevantAnswerIsIgnoredWithAWarning() throws {
    let derived = try ShippedCatalog.derive("frontEnd: {kind: native, renderMilliseconds: 500}")
    #expect(
      derived.diagnostics.map { "\($0)" } == [
        """
        a.yaml:2:46: warning: frontEnd.renderMilliseconds does not matter here and is ignored
          help: remove it, or change frontEnd.kind
        """
      ])
    #expect(derived.requirements?.frontEnd.renderTime == .zero)
  }

  @Test func anUnknownQuestionIsAnError() throws {
    let sheet = AnswerSheet(answers: ["no.such": Answer(.flag(true))])
    let derived = RequirementsDerivation.derive(
      try ShippedCatalog.questionnaire(), sheet, try ShippedCatalog.catalog())
    #expect(derived.diagnostics.map(\.message) == ["there is no question `no.such`"])
    #expect(derived.requirements == nil)
  }

  @Test(arguments: [
    (
      "shares too low", "requests: [{name: a, share: 40%}, {name: b, share: 50%}]",
      "2:11: error: requests: the values of `share` add up to 90%, not to 100%"
    ),
    (
      "shares too high", "data: [{name: a, accessShare: 80%}, {name: b, accessShare: 50%}]",
      "2:7: error: data: the values of `accessShare` add up to 130%, not to 100%"
    ),
    (
      "nothing left", "requests: [{name: a, share: 1}, {name: b}]",
      "2:11: error: requests: the values of `share` add up to 100% and leave nothing for the rows"
        + " without one"
    ),
    (
      "the same name", "requests: [{name: a, share: 50%}, {name: a}]",
      "2:42: error: requests: two rows have the name `a`"
    ),
    (
      "percentiles", "objectives: {p95Milliseconds: 2 s, p99Milliseconds: 900}",
      "2:31: error: objectives.p95Milliseconds is 2 s, above objectives.p99Milliseconds, 900 ms:"
        + " 95 of 100 requests cannot take longer than 99 of 100"
    ),
    (
      "operations", "team: {people: 3, operations: 4}",
      "2:31: error: team.operations is 4 people, above team.people, 3 people:"
        + " who works on operations is one of the engineers"
    ),
    (
      "teams", "team: {people: 3, teams: 4}",
      "2:26: error: team.teams is 4 people, above team.people, 3 people:"
        + " a team has at least one engineer"
    ),
    (
      "computing beyond the limit",
      "api: {longestRequestSeconds: 2}\nrequests: [{cpuMilliseconds: 3000}]",
      "3:30: error: requests[request].cpuMilliseconds is 3 s, above api.longestRequestSeconds, 2 s:"
        + " the CPU time alone takes longer than the longest request may"
    ),
    (
      "an objective that never binds",
      "api: {longestRequestSeconds: 1}\nobjectives: {p95Milliseconds: 2 s}",
      "3:31: warning: objectives.p95Milliseconds is longer than the longest request,"
        + " api.longestRequestSeconds: it is always met"
    ),
  ])
  func numbersThatContradictEachOther(_ name: String, _ text: String, _ expected: String) throws {
    let derived = try ShippedCatalog.derive(text)
    let lines = derived.diagnostics.map { "\($0)".prefix { $0 != "\n" } }
    #expect(lines == ["a.yaml:\(expected)"], "\(name)")
    #expect((derived.requirements == nil) == derived.diagnostics.hasErrors)
  }

  /// Systems that together make every question relevant.
  private static let bases = [
    "frontEnd: {kind: ssr}",
    "frontEnd: {kind: native}\nusers: {flashCrowd: 3}\n"
      + "api: {protocols: [http, graphql], edgeManagement: true}",
  ]

  @Test func everyAnswerReachesTheRequirements() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let catalog = try ShippedCatalog.catalog()
    // What names services is tried on a system that has some, below.
    var reached: Set<String> = []
    for text in Self.bases {
      var base = try ShippedCatalog.sheet(text)
      let relevance = Relevance(questionnaire, base)
      for question in relevance.questions where !Self.aboutServices.contains(question.id) {
        base.answers[question.id] = base.answers[question.id] ?? Self.fallback(question)
      }
      let before = RequirementsDerivation.derive(questionnaire, base, catalog)
      #expect(before.diagnostics == [])
      for question in questionnaire.questions
      where (relevance.isRelevant(question.id) || question.isMeasured)
        && !Self.aboutServices.contains(question.id)
      {
        reached.insert(question.id)
        for other in Self.variants(question) where base.answers[question.id]?.value != other {
          var changed = base
          changed.answers[question.id] = Answer(other)
          if question.id == "places" { changed.answers["users.distantShare"] = nil }
          let after = RequirementsDerivation.derive(questionnaire, changed, catalog)
          #expect(!after.diagnostics.hasErrors, "\(question.id): \(after.diagnostics)")
          #expect(
            after.requirements != before.requirements, "\(question.id) changes nothing: \(other)")
        }
      }
    }
    #expect(reached == Set(questionnaire.questions.map(\.id)).subtracting(Self.aboutServices))
  }

  private static let aboutServices = ["services", "edges", "functions"]

  @Test func everyAnswerAboutServicesReachesTheRequirements() throws {
    let questionnaire = try ShippedCatalog.questionnaire()
    let catalog = try ShippedCatalog.catalog()
    let base = try ShippedCatalog.sheet(
      ServiceAnswersTests.services + "\n" + ServiceAnswersTests.owned + """

        edges: [{from: shop, to: pay}]
        functions: [{name: sell, services: [shop]}]
        """)
    let before = RequirementsDerivation.derive(questionnaire, base, catalog)
    let names = ["from", "to", "request", "services"]
    for question in questionnaire.questions where Self.aboutServices.contains(question.id) {
      guard case .table(let table) = question.kind,
        case .rows(let rows)? = base.answers[question.id]?.value
      else { continue }
      for column in table.columns where !names.contains(column.id) {
        for other in Self.variants(column) {
          var changed = rows
          // Other tables name the services.
          if column.id == "name" && question.id == "services" { continue }
          changed[rows.count - 1][column.id] = Answer(other)
          var sheet = base
          sheet.answers[question.id] = Answer(.rows(changed))
          let after = RequirementsDerivation.derive(questionnaire, sheet, catalog)
          #expect(!after.diagnostics.hasErrors, "\(question.id): \(after.diagnostics)")
          let differs = after.requirements != before.requirements
          #expect(differs, "\(question.id).\(column.id) changes nothing: \(other)")
        }
      }
    }
  }

  private static func fallback(_ question: Question) -> Answer? {
    if case .table(let table) = question.kind, policies[question.id] == nil, question.id != "places"
    {
      return Answer(.rows([row(table)]))
    }
    guard case .value(let value) = question.fallback else { return nil }
    return Answer(value)
  }

  /// Rows of tables whose columns depend on each other.
  private static let policies: [String: [AnswerRow]] = [
    "weights": [
      ["criterion": Answer(.text("cost")), "times": Answer(.number(Estimate(2)))],
      ["criterion": Answer(.text("toil")), "decision": Answer(.choice("compute"))],
    ],
    "gates": [
      ["name": Answer(.text("cap")), "mostUSD": Answer(.number(Estimate(5)))],
      [
        "name": Answer(.text("cap")), "mostUSD": Answer(.number(Estimate(5))),
        "stage": Answer(.choice("06-over-10000-users")), "level": Answer(.choice("note")),
      ],
      [
        "name": Answer(.text("tail")), "measure": Answer(.choice("p99")),
        "mostMilliseconds": Answer(.number(Estimate(5))),
      ],
      [
        "name": Answer(.text("full")), "measure": Answer(.choice("utilization")),
        "mostShare": Answer(.number(Estimate(0.5))),
      ],
      [
        "name": Answer(.text("up")), "measure": Answer(.choice("availability")),
        "leastShare": Answer(.number(Estimate(0.999))),
      ],
      ["name": Answer(.text("closing")), "measure": Answer(.choice("lifecycle"))],
      [
        "name": Answer(.text("age")), "measure": Answer(.choice("fact-age")),
        "mostMonths": Answer(.number(Estimate(24))),
      ],
      [
        "name": Answer(.text("way")), "measure": Answer(.choice("runway")),
        "leastMonths": Answer(.number(Estimate(6))),
      ],
    ],
    "waivers": [
      [
        "name": Answer(.text("budget")), "owner": Answer(.text("Ada")),
        "reason": Answer(.text("until the sale")), "expires": Answer(.text("2027-06-30")),
      ]
    ],
  ]

  private static func row(_ table: TableKind) -> AnswerRow {
    table.columns.filter { !$0.asksOutside(of: table) }.reduce(into: AnswerRow()) { row, column in
      row[column.id] = fallback(column)
    }
  }

  /// Answers that differ from the fallback: of a table, one for each column.
  private static func variants(_ question: Question) -> [AnswerValue] {
    switch question.kind {
    case .number(let kind):
      guard case .value(.number(let estimate)) = question.fallback else {
        return [.number(Estimate(kind.greatest / 1e6))]
      }
      let lower = estimate.likely / 2
      let value = lower >= kind.least && !kind.isInteger && lower > 0 ? lower : estimate.likely + 1
      return [.number(Estimate(value))]
    case .choice(let choices):
      return choices.map { .choice($0.id) }.filter { question.fallback != .value($0) }.suffix(1)
    case .choices(let choices):
      return choices.map { .choices([$0.id]) }.filter { question.fallback != .value($0) }.prefix(1)
        .map { $0 }
    case .flag: return [.flag(question.fallback == .value(.flag(false)))]
    case .slug: return [.text("another")]
    case .slugs: return [.choices(["another"])]
    case .line: return [.text("Another sentence")]
    case .date: return [.text("2027-06-30")]
    case .table(let table):
      if let rows = policies[question.id] { return rows.map { .rows([$0]) } }
      // A share of one row is always all of it.
      let shares = ["share", "accessShare"]
      return table.columns.filter {
        !shares.contains($0.id) && !$0.asksOutside(of: table)
      }.flatMap { column in
        variants(column).map { value in
          var changed = row(table)
          changed[column.id] = Answer(value)
          return .rows([changed])
        }
      }
    }
  }
}
