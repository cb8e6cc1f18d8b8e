import CapacityPlanning

/// What CloudWatch tells of the way in: how long answers take, how many there are, how many fail.
struct EntryMetrics {
  let namespace: String
  let latency: String
  /// How many milliseconds one of the unit of `latency` has.
  let latencyUnitMilliseconds: Double
  /// Every metric that has requests which no other of them counts.
  let requests: [String]
  /// Every metric that has answers with an error of the server which no other of them counts.
  let errors: [String]

  /// - Returns: Nil where nothing on the way in counts answers, so that the application must.
  init?(_ architecture: Architecture) {
    switch architecture.exposure {
    case .httpAPI:
      self.init("AWS/ApiGateway", "Latency", 1, ["Count"], ["5xx"])
    case .restAPI:
      self.init("AWS/ApiGateway", "Latency", 1, ["Count"], ["5XXError"])
    case .appSync:
      self.init("AWS/AppSync", "Latency", 1, ["Requests"], ["5XXError"])
    case .direct, .alb, .nlb, .webSocketAPI:
      switch architecture.balancing {
      case .alb, .nlbToALB, .acceleratorToALB:
        // RequestCount leaves out what found no target to go to, which the balancer answers by itself;
        // what it answers for a target that was silent counts twice, so that the share is never too good.
        let refused = "HTTPCode_ELB_5XX_Count"
        self.init(
          "AWS/ApplicationELB", "TargetResponseTime", 1000, ["RequestCount", refused],
          ["HTTPCode_Target_5XX_Count", refused])
      case .none, .nlb, .clb, .gwlb: return nil
      }
    }
  }

  private init(
    _ namespace: String, _ latency: String, _ unit: Double, _ requests: [String],
    _ errors: [String]
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
  static let own = EntryMetrics(ownNamespace, "ResponseTime", 1, ["Requests"], ["ServerErrors"])
}
