package import CapacityPlanning
package import CatalogModel
import OrderedCollections
import Quantities
import Requirements

/// Finds the schedule of a plan over its horizon.
package struct HorizonPlanner {
  private let catalog: Catalog
  private let plan: Plan
  private let candidates: [HorizonStates.Candidate]
  private let scenarios: [GrowthScenario]
  /// The length of the horizon.
  private let months: Double
  private let periods: Int
  private let periodMonths: Double
  private let moving: [[Double]]
  /// Days and periods of work from each candidate to each.
  private let days: [[Double]]
  private let lead: [[Int]]
  private let today: CalendarDay?

  /// The most periods that a horizon is divided into; each is a month or more.
  private static let mostPeriods = 36

  /// - Parameters:
  ///   - today: The day that the months are counted from; nil where nobody said.
  ///   - end: The months after which the plan's unit is divided; nil where it stays.
  ///   - memo: What was sized for the catalog before.
  /// - Returns: Nil for a plan without a present stage, or without a horizon.
  /// - Throws: What the catalog lacks.
  package init?(
    catalog: Catalog, plan: Plan, today: CalendarDay? = nil, end: Double? = nil,
    memo: SizingMemo = SizingMemo()
  ) throws(Catalog.Gap) {
    let months = min(plan.requirements.budget.horizonMonths, end ?? .infinity)
    guard plan.currentIndex != nil, months >= 1 else { return nil }
    let catalog = catalog.noting(nil)
    self.catalog = catalog
    self.plan = plan
    self.today = today
    self.months = months
    periods = min(Self.mostPeriods, max(1, Int(months.rounded(.up))))
    periodMonths = months / Double(periods)
    let scenarios = GrowthScenario.all(of: plan.requirements)
    self.scenarios = scenarios
    let most = scenarios.map { $0.users(months: months) }.max() ?? plan.requirements.users.now
    let candidates = try HorizonStates(catalog: catalog, plan: plan, memo: memo)
      .candidates(upTo: most)
    guard !candidates.isEmpty else { return nil }
    self.candidates = candidates
    var moving: [[Double]] = []
    var lead: [[Int]] = []
    var daysOfWork: [[Double]] = []
    let periodDays = periodMonths * HorizonSchedule.daysPerMonth
    for from in candidates.indices {
      var costs: [Double] = []
      var works: [Int] = []
      var lengths: [Double] = []
      for to in candidates.indices {
        let way =
          from == to
          ? []
          : try StepList(
            catalog: catalog, strain: .none, isMeasuredToday: true
          ).steps(from: candidates[from].components, to: candidates[to].components)
        let days = MoveOrder(catalog: catalog).scheduled(way).first?.leadDays ?? 0
        lengths.append(days)
        works.append(max(1, Int((days / periodDays).rounded(.up))))
        // Users grow: what carries less than what stands is no goal.
        let isBack = candidates[to].reach < candidates[from].reach
        costs.append(
          isBack && from != to
            ? .infinity
            : Self.cost(way, catalog: catalog, personDay: plan.parameters.personDayCost))
      }
      moving.append(costs)
      lead.append(works)
      daysOfWork.append(lengths)
    }
    self.moving = moving
    self.lead = lead
    days = daysOfWork
  }

  /// USD of some steps: `person-days · rate · (1 + irreversibility)`.
  private static func cost(_ steps: [Step], catalog: Catalog, personDay: Double) -> Double {
    steps.reduce(0) {
      $0 + $1.personDays * personDay
        * (1 + (catalog.moves[$1.effortKind]?.irreversibility ?? 0))
    }
  }

  // MARK: Problems

  /// The problem of a scenario: objectives that are missed count by their days.
  private func problem(_ scenario: GrowthScenario) throws(Catalog.Gap) -> PathProblem {
    let costs = CostModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let reached = candidates.map { candidate in
      candidate.reach.isFinite ? scenario.months(until: Users(candidate.reach)) : nil
    }
    var running: [[PathProblem.Toll]] = []
    for period in 0..<periods {
      let (begin, end) = (Double(period) * periodMonths, Double(period + 1) * periodMonths)
      // It is paid for as in the middle of a period.
      let workload = plan.requirements.workload(
        users: scenario.users(months: (begin + end) / 2))
      var row: [PathProblem.Toll] = []
      for (candidate, reached) in zip(candidates, reached) {
        let month = try costs.totals(of: candidate.state.architecture, under: workload).total
        let missed = reached.map { end - max(begin, $0) } ?? 0
        row.append(
          PathProblem.Toll(
            // What rounding takes off the last day is no day.
            days: missed > 1e-9
              ? Int((missed * HorizonSchedule.daysPerMonth).rounded(.up)) : 0,
            dollars: month.value * periodMonths))
      }
      running.append(row)
    }
    return PathProblem(start: 0, running: running, moving: moving, lead: lead)
  }

  /// The schedule.
  ///
  /// - Throws: What the catalog lacks.
  package func schedule() throws(Catalog.Gap) -> HorizonSchedule? {
    var problems: [GrowthScenario.Name: PathProblem] = [:]
    var courses: [GrowthScenario.Name: Course] = [:]
    var outOfReach: [GrowthScenario.Name: Double] = [:]
    let most = candidates.map(\.reach).max() ?? 0
    for scenario in scenarios {
      // Equal growth is one problem.
      let same = scenarios.first { $0.monthlyGrowth == scenario.monthlyGrowth }
      let problem =
        if let same, let known = problems[same.name] { known } else { try problem(scenario) }
      problems[scenario.name] = problem
      guard let path = problem.cheapest() else { return nil }
      courses[scenario.name] = course(path, scenario)
      if most.isFinite, let end = scenario.months(until: Users(most)),
        end < months
      {
        outOfReach[scenario.name] = end
      }
    }
    guard let problem = problems[.likely], let course = courses[.likely],
      let likely = scenarios.first(where: { $0.name == .likely })
    else { return nil }
    return HorizonSchedule(
      months: months, periodMonths: periodMonths,
      today: today, scenarios: scenarios, start: candidates[0].state,
      moves: try moves(course, problem), running: course.path.running,
      moving: course.path.moving, missedDays: missedDays(course, likely),
      compared: candidates.count, outOfReach: outOfReach, regrets: regrets(problems, courses))
  }

  /// A path with the moves that it makes and when.
  private struct Course {
    let path: PathProblem.Path
    let moves: [Move]

    struct Move {
      let from: Int
      let to: Int
      /// The first period in which the target stands.
      let period: Int
      /// Whether what stood before does not carry that period.
      let isForced: Bool
      /// The users at which it must be done, or from which on it saves money.
      let users: Users
      /// Months from now at which it is due; nil where it never is.
      let due: Double?
      /// Months from now before which the work of it and of all before it cannot be done.
      let ready: Double

      /// When the target stands, in months from now.
      var done: Double { max(due ?? 0, ready) }
    }
  }

  private func course(_ path: PathProblem.Path, _ scenario: GrowthScenario) -> Course {
    var moves: [Course.Move] = []
    var ready = 0.0
    for (period, pair) in zip(path.states, path.states.dropFirst()).enumerated()
    where pair.0 != pair.1 {
      let reach = candidates[pair.0].reach
      let end = scenario.users(months: Double(period + 2) * periodMonths)
      let isForced = reach < end.value * (1 - 1e-9)
      let users =
        isForced ? Users(reach) : scenario.users(months: Double(period + 1) * periodMonths)
      ready += days[pair.0][pair.1] / HorizonSchedule.daysPerMonth
      moves.append(
        Course.Move(
          from: pair.0, to: pair.1, period: period + 1, isForced: isForced, users: users,
          due: isForced ? scenario.months(until: users) : Double(period + 1) * periodMonths,
          ready: ready))
    }
    return Course(path: path, moves: moves)
  }

  /// The days within the horizon on which what stands by a course does not carry the users of a growth.
  private func missedDays(_ course: Course, _ actual: GrowthScenario) -> Int {
    let states = [0] + course.moves.map(\.to)
    let begins = [0] + course.moves.map(\.done)
    let ends = course.moves.map(\.done) + [months]
    var missed = 0.0
    for (index, state) in states.enumerated() where candidates[state].reach.isFinite {
      guard let reached = actual.months(until: Users(candidates[state].reach)) else { continue }
      let end = min(ends[index], months)
      missed += max(0, end - max(begins[index], reached))
    }
    return Int((missed * HorizonSchedule.daysPerMonth - 1e-6).rounded(.up))
  }

  /// Each course, with its dates, under each growth.
  private func regrets(
    _ problems: [GrowthScenario.Name: PathProblem], _ courses: [GrowthScenario.Name: Course]
  ) -> [HorizonSchedule.Regret] {
    GrowthScenario.Name.allCases.flatMap { planned in
      scenarios.compactMap { actual -> HorizonSchedule.Regret? in
        guard let course = courses[planned], let best = courses[actual.name],
          let held = problems[actual.name]?.path(course.path.states)
        else { return nil }
        return HorizonSchedule.Regret(
          planned: planned, actual: actual.name, dollars: held.cost - best.path.cost,
          missedDays: missedDays(course, actual),
          avoidableDays: max(0, missedDays(course, actual) - missedDays(best, actual)))
      }
    }
  }

  // MARK: Moves

  private func moves(
    _ course: Course, _ problem: PathProblem
  ) throws(Catalog.Gap) -> [ScheduledMove] {
    guard let likely = scenarios.first(where: { $0.name == .likely }) else { return [] }
    var moves: [ScheduledMove] = []
    for move in course.moves {
      let (from, to) = (candidates[move.from], candidates[move.to])
      let dates = Dictionary(
        uniqueKeysWithValues: scenarios.map { ($0.name, $0.months(until: move.users)) })
      moves.append(
        ScheduledMove(
          target: to.state, users: move.users,
          cause: move.isForced ? from.state.breaking.cause : .nothing, isEconomy: !move.isForced,
          dates: dates, readyMonths: move.ready, cost: moving[move.from][move.to],
          steps: MoveOrder(catalog: catalog).scheduled(
            try told(from, to)),
          delay: ScheduledMove.Delay(
            latest: from.reach.isFinite ? likely.months(until: Users(from.reach)) : nil,
            toll: problem.cheapest(in: move.from, at: move.period).map {
              PathProblem.Toll(
                days: $0.days - course.path.days, dollars: $0.cost - course.path.cost)
            }),
          alternatives: alternatives(course.path, problem, instead: move)))
    }
    return moves
  }

  /// The steps of a move with their reasons.
  private func told(
    _ from: HorizonStates.Candidate, _ to: HorizonStates.Candidate
  ) throws(Catalog.Gap) -> [Step] {
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let strain = try Strain(
      from: from.state.architecture, to: to.state.architecture,
      under: plan.requirements.workload(users: to.state.sizedFor), model)
    return try StepList(
      catalog: catalog, strain: strain, isMeasuredToday: true
    ).steps(from: from.components, to: to.components)
  }

  /// What else could stand in the first period of a move at no more days without the objectives.
  ///
  /// With what the best schedule through it costs more, the least first. What stood before is no
  /// alternative but a delay.
  private func alternatives(
    _ path: PathProblem.Path, _ problem: PathProblem, instead move: Course.Move
  ) -> [ScheduledMove.Alternative] {
    candidates.indices.filter { $0 != move.to && $0 != move.from }.compactMap { index in
      problem.cheapest(in: index, at: move.period).flatMap { other in
        other.days > path.days
          ? nil
          : ScheduledMove.Alternative(
            state: candidates[index].state, extra: max(0, other.cost - path.cost))
      }
    }.sorted { ($0.extra, $0.state.stage) < ($1.extra, $1.state.stage) }
  }
}
