import CapacityPlanning
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
  private let periods: Int
  private let periodMonths: Double
  private let moving: [[Double]]
  private let steps: [[[Step]]]

  /// The most periods that a horizon is divided into; each is a month or more.
  private static let mostPeriods = 36

  /// - Returns: Nil for a plan without a present stage, or without a horizon.
  /// - Throws: What the catalog lacks.
  package init?(catalog: Catalog, plan: Plan) throws(Catalog.Gap) {
    let months = plan.requirements.budget.horizonMonths
    guard plan.currentIndex != nil, months >= 1 else { return nil }
    let catalog = catalog.noting(nil)
    self.catalog = catalog
    self.plan = plan
    periods = min(Self.mostPeriods, max(1, Int(months.rounded(.up))))
    periodMonths = months / Double(periods)
    let scenarios = GrowthScenario.all(of: plan.requirements)
    self.scenarios = scenarios
    let most = scenarios.map { $0.users(months: months) }.max() ?? plan.requirements.users.now
    let candidates = try HorizonStates(catalog: catalog, plan: plan).candidates(upTo: most)
    guard !candidates.isEmpty else { return nil }
    self.candidates = candidates
    var moving: [[Double]] = []
    var steps: [[[Step]]] = []
    for from in candidates.indices {
      var costs: [Double] = []
      var ways: [[Step]] = []
      for to in candidates.indices {
        let way =
          from == to
          ? []
          : try StepList(
            catalog: catalog, strain: Strain(limits: [], cause: nil), isMeasuredToday: true
          ).steps(from: candidates[from].components, to: candidates[to].components)
        ways.append(way)
        // Users grow: what carries less than what stands is no goal.
        let isBack = candidates[to].reach < candidates[from].reach
        costs.append(
          isBack && from != to
            ? .infinity
            : Self.cost(way, catalog: catalog, personDay: plan.parameters.personDayCost))
      }
      moving.append(costs)
      steps.append(ways)
    }
    self.moving = moving
    self.steps = steps
  }

  /// USD of some steps: `person-days · rate · (1 + irreversibility)`.
  private static func cost(_ steps: [Step], catalog: Catalog, personDay: Double) -> Double {
    steps.reduce(0) {
      $0 + $1.personDays * personDay
        * (1 + (catalog.moves[$1.effortKind]?.irreversibility ?? 0))
    }
  }

  // MARK: Problems

  /// The problem of a scenario, up to the last period that something carries.
  private func problem(_ scenario: GrowthScenario) throws(Catalog.Gap) -> PathProblem {
    let costs = CostModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    var running: [[Double]] = []
    for period in 0..<periods {
      // Objectives hold until the end of a period; it is paid for as in its middle.
      let end = scenario.users(months: Double(period + 1) * periodMonths)
      let middle = scenario.users(months: (Double(period) + 0.5) * periodMonths)
      let workload = plan.requirements.workload(users: middle)
      var row: [Double] = []
      for (index, candidate) in candidates.enumerated() {
        let isStart = period == 0 && index == 0
        guard isStart || candidate.reach >= end.value * (1 - 1e-9) else {
          row.append(.infinity)
          continue
        }
        let month = try costs.totals(of: candidate.state.architecture, under: workload).total
        row.append(month.value * periodMonths)
      }
      guard row.contains(where: \.isFinite) else { break }
      running.append(row)
    }
    return PathProblem(start: 0, running: running, moving: moving)
  }

  /// The schedule; nil where not even the first period is carried.
  ///
  /// - Throws: What the catalog lacks.
  package func schedule() throws(Catalog.Gap) -> HorizonSchedule? {
    var problems: [GrowthScenario.Name: PathProblem] = [:]
    var paths: [GrowthScenario.Name: PathProblem.Path] = [:]
    var outOfReach: [GrowthScenario.Name: Double] = [:]
    for scenario in scenarios {
      // Equal growth is one problem.
      let same = scenarios.first { $0.monthlyGrowth == scenario.monthlyGrowth }
      let problem =
        if let same, let known = problems[same.name] { known } else { try problem(scenario) }
      problems[scenario.name] = problem
      paths[scenario.name] = problem.cheapest()
      if problem.running.count < periods {
        let end = Double(problem.running.count) * periodMonths
        let most = Users(candidates.map(\.reach).max() ?? 0)
        outOfReach[scenario.name] = min(end, scenario.months(until: most) ?? end)
      }
    }
    guard let problem = problems[.likely], let path = paths[.likely] else { return nil }
    return HorizonSchedule(
      months: plan.requirements.budget.horizonMonths, periodMonths: periodMonths,
      scenarios: scenarios, start: candidates[0].state,
      moves: try moves(path, problem), running: path.running, moving: path.moving,
      compared: candidates.count, outOfReach: outOfReach, regrets: regrets(problems, paths))
  }

  /// Each path under each growth: the same architectures at the dates that are best for them then.
  private func regrets(
    _ problems: [GrowthScenario.Name: PathProblem],
    _ paths: [GrowthScenario.Name: PathProblem.Path]
  ) -> [HorizonSchedule.Regret] {
    GrowthScenario.Name.allCases.flatMap { planned in
      GrowthScenario.Name.allCases.compactMap { actual -> HorizonSchedule.Regret? in
        guard let path = paths[planned], let problem = problems[actual], let best = paths[actual]
        else { return nil }
        let held = problem.cheapest(among: Set(path.states))
        return HorizonSchedule.Regret(
          planned: planned, actual: actual, dollars: held.map { max(0, $0.cost - best.cost) })
      }
    }
  }

  // MARK: Moves

  private func moves(
    _ path: PathProblem.Path, _ problem: PathProblem
  ) throws(Catalog.Gap) -> [ScheduledMove] {
    guard let likely = scenarios.first(where: { $0.name == .likely }) else { return [] }
    var moves: [ScheduledMove] = []
    for (period, pair) in zip(path.states, path.states.dropFirst()).enumerated()
    where pair.0 != pair.1 {
      let (from, to) = (candidates[pair.0], candidates[pair.1])
      let end = likely.users(months: Double(period + 2) * periodMonths)
      // What stands does not carry the period: it must be done when that gives way.
      let isForced = from.reach < end.value
      let users =
        isForced
        ? Users(from.reach) : likely.users(months: Double(period + 1) * periodMonths)
      let dates = Dictionary(
        uniqueKeysWithValues: scenarios.map { ($0.name, $0.months(until: users)) })
      moves.append(
        ScheduledMove(
          target: to.state, users: users,
          cause: isForced ? from.state.breaking.cause : .nothing, isEconomy: !isForced,
          dates: dates, cost: moving[pair.0][pair.1],
          steps: MoveOrder(catalog: catalog).scheduled(
            try told(from, to, cause: from.state.breaking.cause)),
          alternatives: alternatives(path, problem, at: period + 1, chosen: pair.1)))
    }
    return moves
  }

  /// The steps of a move with their reasons.
  private func told(
    _ from: HorizonStates.Candidate, _ to: HorizonStates.Candidate, cause: BreakingLoad.Cause
  ) throws(Catalog.Gap) -> [Step] {
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let limits = try model.limits(
      of: from.state.architecture,
      under: plan.requirements.workload(users: to.state.sizedFor))
    return try StepList(
      catalog: catalog, strain: Strain(limits: limits, cause: cause), isMeasuredToday: true
    ).steps(from: from.components, to: to.components)
  }

  /// The other states of a period with what the best schedule through them costs more, the least
  /// first.
  private func alternatives(
    _ path: PathProblem.Path, _ problem: PathProblem, at period: Int, chosen: Int
  ) -> [ScheduledMove.Alternative] {
    candidates.indices.filter { $0 != chosen }.compactMap { index in
      problem.cheapest(in: index, at: period).map {
        ScheduledMove.Alternative(
          state: candidates[index].state, extra: max(0, $0.cost - path.cost))
      }
    }.sorted { ($0.extra, $0.state.stage) < ($1.extra, $1.state.stage) }
  }
}
