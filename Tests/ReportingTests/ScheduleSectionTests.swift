import CapacityPlanning
import CatalogModel
import Foundation
import Quantities
import Requirements
import Roadmap
import Testing

@testable import Reporting

/// What documents say of the schedule, and that all sections say the same.
@Suite struct ScheduleSectionTests {
  private static let example = ExamplePlan.webshop

  /// The schedule with the present day known.
  private static func dated(_ day: String) throws -> (HorizonSchedule, ReportInput) {
    let input = try example.input()
    let planner = try HorizonPlanner(
      catalog: input.catalog, plan: input.plan, today: CalendarDay(day))
    return (try #require(try planner?.schedule()), input)
  }

  /// The beginning is told for two courses of growth, as days where the present one is known.
  @Test func workBeginsOnDays() throws {
    let (schedule, input) = try Self.dated("2026-11-26")
    let move = try #require(schedule.moves.first)
    let high = try #require(move.startMonths(.high))
    let likely = try #require(move.startMonths(.likely))
    #expect(high < likely)
    let text = ScheduleSection.startBy(move, schedule)
    func day(_ months: Double) -> String? {
      CalendarDay("2026-11-26")?.adding(days: Int(months * HorizonSchedule.daysPerMonth))?
        .description
    }
    for start in [high, likely] where start > 0 { #expect(text.contains(day(start) ?? "?")) }
    let plain = try #require(input.schedule?.moves.first)
    #expect(ScheduleSection.startBy(plain, try #require(input.schedule)).contains("month "))
  }

  @Test(
    arguments: [
      (2.0, 0, nil, "month 2"), (-0.5, 12, nil, "now, late by 12 days"),
      (-0.5, 1, "2027-01-01", "now, late by 1 day"),
      (-0.5, 0, nil, "now"), (1.0, 0, "2026-12-31", "2027-01-30"),
    ] as [(Double, Int, String?, String)])
  func startsAreTold(_ months: Double, _ late: Int, _ today: String?, _ text: String) {
    #expect(
      ScheduleSection.start(
        months: months, lateDays: late, today: today.flatMap { CalendarDay($0) }) == text)
  }

  /// The bottleneck, the schedule and the growth chart name the same next architecture.
  @Test(arguments: ExamplePlan.allCases) func sectionsAgreeOnWhatIsNext(
    _ example: ExamplePlan
  ) throws {
    let input = try example.input()
    guard let schedule = input.schedule, let move = schedule.moves.first else { return }
    let text = RoadmapDocument(input).text
    let bottleneck = try #require(
      text.components(separatedBy: "## The next bottleneck").last?
        .components(separatedBy: "\n## ").first)
    let name = ScheduleSection.name(move.target, input.plan)
    #expect(bottleneck.contains(MarkdownText.escaped(name)))
    let chart = ReportCharts(plan: input.plan, catalog: input.catalog, schedule: schedule).figures
      .first { $0.contains("Growth and the schedule") }
    let short = ScheduleSection.shortName(move.target, input.plan)
    #expect(try #require(chart).contains(short))
    // Sizes between two stages are not called a stage.
    for state in schedule.moves.map(\.target)
    where state.sizedFor != input.plan.stages[state.stage].workload.users {
      #expect(!ScheduleSection.name(state, input.plan).hasPrefix("stage"))
    }
  }

  /// What a move makes needless is taken away when the new stands, and does not make it begin sooner.
  @Test func whatGoesIsTakenAwayAfterTheMove() throws {
    let input = try ExamplePlan.alerts.input()
    let move = try #require(input.schedule?.moves.first)
    #expect(move.steps.map(\.move.id) == ["table", "remove-data", "remove"])
    #expect(move.leadDays == move.steps[0].move.leadDays)
    #expect(move.readyMonths == move.leadDays / HorizonSchedule.daysPerMonth)
    let rows = RoadmapDocument(input).text.split(separator: "\n").filter {
      $0.contains("| Remove ") && ($0.contains("| when it stands |") || $0.contains(" after |"))
    }
    #expect(rows.count == 2)
    #expect(rows[0].contains("| when it stands |") && rows[0].contains("Take a last snapshot"))
    #expect(rows[1].contains("| 30 after |") && rows[1].contains("Switch it off for a week"))
  }

