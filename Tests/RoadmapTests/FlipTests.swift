import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import Storage
import Synchronization
import TestSupport
import Testing

/// What would reverse a decision, checked by planning with it.
@Suite struct FlipTests {
  private static func planning(
    _ answers: Answers, stages: [Double] = [10_000]
  ) throws -> PlanningCase {
    try Bench.planning(answers, stages: stages)
  }

  private static func random(_ seed: UInt64, stages: [Double] = [10_000]) throws -> PlanningCase {
    var random = RandomAnswers(seed: seed)
    var answers = random.answers()
    answers["users.now"] = String(Int(stages.last ?? 1000))
    return try planning(answers, stages: stages)
  }

  /// The choices of the present stage by the whole planner; nil where nothing carries the users.
  private static func choices(
    _ planning: PlanningCase, _ changes: [ChangedAnswer] = []
  ) throws -> [DecisionAddress: String]? {
    let sheet = planning.changing(changes)
    let requirements = try #require(planning.requirements(of: sheet))
    return try Planner(catalog: planning.catalog).plan(requirements).presentChoices
  }

  /// What a report claims, tried on the whole planner.
  private static func verify(_ planning: PlanningCase, _ report: FlipReport) throws {
    let present = try #require(try Self.choices(planning))
    #expect(report.flips.count + report.firm.count == present.count)
    for flip in report.flips {
      #expect(present[flip.decision] == flip.from)
      let after = try #require(try Self.choices(planning, flip.changes), "\(flip.decision.text)")
      #expect(after[flip.decision] == flip.to, "\(flip.decision.text)")
      #expect(flip.to != flip.from)
      for nearer in [flip.holding, flip.halfway].compactMap({ $0 }) {
        let change = try #require(flip.changes.first)
        let before = try Self.choices(
          planning, [ChangedAnswer(change.lever, to: nearer, distance: 0)])
        #expect(before.map { $0[flip.decision] == flip.from } ?? true, "\(flip.decision.text)")
      }
    }
  }

  @Test(arguments: Array(UInt64(1)...3)) func everyFlipReversesAndNeitherTheStopBeforeNorHalfDoes(
    _ seed: UInt64
  ) throws {
    let planning = try Self.random(seed)
    guard let report = try FlipSearch(planning).report() else {
      #expect(try Self.choices(planning) == nil)
      return
    }
    try Self.verify(planning, report)
  }

  /// A crowd of four times the usual in the place of three: functions are chosen at an earlier stage, and stay.
  @Test func aDecisionTurnsByWayOfAnEarlierStage() throws {
    let planning = try Self.example("webshop")
    let decision = DecisionAddress(decision: "compute")
    let report = try #require(try FlipSearch(planning).report(of: [decision]))
    let flip = try #require(report.flip(of: decision))
    #expect(flip.changes.map(\.lever.path.text) == ["users.flashCrowd"])
    #expect(flip.changes.map(\.text) == ["4"] && flip.to == "lambda")
    let (before, after) = (try Self.choices(planning), try Self.choices(planning, flip.changes))
    #expect(before?[decision] == flip.from && after?[decision] == flip.to)
  }

