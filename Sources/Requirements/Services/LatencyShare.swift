/// Which part of the time that a user may wait belongs to each unit.
///
/// A request of a unit that waits for others passes `1 + Σ ⌈calls⌉ · n(target)` units one after the
/// other, counted over the edges that leave the unit. Each of them gets an equal part of the
/// objective, of the longest such way that leads through it. Percentiles of a sum are at most the
/// sum of percentiles in all but odd cases, so that parts that hold make a whole that does; the
/// gates are checked on the whole in any case.
struct LatencyShare: Sendable {
  private let shares: [DeploymentUnit: Double]

  init(_ requirements: SystemRequirements, _ units: [DeploymentUnit]) {
    func unit(of service: String) -> DeploymentUnit? { units.first { $0.holds(service) } }
    let crossing = requirements.edges.filter { edge in
      edge.waits && unit(of: edge.source) != unit(of: edge.target)
    }
    func length(_ unit: DeploymentUnit, _ passed: [DeploymentUnit]) -> Double {
      guard !passed.contains(unit) else { return 0 }
      return 1
        + crossing.filter { unit.holds($0.source) }.reduce(0) { sum, edge in
          guard let target = units.first(where: { $0.holds(edge.target) }) else { return sum }
          return sum + edge.calls.rounded(.up) * length(target, passed + [unit])
        }
    }
    func reached(from unit: DeploymentUnit, _ seen: inout Set<DeploymentUnit>) {
      guard seen.insert(unit).inserted else { return }
      for edge in crossing where unit.holds(edge.source) {
        if let target = units.first(where: { $0.holds(edge.target) }) {
          reached(from: target, &seen)
        }
      }
    }
    var longest: [DeploymentUnit: Double] = [:]
    for start in units {
      let way = length(start, [])
      var seen: Set<DeploymentUnit> = []
      reached(from: start, &seen)
      for passed in seen { longest[passed] = max(longest[passed] ?? 1, way) }
    }
    shares = longest.mapValues { 1 / $0 }
  }

  /// The part of the objectives that holds for a unit, at most 1.
  func share(of unit: DeploymentUnit) -> Double { shares[unit] ?? 1 }
}
