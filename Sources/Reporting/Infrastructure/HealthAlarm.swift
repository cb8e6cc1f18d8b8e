import CapacityPlanning
import CatalogModel
import Roadmap

/// A metric that says that a part fails, not that it is about to be outgrown.
struct HealthAlarm {
  /// The name of the rule, with a number where there are several of the part.
  let id: String
  let rule: HealthRule
  let dimensions: [MetricDimension]
  /// The slug of the table that is watched; empty for other parts.
  var table = ""
  /// Of the shard or replica, from 1.
  var number = 1
  /// Whether the cache has several shards, of which it watches one.
  var isOfShard = false

  var comparison: TriggerComparison {
    switch rule.fires {
    case .above: .above
    case .atLeast: .atLeast
    case .below: .below
    case .atMost: .atMost
    }
  }
}

extension InfrastructureModel {
  /// The catalog's rows whose part the architecture has, in their order.
  var healthAlarms: [HealthAlarm] { request.facts.health.flatMap(alarms) }

  private func alarms(_ rule: HealthRule) -> [HealthAlarm] {
    switch rule.part {
    case .replica: return numbered(rule, [.replica], upTo: instanceReplicas)
    case .cacheShard:
      return numbered(rule, [.valkeyNode], upTo: valkeyShards, areShards: valkeyShards > 1)
    case .table:
      return tables.enumerated().map { index, table in
        HealthAlarm(
          id: "\(rule.id)-\(index + 1)", rule: rule, dimensions: [.table], table: table.slug)
      }
    default:
      return dimensions(of: rule.part).map {
        [HealthAlarm(id: rule.id, rule: rule, dimensions: $0)]
      }
        ?? []
    }
  }

  private func numbered(
    _ rule: HealthRule, _ dimensions: [MetricDimension], upTo count: Int, areShards: Bool = false
  ) -> [HealthAlarm] {
    (0..<count).map {
      HealthAlarm(
        id: "\(rule.id)-\($0 + 1)", rule: rule, dimensions: dimensions, number: $0 + 1,
        isOfShard: areShards)
    }
  }

  private var instanceReplicas: Int {
    request.architecture.relational.map { $0.engine == .rds ? $0.readReplicas : 0 } ?? 0
  }

  private var valkeyShards: Int {
    request.architecture.cache.map { $0.engine == .valkey ? max(1, $0.shards) : 0 } ?? 0
  }

  /// What singles the metrics of a part out that there is one of; nil where the architecture lacks it.
  private func dimensions(of part: HealthRule.Part) -> [MetricDimension]? {
    let architecture = request.architecture
    let database = architecture.relational
    let isAurora = database?.engine == .aurora || database?.engine == .auroraServerless
    let found: (Bool, [MetricDimension]) =
      switch part {
      case .loadBalancer: (shape.hasALB, [.alb])
      case .loadBalancerTargets:
        (shape.hasALB && shape.platform != .lambda, [.targetGroup, .alb])
      case .networkTargets: (shape.hasNLB && !shape.hasALB, [.targetGroup, .nlb])
      case .httpAPI: (architecture.exposure == .httpAPI, [.v2API])
      case .webSocketAPI: (architecture.exposure == .webSocketAPI, [.v2API])
      case .restAPI: (architecture.exposure == .restAPI, [.restAPI])
      case .appSync: (architecture.exposure == .appSync, [.graph])
      case .instance: (shape.platform == .singleInstance, [.instance])
      case .appFunction: (shape.platform == .lambda, [.appFunction])
      case .workerFunction: (shape.workerPlatform == .lambda, [.workerFunction])
      case .functionFailures: (shape.hasFunctions, [.functionFailures])
      case .deadLetters: (architecture.messaging.contains(.queue), [.deadLetters])
      case .database: (database?.engine == .rds, [.databaseInstance])
      case .auroraWriter: (isAurora, [.databaseCluster, .writerRole])
      case .auroraReaders:
        (isAurora && database.map(auroraReaders) ?? 0 > 0, [.databaseCluster])
      case .replica, .cacheShard, .table: (false, [])
      }
    return found.0 ? found.1 : nil
  }
}
