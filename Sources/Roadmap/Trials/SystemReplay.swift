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
  /// Whether these are the requirements that others are compared with.
  private let isBase: Bool

  /// - Parameter catalog: With the stages of whichever requirements.
  /// - Throws: What the catalog lacks.
  init(
    catalog: Catalog, requirements: SystemRequirements, memo: ReplayMemo
  ) throws(Catalog.Gap) {
    self.catalog = try catalog.staged(for: requirements)
    self.requirements = requirements
    self.memo = memo
    isBase = memo.isBase(requirements)
  }

  /// A deployment while it is replayed.
  private struct Run {
    let unit: DeploymentUnit
    let line: DeploymentLine
    let planner: StagePlanner
    /// Its stages that were replayed before; nil where they are not kept.
    let kept: LineSteps?
    var step: StageStep?
    /// What it decides at the next stage, where that was looked at.
    var next: DesignChooser.Outcome?

    /// What was replayed last; nil where it is out of reach.
    var deployment: SystemReplay.Deployment? {
      guard let step, let standing = step.standing else { return nil }
      return SystemReplay.Deployment(unit: unit, planner: planner, step: step, standing: standing)
    }
  }

  /// The stage, or nil where nothing carries the present users, or the stage is out of reach.
  ///
  /// - Parameter start: A later stage to begin at; nil for the first. It is passed over where the
  ///   answers deploy other services together, or other stages lead there.
  /// - Throws: What the catalog lacks.
  func replay(
    _ choice: StageChoice, from start: SystemReplay.Start? = nil
  ) throws(Catalog.Gap) -> SystemReplay? {
    precondition(
      choice != .present || memo.findsDue, "the present stage is one that users call for")
    let today = unitsToday
    var trace: [SystemReplay.Start] = []
    var present = PresentStage(now: requirements.users.now)
    var found: (index: Int, runs: [Run], trace: [SystemReplay.Start])?
    let start = start.flatMap { start in
      start.today == today && catalog.stages[...start.index] == start.stages ? start : nil
    }
    try walk(from: start, today) { index, runs throws(Catalog.Gap) in
      guard choice == .present, present.index != nil else { return .known }
      // Once the stage is found, the next one counts where all deployments reach it.
      return try areReached(index, &runs) ? .asked : .left
    } goesOn: { index, runs in
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

  /// A stage of one deployment of today, from the first stage on, without the others; nil where something was
  /// cut away before, and where the deployment is out of reach or does not carry the present users though it is
  /// asked for their stage.
  ///
  /// - Parameter index: The stage that is asked for.
  /// - Throws: What the catalog lacks.
  func stage(
    _ index: Int, ofDeployment name: String, _ choice: StageChoice
  ) throws(Catalog.Gap) -> SystemReplay.Deployment? {
    let units = unitsToday
    guard units.count > 1, index < catalog.stages.count,
      index <= CutPlanner(catalog: catalog, requirements: requirements).labeled,
      let unit = units.first(where: { $0.name == name })
    else { return nil }
    var run = try run(
      unit,
      UnitProjection(
        catalog: catalog, requirements: requirements, units: units, memo: memo.parameters),
      first: 0, found: nil, isNew: false)
    for place in 0...index { run.step = try step(place, of: run, findsDue: false) }
    guard let deployment = run.deployment,
      choice != .present || deployment.standing.carriesPresent
    else { return nil }
    return deployment
  }

  /// What stands in every stage, deployment by deployment; nil where one is out of reach.
  ///
  /// - Throws: What the catalog lacks.
  func course() throws(Catalog.Gap) -> [[StandingDesign?]] {
    var course: [[StandingDesign?]] = []
    try walk(from: nil, unitsToday) { _, _ in
      .known
    } goesOn: { _, runs in
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
    try walk(from: nil, unitsToday) { _, _ in
      .known
    } goesOn: { _, runs in
      isSame = place < course.count && runs.map(\.step?.standing) == course[place]
      place += 1
      return isSame
    }
    return isSame && place == course.count
  }

  /// Whether a stage is planned.
  private enum Entrance {
    case left
    /// It is, and nobody asks if the present users call for it.
    case known
    case asked
  }

  /// Replays stage after stage for as long as somebody wants the next.
  ///
  /// - Parameters:
  ///   - enters: Whether a stage is planned, asked with what the deployments ran before.
  ///   - goesOn: Whether there is to be a next one, asked with what they run.
  private func walk(
    from start: SystemReplay.Start?, _ today: [DeploymentUnit],
    enters: (Int, inout [Run]) throws(Catalog.Gap) -> Entrance,
    goesOn: (Int, [Run]) throws(Catalog.Gap) -> Bool
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
      let entrance = try enters(index, &runs)
      if case .left = entrance { return }
      let findsDue = if case .asked = entrance { true } else { false }
      for place in runs.indices {
        runs[place].step = try step(index, of: runs[place], findsDue: findsDue)
        runs[place].next = nil
      }
      guard try goesOn(index, runs) else { return }
    }
  }

  /// The next stage of a deployment, which may have been replayed already.
  private func step(
    _ index: Int, of run: Run, findsDue: Bool
  ) throws(Catalog.Gap) -> StageStep {
    // Those that ask later may have to know.
    if let kept = run.kept {
      return try kept.step(
        index, run.planner, findsPresent: memo.findsPresent, findsDue: memo.findsDue)
    }
    return try run.planner.step(
      index, after: found(by: run), isNew: run.line.isNew && run.step == nil,
      isFirst: run.step == nil, findsPresent: memo.findsPresent, findsDue: findsDue,
      deciding: run.next)
  }

  /// Whether every deployment runs at a stage what it found or what the present users call for; what was
  /// replayed before is asked first, and the others until one does not.
  private func areReached(_ index: Int, _ runs: inout [Run]) throws(Catalog.Gap) -> Bool {
    for run in runs {
      if run.kept != nil,
        try !step(index, of: run, findsDue: true).isReached
      {
        return false
      }
    }
    for place in runs.indices where runs[place].kept == nil {
      let run = runs[place]
      runs[place].next = try run.planner.reached(
        index, after: found(by: run), isNew: run.line.isNew && run.step == nil)
      if runs[place].next == nil { return false }
    }
    return true
  }

  /// What the next stage of a deployment finds.
  private func found(by run: Run) -> FoundDesign? {
    run.step.map(run.planner.left(by:)) ?? run.line.found.map(FoundDesign.init)
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
    let projection = try UnitProjection(
      catalog: catalog, requirements: requirements, units: units, memo: memo.parameters)
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
      catalog: catalog, requirements: requirements, units: cut.units, memo: memo.parameters)
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
    let line = DeploymentLine(requirements: own, first: first, found: found, isNew: isNew)
    let kept = memo.steps(of: line, ofBase: isBase)
    return Run(
      unit: unit, line: line,
      planner: StagePlanner(
        catalog: catalog, parameters: parameters, requirements: own, memo: memo.sizing,
        detail: memo.detail, recall: memo.recall(keeps: kept != nil)), kept: kept)
  }

  private func stage(
    _ index: Int, _ runs: [Run], _ trace: [SystemReplay.Start]
  ) throws(Catalog.Gap) -> SystemReplay {
    let glue =
      runs.count > 1
      ? try EdgeGlue(
        catalog: catalog, requirements: requirements, units: runs.map(\.unit),
        detail: memo.detail, recall: memo.recall(keeps: isBase)
      ).decisions(at: catalog.stages[index].sizedFor) : []
    return SystemReplay(
      index: index, deployments: runs.compactMap(\.deployment), glue: glue, trace: trace)
  }
}
