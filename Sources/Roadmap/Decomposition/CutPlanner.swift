import CatalogModel
import Quantities
import Requirements

/// When which service is cut away, and why.
struct CutPlanner {
  let catalog: Catalog
  let requirements: SystemRequirements

  /// The stage whose label covers the present users.
  var labeled: Int {
    catalog.stages.firstIndex { $0.covers(requirements.users.now) }
      ?? catalog.stages.count - 1
  }

  /// The cut on entering a stage; nil for none.
  ///
  /// At most one a stage, and none before the stage after the present one: a cut needs metrics to be
  /// judged by (P6) and deep planning (M2). Of the services that a trigger names, the one that is
  /// easiest to cut away goes first (M3), and where teams wait for each other all of a team go together;
  /// no cut makes more deployments than the people keep alive (P4), and none parts services that share
  /// data (M4).
  func cut(
    entering index: Int, units: [DeploymentUnit]
  ) throws(Catalog.Gap) -> Decomposition.Cut? {
    guard index > labeled else { return nil }
    let merging = MergeCandidates(catalog: catalog, requirements: requirements, units: units)
    guard units.count < (try merging.greatestUnits()) else { return nil }
    for unit in units where unit.services.count > 1 {
      let triggers = try triggers(of: unit, at: catalog.stages[index].sizedFor)
      let ranking = CutRanking(
        catalog: catalog, requirements: requirements, unit: unit, triggers: triggers)
      for trigger in triggers {
        guard let easiest = try ranking.easiest(trigger) else { continue }
        return Decomposition.Cut(
          stage: index, services: easiest, from: unit, trigger: trigger,
          units: requirements.units(units, parting: easiest, from: unit),
          dividedTeams: dividedTeams(unit, parting: easiest))
      }
    }
    return nil
  }

  private func dividedTeams(_ unit: DeploymentUnit, parting leaving: [String]) -> [String] {
    let own = requirements.services.filter { unit.holds($0.name) }
    let staying = Set(own.filter { !leaving.contains($0.name) }.map(\.team))
    return own.filter { leaving.contains($0.name) && staying.contains($0.team) }.map(\.team)
      .eachOnce
  }

  /// Where a unit after a cut comes from.
  enum Origin {
    /// It is the unit at this place among those before the cut.
    case kept(Int)
    /// It is what remains of the unit at this place, and goes on from its architecture.
    case remainder(of: Int)
    /// It begins anew.
    case new
  }

  /// Where one of the units after a cut comes from among those before it.
  static func origin(
    of unit: DeploymentUnit, after cut: Decomposition.Cut, among before: [DeploymentUnit]
  ) -> Origin {
    if let place = before.firstIndex(where: { $0.services == unit.services }) {
      return .kept(place)
    }
    guard !cut.services.contains(where: unit.holds),
      let place = before.firstIndex(where: { $0.services.contains(where: unit.holds) })
    else { return .new }
    return .remainder(of: place)
  }

  /// What the cut means for one of the units after it.
  func change(of unit: DeploymentUnit, by cut: Decomposition.Cut) -> UnitChange {
    let text =
      cut.services.contains(where: unit.holds)
      ? "\(cut.leaving) \(cut.verb) cut away from \(cut.from.name): \(cut.trigger.text)"
      : "\(cut.leaving) \(cut.verb) cut away: \(cut.trigger.text)"
    return UnitChange(
      text: text, users: catalog.stages[cut.stage - 1].sizedFor, reason: cut.trigger.symptom.reason)
  }

  func decomposition(_ cuts: [Decomposition.Cut]) throws(Catalog.Gap) -> Decomposition {
    let today = requirements.unitsToday
    var triggers: [CutTrigger] = []
    var order: [CutCandidate] = []
    var isPossible = false
    for unit in today where unit.services.count > 1 {
      let fired = try self.triggers(of: unit, at: requirements.users.now)
      triggers += fired
      let ranking = CutRanking(
        catalog: catalog, requirements: requirements, unit: unit, triggers: fired)
      order += try ranking.candidates()
      for trigger in fired where try ranking.easiest(trigger) != nil { isPossible = true }
    }
    let merging = MergeCandidates(catalog: catalog, requirements: requirements, units: today)
    var edges: [Decomposition.GradedEdge] = []
    for edge in requirements.edges {
      edges.append(
        Decomposition.GradedEdge(
          edge: edge, coupling: try Coupling(of: edge, isQueued: !edge.waits, catalog),
          queued: try Coupling(of: edge, isQueued: true, catalog)))
    }
    return Decomposition(
      edges: edges,
      data: DataMatrix(requirements), functions: FunctionMatrix(requirements),
      triggers: triggers, order: order, cuts: cuts, merges: try merging.merges(),
      refusal: cuts.isEmpty && !triggers.isEmpty
        ? refusal(
          triggers, isPossible ? [] : order, units: today.count,
          greatest: try merging.greatestUnits()) : nil)
  }

  private func triggers(
    of unit: DeploymentUnit, at users: Users
  ) throws(Catalog.Gap) -> [CutTrigger] {
    try CutTriggers(catalog: catalog, requirements: requirements, unit: unit).fired(at: users)
  }

  /// - Parameter order: The candidates, where data that they share is in the way of all.
  private func refusal(
    _ triggers: [CutTrigger], _ order: [CutCandidate], units: Int, greatest: Int
  ) -> String {
    if units >= greatest {
      return "\(DecimalText.significant(requirements.team.people)) people keep \(greatest) "
        + "deployment\(greatest == 1 ? "" : "s") alive, and \(units) stand already"
    }
    let named = Set(triggers.flatMap(\.services))
    let blocked = order.filter { named.contains($0.service) && $0.isBlocked }
    if !blocked.isEmpty {
      let sets = blocked.flatMap(\.sharedData).eachOnce
      return
        "\(blocked.map(\.service).joined(separator: ", ")) share\(blocked.count == 1 ? "s" : "") "
        + "\(sets.joined(separator: ", ")) with others: part that data first"
    }
    return "no stage is left to prepare it in"
  }
}
