import CapacityPlanning

/// What CloudWatch tells of the way in: how long answers take, how many there are, how many fail.
struct EntryMetrics {
  let namespace: String
  let latency: String
  /// How many milliseconds one of the unit of `latency` has.
  let latencyUnitMilliseconds: Double
  let requests: String
  let errors: String

  /// - Returns: Nil where nothing on the way in counts answers, so that the application must.
  init?(_ architecture: Architecture) {
    switch architecture.exposure {
    case .httpAPI:
      self.init("AWS/ApiGateway", "Latency", 1, "Count", "5xx")
    case .restAPI:
      self.init("AWS/ApiGateway", "Latency", 1, "Count", "5XXError")
    case .appSync:
      self.init("AWS/AppSync", "Latency", 1, "Requests", "5XXError")
    case .direct, .alb, .nlb, .webSocketAPI:
      switch architecture.balancing {
      case .alb, .nlbToALB, .acceleratorToALB:
        self.init(
          "AWS/ApplicationELB", "TargetResponseTime", 1000, "RequestCount",
          "HTTPCode_Target_5XX_Count")
      case .none, .nlb, .clb, .gwlb: return nil
      }
    }
  }

  private init(
    _ namespace: String, _ latency: String, _ unit: Double, _ requests: String, _ errors: String
  ) {
    self.namespace = namespace
    self.latency = latency
    latencyUnitMilliseconds = unit
    self.requests = requests
    self.errors = errors
  }

  /// What the application itself is to publish where nothing else counts its answers.
  static let ownNamespace = "Application"

  /// The metrics that an application publishes by itself.
  static let own = EntryMetrics(ownNamespace, "ResponseTime", 1, "Requests", "ServerErrors")
}
