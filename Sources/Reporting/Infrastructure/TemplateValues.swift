import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

extension InfrastructureModel {
  /// The values that templates ask for by name; flags begin with `is`, `has` and the like.
  var templateValues: TemplateItem {
    var values = flags
    let reasons = request.decisions.mapValues(commentText)
    for (part, name) in Self.reasonNames {
      values.append(name, .text(reasons[part] ?? "Part of the plan's architecture."))
    }
    let sizeValues = sizes.map(\.values)
    let provisioned = tables.filter { !$0.store.isOnDemand }
    values.append([
      "decisions": .list(
        DecidedPart.allCases.compactMap { part in
          reasons[part].map { ["part": .text(part.rawValue), "reason": .text($0)] }
        }),
      "systemName": .text(request.systemName),
      "parentName": .text(request.unit?.parentName ?? request.systemName),
      "serviceName": .text(request.unit?.name ?? request.systemName),
      "region": .text(request.region), "stageID": .text(request.stageID),
      "stageLabel": .text(request.stageLabel), "planDigest": .text(request.planDigest),
      "sizes": .list(sizeValues),
      "parameters": .list(zip(sizes, sizeValues).filter { !$0.0.isTerraformOnly }.map(\.1)),
      "networkZones": .list(zoneIndexes(shape.networkZones)),
      "computeZones": .list(zoneIndexes(shape.computeZones)),
      "tables": .list(tableValues), "hasProvisionedTables": .flag(!provisioned.isEmpty),
      "provisionedTables": .list(
        provisioned.map { table in
          ["slug": .text(table.slug), "id": .text(SystemRoot.identifier(table.slug))]
        }),
      "settings": .list(settingValues), "settingCount": .text("\(settings.count)"),
    ])
    values.append(alarmValues)
    values.append([
      "quotas": .list(request.quotas.map(Self.values)),
      "hasQuotas": .flag(!request.quotas.isEmpty),
    ])
    values.append(tierValues)
    return values
  }

  private static let reasonNames = DecidedPart.allCases.map { part in
    (part, "reason" + part.rawValue.prefix(1).uppercased() + part.rawValue.dropFirst())
  }

  private var tableValues: [TemplateItem] {
    tables.enumerated().map { index, table in
      [
        "number": .text("\(index + 1)"), "isLast": .flag(index + 1 == tables.count),
        "slug": .text(table.slug), "id": .text(SystemRoot.identifier(table.slug)),
        "isOnDemand": .flag(table.store.isOnDemand),
        "readUnits": .text(units(table.store.peakReadUnits)),
        "writeUnits": .text(units(table.store.peakWriteUnits)),
      ]
    }
  }

  private static func values(_ quota: QuotaNeed) -> TemplateItem {
    [
      "name": .text(quota.name), "needed": .text(DecimalText.significant(quota.needed)),
      "standard": .text(DecimalText.significant(quota.standard)), "unit": .text(quota.unit),
    ]
  }
}

/// Zones by number, with the numbers of their ranges of addresses: public, private, data, inspection.
func zoneIndexes(_ count: Int) -> [TemplateItem] {
  (0..<count).map {
    [
      "index": .text("\($0)"), "dataIndex": .text("\($0 + 8)"),
      "privateIndex": .text("\($0 + 4)"), "inspectionIndex": .text("\($0 + 12)"),
    ]
  }
}

/// Request units as DynamoDB takes them: whole and at least one.
func units(_ value: Double) -> String {
  DecimalText.fixed(max(1, value.rounded(.up)), grouped: false)
}
