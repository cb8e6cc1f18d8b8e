import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap
import TestSupport
import Testing

/// What holds for the stage of a system that grows slowly: it is sized for the horizon.
@Suite struct HorizonStageTests {
  private static let stages: [Double] = [1000, 10_000, 100_000, 1_000_000, 10_000_000]

  /// A ledger with so many users, which grow by so much a month over a year.
  private static func plan(
    _ users: Int, growth: String, _ changes: Answers = [:]
  ) throws -> Plan {
    let answers: Answers = [
      "users.now": "\(users)", "users.monthlyGrowth": growth, "budget.horizonMonths": "12",
      "users.activeShareAtPeak": "1%", "users.actionsPerMinute": "2",
      "system.runtime": "jvm-dotnet", "team.skills": "[containers, linux, databases]",
      "team.people": "20", "team.operations": "4",
      "requests": "[{name: transfer, cpuMilliseconds: 10, reads: 2, writes: 1}]",
      "data": "[{name: main, content: relational, sizeGiB: 100, firstYearGiB: 0}]",
    ]
    return try Bench.plan(answers.merging(changes) { $1 }, stages: stages)
  }

  /// A case of what grows and what stage that makes.
  struct Case: CustomTestStringConvertible, Sendable {
    let users: Int
    let growth: String
    /// The users of the stage of the horizon; nil where there is none.
    let divided: Double?
    var testDescription: String { "\(users) users, \(growth)" }
  }

  @Test(arguments: [
    Case(users: 1_500_000, growth: "1%", divided: 1_690_238),
    // The fastest growth counts.
    Case(users: 1_500_000, growth: "{low: 0%, likely: 1%, high: 3%}", divided: 2_138_642),
    Case(users: 1_500_000, growth: "{low: 0%, likely: 1%, high: 18%}", divided: nil),
    Case(users: 1_500_000, growth: "0%", divided: 1_500_000),
    // At half of the users of the stage another size is not worth a stage.
    Case(users: 5_000_000, growth: "0%", divided: nil),
    Case(users: 4_999_999, growth: "0%", divided: 4_999_999),
    // The end of a stage belongs to it.
    Case(users: 100_000, growth: "0%", divided: nil),
    Case(users: 100_001, growth: "0%", divided: 100_001),
    // The least machines carry a small stage.
    Case(users: 1001, growth: "0%", divided: nil),
    // Beyond the last stage there is nothing to divide.
    Case(users: 20_000_000, growth: "0%", divided: nil),
  ]) func aStageIsDividedWhereTheHorizonEndsEarly(_ example: Case) throws {
    let plan = try Self.plan(example.users, growth: example.growth)
    let own = plan.stages.filter(\.definition.isOfHorizon)
    #expect(own.map(\.workload.users.value) == [example.divided].compactMap { $0 })
    #expect(plan.stages.count == Self.stages.count + own.count)
    #expect(plan.stages.map(\.workload.users) == plan.stages.map(\.workload.users).sorted())
    #expect(Set(plan.stages.map(\.definition.id)).count == plan.stages.count)
    // What is not seen within the horizon is not run now.
    if let index = own.isEmpty ? nil : plan.currentIndex {
      #expect(plan.stages[index].workload.users <= own[0].workload.users)
    }
  }

