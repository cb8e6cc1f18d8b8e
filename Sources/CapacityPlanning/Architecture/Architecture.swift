/// What is deployed at a stage: the parts, their sizes and how many of each.
///
/// Two stages with equal architectures share diagrams and templates.
package struct Architecture: Hashable, Sendable {
  package let frontEnd: FrontEndHosting
  package private(set) var edge: Edge
  package let exposure: Exposure
  package let balancing: Balancing
  /// Whether a Gateway Load Balancer leads traffic through appliances.
  package let hasInspection: Bool
  package internal(set) var compute: ComputeTier
  /// The SQL database; nil where no data set is relational.
  package internal(set) var relational: RelationalTier?
  package let tables: [TableStore]
  package internal(set) var cache: CacheTier?
  /// Whether files have a bucket of their own.
  package let hasFileStorage: Bool
  package let messaging: [MessagingPart]
  package internal(set) var workers: WorkerTier?
  /// Availability zones that the tiers are spread over: 1 to 3.
  package let zones: Int
  package let observability: Observability
  /// The options that are modelled like others, by decision.
  package var variants: [String: String] = [:]

  package init(
    frontEnd: FrontEndHosting, edge: Edge, exposure: Exposure, balancing: Balancing,
    hasInspection: Bool, compute: ComputeTier, relational: RelationalTier?, tables: [TableStore],
    cache: CacheTier?, hasFileStorage: Bool, messaging: [MessagingPart], workers: WorkerTier?,
    zones: Int, observability: Observability
  ) {
    self.frontEnd = frontEnd
    self.edge = edge
    self.exposure = exposure
    self.balancing = balancing
    self.hasInspection = hasInspection
    self.compute = compute
    self.relational = relational
    self.tables = tables
    self.cache = cache
    self.hasFileStorage = hasFileStorage
    self.messaging = messaging
    self.workers = workers
    self.zones = zones
    self.observability = observability
  }
}

/// Where the user interface comes from.
package enum FrontEndHosting: String, Hashable, Sendable, CaseIterable {
  /// Files in S3 behind CloudFront.
  case staticHosting = "s3-cloudfront"
  /// Rendered per request by the compute tier.
  case serverRendered = "server-rendered"
  /// Web server with shared files, load balancer and CDN.
  case traditional = "traditional-web"
  /// Served from the same instance as everything else.
  case onInstance = "on-instance"
  case none
}

/// What stands between users and the region.
package enum Edge: String, Hashable, Sendable, CaseIterable {
  case none
  /// Static files and the set-up of connections at the edge; nothing dynamic is kept.
  case cloudFront = "cloudfront"
  /// Responses that tolerate it are kept at the edge as well.
  case cloudFrontWithResponses = "cloudfront-responses"
}

/// How the API is exposed.
package enum Exposure: String, Hashable, Sendable, CaseIterable {
  /// The instance's own address.
  case direct
  case alb
  case nlb
  case httpAPI = "api-gateway-http"
  case restAPI = "api-gateway-rest"
  case webSocketAPI = "api-gateway-websocket"
  case appSync = "appsync"
}

/// What spreads load over instances.
package enum Balancing: String, Hashable, Sendable, CaseIterable {
  case none
  case alb
  case nlb
  /// An NLB with fixed addresses before an ALB.
  case nlbToALB = "nlb-alb"
  /// Global Accelerator before an ALB.
  case acceleratorToALB = "global-accelerator-alb"
  case clb
  case gwlb
}

/// What is watched.
package struct Observability: Hashable, Sendable {
  /// CloudWatch alarms on the triggers of the next stage, logs and a dashboard.
  package let hasMetrics: Bool
  /// Traces through OpenTelemetry.
  package let hasTraces: Bool

  package init(hasMetrics: Bool, hasTraces: Bool) {
    self.hasMetrics = hasMetrics
    self.hasTraces = hasTraces
  }
}

/// A queue, bus or stream.
package enum MessagingPart: String, Hashable, Sendable, CaseIterable {
  case queue = "sqs"
  case stream = "kinesis"

  /// The parts of a model of the messaging decision; none of one that has none.
  package static func parts(of model: String) -> [MessagingPart] {
    switch model {
    case "sqs": [.queue]
    case "kinesis": [.stream]
    case "kinesis-sqs": [.queue, .stream]
    default: []
    }
  }
}

extension Architecture {
  /// The same parts with another number of concurrent executions set aside, for requests and for jobs.
  func reserving(concurrency: Int, jobs: Int?) -> Architecture {
    var copy = self
    copy.compute.concurrency = concurrency
    if let jobs { copy.workers?.count = jobs }
    return copy
  }

  /// The same parts behind another edge.
  package func behind(_ edge: Edge) -> Architecture {
    var copy = self
    copy.edge = edge
    return copy
  }

  /// The same parts with another number of machines at the peak and at least.
  func counting(count: Int, minimumCount: Int) -> Architecture {
    var copy = self
    copy.compute.count = count
    copy.compute.minimumCount = minimumCount
    return copy
  }

  /// The same parts with another volume of the SQL database.
  func storing(_ volume: StorageSizing.Volume) -> Architecture {
    var copy = self
    copy.relational?.storage = volume.size
    copy.relational?.storageOperations = volume.operations
    return copy
  }

  /// The same parts with one tier as another architecture has it; nil for a tier that has no size, or
  /// that the other lacks or has of another kind.
  package func keeping(_ tier: Tier, of other: Architecture) -> Architecture? {
    var copy = self
    switch tier {
    case .compute:
      guard other.compute.platform == compute.platform else { return nil }
      copy.compute = other.compute
    case .database:
      guard let old = other.relational, old.engine == relational?.engine else { return nil }
      copy.relational = old
    case .cache:
      guard let old = other.cache, old.engine == cache?.engine else { return nil }
      copy.cache = old
    default: return nil
    }
    return copy
  }
}
