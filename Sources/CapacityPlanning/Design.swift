package import CatalogModel
import Requirements

/// The options chosen for one stage, before anything is sized.
package struct Design: Hashable, Sendable {
  package var frontEnd: FrontEndHosting
  package var edge: Edge
  package var compute: ComputePlatform
  package var exposure: Exposure
  package var balancing: Balancing
  package var hasInspection: Bool
  /// Nil where no data set is in SQL.
  package var engine: RelationalEngine?
  package var placement: Placement
  package var caching: Caching
  /// Zones that the parts are spread over.
  package var zones: Int
  package var messaging: [MessagingPart]
  package var workers: ComputePlatform?
  package var observability: Observability
  /// The options that are modelled like others, by decision: what they are is in the other
  /// properties, what they cost and can do is in the catalog.
  package var variants: [String: String] = [:]

  /// Options of `Catalog/criteria/caching.yaml`.
  package enum Caching: String, Hashable, Sendable, CaseIterable {
    case none
    case edgeResponses = "cloudfront"
    case valkey = "elasticache-valkey"
    case memcached = "elasticache-memcached"
    case accelerator = "dax"
  }

  package func hash(into hasher: inout Hasher) {
    var choices = NumberFold()
    add(to: &choices)
    hasher.combine(choices.value)
  }

  // What options hardly share; the rest is compared.
  func add(to choices: inout NumberFold) {
    choices.add(compute)
    choices.add(exposure)
    choices.add(balancing)
    if let engine { choices.add(engine) }
    choices.add(caching)
    choices.add(edge)
    choices.add(zones)
    choices.add(placement.stores.count)
    for (name, store) in placement.stores where placement.stores.count == 1 {
      for byte in name.utf8 { choices.add(Int(byte)) }
      choices.add(store)
    }
  }

  package init(
    frontEnd: FrontEndHosting, edge: Edge, compute: ComputePlatform, exposure: Exposure,
    balancing: Balancing, hasInspection: Bool, engine: RelationalEngine?, placement: Placement,
    caching: Caching, zones: Int, messaging: [MessagingPart], workers: ComputePlatform?,
    observability: Observability
  ) {
    self.frontEnd = frontEnd
    self.edge = edge
    self.compute = compute
    self.exposure = exposure
    self.balancing = balancing
    self.hasInspection = hasInspection
    self.engine = engine
    self.placement = placement
    self.caching = caching
    self.zones = zones
    self.messaging = messaging
    self.workers = workers
    self.observability = observability
  }

  /// The hit ratio of the cache before SQL under these choices.
  package func cacheHit(_ parameters: PlanningParameters) -> Double {
    caching == .valkey || caching == .memcached ? parameters.cacheHitRatio : 0
  }

  /// The hit ratio of the accelerator before the tables.
  package func tableHit(_ parameters: PlanningParameters) -> Double {
    caching == .accelerator ? parameters.cacheHitRatio : 0
  }

  /// The share of cacheable responses that the edge answers.
  package func edgeHit(_ parameters: PlanningParameters) -> Double {
    caching == .edgeResponses ? parameters.edgeHitRatio : 0
  }
}

extension Design {
  /// Notes which option of a decision the design holds, where it is modelled like another one.
  package mutating func take(_ option: OptionDefinition, of decision: String) {
    if option.like == nil {
      if !variants.isEmpty { variants[decision] = nil }
    } else {
      variants[decision] = option.id
    }
  }
}