  @Test(arguments: [(15_000.0, "15,000"), (10_020, "10,100"), (12_345, "12,400")])
  func labelsHoldTheirUsers(_ users: Double, _ end: String) {
    let stage = StageDefinition(id: "06-stage", label: "> 10,000", sizedFor: Users(100_000))
    #expect(
      stage.divided(at: Users(users)).map(\.label) == ["> 10,000 to \(end)", "> \(end)"])
    let large = StageDefinition(id: "08-stage", label: "> 1 million", sizedFor: Users(10_000_000))
    #expect(
      large.divided(at: Users(1_690_238)).map(\.label)
        == ["> 1 million to 1.7 million", "> 1.7 million"])
    #expect(large.divided(at: Users(1_690_238)).map(\.id) == ["08-horizon", "08-stage"])
  }

  /// Trials, which know the likely numbers only, divide by the fastest growth as well.
  @Test(arguments: ["{low: 0.5%, likely: 1%, high: 18%}", "{low: 0.5%, likely: 1%, high: 3%}"])
  func trialsDivideAsThePlanDoes(_ growth: String) throws {
    let answers: Answers = [
      "users.now": "1500000", "users.monthlyGrowth": growth, "budget.horizonMonths": "12",
    ]
    let plan = try Bench.plan(answers, stages: Self.stages)
    let planning = try Bench.planning(answers, stages: Self.stages)
    let trial = try Planner(catalog: planning.catalog).plan(
      try #require(planning.requirements(of: planning.sheet)))
    #expect(trial.stages.map(\.workload.users) == plan.stages.map(\.workload.users))
    #expect(trial.currentIndex == plan.currentIndex)
    let chosen = try planning.decisions(.present)?.map(\.chosen)
    #expect(chosen == plan.current?.decisions.map(\.chosen))
  }

  /// A factor below one, which an overlay may set, divides no stage at its own end or beyond.
  @Test func aFactorBelowOneDividesWithinTheStageOnly() throws {
    var random = SplitMix64(seed: 12)
    let shipped = try #require(Bench.catalog)
    let catalog = shipped.replacing(
      try shipped.places(of: ["planning.horizonStageFactor"]), by: [0.5])
    for _ in 0..<6 {
      let users = Int(random.uniform(1_010_000...9_000_000))
      let requirements = try Bench.requirements([
        "users.now": "\(users)", "users.monthlyGrowth": "{low: 0%, likely: 1%, high: 9%}",
      ])
      let stages = try Planner(catalog: catalog).plan(requirements).stages
      #expect(stages.map(\.workload.users) == stages.map(\.workload.users).sorted())
    }
  }

  /// It costs what such sizes cost, and what comes after is the stage as it would have been.
  @Test func aSlowSystemPaysForItsHorizon() throws {
    let slow = try Self.plan(1_500_000, growth: "1%")
    let fast = try Self.plan(1_500_000, growth: "18%")
    let index = try #require(slow.currentIndex)
    #expect(slow.stages[index].definition.isOfHorizon)
    let bills = try [slow, fast].map { try #require($0.present).costs.total.value }
    #expect(bills[0] < bills[1])
    let carried = try #require(slow.current?.breaking.users)
    #expect(carried >= Users(1_690_238))
    // The design of the whole stage has the sizes of the whole stage.
    let (next, whole) = (slow.stages[index + 1], fast.stages[try #require(fast.currentIndex)])
    #expect(next.definition.id == whole.definition.id)
    #expect(next.planned?.architecture == whole.planned?.architecture)
    // It is entered when the sizes of the horizon end, and not by the label.
    let entry = try #require(next.planned?.entry)
    #expect(entry.users == carried)
  }

  /// The schedule begins with those sizes, and they are enough.
  @Test func theScheduleBeginsWithTheSizesOfTheHorizon() throws {
    let plan = try Self.plan(1_500_000, growth: "1%")
    let catalog = try #require(Bench.catalog)
    let schedule = try #require(try HorizonPlanner(catalog: catalog, plan: plan)?.schedule())
    #expect(schedule.start.architecture == plan.current?.architecture)
    #expect(schedule.moves.isEmpty && schedule.missedDays == 0)
  }

  /// More growth, a longer horizon and more users never make the same design cheaper, within one stage.
  @Test func whatGrowsFasterNeverCostsLess() throws {
    func plan(_ users: Int, _ growth: String, _ months: Int) throws -> Plan {
      try Self.plan(users, growth: growth, ["budget.horizonMonths": "\(months)"])
    }
    let courses = try [
      ["0%", "1%", "3%", "6%", "9%"].map { try plan(200_000, $0, 12) },
      [3, 12, 24, 60].map { try plan(200_000, "2%", $0) },
      [120_000, 200_000, 310_000, 480_000, 900_000].map { try plan($0, "0%", 12) },
    ]
    var compared = 0
    for course in courses {
      for (less, more) in zip(course, course.dropFirst())
      where less.current?.design == more.current?.design {
        compared += 1
        let bills = try [less, more].map { try #require($0.present).costs.total.value }
        #expect(bills[0] <= bills[1])
      }
    }
    #expect(compared >= 6)
  }
}
