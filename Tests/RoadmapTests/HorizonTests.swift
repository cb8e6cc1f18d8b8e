import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import TestSupport
import Testing

/// What holds for the schedule of every plan, on answers at random.
@Suite struct HorizonTests {
  static let seeds = Array(1...25 as ClosedRange<UInt64>)

  private static func schedule(_ seed: UInt64) throws -> (Plan, HorizonSchedule)? {
    var random = RandomAnswers(seed: seed)
    let answers = random.answers().merging([
      "users.monthlyGrowth": "{low: 4%, likely: 15%, high: 25%}", "budget.horizonMonths": "30",
    ]) { $1 }
    let plan = try Bench.plan(answers, stages: [100, 1000, 10_000, 100_000, 1_000_000])
    let catalog = try #require(Bench.catalog)
    guard let planner = try HorizonPlanner(catalog: catalog, plan: plan),
      let schedule = try planner.schedule()
    else { return nil }
    return (plan, schedule)
  }

  @Test func mostPlansHaveOneWithMoves() throws {
    let schedules = try Self.seeds.compactMap { try Self.schedule($0)?.1 }
    #expect(schedules.count * 2 > Self.seeds.count)
    #expect(schedules.contains { !$0.moves.isEmpty })
  }

  /// Objectives hold at all times: what stands carries the users until the next move is due.
  @Test(arguments: seeds) func whatStandsCarriesTheUsers(_ seed: UInt64) throws {
    guard let (plan, schedule) = try Self.schedule(seed) else { return }
    let likely = try #require(schedule.scenarios.first { $0.name == .likely })
    let states = [schedule.start] + schedule.moves.map(\.target)
    let starts = [0.0] + schedule.moves.map { $0.date(.likely) ?? .infinity }
    let end = schedule.outOfReach[.likely] ?? schedule.months
    for (index, state) in states.enumerated() {
      let until = index + 1 < starts.count ? starts[index + 1] : end
      let users = likely.users(months: until)
      if let carries = state.breaking.users {
        #expect(carries.value >= users.value * 0.999 || (index == 0 && until == 0))
      }
      #expect(until >= starts[index])
    }
    #expect(plan.currentIndex != nil)
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
      #expect((regret.dollars ?? 0) >= 0)
      if regret.planned == regret.actual { #expect(regret.dollars == 0) }
    }
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