  /// A larger class of the database has steps of its own, and nothing is removed where all stays.
  @Test func aLargerClassIsAMoveOfTheDatabase() throws {
    let input = try ExamplePlan.webshop.input()
    let kinds = try #require(input.schedule).moves.flatMap(\.steps).map(\.move.id)
    #expect(kinds.contains("resize-data") && kinds.contains("resize"))
    #expect(!kinds.contains { $0.hasPrefix("remove") })
    let text = RoadmapDocument(input).text
    #expect(text.contains("a standby takes over once, for a minute or two"))
    #expect(!text.contains("| when it stands |"))
  }

  /// What stood before is a delay with its price, not a rejected architecture.
  @Test(arguments: ExamplePlan.allCases) func waitingIsNoAlternative(_ example: ExamplePlan) throws
  {
    guard let schedule = try example.input().schedule else { return }
    var before = schedule.start
    for move in schedule.moves {
      #expect(!move.alternatives.contains { $0.state == before })
      if move.isEconomy {
        #expect(ScheduleSection.waiting(move).joined().contains("later"))
      }
      before = move.target
    }
  }

  /// The chart shows what the objectives hold for: p95 and a lost zone, and how far it carries.
  @Test func theLatencyChartShowsWhatIsHeld() throws {
    let input = try Self.example.input()
    let chart = try #require(
      ReportCharts(plan: input.plan, catalog: input.catalog).figures
        .first { $0.contains("Response time over load") })
    for word in ["p95 ≈", "p95, a zone lost ≈", "p95 objective", "p99 objective", "carries up to"] {
      #expect(chart.contains(word), "\(word)")
    }
    let growth = try #require(
      ReportCharts(plan: input.plan, catalog: input.catalog, schedule: input.schedule).figures
        .first { $0.contains("Growth and the schedule") })
    #expect(growth.contains("polyline class=\"one\""))
    if Set(GrowthScenario.all(of: input.plan.requirements).map(\.monthlyGrowth)).count > 1 {
      #expect(growth.contains(">low, ") && growth.contains(">high, "))
    }
  }

  /// Every unit that runs now has a schedule, and cuts come in their order.
  @Test(arguments: SeveralServices.allCases) func unitsHaveSchedules(
    _ example: SeveralServices
  ) throws {
    let input = try example.input()
    let composition = try #require(input.plan.composition)
    let section = DividedSchedule(input: input, composition: composition)
    let current = try #require(composition.currentIndex)
    let running = composition.units(at: current).map(\.unit.name)
    #expect(section.parts.map(\.name) == running)
    let text = RoadmapDocument(input).text
    for name in running { #expect(text.contains("### Schedule of \(MarkdownText.escaped(name))")) }
    let ahead = composition.stages.indices.filter {
      $0 > current && !composition.stages[$0].cuts.isEmpty
    }
    #expect(section.cuts.map(\.stage) == ahead)
    for cut in section.cuts {
      #expect(cut.leadDays > 0 && cut.personDays > 0)
      if let likely = cut.dates[.likely], let high = cut.dates[.high] { #expect(high <= likely) }
    }
    // A unit that is divided is scheduled until then, and not beyond.
    for (index, schedule) in input.unitSchedules {
      guard let end = composition.months(untilDivisionOf: composition.units[index]) else {
        continue
      }
      #expect(schedule.months <= end + 1e-9)
    }
    let explained = ScheduleDocument(input)
    #expect(explained.text.contains(running[0]) && explained.markdown.contains("Schedule of"))
    let json = try JSONSerialization.jsonObject(with: Data(explained.json.utf8)) as? [String: Any]
    #expect((json?["units"] as? [Any])?.count == running.count)
  }
}
