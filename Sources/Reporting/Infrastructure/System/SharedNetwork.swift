import CapacityPlanning

/// The network that the units of a system share: what any of them needs of it.
struct SharedNetwork {
  let units: [InfrastructureModel]

  private var shapes: [DeploymentShape] { units.map(\.shape).filter(\.hasVPC) }
  /// Nil for a system whose units need no network.
  var networkZones: Int? { shapes.map(\.networkZones).max() }
  var computeZones: Int {
    shapes.filter(\.usesPrivateCompute).map(\.computeZones).max() ?? 0
  }
  var zones: [String] { units.map(\.zones).max { $0.count < $1.count } ?? [] }

  private var endpoints: [InterfaceEndpoint] {
    InterfaceEndpoint.allCases.filter { endpoint in
      units.contains { $0.request.architecture.interfaceEndpoints.contains(endpoint) }
    }
  }

  /// What the templates of a network ask for; every part that is none of a network's is left out.
  ///
  /// - Parameters:
  ///   - base: The values of any unit, for the texts among them.
  ///   - systemName: The slug of the system.
  func values(base: TemplateItem, systemName: String) -> TemplateItem {
    let none = base.mapValues { value in
      switch value {
      case .flag: .flag(false)
      case .list: .list([])
      case .text, .other: value
      }
    }
    return none.appending([
      "systemName": .text(systemName), "parentName": .text(systemName),
      "serviceName": .text("network"),
      "isNetwork": .flag(true), "isModule": .flag(false), "hasVPC": .flag(true),
      "ownsNetwork": .flag(true), "hasLogs": .flag(true),
      "hasDataSubnets": .flag(shapes.contains(where: \.hasDataSubnets)),
      "hasNAT": .flag(shapes.contains(where: \.hasNAT)),
      "hasInspection": .flag(shapes.contains(where: \.hasInspection)),
      "usesProtection": .flag(shapes.contains(where: \.hasInspection)),
      "usesPrivateCompute": .flag(computeZones > 0),
      "hasTableEndpoint": .flag(units.contains { !$0.request.architecture.tables.isEmpty }),
      "hasSharedEndpoints": .flag(!endpoints.isEmpty),
      "interfaceEndpoints": .list(endpoints.map(\.templateValues)),
      "networkZones": .list(zoneIndexes(networkZones ?? 0)),
      "computeZones": .list(zoneIndexes(computeZones)),
    ])
  }
}

extension InterfaceEndpoint {
  /// The names that templates use for it.
  var templateValues: TemplateItem {
    [
      "id": .text("\(self)"), "logical": .text(self == .queue ? "Queue" : "Stream"),
      "service": .text(rawValue),
    ]
  }
}
