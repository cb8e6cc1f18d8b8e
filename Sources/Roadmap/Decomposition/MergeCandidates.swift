import CatalogModel
import Quantities
import Requirements

/// The other direction of P4: more deployments than the people can keep alive.
struct MergeCandidates {
  let catalog: Catalog
  let requirements: SystemRequirements
  let units: [DeploymentUnit]

  /// How many deployments the people keep alive; at least one.
  func greatestUnits() throws(Catalog.Gap) -> Int {
    let each = try catalog.number("planning.peoplePerUnit")
    return max(1, Int(requirements.team.people / each))
  }

  /// Pairs of deployments of the same team, the most coupled first, as many as are too many.
  func merges() throws(Catalog.Gap) -> [Decomposition.Merge] {
    let greatest = try greatestUnits()
    guard units.count > greatest else { return [] }
    var pairs: [(merge: Decomposition.Merge, coupling: Double, sameTeam: Bool)] = []
    for (index, left) in units.enumerated() {
      for right in units[(index + 1)...] {
        let edges = requirements.edges.filter { edge in
          (left.holds(edge.source) && right.holds(edge.target))
            || (right.holds(edge.source) && left.holds(edge.target))
        }
        var coupling = 0.0
        for edge in edges {
          coupling += try Coupling(of: edge, isQueued: !edge.waits, catalog).total
        }
        let teams = teams(of: left).union(teams(of: right))
        let isOne = teams.count == 1
        let people = DecimalText.significant(requirements.team.people)
        pairs.append(
          (
            Decomposition.Merge(
              services: left.services + right.services,
              team: teams.sorted().joined(separator: ", "),
              text:
                "\(left.name) and \(right.name) of \(teams.sorted().joined(separator: " and ")): "
                + "\(people) people keep \(greatest) deployments alive, and there are "
                + "\(units.count); "
                + (edges.isEmpty
                  ? "nothing is called between the two"
                  : "the calls between them cost a network hop and a contract")
            ), coupling, isOne
          ))
      }
    }
    return pairs.enumerated().sorted { left, right in
      (left.element.sameTeam ? 0 : 1, -left.element.coupling, left.offset)
        < (right.element.sameTeam ? 0 : 1, -right.element.coupling, right.offset)
    }.prefix(units.count - greatest).map(\.element.merge)
  }

  private func teams(of unit: DeploymentUnit) -> Set<String> {
    Set(requirements.services.filter { unit.holds($0.name) }.map(\.team))
  }
}
