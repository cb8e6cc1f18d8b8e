import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// What a stage decides, and the architecture that follows, without what only documents need.
struct StageReplay: Sendable {
  let index: Int
  let design: Design
  /// As sized for the stage; nothing is set aside for functions beyond it.
  let architecture: Architecture
  let decisions: [Decision]
  /// What each stage up to it found standing, in order; nil where nothing did.
  let held: [Held?]

  /// What a stage leaves to the next.
  struct Held: Sendable {
    let design: Design
    let architecture: Architecture
  }

  /// A later stage to begin a replay at, with what stands there.
  struct Start: Sendable {
    let index: Int
    let held: Held?

    static let first = Start(index: 0, held: nil)
  }

  /// The stage before this one as it was replayed: what a small change of answers leaves as it is.
  var window: Start {
    let index = max(0, index - 1)
    return Start(index: index, held: held[index])
  }
}

/// The stage whose decisions are asked for.
package enum StageChoice: Hashable, Sendable {
  /// The first that carries the present users, wherever the answers put it.
  case present
  /// A stage of the catalog, by its index.
  case index(Int)
}

extension StagePlanner {
  /// The stages up to one of them, as `stages()` plans them, with nothing computed that no decision
  /// rests on: no assessment, bill, entry or step.
  ///
  /// - Parameter start: Where to begin, and what stands there.
  /// - Returns: Nil where nothing carries the present users, or the stage is out of reach.
  /// - Throws: What the catalog lacks.
  func replay(
    _ choice: StageChoice, from start: StageReplay.Start = .first
  ) throws(Catalog.Gap) -> StageReplay? {
    var held = start.held
    var trace = [StageReplay.Held?](repeating: nil, count: start.index)
    for (index, definition) in catalog.stages.enumerated().dropFirst(start.index) {
      trace.append(held)
      let workload = requirements.workload(users: definition.sizedFor)
      let outcome = try chooser.choose(for: workload, incumbent: held?.design)
      let isLast = choice == .index(index)
      guard let design = outcome.design else {
        if isLast { return nil }
        continue
      }
      if let held,
        try isEnough(held.design, held.architecture, for: workload, design, outcome.decisions)
      {
        // What stands does not carry the present users, or the search would have ended there.
        guard isLast else { continue }
        return StageReplay(
          index: index, design: held.design, architecture: held.architecture,
          decisions: outcome.decisions, held: trace)
      }
      guard let sized = try sizing.size(design, for: workload) else {
        if isLast { return nil }
        continue
      }
      var isFound = isLast
      if choice == .present { isFound = try carriesPresentUsers(sized, workload) }
      if isFound {
        return StageReplay(
          index: index, design: design, architecture: sized, decisions: outcome.decisions,
          held: trace)
      }
      held = StageReplay.Held(design: design, architecture: try reserved(sized, workload))
    }
    return nil
  }

  /// Whether `breakingLoad` would be at least the present users, at the price of the full search
  /// only where neither side is plain.
  private func carriesPresentUsers(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> Bool {
    let now = requirements.users.now
    if workload.users >= now {
      // What carries its label breaks above it.
      if try model.failure(architecture, users: workload.users.value) == nil { return true }
    } else if try model.limits(of: architecture, under: requirements.workload(users: now))
      .contains(where: { $0.isPassed && !$0.isQuota })
    {
      return false
    }
    let breaking = try model.breakingLoad(of: architecture, from: workload.users)
    return breaking.users.map { $0 >= now } ?? true
  }

  /// What the stage holds for the next: functions have set aside what serves as far as it reaches.
  private func reserved(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> Architecture {
    guard architecture.compute.platform == .lambda else { return architecture }
    let breaking = try model.breakingLoad(of: architecture, from: workload.users)
    return try sizing.reserving(
      architecture, for: requirements.workload(users: breaking.users ?? workload.users))
  }
}
