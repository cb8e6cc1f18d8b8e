/// Services that are deployed, scaled and paid for together.
package struct DeploymentUnit: Hashable, Sendable {
  /// Of the only service; the system's where all are in it; `shared` for what is left of the system; of the
  /// first service, with `-group` behind it, for others that are several.
  ///
  /// No two units of a system have the same.
  package let name: String
  /// Names of services, in the order of the answers.
  package let services: [String]
  /// Whether several services left the system together, or share data, and are named after the first.
  package let isGroup: Bool

  package init(name: String, services: [String], isGroup: Bool = false) {
    self.name = name
    self.services = services
    self.isGroup = isGroup
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
    var shared = "shared"
    while taken.contains(shared) { shared += "-deployment" }
    return DeploymentUnit(
      name: ordered.count == 1 ? ordered[0] : shared, services: ordered)
  }

  /// The unit of services that left together or share data, named after the first of them; that of one
  /// service is no group.
  ///
  /// - Parameter services: In the order of the answers.
  private func group(of services: [String]) -> DeploymentUnit {
    guard services.count > 1, let first = services.first else { return unit(of: services) }
    // One ending for all groups of a system, which no service has.
    var ending = "-group"
    while self.services.contains(where: { $0.name.hasSuffix(ending) }) { ending += "-group" }
    return DeploymentUnit(name: first + ending, services: services, isGroup: true)
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
  /// What remains of the whole system is `shared`, what remains of a group is named after the first that is left.
  package func units(
    _ units: [DeploymentUnit], parting leaving: [String], from unit: DeploymentUnit
  ) -> [DeploymentUnit] {
    let ordered = services.map(\.name)
    let left = ordered.filter { leaving.contains($0) && unit.holds($0) }
    let rest = ordered.filter { !leaving.contains($0) && unit.holds($0) }
    let parted =
      units.filter { $0 != unit }
      + [group(of: left), unit.isGroup ? group(of: rest) : self.unit(of: rest)]
      .filter { !$0.services.isEmpty }
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
    return units.map { group(of: $0.services) }
  }
}
