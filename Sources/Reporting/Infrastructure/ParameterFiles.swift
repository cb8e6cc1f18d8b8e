import CapacityPlanning
import Quantities

extension InfrastructureModel {
  /// The members of `terraform.tfvars.json`: Terraform takes its strings literally.
  var terraformValues: JSONLiteral {
    var members: [(key: String, value: JSONLiteral)] = [
      ("system_name", .text(request.systemName)), ("region", .text(request.region)),
      ("stage_id", .text(request.stageID)), ("plan_digest", .text(request.planDigest)),
    ]
    if shape.hasVPC && !request.isUnit {
      members.append(("availability_zones", .list(zones.map { .text($0) })))
    }
    if shape.usesPrivateCompute { members.append(("zones", .number(Double(shape.computeZones)))) }
    members += sizes.map { ($0.variable, $0.literal) }
    let provisioned = tables.filter { !$0.store.isOnDemand }
    if !provisioned.isEmpty {
      members.append(("tables", .object(provisioned.map { ($0.slug, Self.literal($0)) })))
    }
    if hasAlarms {
      members.append(("triggers", .object(triggers.map { ($0.slug, Self.literal($0.alarm)) })))
    }
    return .object(members)
  }

  /// The names of those members, in order.
  var terraformNames: [String] {
    guard case .object(let members) = terraformValues else { return [] }
    return members.map(\.key)
  }

  private static func literal(_ table: Table) -> JSONLiteral {
    .object([
      ("read_units", .number(max(1, table.store.peakReadUnits.rounded(.up)))),
      ("write_units", .number(max(1, table.store.peakWriteUnits.rounded(.up)))),
    ])
  }

  private static func literal(_ alarm: TriggerAlarm) -> JSONLiteral {
    .object([
      ("namespace", .text(alarm.metric.namespace)), ("metric", .text(alarm.metric.name)),
      ("statistic", .text(alarm.metric.statistic)),
      ("comparison", .text(alarm.comparison.rawValue)), ("threshold", .number(alarm.threshold)),
      ("description", .text(alarm.description)),
    ])
  }

  /// The list that `aws cloudformation deploy --parameter-overrides file://parameters.json` reads.
  var cloudFormationParameters: JSONLiteral {
    var members: [(String, String)] = [("SystemName", request.systemName)]
    members += sizes.filter { !$0.isTerraformOnly }.map { ($0.parameter, $0.text) }
    for (index, table) in tables.enumerated() where !table.store.isOnDemand {
      members.append(("Table\(index + 1)ReadUnits", units(table.store.peakReadUnits)))
      members.append(("Table\(index + 1)WriteUnits", units(table.store.peakWriteUnits)))
    }
    if hasAlarms {
      for (index, trigger) in triggers.enumerated() {
        let threshold = DecimalText.exact(trigger.alarm.threshold)
        members.append(("Trigger\(index + 1)Threshold", threshold))
        members.append(("Trigger\(index + 1)Description", trigger.alarm.description))
      }
    }
    return .list(
      members.map { name, value in
        .object([("ParameterKey", .text(name)), ("ParameterValue", .text(value))])
      })
  }
}
