package import CatalogModel
package import Quantities
import Queueing
package import Requirements

/// The architecture as an open queueing network of several classes: limits and response times.
///
/// Arrivals are Poisson at the peak rate. Machines are processor-sharing stations, database
/// instances are queues with a server per vCPU; the balancer and the managed services are delays.
/// Times at the stations of a path are taken as independent.
package struct CapacityModel: Sendable {
  package let catalog: Catalog
  package let parameters: PlanningParameters
  package let requirements: SystemRequirements

  package init(
    catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements
  ) {
    self.catalog = catalog
    self.parameters = parameters
    self.requirements = requirements
  }

  /// How the percentiles are obtained.
  package static let percentileMethod = Method.approximate(
    "transform inversion over independent stations; exponential demands; processor sharing behind a "
      + "balancer that picks a machine at random; waits for a worker by flow-equivalent service; "
      + errors.text)

  /// The mean by product form, which takes queries of two demands at one queue as of one, with waits
  /// for workers by flow-equivalent service; percentiles with stations as independent.
  package static let errors = LatencyErrors(mean: 0.05, percentiles: 0.1)

  /// Limits, bottleneck and response times of an architecture under a workload.
  package func assess(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> Assessment {
    let state = try state(architecture, workload, zoneLost: false)
    let limits = try limits(of: state)
    let zoneLost = try zoneLostState(architecture, workload)
    var latency: Latency?
    var limit: PathLimit?
    do throws(PathLimit) { latency = try self.latency(state) } catch { limit = error }
    return Assessment(
      limits: limits, latency: latency, latencyLimit: limit,
      latencyZoneLost: zoneLost.flatMap { try? self.latency($0, ofClasses: false) },
      computeUtilizationZoneLost: zoneLost?.compute?.utilization,
      bottleneck: Self.bottleneck(of: limits), saturation: Self.saturation(of: state))
  }

  /// The response time of a request of any class, as in an assessment; and while a zone is lost, nil
  /// where none can be, or where what is left saturates.
  ///
  /// - Returns: Nil where a station saturates, or nothing is asked.
  /// - Throws: What the catalog lacks.
  package func responseTimes(
    _ architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> (usual: ClassLatency, zoneLost: ClassLatency?)? {
    let state = try state(architecture, workload, zoneLost: false)
    guard let usual = try? latency(state, ofClasses: false) else { return nil }
    let zoneLost = try zoneLostState(architecture, workload)
      .flatMap { try? latency($0, ofClasses: false) }
    return (usual.all, zoneLost?.all)
  }

  /// The capacities of an architecture with their use under a workload.
  package func limits(
    of architecture: Architecture, under workload: Workload
  ) throws(Catalog.Gap) -> [Limit] {
    try limits(of: state(architecture, workload, zoneLost: false))
  }

  /// The capacities of a state.
  func limits(of state: NetworkState) throws(Catalog.Gap) -> [Limit] {
    try limitBook(state.architecture.variants).limits(of: state)
  }

  /// How full the tiers of a state are.
  func strains(of state: NetworkState) throws(Catalog.Gap) -> TierStrains {
    try limitBook(state.architecture.variants).strains(of: state)
  }

  private func limitBook(_ variants: [String: String]) throws(Catalog.Gap) -> LimitBook {
    // Most have no options of their own, for which the model need not be copied.
    if variants == catalog.variants { return LimitBook(catalog: catalog, parameters: parameters) }
    let own = try reading(variants)
    return LimitBook(catalog: own.catalog, parameters: own.parameters)
  }

  /// The model for an architecture's options, where some are modelled like others.
  func reading(_ variants: [String: String]) throws(Catalog.Gap) -> CapacityModel {
    if variants == catalog.variants { return self }
    let catalog = catalog.reading(variants)
    return CapacityModel(
      catalog: catalog, parameters: try parameters.reading(catalog), requirements: requirements)
  }

  /// A percentile that is beyond its objective.
  struct Miss {
    let percentile: Double
    /// Whether there are no response times: a station saturates, or `PathLimit` refuses the path.
    var hasNoPath = false
  }

  /// The percentile that `miss(of:)` tells.
  func missedPercentile(_ state: NetworkState) -> Double? { miss(of: state)?.percentile }

  /// The percentile that a state misses first; nil when both are within their objectives.
  ///
  /// From tails alone: a percentile is within its objective when the tail beyond it is small
  /// enough. Where there is no path, the 99th is missed.
  func miss(of state: NetworkState) -> Miss? {
    guard state.origin.requestRate > .zero else { return nil }
    guard let paths = try? RequestPaths(state), let stages = try? paths.mixedStages() else {
      return Miss(percentile: 0.99, hasNoPath: true)
    }
    guard let transform = PathTransform(stages) else { return expandedMiss(paths) }
    if surelyMeets(paths, transform) { return nil }
    return tailObjectives.first { !transform.isTail(beyond: $0.time, atMost: $0.level) }
      .map { Miss(percentile: $0.percentile) }
  }

  /// The same where constant times stand on some ways only.
  private func expandedMiss(_ paths: RequestPaths) -> Miss? {
    guard let path = try? paths.mixture() else { return Miss(percentile: 0.99, hasNoPath: true) }
    return tailObjectives.first { path.tail(beyond: $0.time) > $0.level }
      .map { Miss(percentile: $0.percentile) }
  }

  /// The objectives for latency as bounds on tails.
  var tailObjectives: [(percentile: Double, time: Seconds, level: Double)] {
    [(0.95, requirements.objectives.p95, 0.05), (0.99, requirements.objectives.p99, 0.01)]
  }

  /// Whether bounds show that both percentiles are within their objectives.
  ///
  /// A cold start, which is slower than all the rest, is given up as too late: `P(T > t) <= P(cold) +
  /// P(T > t | warm)`.
  private func surelyMeets(_ paths: RequestPaths, _ transform: PathTransform) -> Bool {
    var warm: PathTransform? = transform
    if paths.coldStart > 0 { warm = (try? paths.warm.mixedStages()).flatMap(PathTransform.init) }
    guard let warm else { return false }
    return tailObjectives.allSatisfy {
      warm.isTail(beyond: $0.time, surelyAtMost: $0.level - paths.coldStart)
    }
  }

  /// The stations while a zone is lost; nil where nothing is spread over zones by count.
  func zoneLostState(
    _ architecture: Architecture, _ workload: Workload
  ) throws(Catalog.Gap) -> NetworkState? {
    guard architecture.zones > 1, architecture.compute.platform != .lambda,
      parameters.survivesZoneLoss
    else { return nil }
    return try state(architecture, workload, zoneLost: true)
  }

  /// The limit that is reached first when all rates grow by one factor; a quota, which is raised
  /// on request, only when nothing else is left.
  package static func bottleneck(of limits: [Limit]) -> Limit? {
    let growing = limits.filter { $0.headroom != nil }
    let hard = growing.filter { !$0.isQuota }
    return (hard.isEmpty ? growing : hard).min { ($0.headroom ?? 0) < ($1.headroom ?? 0) }
  }

  /// The saturation point of the queueing network of a state.
  private static func saturation(of state: NetworkState) -> Assessment.Saturation? {
    let network = state.openNetwork
    return network.saturationPoint.map {
      Assessment.Saturation(station: network.stations[$0.bottleneck].name, scale: $0.scale)
    }
  }

  func state(
    _ architecture: Architecture, _ workload: Workload, zoneLost: Bool
  ) throws(Catalog.Gap) -> NetworkState {
    if architecture.variants == catalog.variants {
      return try NetworkState(
        architecture, under: workload, requirements: requirements, parameters: parameters,
        catalog: catalog, zoneLost: zoneLost)
    }
    let own = try reading(architecture.variants)
    return try NetworkState(
      architecture, under: workload, requirements: requirements, parameters: own.parameters,
      catalog: own.catalog, zoneLost: zoneLost)
  }

  /// Response times of all classes and of their mixture.
  ///
  /// - Parameter ofClasses: Whether each class is looked at by itself as well.
  /// - Throws: What is saturated.
  func latency(_ state: NetworkState, ofClasses: Bool = true) throws(PathLimit) -> Latency {
    let paths = try RequestPaths(state)
    let mixture: ResponsePath
    var classes: [ClassLatency] = []
    if ofClasses {
      let responses = try paths.responses()
      mixture = responses.all
      for (load, path) in zip(state.origin.classes, responses.classes) {
        classes.append(ClassLatency(load.name, path))
      }
    } else {
      mixture = try paths.mixture()
    }
    let all = ClassLatency("all requests", mixture)
    return Latency(
      all: all, classes: classes, distant: ofClasses ? distant(all, state.architecture.edge) : nil,
      method: Self.percentileMethod, errors: Self.errors)
  }

  /// What the first request of distant users takes: the round trips of its connection's set-up (TCP,
  /// then TLS 1.3) and its own, and the time in the region.
  ///
  /// Without a CDN all three go to the region: `R + 3·T`. With one the set-up ends at the edge, also
  /// for what is not cached, and one round trip goes on over a connection that stands:
  /// `R + 3·e + T`. Round trips are taken as constant.
  private func distant(_ all: ClassLatency, _ edge: Edge) -> ClassLatency? {
    let interface = requirements.interface.protocols
    guard requirements.users.distantShare > 0,
      ["http", "grpc", "graphql", "websocket"].contains(where: interface.contains)
    else { return nil }
    let toRegion = parameters.distantRoundTrip
    let way = edge == .none ? toRegion * 3 : parameters.edgeRoundTrip * 3 + toRegion
    return all.after(way, name: "first request of distant users")
  }

  /// The response time of a request of any class; nil where there is none, see `PathLimit`.
  func mixture(_ state: NetworkState) -> ResponsePath? {
    try? RequestPaths(state).mixture()
  }
}
