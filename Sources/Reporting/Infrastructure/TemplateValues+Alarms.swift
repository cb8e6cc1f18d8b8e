import CapacityPlanning
import CatalogModel
import Quantities

extension InfrastructureModel {
  /// The values that alarms are made of.
  ///
  /// Terraform makes those of a cache's shards of one by the number of shards; CloudFormation, which has
  /// no loops, has each written out, with the parameters of the one.
  var alarmValues: TemplateItem {
    let health = healthAlarms
    let numbered = triggers.enumerated().map { (number: $0 + 1, trigger: $1) }
    let each = numbered.map { triggerValues($1, number: $0, shard: 1, place: $0) }
    let shardTriggers = triggers.filter { $0.shards > 1 }
    let eachHealth = health.map(healthValues)
    let shardHealth = health.filter(\.isOfShard)
    var alarms: TemplateItem = [
      "triggers": .list(each),
      "triggerAlarms": .list(
        shardTriggers.isEmpty
          ? each
          : numbered.flatMap { number, trigger in
            (1...trigger.shards).map { (number, trigger, $0) }
          }.enumerated().map { triggerValues($1.1, number: $1.0, shard: $1.2, place: $0 + 1) }),
      "singleTriggers": .list(zip(triggers, each).filter { $0.0.shards == 1 }.map(\.1)),
      "shardTriggers": .list(shardTriggers.map { ["key": .text($0.slug)] as TemplateItem }),
      "hasShardTriggers": .flag(!shardTriggers.isEmpty),
      "triggerSource": .text(shardTriggers.isEmpty ? "var.triggers" : "local.triggers"),
      "healthAlarms": .list(eachHealth),
      "singleHealth": .list(zip(health, eachHealth).filter { !$0.0.isOfShard }.map(\.1)),
      "shardHealth": .list(
        shardHealth.filter { $0.number == 1 }.map { alarm -> TemplateItem in
          var values = healthValues(alarm)
          values.append("key", .text(alarm.rule.id))
          return values
        }),
      "hasShardHealth": .flag(!shardHealth.isEmpty),
      "hasHealth": .flag(request.architecture.observability.hasMetrics && !health.isEmpty),
    ]
    alarms.append(Self.otherDimensions)
    return alarms
  }

  /// What a dimension is not: the flag of its own stands in the dimension.
  private static var otherDimensions: TemplateItem {
    TemplateItem(MetricDimension.allCases.map { ($0.rawValue, .flag(false)) })
  }

  /// - Parameters:
  ///   - number: Of the trigger, from 1.
  ///   - place: Of its alarm on the dashboard, from 1.
  private func triggerValues(_ trigger: Trigger, number: Int, shard: Int, place: Int)
    -> TemplateItem
  {
    [
      "key": .text(trigger.shards > 1 ? "\(trigger.slug)-\(shard)" : trigger.slug),
      "number": .text("\(number)"),
      "logical": .text(trigger.shards > 1 ? "\(number)Shard\(shard)" : "\(number)"),
      "namespace": .text(trigger.alarm.metric.namespace),
      "metric": .text(trigger.alarm.metric.name),
      "statistic": .text(trigger.alarm.metric.statistic),
      "isPercentile": .flag(trigger.alarm.metric.statistic.hasPrefix("p")),
      "comparison": .text(trigger.alarm.comparison.rawValue),
      "threshold": .text(DecimalText.exact(trigger.alarm.threshold)),
      "x": .text("\((place - 1) % 3 * 8)"), "y": .text("\((place - 1) / 3 * 6)"),
      "isFirst": .flag(place == 1),
      "dimensions": .list(
        trigger.dimensions.map { dimensionValues($0, table: trigger.table, shard: shard) }),
    ]
  }

  private func healthValues(_ alarm: HealthAlarm) -> TemplateItem {
    [
      "key": .text(alarm.id),
      "logical": .text("Health" + LogicalID.joined(alarm.id, at: "-")),
      "namespace": .text(alarm.rule.namespace), "metric": .text(alarm.rule.metric),
      "statistic": .text(alarm.rule.statistic.rawValue),
      "comparison": .text(alarm.comparison.rawValue),
      "threshold": .text(DecimalText.exact(alarm.rule.threshold)),
      "description": .text(alarm.rule.text),
      "dimensions": .list(
        alarm.dimensions.map {
          dimensionValues($0, table: alarm.table, shard: alarm.number, replica: alarm.number)
        }),
    ]
  }

  private func dimensionValues(
    _ dimension: MetricDimension, table: String, shard: Int, replica: Int = 1
  ) -> TemplateItem {
    let digits = "\(shard)"
    return [
      dimension.rawValue: .flag(true),
      "tableID": .text(table.isEmpty ? "" : SystemRoot.identifier(table)),
      "tableNumber": .text(
        tables.firstIndex { $0.slug == table }.map { "\($0 + 1)" } ?? ""),
      "replicaNumber": .text("\(replica)"), "replicaIndex": .text("\(replica - 1)"),
      "shard": .text(String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits),
    ]
  }
}
