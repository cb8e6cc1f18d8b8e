import CapacityPlanning
import CatalogModel
import Quantities

extension InfrastructureModel {
  /// The values that alarms are made of.
  ///
  /// Terraform makes those of a cache's shards of one by the number of shards; CloudFormation, which has
  /// no loops, has each written out, with the parameters of the one.
  var alarmValues: [String: Any] {
    let health = healthAlarms
    let numbered = triggers.enumerated().map { (number: $0 + 1, trigger: $1) }
    let shardTriggers = triggers.filter { $0.shards > 1 }
    let shardHealth = health.filter(\.isOfShard)
    let alarms: [String: Any] = [
      "triggers": numbered.map { triggerValues($1, number: $0, shard: 1, place: $0) },
      "triggerAlarms": numbered.flatMap { number, trigger in
        (1...trigger.shards).map { (number, trigger, $0) }
      }.enumerated().map { triggerValues($1.1, number: $1.0, shard: $1.2, place: $0 + 1) },
      "singleTriggers": numbered.filter { $0.trigger.shards == 1 }
        .map { triggerValues($1, number: $0, shard: 1, place: $0) },
      "shardTriggers": shardTriggers.map { ["key": $0.slug] },
      "hasShardTriggers": !shardTriggers.isEmpty,
      "triggerSource": shardTriggers.isEmpty ? "var.triggers" : "local.triggers",
      "healthAlarms": health.map(healthValues),
      "singleHealth": health.filter { !$0.isOfShard }.map(healthValues),
      "shardHealth": shardHealth.filter { $0.number == 1 }.map {
        healthValues($0).merging(["key": $0.rule.id]) { _, new in new }
      },
      "hasShardHealth": !shardHealth.isEmpty,
      "hasHealth": request.architecture.observability.hasMetrics && !health.isEmpty,
    ]
    return alarms.merging(Self.otherDimensions) { own, _ in own }
  }

  /// What a dimension is not: the flag of its own stands in the dimension.
  private static var otherDimensions: [String: Any] {
    Dictionary(uniqueKeysWithValues: MetricDimension.allCases.map { ($0.rawValue, false) })
  }

  /// - Parameters:
  ///   - number: Of the trigger, from 1.
  ///   - place: Of its alarm on the dashboard, from 1.
  private func triggerValues(_ trigger: Trigger, number: Int, shard: Int, place: Int)
    -> [String: Any]
  {
    [
      "key": trigger.shards > 1 ? "\(trigger.slug)-\(shard)" : trigger.slug,
      "number": "\(number)",
      "logical": trigger.shards > 1 ? "\(number)Shard\(shard)" : "\(number)",
      "namespace": trigger.alarm.metric.namespace, "metric": trigger.alarm.metric.name,
      "statistic": trigger.alarm.metric.statistic,
      "isPercentile": trigger.alarm.metric.statistic.hasPrefix("p"),
      "comparison": trigger.alarm.comparison.rawValue,
      "threshold": DecimalText.exact(trigger.alarm.threshold),
      "x": "\((place - 1) % 3 * 8)", "y": "\((place - 1) / 3 * 6)", "isFirst": place == 1,
      "dimensions": trigger.dimensions.map {
        dimensionValues($0, table: trigger.table, shard: shard)
      },
    ]
  }

  private func healthValues(_ alarm: HealthAlarm) -> [String: Any] {
    [
      "key": alarm.id,
      "logical": "Health"
        + alarm.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(),
      "namespace": alarm.rule.namespace, "metric": alarm.rule.metric,
      "statistic": alarm.rule.statistic.rawValue,
      "comparison": alarm.comparison.rawValue,
      "threshold": DecimalText.exact(alarm.rule.threshold), "description": alarm.rule.text,
      "dimensions": alarm.dimensions.map {
        dimensionValues($0, table: alarm.table, shard: alarm.number, replica: alarm.number)
      },
    ]
  }

  private func dimensionValues(
    _ dimension: MetricDimension, table: String, shard: Int, replica: Int = 1
  ) -> [String: Any] {
    let digits = "\(shard)"
    return [
      dimension.rawValue: true, "tableID": SystemRoot.identifier(table),
      "tableNumber": tables.firstIndex { $0.slug == table }.map { "\($0 + 1)" } ?? "",
      "replicaNumber": "\(replica)", "replicaIndex": "\(replica - 1)",
      "shard": String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
    ]
  }
}
