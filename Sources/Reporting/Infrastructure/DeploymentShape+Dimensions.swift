import CapacityPlanning

/// A dimension of a metric; raw values are the flags that the templates choose its expression by.
enum MetricDimension: String, CaseIterable {
  case instance = "isInstanceID"
  case appGroup = "isAppGroupName"
  case workerGroup = "isWorkerGroupName"
  case ecsCluster = "isECSClusterName"
  case appService = "isAppServiceName"
  case workerService = "isWorkerServiceName"
  case eksCluster = "isEKSClusterName"
  case appFunction = "isAppFunctionName"
  case workerFunction = "isWorkerFunctionName"
  case alb = "isALBName"
  case nlb = "isNLBName"
  case v2API = "isV2APIID"
  case restAPI = "isRESTAPIName"
  case graph = "isGraphID"
  case databaseInstance = "isDatabaseInstance"
  case databaseCluster = "isDatabaseCluster"
  case valkeyNode = "isValkeyNode"
  case memcachedCluster = "isMemcachedCluster"
  case table = "isTableName"
  case queue = "isQueueName"
  case stream = "isStreamName"
  case writerRole = "isWriterRole"
  case targetGroup = "isTargetGroup"
  case deadLetters = "isDeadLettersName"
  case functionFailures = "isFunctionFailuresName"
  case replica = "isReplicaInstance"
}

extension DeploymentShape {
  /// The dimensions that single a part's metric out; nil where the architecture lacks the part.
  ///
  /// - Parameters:
  ///   - namespace: The metric's namespace, where one part has metrics in several: tasks on instances
  ///     are watched as a service or as a group.
  ///   - metric: Its name: what Aurora publishes of its volume is of the whole cluster, the rest is
  ///     looked at on the writer, since an average over readers hides it.
  func dimensions(of part: WatchedPart, namespace: String?, metric: String? = nil)
    -> [MetricDimension]?
  {
    let isOfInstances = namespace == "AWS/EC2" || namespace == "AWS/AutoScaling"
    switch part {
    case .compute:
      return switch platform {
      case .singleInstance: [.instance]
      case .autoScalingGroup: [.appGroup]
      case .ecsOnEC2 where isOfInstances: [.appGroup]
      case .ecsOnEC2, .fargate: [.ecsCluster, .appService]
      case .eks: [.eksCluster]
      case .lambda: [.appFunction]
      }
    case .workers:
      return switch workerPlatform {
      case nil, .singleInstance: architecture.workers == nil ? nil : [.instance]
      case .autoScalingGroup: [.workerGroup]
      case .ecsOnEC2 where isOfInstances: [.workerGroup]
      case .ecsOnEC2, .fargate: [.ecsCluster, .workerService]
      case .eks: [.eksCluster]
      case .lambda: [.workerFunction]
      }
    case .loadBalancer: return hasALB ? [.alb] : hasNLB ? [.nlb] : nil
    case .api: return hasV2API ? [.v2API] : hasRESTAPI ? [.restAPI] : hasAppSync ? [.graph] : nil
    case .database:
      return switch architecture.relational?.engine {
      case nil: nil
      case .onInstance: [.instance]
      case .rds: [.databaseInstance]
      case .aurora, .auroraServerless:
        metric?.hasPrefix("Volume") == true ? [.databaseCluster] : [.databaseCluster, .writerRole]
      }
    case .cache:
      return switch architecture.cache?.engine {
      case nil: nil
      case .valkey: [.valkeyNode]
      case .memcached: [.memcachedCluster]
      }
    case .table(let name):
      return architecture.tables.contains { $0.name == name } ? [.table] : nil
    case .queue: return architecture.messaging.contains(.queue) ? [.queue] : nil
    case .stream: return architecture.messaging.contains(.stream) ? [.stream] : nil
    }
  }
}
