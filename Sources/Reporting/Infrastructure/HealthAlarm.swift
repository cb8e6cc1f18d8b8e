import CapacityPlanning

/// A metric that says that a part fails, not that it is about to be outgrown.
struct HealthAlarm {
  let id: String
  let namespace: String
  let metric: String
  let statistic: String
  let comparison: TriggerComparison
  /// In the unit of the metric, over five minutes.
  let threshold: Double
  let description: String
  let dimensions: [MetricDimension]
  /// The slug of the table that is watched; empty for other parts.
  var table = ""
  /// Of the shard or replica, from 1.
  var number = 1

  init(
    _ id: String, _ namespace: String, _ metric: String, _ statistic: String,
    _ comparison: TriggerComparison, _ threshold: Double, _ dimensions: [MetricDimension],
    _ description: String, table: String = "", number: Int = 1
  ) {
    self.id = id
    self.namespace = namespace
    self.metric = metric
    self.statistic = statistic
    self.comparison = comparison
    self.threshold = threshold
    self.dimensions = dimensions
    self.description = description
    self.table = table
    self.number = number
  }
}

extension InfrastructureModel {
  /// What tells that a part of the architecture fails, in the order of a request's way.
  ///
  /// Errors are counted, since a rate over few requests is noise; what must never happen fires at one.
  var healthAlarms: [HealthAlarm] {
    entryAlarms + computeAlarms + databaseAlarms + storeAlarms
  }

  private var entryAlarms: [HealthAlarm] {
    var alarms: [HealthAlarm] = []
    if shape.hasALB {
      alarms.append(
        HealthAlarm(
          "answers-failing", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "Sum", .above, 10,
          [.alb], "The application answers with errors of its own"))
      if shape.platform != .lambda {
        alarms.append(
          HealthAlarm(
            "targets-unhealthy", "AWS/ApplicationELB", "UnHealthyHostCount", "Maximum", .atLeast, 1,
            [.targetGroup, .alb], "The load balancer finds targets that are not well"))
      }
    } else if shape.hasNLB {
      alarms.append(
        HealthAlarm(
          "targets-unhealthy", "AWS/NetworkELB", "UnHealthyHostCount", "Maximum", .atLeast, 1,
          [.targetGroup, .nlb], "The load balancer finds targets that are not well"))
    }
    switch request.architecture.exposure {
    case .httpAPI:
      alarms.append(
        HealthAlarm(
          "api-failing", "AWS/ApiGateway", "5xx", "Sum", .above, 10, [.v2API],
          "The API answers with errors of its own"))
    case .webSocketAPI:
      alarms.append(
        HealthAlarm(
          "api-failing", "AWS/ApiGateway", "IntegrationError", "Sum", .above, 10, [.v2API],
          "What is behind the API answers with errors"))
    case .restAPI:
      alarms.append(
        HealthAlarm(
          "api-failing", "AWS/ApiGateway", "5XXError", "Sum", .above, 10, [.restAPI],
          "The API answers with errors of its own"))
    case .appSync:
      alarms.append(
        HealthAlarm(
          "api-failing", "AWS/AppSync", "5XXError", "Sum", .above, 10, [.graph],
          "The API answers with errors of its own"))
    case .direct, .alb, .nlb: break
    }
    return alarms
  }

  private var computeAlarms: [HealthAlarm] {
    var alarms: [HealthAlarm] = []
    if shape.platform == .singleInstance {
      alarms.append(
        HealthAlarm(
          "instance-failing", "AWS/EC2", "StatusCheckFailed", "Maximum", .atLeast, 1, [.instance],
          "The instance or what it runs on does not answer"))
    }
    let functions: [(String, String, MetricDimension)] =
      (shape.platform == .lambda ? [("app", "application", .appFunction)] : [])
      + (shape.workerPlatform == .lambda ? [("worker", "workers", .workerFunction)] : [])
    for (id, title, dimension) in functions {
      alarms += [
        HealthAlarm(
          "\(id)-errors", "AWS/Lambda", "Errors", "Sum", .above, 10, [dimension],
          "The function of the \(title) fails"),
        HealthAlarm(
          "\(id)-throttles", "AWS/Lambda", "Throttles", "Sum", .atLeast, 1, [dimension],
          "The function of the \(title) is refused executions"),
      ]
    }
    if shape.hasFunctions {
      alarms.append(
        HealthAlarm(
          "function-failures", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", .atLeast,
          1, [.functionFailures], "Events lie where functions failed for good"))
    }
    if request.architecture.messaging.contains(.queue) {
      alarms.append(
        HealthAlarm(
          "dead-letters", "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", .atLeast, 1,
          [.deadLetters], "Messages lie that no worker could handle"))
    }
    return alarms
  }

  private var databaseAlarms: [HealthAlarm] {
    guard let database = request.architecture.relational else { return [] }
    // A quarter of a GiB: below it, databases of every class begin to swap.
    let memory = 268_435_456.0
    switch database.engine {
    case .onInstance: return []
    case .rds:
      return [
        HealthAlarm(
          "database-memory", "AWS/RDS", "FreeableMemory", "Minimum", .below, memory,
          [.databaseInstance], "The database has hardly any memory left")
      ]
        + (0..<database.readReplicas).map {
          HealthAlarm(
            "replica-lag-\($0 + 1)", "AWS/RDS", "ReplicaLag", "Maximum", .above, 30, [.replica],
            "A replica is half a minute behind", number: $0 + 1)
        }
    case .aurora, .auroraServerless:
      return [
        HealthAlarm(
          "database-memory", "AWS/RDS", "FreeableMemory", "Minimum", .below, memory,
          [.databaseCluster, .writerRole], "The database has hardly any memory left")
      ]
        + (auroraReaders(database) > 0
          ? [
            HealthAlarm(
              "replica-lag", "AWS/RDS", "AuroraReplicaLagMaximum", "Maximum", .above, 1_000,
              [.databaseCluster], "A reader is a second behind")
          ] : [])
    }
  }

  private var storeAlarms: [HealthAlarm] {
    var alarms: [HealthAlarm] = []
    if let cache = request.architecture.cache, cache.engine == .valkey {
      alarms += (1...max(1, cache.shards)).map {
        HealthAlarm(
          "cache-memory-\($0)", "AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "Maximum",
          .above, 90, [.valkeyNode], "The cache is full and drops what is asked for", number: $0)
      }
    }
    for (index, table) in tables.enumerated() {
      for (kind, metric) in [("reads", "ReadThrottleEvents"), ("writes", "WriteThrottleEvents")] {
        alarms.append(
          HealthAlarm(
            "table-\(index + 1)-\(kind)", "AWS/DynamoDB", metric, "Sum", .above, 10, [.table],
            "A table refuses \(kind)", table: table.slug))
      }
    }
    return alarms
  }
}
