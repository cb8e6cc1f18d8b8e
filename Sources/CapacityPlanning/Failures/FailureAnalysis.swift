package import CatalogModel
import Quantities
import Queueing
package import Requirements

/// Failures and rushes of one architecture at the peak of a load.
///
/// The sizes stay: the question is what happens to what runs, before anybody does something about
/// it. Each part of the answer says how it was obtained.
package struct FailureAnalysis: Sendable {
  let catalog: Catalog
  let parameters: PlanningParameters
  let requirements: SystemRequirements
  let premises: Premises

  /// What is assumed of clients and crowds, from the catalog.
  struct Premises {
    /// A crowd over the peak, and how long it lasts.
    let crowdFactor: Double
    let crowdLength: Seconds
    /// How often a client tries again, and after how long, as a multiple of the objective.
    let retries: Int
    let timeout: Seconds
    /// The exponent of Zipf's law of the keys of a cache.
    let popularity: Double

    init(_ catalog: Catalog, objective: Seconds) throws(Catalog.Gap) {
      crowdFactor = try catalog.number("planning.whatIf#crowdFactor")
      crowdLength = Seconds(try catalog.number("planning.whatIf#crowdMinutes") * 60)
      retries = Int(try catalog.number("planning.whatIf#clientRetries"))
      timeout = objective * (try catalog.number("planning.whatIf#timeoutOverObjective"))
      popularity = try catalog.number("planning.whatIf#popularityExponent")
    }
  }

  package init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements
  ) throws(Catalog.Gap) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
    premises = try Premises(catalog, objective: requirements.objectives.p99)
  }

  var model: CapacityModel {
    CapacityModel(catalog: catalog, parameters: parameters, requirements: requirements)
  }

  /// All what-ifs that apply to an architecture, in the order of their kinds.
  package func whatIfs(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> [WhatIf] {
    guard workload.requestRate > .zero else { return [] }
    return [
      try zoneLoss(architecture, workload), try coldCache(architecture, workload),
      try replicaLoss(architecture, workload), try writerLoss(architecture, workload),
      try flashCrowd(architecture, workload), try retryStorm(architecture, workload),
    ].compactMap { $0 }
  }

  func state(
    _ architecture: Architecture, _ workload: Workload, _ loss: NetworkState.Loss
  ) throws(Catalog.Gap) -> NetworkState {
    try NetworkState(
      architecture, under: workload, requirements: requirements, parameters: parameters,
      catalog: catalog, loss: loss)
  }

  /// The figures that every loss has: use, the 99th percentile, what is dropped; and how it ends.
  ///
  /// A station above its capacity serves the rest: of the whole, at most `1/ρ`. What is no station, such
  /// as a partition or a quota, is named where it is fuller than they are.
  func figures(
    of state: NetworkState
  ) throws(Catalog.Gap) -> (
    figures: [WhatIf.Figure], outcome: WhatIf.Outcome, fullest: (name: String, use: Double)
  ) {
    var figures: [WhatIf.Figure] = []
    var fullest = (name: "nothing", use: 0.0)
    for (name, use) in state.uses {
      figures.append(.init("\(name) in use", use, "share", .exact))
      if use > fullest.use { fullest = (name, use) }
    }
    if let ceiling = try ceilings(of: state).max(by: { $0.use < $1.use }),
      ceiling.use > fullest.use
    {
      figures.append(.init("\(ceiling.name) in use", ceiling.use, "share", ceiling.method))
      fullest = (ceiling.name, ceiling.use)
    }
    var outcome = WhatIf.Outcome.holds
    if fullest.use >= 1 {
      outcome = .fails
      figures.append(
        .init(
          "dropped at least", 1 - 1 / fullest.use, "share",
          .bound("not below: what the fullest station cannot serve")))
    } else if let path = model.mixture(state) {
      let p99 = path.percentile(0.99, tolerance: 1e-4)
      figures.append(.init("p99", p99.milliseconds, "ms", CapacityModel.percentileMethod))
      if model.missedPercentile(state) != nil { outcome = .degrades }
    }
    return (figures, outcome, fullest)
  }

  /// What drops or delays requests when it is used up and is no station of the network: throttles,
  /// concurrent executions, partitions, the commands of a cache, operations of storage, pools.
  ///
  /// A quota that the plan passes at the peak is raised before; then the peak is at its safe share.
  ///
  /// - Parameter load: The load of the state as a multiple of the peak.
  func ceilings(
    of state: NetworkState, load: Double = 1
  ) throws(Catalog.Gap) -> [(tier: Tier, name: String, use: Double, method: Method)] {
    try model.limits(of: state).filter { $0.isCeiling(hasMachines: state.compute != nil) }
      .map { limit in
        let raise =
          limit.isQuota ? max(1, limit.utilization / load / limit.safeShare) : 1
        return (
          limit.tier, "\(limit.tier.rawValue) \(limit.resource)", limit.utilization / raise,
          limit.method
        )
      }
  }

  /// What a fuller station would need, in words.
  func remedy(
    _ outcome: WhatIf.Outcome, _ fullest: (name: String, use: Double), safe: Double
  ) -> String? {
    guard outcome != .holds else { return nil }
    let factor = DecimalText.fixed(max(1.1, fullest.use / safe), 1)
    return "the \(fullest.name) needs \(factor) times its capacity"
  }
}

extension Limit {
  /// Whether requests wait or are turned away at once when it is used up, and it is not the CPU of a
  /// station: not what fills over days, an average, or connections that are all open at any load.
  fileprivate func isCeiling(hasMachines: Bool) -> Bool {
    switch tier {
    case .compute: resource != "CPU" && resource != "CPU credits"
    case .database:
      resource == "storage operations" || (resource == "connections" && !hasMachines)
    case .cache: resource != "memory"
    default: true
    }
  }
}

extension NetworkState {
  /// The stations with their use, by name.
  var uses: [(name: String, use: Double)] {
    var uses: [(name: String, use: Double)] = []
    if let compute { uses.append(("compute", compute.utilization)) }
    if let database, database.tier.engine != .onInstance {
      uses.append(("database writer", database.writerUtilization))
      if database.replicaUtilization > 0 {
        uses.append(("database replicas", database.replicaUtilization))
      }
    }
    return uses
  }
}
