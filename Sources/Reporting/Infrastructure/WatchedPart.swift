package import CapacityPlanning

/// A part of an architecture that CloudWatch has metrics of.
package enum WatchedPart: Hashable, Sendable {
  case compute
  case workers
  case loadBalancer
  case api
  case database
  case cache
  /// The table of the data set with this name.
  case table(String)
  case queue
  case stream

  /// The metric that stands for how busy the part is; nil where the architecture lacks the part.
  ///
  /// Percent for processors and Aurora capacity units, executions for Lambda, units for DynamoDB,
  /// seconds for queues and Application Load Balancers, milliseconds for streams and APIs, flows for
  /// Network Load Balancers. Names: "AWS services that publish CloudWatch metrics".
  package func utilizationMetric(in architecture: Architecture) -> CloudWatchMetric? {
    let shape = DeploymentShape(architecture)
    guard let dimensions = shape.dimensions(of: self, namespace: nil), !dimensions.isEmpty else {
      return nil
    }
    switch self {
    case .compute: return processorMetric(of: architecture.compute.platform)
    case .workers: return shape.workerPlatform.map(processorMetric)
    case .loadBalancer:
      return shape.hasALB
        ? CloudWatchMetric("AWS/ApplicationELB", "TargetResponseTime", "p95")
        : CloudWatchMetric("AWS/NetworkELB", "ActiveFlowCount", "Maximum")
    case .api:
      return switch architecture.exposure {
      case .appSync: CloudWatchMetric("AWS/AppSync", "Latency", "p95")
      case .webSocketAPI: CloudWatchMetric("AWS/ApiGateway", "IntegrationLatency", "p95")
      default: CloudWatchMetric("AWS/ApiGateway", "Latency", "p95")
      }
    case .database: return architecture.relational.map { databaseMetric(of: $0.engine) }
    case .cache:
      return CloudWatchMetric(
        "AWS/ElastiCache",
        architecture.cache?.engine == .valkey ? "EngineCPUUtilization" : "CPUUtilization",
        "Maximum")
    case .table: return CloudWatchMetric("AWS/DynamoDB", "ConsumedReadCapacityUnits", "Sum")
    case .queue:
      return CloudWatchMetric("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum")
    case .stream:
      return CloudWatchMetric("AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "Maximum")
    }
  }
}

private func processorMetric(of platform: ComputePlatform) -> CloudWatchMetric {
  switch platform {
  case .singleInstance, .autoScalingGroup: CloudWatchMetric("AWS/EC2", "CPUUtilization", "Average")
  case .ecsOnEC2, .fargate: CloudWatchMetric("AWS/ECS", "CPUUtilization", "Average")
  case .eks: CloudWatchMetric("ContainerInsights", "node_cpu_utilization", "Average")
  case .lambda: CloudWatchMetric("AWS/Lambda", "ConcurrentExecutions", "Maximum")
  }
}

private func databaseMetric(of engine: RelationalEngine) -> CloudWatchMetric {
  switch engine {
  case .onInstance: CloudWatchMetric("AWS/EC2", "CPUUtilization", "Average")
  case .rds, .aurora: CloudWatchMetric("AWS/RDS", "CPUUtilization", "Average")
  case .auroraServerless: CloudWatchMetric("AWS/RDS", "ACUUtilization", "Average")
  }
}
