package import Requirements

/// Which data set belongs to which domain, and who uses it (M4).
package struct DataMatrix: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package let dataSet: String
    package let domain: String
    package let owner: String
    /// Other services that use it directly.
    package let sharedWith: [String]
    /// The domains of the services that use it, other than its own.
    package let foreignDomains: [String]

    /// A set that more than one service uses blocks a cut between them.
    package var blocksCut: Bool { !sharedWith.isEmpty }
  }

  package let rows: [Row]
  package let domains: [String]

  package init(_ requirements: SystemRequirements) {
    // A service belongs to the domains of the data that it owns.
    func domains(of service: String) -> [String] {
      let owned = requirements.dataSets.filter { $0.ownership.service == service }
      let named = owned.compactMap(\.ownership.domain)
      return named.isEmpty ? [service] : named
    }
    rows = requirements.dataSets.compactMap { set in
      guard let owner = set.ownership.service else { return nil }
      let domain = set.ownership.domain ?? owner
      var foreign: [String] = []
      for service in set.ownership.sharedWith {
        for other in domains(of: service) where other != domain && !foreign.contains(other) {
          foreign.append(other)
        }
      }
      return Row(
        dataSet: set.name, domain: domain, owner: owner, sharedWith: set.ownership.sharedWith,
        foreignDomains: foreign)
    }
    self.domains = rows.reduce(into: [String]()) {
      if !$0.contains($1.domain) { $0.append($1.domain) }
    }
  }

  /// The sets that stand in the way of a cut.
  package var conflicts: [Row] { rows.filter(\.blocksCut) }

  /// The sets that a service shares with any of some others.
  package func shared(by service: String, with others: [String]) -> [Row] {
    rows.filter { row in
      let users = [row.owner] + row.sharedWith
      return users.contains(service) && users.contains { $0 != service && others.contains($0) }
    }
  }
}

/// Which services and teams carry which business function (M5).
package struct FunctionMatrix: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package let function: String
    package let team: String
    package let services: [String]
    /// The teams of those services, each once.
    package let teams: [String]

    /// Nobody carries it.
    package var isOrphan: Bool { services.isEmpty }
    /// More than one team must agree to change it.
    package var isTorn: Bool { Set(teams + [team]).count > 1 }
  }

  package let rows: [Row]
  /// Services that carry no function that was named; empty where no function was.
  package let idleServices: [String]

  package init(_ requirements: SystemRequirements) {
    let teams = Dictionary(
      uniqueKeysWithValues: requirements.services.map { ($0.name, $0.team) })
    rows = requirements.functions.map { function in
      let own = function.services.compactMap { teams[$0] }
      return Row(
        function: function.name, team: function.team, services: function.services,
        teams: own.eachOnce)
    }
    let carrying = Set(requirements.functions.flatMap(\.services))
    idleServices =
      requirements.functions.isEmpty
      ? [] : requirements.services.map(\.name).filter { !carrying.contains($0) }
  }

  package var orphans: [Row] { rows.filter(\.isOrphan) }

  /// Functions that a service carries together with any of some others.
  package func shared(by service: String, with others: [String]) -> [String] {
    rows.filter { row in
      row.services.contains(service)
        && row.services.contains { $0 != service && others.contains($0) }
    }.map(\.function)
  }
}
