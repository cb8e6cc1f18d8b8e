package import Quantities

/// A service, or module, of the system: what could be deployed by itself.
package struct SystemService: Hashable, Sendable {
  package let name: String
  /// Who changes it.
  package let team: String
  /// Whether it is deployed by itself today.
  package let isDeployedAlone: Bool
  package let runtime: String
  package let isStateful: Bool
  /// Ids of the choices of `compute.control`.
  package let control: [String]
  /// Ids of the choices of `api.protocols`.
  package let protocols: [String]
  package let longestRequest: Seconds

  package init(
    name: String, team: String, isDeployedAlone: Bool, runtime: String, isStateful: Bool,
    control: [String], protocols: [String], longestRequest: Seconds
  ) {
    self.name = name
    self.team = team
    self.isDeployedAlone = isDeployedAlone
    self.runtime = runtime
    self.isStateful = isStateful
    self.control = control
    self.protocols = protocols
    self.longestRequest = longestRequest
  }
}

/// Calls of one service by another.
package struct ServiceEdge: Hashable, Sendable {
  package let name: String
  /// The names of two services.
  package let source: String
  package let target: String
  /// The name of the target's request.
  package let request: String
  /// Calls for each request that the source serves, on average.
  package let calls: Double
  /// Whether the caller's answer needs that of the target.
  package let waits: Bool
  package let coupling: CouplingAnswers

  package init(
    name: String, source: String, target: String, request: String, calls: Double, waits: Bool,
    coupling: CouplingAnswers
  ) {
    self.name = name
    self.source = source
    self.target = target
    self.request = request
    self.calls = calls
    self.waits = waits
    self.coupling = coupling
  }
}

/// What two services must have in common, by dimension: ids of the choices of the table `edges`.
package struct CouplingAnswers: Hashable, Sendable {
  package let technology: String
  package let location: String
  package let topology: String
  package let format: String
  package let semantics: String
  package let conversation: String
  package let order: String

  package init(
    technology: String, location: String, topology: String, format: String, semantics: String,
    conversation: String, order: String
  ) {
    self.technology = technology
    self.location = location
    self.topology = topology
    self.format = format
    self.semantics = semantics
    self.conversation = conversation
    self.order = order
  }
}

/// Something that the business does, and the services that carry it.
package struct BusinessFunction: Hashable, Sendable {
  package let name: String
  /// Names of services; empty for a function that no service carries.
  package let services: [String]
  package let team: String

  package init(name: String, services: [String], team: String) {
    self.name = name
    self.services = services
    self.team = team
  }
}

/// To which service a request, a job or a data set belongs, and who else uses the data.
package struct DataOwnership: Hashable, Sendable {
  /// Nil in a system of one service.
  package let service: String?
  /// Other services that read or write it directly.
  package let sharedWith: [String]
  /// The data domain: what the data is about.
  package let domain: String?

  package init(service: String? = nil, sharedWith: [String] = [], domain: String? = nil) {
    self.service = service
    self.sharedWith = sharedWith
    self.domain = domain
  }

  /// Owned by the one service there is.
  package static let undivided = DataOwnership()

  /// Everybody who uses the data, the owner first.
  package var users: [String] { (service.map { [$0] } ?? []) + sharedWith }
}
