import CapacityPlanning
import CatalogModel
import OrderedCollections
import Quantities
import Requirements
import Roadmap
import TestSupport
import Testing

extension Catalog {
  /// The catalog with so many times the days of every move.
  fileprivate func takingLonger(_ factor: Double) -> Catalog {
    Catalog(
      region: region, regions: regions, sources: sources, services: services, planning: planning,
      computeInstances: computeInstances, databaseInstances: databaseInstances,
      cacheNodes: cacheNodes, prices: prices, decisions: decisions, stages: stages, digest: digest,
      notices: notices, purchaseOptions: purchaseOptions, units: units, advice: advice, rows: rows,
      moves: moves.mapValues {
        MoveDefinition(
          id: $0.id, leadDays: $0.leadDays * factor, irreversibility: $0.irreversibility,
          after: $0.after, migration: $0.migration, rollback: $0.rollback, citation: $0.citation)
      }, health: health)
  }
}

/// What holds for the schedule of every plan, on answers at random.
@Suite struct HorizonTests {
  static let seeds = Array(1...25 as ClosedRange<UInt64>)

  private typealias Made = (plan: Plan, schedule: HorizonSchedule)

  /// Made once for all tests.
  private static let made: [UInt64: Result<Made?, any Error>] = Dictionary(
    uniqueKeysWithValues: seeds.map { seed in (seed, Result { try make(seed) }) })

  private static func schedule(_ seed: UInt64) throws -> (Plan, HorizonSchedule)? {
    try #require(made[seed]).get()
  }

  private static func make(_ seed: UInt64, _ changes: Answers = [:]) throws -> Made? {
    var random = RandomAnswers(seed: seed)
    let answers = random.answers().merging([
      "users.monthlyGrowth": "{low: 4%, likely: 15%, high: 25%}", "budget.horizonMonths": "30",
    ]) { $1 }.merging(changes) { $1 }
    let plan = try Bench.plan(answers, stages: [100, 1000, 10_000, 100_000, 1_000_000])
    let catalog = try #require(Bench.catalog)
    return try HorizonPlanner(catalog: catalog, plan: plan)?.schedule().map { (plan, $0) }
  }

  @Test func mostPlansHaveOneWithMoves() throws {
    let schedules = try Self.seeds.compactMap { try Self.schedule($0)?.1 }
    #expect(schedules.count * 2 > Self.seeds.count)
    #expect(schedules.contains { !$0.moves.isEmpty })
  }

  /// What stands carries the users until the next move is done, or the move says that it is late.
  @Test(arguments: seeds) func whatStandsCarriesTheUsers(_ seed: UInt64) throws {
    guard let (plan, schedule) = try Self.schedule(seed) else { return }
    let likely = try #require(schedule.scenarios.first { $0.name == .likely })
    let states = [schedule.start] + schedule.moves.map(\.target)
    let end = min(schedule.months, schedule.outOfReach[.likely] ?? schedule.months)
    for (index, state) in states.enumerated() {
      let next = index < schedule.moves.count ? schedule.moves[index] : nil
      let until = next.map { max($0.date(.likely) ?? .infinity, $0.readyMonths) } ?? end
      guard let carries = state.breaking.users else { continue }
      if carries.value < likely.users(months: min(until, end)).value * 0.999 {
        #expect(next.map { $0.lateDays(.likely) > 0 } ?? false, "\(index)")
        #expect(schedule.missedDays > 0)
      }
    }
    #expect(plan.currentIndex != nil)
  }

  /// Nothing is there before the work for it can be done, one move after the other.
  @Test(arguments: seeds) func noMoveIsDueBeforeItsWork(_ seed: UInt64) throws {
    guard let (_, schedule) = try Self.schedule(seed) else { return }
    var days = 0.0
    for move in schedule.moves {
      days += move.leadDays
      #expect(abs(move.readyMonths - days / HorizonSchedule.daysPerMonth) < 1e-9)
      let date = try #require(move.date(.likely))
      let late = Double(move.lateDays(.likely)) / HorizonSchedule.daysPerMonth
      #expect(date + late >= move.readyMonths - 1e-6)
      #expect(move.isEconomy ? late == 0 : late < move.readyMonths + 0.04)
    }
  }

