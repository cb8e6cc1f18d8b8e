import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// What a system decides at a stage: each of its deployments, and each edge between two of them.
struct SystemReplay: Sendable {
  let index: Int
  let deployments: [Deployment]
  /// How the edges that cross deployments are glued.
  let glue: [Decision]
  /// What each stage before it found standing, in order, for replays that begin there.
  let trace: [Start]

  /// A deployment at the stage.
  struct Deployment: Sendable {
    let unit: DeploymentUnit
    let planner: StagePlanner
    let step: StageStep
    /// What it runs there, as sized for the stage.
    let standing: StandingDesign
  }

  /// Where a replay begins, and what stands there.
  struct Start: Sendable {
    let index: Int
    let lines: [(unit: DeploymentUnit, found: FoundDesign?)]
    /// What was deployed together when it all began.
    let today: [DeploymentUnit]
    /// The stages up to it.
    let stages: ArraySlice<StageDefinition>

    /// The same with what stands laid out, for many replays that begin there.
    func laidOut() throws(Catalog.Gap) -> Start {
      var lines: [(unit: DeploymentUnit, found: FoundDesign?)] = []
      for line in self.lines {
        lines.append((line.unit, (try line.found?.standing()).map { FoundDesign($0) }))
      }
      return Start(index: index, lines: lines, today: today, stages: stages)
    }
  }

  /// Every decision with its address, deployment by deployment.
  var decisions: [(address: DecisionAddress, decision: Decision)] {
    deployments.flatMap { deployment in
      deployment.step.decisions.map {
        (DecisionAddress($0, in: deployment.unit, of: all), $0)
      }
    } + glue.map { (DecisionAddress($0), $0) }
  }

  /// How many services the system has; 0 where it was not divided.
  private var all: Int { deployments.reduce(0) { $0 + $1.unit.services.count } }
}

/// Replays the stages of a system up to the one that is asked for, by the planner's own steps.
struct SystemReplayer {
  let catalog: Catalog
  let requirements: SystemRequirements
  let memo: ReplayMemo

  /// - Parameter catalog: With the stages of whichever requirements.
  /// - Throws: What the catalog lacks.
  init(
    catalog: Catalog, requirements: SystemRequirements, memo: ReplayMemo
  ) throws(Catalog.Gap) {
    self.catalog = try catalog.staged(for: requirements)
    self.requirements = requirements
    self.memo = memo
  }

  /// A deployment while it is replayed.
  private struct Run {
    let unit: DeploymentUnit
    let line: DeploymentLine
    let planner: StagePlanner
    /// Whether its stages are kept in the memo.
    let isKept: Bool
    var step: StageStep?
  }

  /// The stage, or nil where nothing carries the present users, or the stage is out of reach.
  ///
  /// - Parameter start: A later stage to begin at; nil for the first. It is passed over where the
  ///   answers deploy other services together, or other stages lead there.
  /// - Throws: What the catalog lacks.
  func replay(
    _ choice: StageChoice, from start: SystemReplay.Start? = nil
  ) throws(Catalog.Gap) -> SystemReplay? {
    let today = unitsToday
    var trace: [SystemReplay.Start] = []
    var present = PresentStage(now: requirements.users.now)
    var found: (index: Int, runs: [Run], trace: [SystemReplay.Start])?
    let start = start.flatMap { start in
      start.today == today && catalog.stages[...start.index] == start.stages ? start : nil
    }
    try walk(from: start, today) { index, runs in
      let goesOn: Bool
      switch choice {
      case .labeled:
        if catalog.stages[index].covers(requirements.users.now) {
          found = (index, runs, trace)
        }
        goesOn = found == nil
      case .named(let asked):
        if catalog.stages[index].id == asked { found = (index, runs, trace) }
        goesOn = found == nil
      case .present:
        if present.visit(index, runs.map { $0.step?.presentStanding }) {
          found = (index, runs, trace)
        }
        let next = catalog.stages.dropFirst(index + 1).first
        goesOn = next.map { present.isOpen(for: $0) } ?? false
      }
      trace.append(
        SystemReplay.Start(
          index: index, lines: runs.map { ($0.unit, $0.step?.found) }, today: today,
          stages: catalog.stages[...index]))
      return goesOn
    }
    guard let found, found.runs.allSatisfy({ $0.step?.standing != nil }) else { return nil }
    return try stage(found.index, found.runs, found.trace)
  }

  /// What stands in every stage, deployment by deployment; nil where one is out of reach.
  ///
  /// - Throws: What the catalog lacks.
  func course() throws(Catalog.Gap) -> [[StandingDesign?]] {
    var course: [[StandingDesign?]] = []
    try walk(from: nil, unitsToday) { _, runs in
      course.append(runs.map(\.step?.standing))
      return true
    }
    return course
  }

