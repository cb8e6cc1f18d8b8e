import CatalogModel
import Quantities
import Requirements

/// A service that could be cut away from its deployment, with what ties it to the rest (M3).
package struct CutCandidate: Hashable, Sendable {
  package let service: String
  package let team: String
  /// Business functions that it carries together with others of the deployment.
  package let sharedFunctions: [String]
  /// Data sets that it uses together with others of the deployment; each blocks the cut (M4).
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

  /// All services of the deployment: what no shared data blocks first, then by the business functions
  /// that cross the cut, then by the coupling of the edges that do, then in the order of the answers.
  func candidates() throws(Catalog.Gap) -> [CutCandidate] {
    let data = DataMatrix(requirements)
    let functions = FunctionMatrix(requirements)
    var candidates: [CutCandidate] = []
    for service in requirements.services where unit.holds(service.name) {
      let others = unit.services.filter { $0 != service.name }
      let edges = requirements.edges.filter { edge in
        (edge.source == service.name && others.contains(edge.target))
          || (edge.target == service.name && others.contains(edge.source))
      }
      var coupling = 0.0
      for edge in edges {
        coupling += try Coupling(of: edge, isQueued: !edge.waits, catalog).total
      }
      let shared = functions.shared(by: service.name, with: others)
      let sets = data.shared(by: service.name, with: others)
      candidates.append(
        CutCandidate(
          service: service.name, team: service.team, sharedFunctions: shared,
          sharedData: sets.map(\.dataSet), coupling: coupling, edges: edges.map(\.name),
          reason: Self.reason(shared, sets.map(\.dataSet), edges, coupling)))
    }
    return candidates.enumerated().sorted { left, right in
      Self.key(left.element, left.offset) < Self.key(right.element, right.offset)
    }.map(\.element)
  }

  private static func key(
    _ candidate: CutCandidate, _ place: Int
  ) -> (Int, Int, Double, Int) {
    (
      candidate.sharedData.count, candidate.sharedFunctions.count,
      (candidate.coupling * 1e6).rounded(), place
    )
  }

  private static func reason(
    _ functions: [String], _ sets: [String], _ edges: [ServiceEdge], _ coupling: Double
  ) -> String {
    var parts: [String] = []
    if !sets.isEmpty {
      parts.append(
        "blocked: it shares \(sets.joined(separator: ", ")), which must be parted first")
    }
    parts.append(
      functions.isEmpty
        ? "no business function crosses the cut"
        : "the functions \(functions.joined(separator: ", ")) cross the cut")
    parts.append(
      edges.isEmpty
        ? "no edge to the rest"
        : "\(edges.count) edge\(edges.count == 1 ? "" : "s") to the rest with a coupling of "
          + DecimalText.fixed(coupling, 2))
    return parts.joined(separator: "; ")
  }
}
