import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
import Requirements
import Storage
import TestSupport
import Testing

@testable import Roadmap

/// What is remembered of a decision is told apart by all that its options rest on, also where no rule
/// looks at it.
@Suite struct RecallTests {
  /// Rules on platforms that weigh toil, but look neither at who operates the system nor at skills.
  private static let overlay = """
    constraints:
      - {id: kubernetes-people, remove: true}
    criteria:
      - {id: skill-serverless, remove: true}
      - {id: skill-containers, remove: true}
      - {id: skill-kubernetes, remove: true}
      - {id: skill-linux, remove: true}

    """

  private static let team: Answers = [
    "frontEnd.kind": "native", "objectives.availability": "99.9%", "team.operations": "0.3",
    "team.skills": "[containers]",
  ]

  private static func planning(_ answers: Answers) throws -> PlanningCase {
    let shipped = FileTree(SharedDirectory(path: RepositoryFiles.path("Catalog")))
    let ours = FileTree(["criteria/compute.yaml": overlay], root: "ours")
    let reading = CatalogReader.read(shipped.laidUnder([ours]), region: "eu-central-1")
    #expect(reading.diagnostics.map(\.description) == [])
    let shippedCase = try Bench.planning(answers, stages: [10_000])
    return PlanningCase(
      questionnaire: shippedCase.questionnaire, sheet: shippedCase.sheet,
      catalog: try #require(reading.catalog).keeping(stages: [10_000]))
  }

  /// Options with their scores, and what was rejected.
  private static func outcome(_ decisions: [Decision]?) throws -> [String] {
    let compute = try #require(decisions?.first { $0.definition.id == "compute" })
    return compute.ranking.map { "\($0.option) \($0.score)" }
      + compute.rejections.map { "\($0.option) \($0.constraint)" }
  }

  @Test(arguments: [["team.operations": "3"], ["team.skills": "[serverless]"]])
  func anotherTeamIsNotTakenForTheOneThatIsKept(_ change: Answers) throws {
    let planning = try Self.planning(Self.team)
    let rules = try #require(planning.catalog.decisions["compute"]?.index.names)
    #expect(!rules.contains("operations") && !rules.contains("skills"))
    #expect(rules.contains("toilShare"))
    let other = try Self.planning(Self.team.merging(change) { $1 }).sheet
    let base = try #require(planning.requirements(of: planning.sheet))
    let first = StageChoice.named(planning.catalog.stages[0].id)
    for detail in [DecisionDetail.values, .choices] {
      let memo = ReplayMemo(findsPresent: false, base: base, detail: detail)
      let kept = try Self.outcome(planning.decisions(first, sharing: memo))
      let recalled = try Self.outcome(planning.decisions(first, of: other, sharing: memo))
      let fresh = try Self.outcome(
        planning.decisions(
          first, of: other, sharing: ReplayMemo(findsPresent: false, detail: detail)))
      #expect(recalled == fresh, "\(detail)")
      #expect(fresh != kept, "toil tells the two teams apart")
    }
  }

  /// What glues edges is told apart by all that its rules look at.
  @Test func gluedEdgesAreRecalledAsTheyAreDecided() throws {
    let planning = try FlipTests.example("travel-platform")
    let base = try #require(planning.requirements(of: planning.sheet))
    let stage = StageChoice.named(planning.catalog.stages[0].id)
    let levers = planning.levers.filter { lever in
      ["edges", "api.", "team."].contains { lever.path.text.hasPrefix($0) }
    }
    func glue(_ sheet: AnswerSheet, _ memo: ReplayMemo) throws -> [String]? {
      guard let requirements = planning.requirements(of: sheet) else { return nil }
      return try planning.replay(stage, requirements, memo)?.glue.map {
        "\($0.id) \($0.ranking.map { "\($0.option) \($0.score)" }) "
          + "\($0.rejections.map { "\($0.option) \($0.constraint)" }) \(String(describing: $0.digest))"
      }
    }
    let memo = ReplayMemo(findsPresent: false, base: base, detail: .values)
    let kept = try #require(try glue(planning.sheet, memo))
    #expect(!kept.isEmpty)
    var (same, other) = (0, 0)
    for lever in levers {
      for change in AnswerAlternatives.all(lever).prefix(2) {
        let sheet = planning.changing([change])
        let recalled = try glue(sheet, memo)
        let fresh = try glue(sheet, ReplayMemo(findsPresent: false, detail: .values))
        #expect(recalled == fresh, "\(change.lever.path.text) = \(change.text)")
        if fresh == kept { same += 1 } else { other += 1 }
      }
    }
    #expect(same > 0 && other > 0)
  }

  /// What a deployment decides, with the values that its rules looked at, does not depend on what was decided
  /// before for other answers.
  @Test(arguments: ["webshop", "ticket-alerts"])
  func decisionsAreRecalledAsTheyAreDecided(_ example: String) throws {
    let planning = try FlipTests.example(example)
    let base = try #require(planning.requirements(of: planning.sheet))
    let stage = StageChoice.named(planning.catalog.stages[1].id)
    func decisions(_ sheet: AnswerSheet, _ memo: ReplayMemo) throws -> [String]? {
      try planning.decisions(stage, of: sheet, sharing: memo)?.map {
        "\($0.id) \($0.ranking.map { "\($0.option) \($0.score)" }) "
          + "\($0.rejections.map { "\($0.option) \($0.constraint)" }) "
          + "\(String(describing: $0.digest))"
      }
    }
    let memo = ReplayMemo(findsPresent: false, base: base, detail: .values)
    let kept = try #require(try decisions(planning.sheet, memo))
    var (same, other) = (0, 0)
    for lever in planning.levers {
      for move in FlipRings.extremes(of: [lever]).prefix(2) {
        let change = ChangedAnswer(lever, to: move.value, distance: move.distance)
        let sheet = planning.changing([change])
        let recalled = try decisions(sheet, memo)
        // Of a system that is not the base nothing is kept, so that nothing is recalled either.
        let fresh = try decisions(
          sheet, ReplayMemo(findsPresent: false, base: base, detail: .values))
        #expect(recalled == fresh, "\(change.lever.path.text) = \(change.text)")
        if fresh == kept { same += 1 } else { other += 1 }
      }
    }
    #expect(same > 0 && other > 10)
  }

  /// What is priced before any store is chosen costs the same whether or not the data sets are looked at.
  @Test(arguments: Array(UInt64(1)...6)) func draftsWithoutStoresCostTheSame(
    _ seed: UInt64
  ) throws {
    var random = RandomServices(seed: seed)
    let planning = try Bench.planning(random.answers(), stages: [10_000, 1_000_000])
    let requirements = try #require(planning.requirements(of: planning.sheet))
    let catalog = planning.catalog
    let ground = ChoiceGround(
      catalog: catalog, parameters: try PlanningParameters(catalog, for: requirements),
      requirements: requirements, memo: SizingMemo())
    var priced = 0
    for stage in catalog.stages {
      let workload = requirements.workload(users: stage.sizedFor)
      let whole = OptionCosts(ground, workload, isExplained: false)
      let bare = OptionCosts(ground, workload, isExplained: false, hasStores: false)
      #expect(whole.basis != bare.basis || requirements.dataSets.isEmpty)
      for platform in ComputePlatform.allCases {
        let (exposure, balancing) = DesignChooser.plainEntry(platform, requirements)
        for edge in [Edge.none, .cloudFront] {
          let design = Design(
            frontEnd: .none, edge: edge, compute: platform, exposure: exposure,
            balancing: balancing, hasInspection: false, engine: nil,
            placement: Placement(stores: [:]), caching: .none,
            zones: platform == .singleInstance ? 1 : 2, messaging: [], workers: nil,
            observability: Observability(hasMetrics: true, hasTraces: false))
          for tiers: TierSet in [[.compute, .entry, .network], [.edge, .frontEnd], .entry] {
            let costs = try whole.totals(of: tiers, design)
            #expect(try bare.totals(of: tiers, design) == costs, "\(platform) \(edge)")
            if costs != nil { priced += 1 }
          }
        }
      }
    }
    #expect(priced > 0)
  }

  /// Where values alone are kept, what is decided before any store is priced without a look at each data set.
  @Test(arguments: Array(UInt64(1)...6)) func decisionsScoreTheSameWithAndWithoutReasons(
    _ seed: UInt64
  ) throws {
    var random = RandomServices(seed: seed)
    var answers = random.answers()
    answers["users.now"] = "10000"
    // In one deployment, so that it has several data sets.
    answers["services"] = nil
    answers["edges"] = nil
    for table in ["requests", "data"] {
      answers[table] = answers[table]?.replacing(#/service: \w+, /#, with: "")
        .replacing(#/sharedWith: \[\w*\], /#, with: "")
    }
    let planning = try Bench.planning(answers, stages: [10_000, 1_000_000])
    let base = try #require(planning.requirements(of: planning.sheet))
    #expect(base.dataSets.count > 1)
    for stage in planning.catalog.stages {
      func outcomes(_ detail: DecisionDetail) throws -> [String]? {
        let memo = ReplayMemo(findsPresent: false, base: base, detail: detail)
        return try planning.decisions(.named(stage.id), sharing: memo)?.map {
          // What a rule rejects was not sized for values alone, and counts as large enough.
          "\($0.id) \($0.ranking.map { "\($0.option) \($0.score)" }) "
            + "\(Set($0.rejections.map(\.option)).sorted())"
        }
      }
      #expect(try outcomes(.values) == outcomes(.reasons), "\(stage.id)")
    }
  }
}
