import CatalogModel
import Quantities
import Requirements

/// A service that could be cut away from its deployment, with what ties it to the rest (M3).
package struct CutCandidate: Hashable, Sendable {
  package let service: String
  package let team: String
  /// Business functions that it carries together with others of the deployment.
  package let sharedFunctions: [String]
  /// Data sets that it uses together with others of the deployment that stay; each blocks the cut (M4).
  package let sharedData: [String]
  /// The sum of the grades of its edges to others of the deployment.
  package let coupling: Double
  package let edges: [String]
  /// What speaks for its place, in a sentence.
  package let reason: String

  package var isBlocked: Bool { !sharedData.isEmpty }
}

/// The order in which services are cut away: what is easiest first.
struct CutRanking {
  let catalog: Catalog
  let requirements: SystemRequirements
  let unit: DeploymentUnit
  /// What asks for a cut of it.
  let triggers: [CutTrigger]

  /// What ties services to the rest of their deployment.
  private struct Ties {
    var functions: [String] = []
    var sets: [String] = []
    var edges: [ServiceEdge] = []
    var coupling = 0.0
    /// How many triggers name one of them.
    var triggers = 0
  }

  /// All services of the deployment: what no shared data blocks first, then by the business functions
  /// that cross the cut, then by the coupling of the edges that do, then by how many triggers ask for it,
  /// then in the order of the answers.
  ///
  /// Data that a service shares only with those who leave with it is in nobody's way.
  func candidates() throws(Catalog.Gap) -> [CutCandidate] {
    var candidates: [(candidate: CutCandidate, ties: Ties)] = []
    for service in requirements.services where unit.holds(service.name) {
      let company = companions(of: service.name)
      let ties = try ties(of: [service.name], with: company)
      candidates.append(
        (
          CutCandidate(
            service: service.name, team: service.team, sharedFunctions: ties.functions,
            sharedData: ties.sets, coupling: ties.coupling, edges: ties.edges.map(\.name),
            reason: Self.reason(ties, company)), ties
        ))
    }
    return candidates.enumerated().sorted { left, right in
      Self.key(left.element.ties, left.offset) < Self.key(right.element.ties, right.offset)
    }.map(\.element.candidate)
  }

  /// What a trigger sends away first: one service, or where teams wait for each other all services of one
  /// team, so that it has one deployment and not several; nil where shared data blocks all of them.
  func easiest(_ trigger: CutTrigger) throws(Catalog.Gap) -> [String]? {
    var best: (group: [String], key: (Int, Int, Double, Int, Int))?
    for (place, group) in groups(trigger).enumerated() where !group.isEmpty {
      let key = Self.key(try ties(of: group), place)
      if best.map({ key < $0.key }) ?? true { best = (group, key) }
    }
    return best?.group
  }

  /// What a trigger may send away together, without what shared data blocks.
  private func groups(_ trigger: CutTrigger) -> [[String]] {
    let named = requirements.services.filter { trigger.services.contains($0.name) }
    guard trigger.symptom == .teams else { return named.map { unblocked([$0.name]) } }
    let teams = named.map(\.team).eachOnce
    return teams.map { team in unblocked(named.filter { $0.team == team }.map(\.name)) }
  }

  /// Those who leave with a service where teams wait for each other.
  private func companions(of service: String) -> [String] {
    let group = triggers.filter { $0.symptom == .teams }.flatMap(groups)
      .first { $0.contains(service) }
    return (group ?? []).filter { $0 != service }
  }

  /// Those of some services that share no data with what stays behind.
  private func unblocked(_ services: [String]) -> [String] {
    let data = DataMatrix(requirements)
    var group = services
    while true {
      let others = unit.services.filter { !group.contains($0) }
      let free = group.filter { data.shared(by: $0, with: others).isEmpty }
      if free.count == group.count { return group }
      group = free
    }
  }

  /// - Parameter company: Who leaves as well, so that data shared with them alone ties to nothing.
  private func ties(
    of group: [String], with company: [String] = []
  ) throws(Catalog.Gap) -> Ties {
    let data = DataMatrix(requirements)
    let functions = FunctionMatrix(requirements)
    let others = unit.services.filter { !group.contains($0) }
    var ties = Ties()
    for service in group {
      for function in functions.shared(by: service, with: others)
      where !ties.functions.contains(function) {
        ties.functions.append(function)
      }
      let staying = others.filter { !company.contains($0) }
      for row in data.shared(by: service, with: staying) where !ties.sets.contains(row.dataSet) {
        ties.sets.append(row.dataSet)
      }
    }
    ties.edges = requirements.edges.filter { edge in
      (group.contains(edge.source) && others.contains(edge.target))
        || (group.contains(edge.target) && others.contains(edge.source))
    }
    for edge in ties.edges {
      ties.coupling += try Coupling(of: edge, isQueued: !edge.waits, catalog).total
    }
    ties.triggers = triggers.count { !Set($0.services).isDisjoint(with: group) }
    return ties
  }

  private static func key(_ ties: Ties, _ place: Int) -> (Int, Int, Double, Int, Int) {
    (
      ties.sets.count, ties.functions.count, (ties.coupling * 1e6).rounded(), -ties.triggers, place
    )
  }

  private static func reason(_ ties: Ties, _ company: [String]) -> String {
    var parts: [String] = []
    if !company.isEmpty {
      parts.append("its team's \(company.joined(separator: ", ")) can leave with it")
    }
    if !ties.sets.isEmpty {
      parts.append(
        "blocked: it shares \(ties.sets.joined(separator: ", ")), which must be parted first")
    }
    parts.append(
      ties.functions.isEmpty
        ? "no business function crosses the cut"
        : "the functions \(ties.functions.joined(separator: ", ")) cross the cut")
    parts.append(
      ties.edges.isEmpty
        ? "no edge to the rest"
        : "\(ties.edges.count) edge\(ties.edges.count == 1 ? "" : "s") to the rest with a coupling of "
          + DecimalText.fixed(ties.coupling, 2))
    if ties.triggers > 1 { parts.append("\(ties.triggers) triggers ask for it") }
    return parts.joined(separator: "; ")
  }
}
