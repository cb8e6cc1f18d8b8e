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
  func values(base: [String: Any], systemName: String) -> [String: Any] {
    var values = base.mapValues { value -> Any in
      switch value {
      case is Bool: false
      case is [TemplateItem]: [TemplateItem]()
      default: value
      }
    }
    let network: [String: Any] = [
      "systemName": systemName, "parentName": systemName, "serviceName": "network",
      "isNetwork": true, "isModule": false, "hasVPC": true, "ownsNetwork": true, "hasLogs": true,
      "hasDataSubnets": shapes.contains(where: \.hasDataSubnets),
      "hasNAT": shapes.contains(where: \.hasNAT),
      "hasInspection": shapes.contains(where: \.hasInspection),
      "usesProtection": shapes.contains(where: \.hasInspection),
      "usesPrivateCompute": computeZones > 0,
      "hasTableEndpoint": units.contains { !$0.request.architecture.tables.isEmpty },
      "hasSharedEndpoints": !endpoints.isEmpty,
      "interfaceEndpoints": endpoints.map(\.templateValues),
      "networkZones": zoneIndexes(networkZones ?? 0), "computeZones": zoneIndexes(computeZones),
    ]
    values.merge(network) { _, new in new }
    return values
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
