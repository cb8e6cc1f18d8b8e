import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// A design with its sizes: what a stage finds or leaves standing.
struct StandingDesign: Hashable, Sendable {
  let design: Design
  let architecture: Architecture
  /// Whether it was found to carry the present users.
  let carriesPresent: Bool
}

/// What one stage of a deployment decides, and what follows, without what only documents need.
struct StageStep: Sendable {
  let index: Int
  let decisions: [Decision]
  /// What stood before; nil where nothing did.
  let found: FoundDesign?
  /// What the stage runs, as sized for it; nil where it is out of reach.
  ///
  /// Nothing is set aside for functions beyond the stage, unless it was found like that.
  let standing: StandingDesign?
  /// Whether the stage runs what it found.
  let isKept: Bool
  /// Whether the present users call for it, `PresentStage.Standing.isDue`; false where nobody asked.
  let isDue: Bool
  /// Whether it was asked if it carries the present users.
  let looksAtPresent: Bool

  /// Whether it can be planned, and runs what it found or what the present users call for.
  var isReached: Bool { standing != nil && (isKept || isDue) }

  /// What the search for the present stage looks at; nil where the stage is out of reach.
  var presentStanding: PresentStage.Standing? {
    standing.map {
      PresentStage.Standing(carriesPresent: $0.carriesPresent, isKept: isKept, isDue: isDue)
    }
  }
}

extension StagePlanner {
  /// A stage as `stages(_:after:change:)` plans it, with nothing computed that no decision rests on:
  /// no assessment, bill, entry or step.
  ///
  /// - Parameters:
  ///   - found: What stands before it.
  ///   - isNew: Whether the deployment comes into being with the stage, so that nothing is kept.
  ///   - isFirst: Whether what it found was made for other requirements, or there is nothing.
  ///   - findsPresent: Whether somebody asks if it carries the present users.
  ///   - findsDue: Whether somebody asks if they call for it.
  ///   - outcome: What it decides, where that is known.
  func step(
    _ index: Int, after found: FoundDesign?, isNew: Bool, isFirst: Bool, findsPresent: Bool,
    findsDue: Bool, deciding outcome: DesignChooser.Outcome? = nil
  ) throws(Catalog.Gap) -> StageStep {
    let definition = catalog.stages[index]
    let workload = requirements.workload(users: definition.sizedFor)
    let outcome =
      if let outcome { outcome } else {
        try chooser.choose(for: workload, incumbent: found?.design)
      }
    func step(
      _ standing: StandingDesign?, isKept: Bool = false, isDue: Bool = false
    ) -> StageStep {
      StageStep(
        index: index,
        decisions: isKept
          ? found.map { Self.keeping($0.design, in: outcome.decisions) } ?? outcome.decisions
          : outcome.decisions, found: found, standing: standing, isKept: isKept, isDue: isDue,
        looksAtPresent: findsPresent)
    }
    guard let design = outcome.design else { return step(nil) }
    if let found, !isNew,
      let held = try enough(found, for: workload, design, outcome.decisions)
    {
      // It carries what the stage is for, and what it was known to carry before.
      var carries = found.carriesPresent || workload.users >= requirements.users.now
      if isFirst, findsPresent, !carries {
        carries = try carriesPresentUsers(held, workload)
      }
      return step(
        StandingDesign(
          design: found.design, architecture: held, carriesPresent: carries),
        isKept: true)
    }
    guard let sized = try size(design, for: workload) else { return step(nil) }
    var carries = false
    if findsPresent { carries = try carriesPresentUsers(sized, workload) }
    var isDue = findsDue && !isNew
    if isDue, let found, found.carriesPresent {
      isDue = try self.isDue(
        design, instead: found.design, at: definition, found.architecture)
    }
    return step(
      StandingDesign(design: design, architecture: sized, carriesPresent: carries), isDue: isDue)
  }

  /// What a stage decides, where it runs what it found or the present users call for what it runs; else nil.
  ///
  /// As `step` finds, without sizes where they do not matter.
  ///
  /// - Throws: What the catalog lacks.
  func reached(
    _ index: Int, after found: FoundDesign?, isNew: Bool
  ) throws(Catalog.Gap) -> DesignChooser.Outcome? {
    if isNew { return nil }
    let definition = catalog.stages[index]
    let workload = requirements.workload(users: definition.sizedFor)
    let outcome = try chooser.choose(for: workload, incumbent: found?.design)
    guard let design = outcome.design else { return nil }
    if let found {
      if try enough(found, for: workload, design, outcome.decisions) != nil { return outcome }
      if found.carriesPresent,
        try !isDue(design, instead: found.design, at: definition, found.architecture)
      {
        return nil
      }
    }
    // What has a draft has a size.
    return try sizing.draft(design, for: workload) == nil ? nil : outcome
  }

  /// What a stage leaves to the next, as it was set up; where it is out of reach, what it found stays.
  func left(by step: StageStep) -> FoundDesign? {
    guard let standing = step.standing else { return step.found }
    return step.isKept
      ? FoundDesign(standing)
      : FoundDesign(
        standing, leftBy: self, at: step.index, looksAtPresent: step.looksAtPresent)
  }

  /// The architecture of a stage as it is set up, at the price of a search only where it matters.
  ///
  /// What is set aside for functions is in no limit and on no bill, so that nothing is where only decisions
  /// are looked at.
  func laidOut(
    _ architecture: Architecture, at index: Int
  ) throws(Catalog.Gap) -> Architecture {
    let users = catalog.stages[index].sizedFor
    let hasFunctions =
      architecture.compute.platform == .lambda || architecture.workers?.platform == .lambda
    if !hasFunctions || detail == .values {
      guard try larger(architecture, at: index) != nil else { return architecture }
    }
    return try laidOutOnce(architecture, requirements.workload(users: users)) {
      () throws(Catalog.Gap) in
      try laidOut(
        architecture, sizedFor: users, try model.breakingLoad(of: architecture, from: users))
    }
  }

  /// The architecture with the larger volume that the data of the present users needs, where it was
  /// sized for fewer and does not hold it; else nil.
  func larger(
    _ architecture: Architecture, at index: Int
  ) throws(Catalog.Gap) -> Architecture? {
    let now = requirements.users.now
    guard catalog.stages[index].sizedFor < now else { return nil }
    let storing = try sizing.storing(architecture, for: requirements.workload(users: now))
    return storing == architecture ? nil : storing
  }

  /// Whether `breakingLoad` would be at least the present users, at the price of the full search
  /// only where neither side is plain.
  private func carriesPresentUsers(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> Bool {
    let now = requirements.users.now
    if workload.users >= now {
      // What carries its label breaks above it.
      if try failure(of: architecture, under: workload) == nil { return true }
    } else if try model.limits(of: architecture, under: requirements.workload(users: now))
      .contains(where: { $0.isPassed && !$0.isQuota })
    {
      return false
    }
    return try model.breaks(architecture, from: workload.users, notBefore: now)
  }
}
