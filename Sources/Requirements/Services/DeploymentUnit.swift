/// Services that are deployed, scaled and paid for together.
package struct DeploymentUnit: Hashable, Sendable {
  /// Of the only service, or `shared` for several; the system's name where all are in it.
  package let name: String
  /// Names of services, in the order of the answers.
  package let services: [String]

  package init(name: String, services: [String]) {
    self.name = name
    self.services = services
  }

  package func holds(_ service: String) -> Bool { services.contains(service) }
}

extension SystemRequirements {
  /// The unit of services that are deployed together, named after what it holds.
  package func unit(of services: [String]) -> DeploymentUnit {
    let ordered = self.services.map(\.name).filter(services.contains)
    if ordered.count == self.services.count {
      return DeploymentUnit(name: name, services: ordered)
    }
    let taken = Set(self.services.map(\.name))
    let shared = taken.contains("shared") ? "shared-deployment" : "shared"
    return DeploymentUnit(
      name: ordered.count == 1 ? ordered[0] : shared, services: ordered)
  }

  /// What is deployed together today, in the order of the answers.
  ///
  /// A service that is deployed by itself is a unit; all others share one. Services that use the
  /// same data set are one unit wherever they run: they can neither be changed nor scaled apart.
  package var unitsToday: [DeploymentUnit] {
    units(parting: Set(services.filter(\.isDeployedAlone).map(\.name)))
  }

  /// The units after some services left one of them together; the others stay what they are.
  ///
  /// What remains is named like what it was, unless that was the whole system or one service is left.
  package func units(
    _ units: [DeploymentUnit], parting leaving: [String], from unit: DeploymentUnit
  ) -> [DeploymentUnit] {
    let ordered = services.map(\.name)
    func part(_ services: [String], isGroup: Bool) -> DeploymentUnit {
      isGroup && services.count > 1
        ? DeploymentUnit(name: services[0] + "-group", services: services)
        : self.unit(of: services)
    }
    let left = ordered.filter { leaving.contains($0) && unit.holds($0) }
    let rest = ordered.filter { !leaving.contains($0) && unit.holds($0) }
    let isGroup = unit.services.first.map { unit.name == $0 + "-group" } ?? false
    let parted =
      units.filter { $0 != unit }
      + [
        part(left, isGroup: true), part(rest, isGroup: isGroup),
      ].filter { !$0.services.isEmpty }
    func place(_ unit: DeploymentUnit) -> Int {
      unit.services.first.flatMap(ordered.firstIndex) ?? ordered.count
    }
    return parted.sorted { place($0) < place($1) }
  }

  /// The units when some services are deployed by themselves.
  package func units(parting alone: Set<String>) -> [DeploymentUnit] {
    var groups = services.map(\.name).filter(alone.contains).map { [$0] }
    let rest = services.map(\.name).filter { !alone.contains($0) }
    if !rest.isEmpty { groups.append(rest) }
    for set in dataSets where set.ownership.users.count > 1 {
      let joined = groups.filter { group in group.contains(where: set.ownership.users.contains) }
      guard joined.count > 1 else { continue }
      groups.removeAll { group in group.contains(where: set.ownership.users.contains) }
      groups.append(joined.flatMap { $0 })
    }
    let order = Dictionary(
      uniqueKeysWithValues: services.enumerated().map { ($0.element.name, $0.offset) })
    func rank(_ group: [String]) -> Int { group.compactMap { order[$0] }.min() ?? 0 }
    let several = groups.filter { $0.count > 1 }
    let units = groups.sorted { rank($0) < rank($1) }.map(unit(of:))
    guard several.count > 1 else { return units }
    // Several groups that share data: each is named after its first service.
    return units.map { unit in
      unit.services.count == 1
        ? unit : DeploymentUnit(name: unit.services[0] + "-group", services: unit.services)
    }
  }
}