  /// What only saves money is planned for when its work can be done, also where that takes months: with
  /// forty times the days of the catalog.
  @Test func workThatTakesMonthsIsWaitedFor() throws {
    let catalog = try #require(Bench.catalog).takingLonger(40)
    var economies = 0
    for seed in Self.seeds {
      guard let (plan, _) = try Self.schedule(seed),
        let schedule = try HorizonPlanner(catalog: catalog, plan: plan)?.schedule()
      else { continue }
      for move in schedule.moves where move.isEconomy {
        economies += 1
        let date = try #require(move.date(.likely))
        #expect(date >= move.readyMonths - 1e-6, "\(seed)")
      }
    }
    #expect(economies > 0)
  }

  /// What grows faster than the work for it can be done is late, and days without the objectives count.
  @Test func whatCannotBeDoneInTimeIsLate() throws {
    let changes: Answers = ["users.monthlyGrowth": "200%", "budget.horizonMonths": "5"]
    let schedules = try (1...8 as ClosedRange<UInt64>).compactMap {
      try Self.make($0, changes)?.schedule
    }
    let late = schedules.filter { schedule in
      schedule.moves.contains { !$0.isEconomy && $0.lateDays(.likely) > 0 }
    }
    #expect(!late.isEmpty)
    #expect(late.allSatisfy { $0.missedDays > 0 })
    for move in late.flatMap(\.moves) where move.lateDays(.likely) > 0 {
      // It begins now and is there no sooner than its work is done.
      let due = try #require(move.date(.likely))
      #expect(due < move.readyMonths && move.readyMonths >= move.leadDays / 30.5)
    }
  }

  /// P6 and D13 to D15: no step stands before one that its kind comes after.
  @Test(arguments: seeds) func noStepStandsBeforeItsPrerequisites(_ seed: UInt64) throws {
    guard let (_, schedule) = try Self.schedule(seed) else { return }
    for move in schedule.moves {
      for (index, step) in move.steps.enumerated() {
        for later in move.steps[(index + 1)...] where later.move.id != step.move.id {
          #expect(!step.move.after.contains(later.move.id), "\(step.move.id)")
          #expect(later.leadDays <= step.leadDays)
        }
      }
    }
  }

  @Test(arguments: seeds) func whatWasRejectedIsNotCheaper(_ seed: UInt64) throws {
    guard let (_, schedule) = try Self.schedule(seed) else { return }
    for move in schedule.moves {
      #expect(move.alternatives.allSatisfy { $0.extra >= 0 })
      #expect(!move.alternatives.contains { $0.state == move.target })
    }
    for regret in schedule.regrets {
      #expect(regret.avoidableDays <= regret.missedDays)
      if regret.planned == regret.actual {
        #expect(regret.dollars == 0 && regret.avoidableDays == 0)
      }
    }
  }

  /// Users who do not become more force no move; with growth the same systems are moved.
  @Test func whatDoesNotGrowIsNotMoved() throws {
    let changes: Answers = ["users.monthlyGrowth": "0%"]
    let still = try Self.seeds.compactMap { try Self.make($0, changes)?.schedule }
    #expect(still.count * 2 > Self.seeds.count)
    #expect(still.allSatisfy { schedule in schedule.moves.allSatisfy { $0.isEconomy } })
    #expect(still.contains { $0.moves.isEmpty })
    let growing = try Self.seeds.compactMap { try Self.schedule($0)?.1 }
    #expect(growing.contains { schedule in schedule.moves.contains { !$0.isEconomy } })
  }

  /// Dates that were planned for slow growth are kept, so that fast growth finds them too late.
  @Test func datesThatAreKeptAreTooLateForFasterGrowth() throws {
    let schedules = try Self.seeds.compactMap { try Self.schedule($0)?.1 }
    let late = schedules.flatMap(\.regrets).filter {
      $0.planned == .low && $0.actual == .high && $0.avoidableDays > 0
    }
    #expect(!late.isEmpty)
    let early = schedules.flatMap(\.regrets).filter {
      $0.planned == .high && $0.actual == .low && $0.missedDays == 0
    }
    #expect(early.contains { $0.dollars > 0 })
    #expect(early.allSatisfy { $0.dollars >= -1e-6 })
  }

  /// Faster growth is earlier.
  @Test(arguments: seeds) func datesFollowTheGrowth(_ seed: UInt64) throws {
    guard let (_, schedule) = try Self.schedule(seed) else { return }
    for move in schedule.moves {
      let high = move.date(.high) ?? .infinity
      let likely = move.date(.likely) ?? .infinity
      let low = move.date(.low) ?? .infinity
      #expect(high <= likely && likely <= low)
    }
  }
}
