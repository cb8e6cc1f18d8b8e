import CapacityPlanning
import Quantities
import Reporting
import TemplateCases

/// Requests as a plan would make them, and requests that cannot be rendered.
enum SampleRequests {
  static let all = ["small-shop": smallShop, "large-service": largeService]

  static let smallShop = request(
    InfrastructureMatrix.architecture([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]),
    triggers: [
      TriggerAlarm(
        id: "app-processor", part: .compute,
        metric: CloudWatchMetric("AWS/EC2", "CPUUtilization", "Average"), comparison: .above,
        threshold: 60, description: "The instance is busy: the database moves to RDS")
    ])

  static let largeService = request(
    InfrastructureMatrix.architecture([4, 0, 2, 0, 5, 5, 1, 2, 1, 6, 2, 0]),
    triggers: [
      TriggerAlarm(
        id: "functions-busy", part: .compute,
        metric: CloudWatchMetric("AWS/Lambda", "ConcurrentExecutions", "Maximum"),
        comparison: .above, threshold: 96, description: "Four fifths of the concurrency are used")
    ])

  /// A request that is refused with this error.
  static func refused(with error: InfrastructureError) -> InfrastructureRequest {
    let lag = CloudWatchMetric("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum")
    let plain = smallShop.architecture
    switch error {
    case .unsafeName("systemName", let name): return request(plain, name: name)
    case .unsafeName(_, let region): return request(plain, region: region)
    case .dynamicReference(let id):
      return request(
        plain,
        triggers: [
          TriggerAlarm(
            id: id, part: .compute, metric: lag, comparison: .above, threshold: 1,
            description: "{{Resolve:secretsmanager:name}}")
        ])
    case .unsupported: return request(replacing(plain, balancing: .clb))
    case .databaseWithoutInstance:
      return request(replacing(plain, compute: InfrastructureMatrix.compute(.fargate)))
    case .triggerWithoutPart(let id):
      return request(
        plain,
        triggers: [
          TriggerAlarm(
            id: id, part: .queue, metric: lag, comparison: .above, threshold: 1, description: "")
        ])
    }
  }

  private static func request(
    _ architecture: Architecture, name: String = "web-shop", region: String = "eu-central-1",
    triggers: [TriggerAlarm] = []
  ) -> InfrastructureRequest {
    InfrastructureRequest(
      systemName: name, region: region, stageID: "over-100-users",
      stageLabel: "More than 100 users", planDigest: "0123abcd", architecture: architecture,
      triggers: triggers,
      decisions: [
        .compute: "The least that holds the peak", .relational: "Joins and transactions",
      ],
      dataLossMinutes: 60, availabilityZones: ["a", "b", "c"].map { "eu-central-1" + $0 },
      peakRate: RequestsPerSecond(40), facts: ShippedFacts.node)
  }

  private static func replacing(
    _ plain: Architecture, balancing: Balancing = .none, compute: ComputeTier? = nil
  ) -> Architecture {
    Architecture(
      frontEnd: plain.frontEnd, edge: plain.edge, exposure: plain.exposure, balancing: balancing,
      hasInspection: false, compute: compute ?? plain.compute, relational: plain.relational,
      tables: [], cache: nil, hasFileStorage: false, messaging: [], workers: nil, zones: 1,
      observability: plain.observability)
  }
}