  static func example(_ name: String) throws -> PlanningCase {
    let directory = SharedDirectory(path: RepositoryFiles.path("Catalog"))
    let questionnaire = try #require(QuestionnaireReader.read(directory).questionnaire)
    let sheet = try #require(
      try AnswerFileReader.read(
        RepositoryFiles.path("Examples/\(name).answers.yaml"), questionnaire
      ).sheet)
    guard case .choice(let region)? = sheet["system.region"] else {
      Issue.record("no region")
      throw CancellationError()
    }
    let catalog = try #require(
      CatalogReader.read(FileTree(directory), region: region).catalog)
    return PlanningCase(questionnaire: questionnaire, sheet: sheet, catalog: catalog)
  }

  /// Several services, each deployed by itself or together.
  @Test(arguments: Array(UInt64(1)...2)) func flipsOfDividedSystemsReverse(_ seed: UInt64) throws {
    var random = RandomServices(seed: seed)
    var answers = random.answers()
    answers["users.now"] = "10000"
    let planning = try Self.planning(answers)
    guard let report = try FlipSearch(planning).report() else {
      #expect(try Self.choices(planning) == nil)
      return
    }
    try Self.verify(planning, report)
  }

  /// Where each deployment has gone through stages before, only the one that a decision belongs to is planned
  /// from the first stage on.
  @Test func flipsOfADividedSystemReverseFromTheFirstStageOn() throws {
    let planning = try Self.example("travel-platform")
    let wanted = [
      DecisionAddress(unit: "search", decision: "caching"),
      DecisionAddress(unit: "booking", decision: "compute"),
      DecisionAddress(unit: "payment", decision: "database"),
      DecisionAddress(decision: "integration", scope: "booking-payment"),
    ]
    let report = try #require(try FlipSearch(planning).report(of: wanted))
    #expect(report.flips.count + report.firm.count == wanted.count && report.flips.count > 2)
    let before = try #require(try Self.choices(planning))
    for flip in report.flips {
      let after = try #require(try Self.choices(planning, flip.changes), "\(flip.decision.text)")
      #expect(before[flip.decision] == flip.from && after[flip.decision] == flip.to)
      for nearer in [flip.holding, flip.halfway].compactMap({ $0 }) {
        let change = try #require(flip.changes.first)
        let choices = try Self.choices(
          planning, [ChangedAnswer(change.lever, to: nearer, distance: 0)])
        #expect(choices.map { $0[flip.decision] == flip.from } ?? true, "\(flip.decision.text)")
      }
    }
  }

  /// A decision of one unit turns by an answer about its own service.
  @Test func aUnitTurnsByTheAnswersOfItsServices() throws {
    let planning = try Self.planning(ServiceReversals.apart)
    let decision = DecisionAddress(unit: "pay", decision: "compute")
    let report = try #require(try FlipSearch(planning).report(of: [decision]))
    let flip = try #require(report.flip(of: decision))
    let before = try #require(try Self.choices(planning))
    let after = try #require(try Self.choices(planning, flip.changes))
    #expect(before[decision] == flip.from)
    #expect(after[decision] == flip.to)
    // What glues two units together is a decision of neither.
    let edge = DecisionAddress(decision: "integration", scope: "shop-pay")
    let glue = try #require(try FlipSearch(planning).report(of: [edge])?.flip(of: edge))
    #expect(before[edge] == glue.from)
    #expect(try Self.choices(planning, glue.changes)?[edge] == glue.to)
  }

  /// Numbers and choices that are given up, and stages that are not planned again, change nothing.
  @Test(arguments: [UInt64(2), 5]) func whatIsSparedChangesNothing(_ seed: UInt64) throws {
    let planning = try Self.random(seed, stages: [100, 10_000])
    let decisions = ["compute", "exposure", "database", "caching", "messaging", "tracing"].map {
      DecisionAddress(decision: $0)
    }
    let quick = try FlipSearch(planning).report(of: decisions)
    let whole = try FlipSearch(planning, isExhaustive: true).report(of: decisions)
    #expect(quick?.flips == whole?.flips)
    #expect(quick?.firm == whole?.firm)
  }

  /// What an explanation calls without effect leaves scores and rejections as they are.
  @Test(arguments: [UInt64(1), 4]) func whatHasNoInfluenceMovesNothing(_ seed: UInt64) throws {
    let planning = try Self.random(seed, stages: [100, 10_000])
    let addresses = ["compute", "caching", "database"].map { DecisionAddress(decision: $0) }
    guard
      let report = try FlipSearch(planning).report(of: addresses, tellsInfluences: true),
      let base = try planning.decisions(.present)
    else { return }
    let levers = planning.levers.enumerated().filter { $0.offset % 3 == Int(seed) % 3 }
    for lever in levers.map(\.element) {
      let quiet = report.influences.filter { !$0.value.contains(lever.path.traced) }.map(\.key)
      if quiet.isEmpty { continue }
      for change in AnswerAlternatives.all(lever) + Self.doubled(lever) {
        guard let changed = try planning.decisions(.present, of: planning.changing([change])) else {
          continue
        }
        for address in quiet {
          let pairs = [base, changed].map { decisions in
            decisions.first { DecisionAddress($0) == address }
          }
          #expect(
            pairs[0].map(Self.outcome) == pairs[1].map(Self.outcome),
            "\(address.text) by \(lever.path.text) = \(change.text)")
        }
      }
    }
  }

  private static func outcome(_ decision: Decision) -> [String] {
    decision.ranking.map { "\($0.option) \($0.score)" }
      + decision.rejections.map { "\($0.option) \($0.constraint)" }
  }

  /// Trials that keep less of why decide the same.
  @Test(arguments: Array(UInt64(1)...6)) func lessDetailDecidesTheSame(_ seed: UInt64) throws {
    let planning = try Self.random(seed, stages: [10, 1000, 100_000])
    for index in planning.catalog.stages.indices {
      let outcomes = try [DecisionDetail.choices, .values, .reasons].map { detail in
        let memo = ReplayMemo(findsPresent: false, detail: detail)
        return try planning.decisions(.named(planning.catalog.stages[index].id), sharing: memo)?.map
        {
          ["\($0.id)"] + $0.ranking.map { "\($0.option) \($0.score)" }
        }
      }
      #expect(outcomes[0] == outcomes[2], "stage \(index + 1)")
      #expect(outcomes[1] == outcomes[2], "stage \(index + 1)")
    }
  }

  @Test(arguments: Array(UInt64(1)...8)) func aReplayDecidesAsThePlanDoes(_ seed: UInt64) throws {
    var random = RandomAnswers(seed: seed)
    // Every other system does not grow, and a stage is divided by its horizon.
    let still: Answers =
      seed.isMultiple(of: 2) ? ["users.monthlyGrowth": "0%", "users.now": "20000"] : [:]
    let planning = try Self.planning(
      random.answers().merging(still) { $1 }, stages: [10, 1000, 100_000])
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    #expect(plan.stages.contains(where: \.definition.isOfHorizon) || still.isEmpty)
    let decisions = try planning.decisions(.present)
    #expect(decisions == plan.current?.decisions)
    for stage in plan.stages {
      #expect(try planning.decisions(.named(stage.definition.id)) == stage.planned?.decisions)
    }
  }

  @Test(arguments: Array(UInt64(1)...6)) func aReplayOfUnitsDecidesAsThePlanDoes(
    _ seed: UInt64
  ) throws {
    var random = RandomServices(seed: seed)
    let still: Answers =
      seed.isMultiple(of: 2) ? ["users.monthlyGrowth": "0%", "users.now": "200000"] : [:]
    let planning = try Self.planning(
      random.answers().merging(still) { $1 }, stages: [100, 10_000, 1_000_000])
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let plan = try Planner(catalog: planning.catalog).plan(requirements)
    #expect(plan.stages.contains(where: \.definition.isOfHorizon) || still.isEmpty)
    let composition = try #require(plan.composition)
    let present = composition.currentIndex.map { index in
      composition.units(at: index).flatMap { $0.stage(index)?.decisions ?? [] }
    }
    #expect(try planning.decisions(.present) == present)
    for (index, stage) in composition.stages.enumerated() where stage.isReachable {
      let decisions = composition.units(at: index).flatMap { $0.stage(index)?.decisions ?? [] }
      #expect(try planning.decisions(.named(stage.definition.id)) == decisions)
    }
  }

  /// A system of which it is known what a decision hangs on.
  struct Case: Sendable, CustomTestStringConvertible {
    let shows: String
    let answers: Answers
    let decision: DecisionAddress
    let from: String
    let to: String?
    /// The answers of which one must be what it takes.
    let levers: Set<String>

    var testDescription: String { shows }
  }

  @Test(arguments: [
    Case(
      shows: "static files become rendered pages", answers: ["team.skills": "[containers]"],
      decision: DecisionAddress(decision: "frontEndHosting"), from: "s3-cloudfront", to: nil,
      levers: ["frontEnd.kind"]),
    Case(
      shows: "an inline appliance calls for inspection", answers: [:],
      decision: DecisionAddress(decision: "inspection"), from: "none", to: "gwlb",
      levers: ["api.inlineAppliance"]),
  ])
  func whatADecisionHangsOn(_ example: Case) throws {
    let report = try #require(
      try FlipSearch(try Self.planning(example.answers)).report(of: [example.decision]))
    let flip = try #require(report.flip(of: example.decision))
    #expect(flip.from == example.from)
    if let to = example.to { #expect(flip.to == to) }
    #expect(flip.changes.allSatisfy { example.levers.contains($0.lever.path.traced) })
  }

  /// Where rows turn a decision by the same change, the flip is that of the first, and it is as near as
  /// with that row alone.
  @Test func ofRowsThatTurnADecisionAlikeTheFirstIsNamed() throws {
    let decision = DecisionAddress(decision: "messaging")
    func flip(_ rows: [String]) throws -> Flip {
      let data = rows.map { "{name: \($0), content: relational}" }.joined(separator: ", ")
      let planning = try Self.planning(["data": "[\(data)]"])
      return try #require(
        try FlipSearch(planning).report(of: [decision])?.flip(of: decision))
    }
    let (alone, several) = (try flip(["a"]), try flip(["a", "b", "c"]))
    #expect(several.changes.map(\.lever.path.text) == ["data[a].ingestPerSecond"])
    #expect(several.changes.map(\.value) == alone.changes.map(\.value))
    #expect(several.holding == alone.holding)
  }

  /// What trials of other answers left in the memo is what each trial would have computed by itself.
  @Test(arguments: [UInt64(2)]) func aSharedMemoChangesNothing(_ seed: UInt64) throws {
    let planning = try Self.random(seed)
    let memo = ReplayMemo(findsPresent: true)
    for lever in planning.levers {
      let changes = AnswerAlternatives.all(lever).prefix(1) + Self.doubled(lever)
      for change in changes {
        let sheet = planning.changing([change])
        #expect(
          try planning.decisions(.present, of: sheet, sharing: memo)
            == planning.decisions(.present, of: sheet),
          "\(change.lever.path.text) = \(change.text)")
      }
    }
  }

  /// What is kept of the system that trials are compared with, or of all, decides as each trial does by itself.
  @Test(arguments: [UInt64(2), 5]) func rememberedDecisionsChangeNothing(_ seed: UInt64) throws {
    let planning = try Self.random(seed, stages: [10, 1000, 100_000])
    let own = try #require(planning.requirements(of: planning.sheet))
    let kept: [(DecisionDetail, SystemRequirements?)] = [
      (.values, own), (.choices, own), (.choices, nil),
    ]
    for (detail, base) in kept {
      let memo = ReplayMemo(findsPresent: true, base: base, detail: detail)
      let known = Set(
        try planning.catalog.stages.indices.flatMap {
          try planning.decisions(.named(planning.catalog.stages[$0].id), sharing: memo) ?? []
        }.compactMap(Self.ranking))
      var recalled = 0
      for lever in planning.levers {
        let changes = AnswerAlternatives.all(lever).prefix(2) + Self.doubled(lever)
        for change in changes {
          let sheet = planning.changing([change])
          let decisions = try [memo, ReplayMemo(findsPresent: true, detail: detail)].map {
            try planning.decisions(.present, of: sheet, sharing: $0)
          }
          recalled +=
            decisions[0]?.filter { Self.ranking($0).map(known.contains) ?? false }.count ?? 0
          let outcomes = decisions.map { decisions in
            decisions?.map { Self.outcome($0) + ["\(String(describing: $0.digest))"] }
          }
          #expect(
            outcomes[0] == outcomes[1], "\(change.lever.path.text) = \(change.text), \(detail)")
        }
      }
      // A ranking that is the same by reference was not made anew.
      #expect(recalled > 100)
    }
  }

  /// Where the ranking of a decision is kept; nil for an empty one.
  private static func ranking(_ decision: Decision) -> UInt? {
    decision.ranking.isEmpty
      ? nil : decision.ranking.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
  }

  /// A number at twice its value, where the question allows that.
  private static func doubled(_ lever: AnswerLever) -> [ChangedAnswer] {
    guard case .number(let kind) = lever.question.kind, case .number(let now) = lever.value,
      now.likely > 0, now.likely * 2 <= kind.greatest
    else { return [] }
    return [ChangedAnswer(lever, to: .number(Estimate(now.likely * 2)), distance: 1)]
  }

  /// A search that nobody waits for any more plans nothing more, and finds neither flips nor none.
  @Test(arguments: [0, 5])
  func aCancelledSearchEndsWithoutAReport(_ plans: Int) throws {
    let planning = try Self.random(3)
    let asked = Mutex(0)
    let report = try FlipSearch(planning) {
      asked.withLock { count in
        count += 1
        return count > plans
      }
    }.report(of: [DecisionAddress(decision: "compute")])
    #expect(report == nil)
  }

  @Test func searchingTwiceFindsTheSame() throws {
    let planning = try Self.random(3)
    let decisions = [DecisionAddress(decision: "compute"), DecisionAddress(decision: "caching")]
    #expect(
      try FlipSearch(planning).report(of: decisions)
        == FlipSearch(planning).report(of: decisions))
  }
}