  /// Whether what stands in every stage is the same as in a course; ends at the first difference.
  ///
  /// - Throws: What the catalog lacks.
  func follows(_ course: [[StandingDesign?]]) throws(Catalog.Gap) -> Bool {
    var isSame = true
    var place = 0
    try walk(from: nil, unitsToday) { _, runs in
      isSame = place < course.count && runs.map(\.step?.standing) == course[place]
      place += 1
      return isSame
    }
    return isSame && place == course.count
  }

  /// Replays stage after stage for as long as somebody wants the next.
  private func walk(
    from start: SystemReplay.Start?, _ today: [DeploymentUnit],
    _ goesOn: (Int, [Run]) throws(Catalog.Gap) -> Bool
  ) throws(Catalog.Gap) {
    var runs = try begin(start, today)
    let cuts = CutPlanner(catalog: catalog, requirements: requirements)
    let first = start?.index ?? 0
    for index in catalog.stages.indices.dropFirst(first) {
      if index > first, !requirements.services.isEmpty,
        let cut = try cuts.cut(entering: index, units: runs.map(\.unit))
      {
        runs = try parted(runs, by: cut, entering: index)
      }
      for place in runs.indices {
        runs[place].step = try step(index, of: runs[place])
      }
      guard try goesOn(index, runs) else { return }
    }
  }

  /// The next stage of a deployment, which may have been replayed already.
  private func step(_ index: Int, of run: Run) throws(Catalog.Gap) -> StageStep {
    if run.isKept { return try memo.step(index, of: run.line, run.planner) }
    let found =
      run.step.map(run.planner.left(by:)) ?? run.line.found.map(FoundDesign.init)
    return try run.planner.step(
      index, after: found, isNew: run.line.isNew && run.step == nil, isFirst: run.step == nil,
      findsPresent: memo.findsPresent)
  }

  /// What is deployed together today; a system without services is one deployment.
  private var unitsToday: [DeploymentUnit] {
    requirements.services.isEmpty
      ? [DeploymentUnit(name: requirements.name, services: [])] : requirements.unitsToday
  }

  private func begin(
    _ start: SystemReplay.Start?, _ today: [DeploymentUnit]
  ) throws(Catalog.Gap) -> [Run] {
    let units = start?.lines.map(\.unit) ?? today
    let projection = try UnitProjection(catalog: catalog, requirements: requirements, units: units)
    var runs: [Run] = []
    for (place, unit) in units.enumerated() {
      runs.append(
        try run(
          unit, projection, first: start?.index ?? 0, found: start?.lines[place].found?.standing(),
          isNew: false))
    }
    return runs
  }

  /// The deployments after a cut: those that it does not touch go on, the others begin anew.
  private func parted(
    _ runs: [Run], by cut: Decomposition.Cut, entering index: Int
  ) throws(Catalog.Gap) -> [Run] {
    let projection = try UnitProjection(
      catalog: catalog, requirements: requirements, units: cut.units)
    var parted: [Run] = []
    for unit in cut.units {
      var found: StandingDesign?
      switch CutPlanner.origin(of: unit, after: cut, among: runs.map(\.unit)) {
      case .kept(let place):
        parted.append(runs[place])
        continue
      case .remainder(let place):
        let old = runs[place]
        found = try old.step.flatMap(old.planner.left(by:))?.standing()
      case .new: break
      }
      parted.append(try run(unit, projection, first: index, found: found, isNew: true))
    }
    return parted
  }

  private func run(
    _ unit: DeploymentUnit, _ projection: UnitProjection, first: Int, found: StandingDesign?,
    isNew: Bool
  ) throws(Catalog.Gap) -> Run {
    let (own, parameters) = try projection.requirements(of: unit)
    memo.note(own, of: requirements)
    let isKept = memo.keeps(own)
    return Run(
      unit: unit,
      line: DeploymentLine(requirements: own, first: first, found: found, isNew: isNew),
      planner: StagePlanner(
        catalog: catalog, parameters: parameters, requirements: own, memo: memo.sizing,
        detail: memo.detail, recall: memo.recall(keeps: isKept)),
      isKept: isKept)
  }

  private func stage(
    _ index: Int, _ runs: [Run], _ trace: [SystemReplay.Start]
  ) throws(Catalog.Gap) -> SystemReplay {
    let users = catalog.stages[index].sizedFor
    let edges =
      runs.count > 1
      ? try EdgeGlue(
        catalog: catalog, requirements: requirements, units: runs.map(\.unit),
        detail: memo.detail
      ).edges(at: users) : []
    return SystemReplay(
      index: index,
      deployments: runs.compactMap { run in
        guard let step = run.step, let standing = step.standing else { return nil }
        return SystemReplay.Deployment(
          unit: run.unit, planner: run.planner, step: step, standing: standing)
      }, glue: edges.map(\.decision), trace: trace)
  }
}
