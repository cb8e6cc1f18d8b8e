import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

extension InfrastructureModel {
  /// The values that templates ask for by name; flags begin with `is`, `has` and the like.
  var templateValues: [String: Any] {
    var values = flags
    let reasons = request.decisions.mapValues(commentText)
    for part in DecidedPart.allCases {
      let name = part.rawValue.prefix(1).uppercased() + part.rawValue.dropFirst()
      values["reason\(name)"] = reasons[part] ?? "Part of the plan's architecture."
    }
    values["decisions"] = DecidedPart.allCases.compactMap { part in
      reasons[part].map { ["part": part.rawValue, "reason": $0] }
    }
    values["systemName"] = request.systemName
    values["parentName"] = request.unit?.parentName ?? request.systemName
    values["serviceName"] = request.unit?.name ?? request.systemName
    values["region"] = request.region
    values["stageID"] = request.stageID
    values["stageLabel"] = request.stageLabel
    values["planDigest"] = request.planDigest
    values["sizes"] = sizes.map(\.values)
    values["parameters"] = sizes.filter { !$0.isTerraformOnly }.map(\.values)
    values["networkZones"] = zoneIndexes(shape.networkZones)
    values["computeZones"] = zoneIndexes(shape.computeZones)
    values["tables"] = tables.enumerated().map { index, table in
      [
        "number": "\(index + 1)", "isLast": index + 1 == tables.count, "slug": table.slug,
        "id": SystemRoot.identifier(table.slug),
        "isOnDemand": table.store.isOnDemand,
        "readUnits": units(table.store.peakReadUnits),
        "writeUnits": units(table.store.peakWriteUnits),
      ]
    }
    let provisioned = tables.filter { !$0.store.isOnDemand }
    values["hasProvisionedTables"] = !provisioned.isEmpty
    values["provisionedTables"] = provisioned.map {
      ["slug": $0.slug, "id": SystemRoot.identifier($0.slug)]
    }
    values["settings"] = settingValues
    values["settingCount"] = "\(settings.count)"
    values.merge(alarmValues) { _, new in new }
    values["quotas"] = request.quotas.map {
      [
        "name": $0.name, "needed": DecimalText.significant($0.needed),
        "standard": DecimalText.significant($0.standard), "unit": $0.unit,
      ]
    }
    values["hasQuotas"] = !request.quotas.isEmpty
    return values.merging(tierValues) { _, new in new }
  }
}

/// Zones by number, with the numbers of their ranges of addresses: public, private, data, inspection.
func zoneIndexes(_ count: Int) -> [[String: Any]] {
  (0..<count).map {
    [
      "index": "\($0)", "dataIndex": "\($0 + 8)", "privateIndex": "\($0 + 4)",
      "inspectionIndex": "\($0 + 12)",
    ]
  }
}

/// Request units as DynamoDB takes them: whole and at least one.
func units(_ value: Double) -> String {
  DecimalText.fixed(max(1, value.rounded(.up)), grouped: false)
}
