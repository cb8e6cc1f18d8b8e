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
      reasons[part].map { ["part": .text(part.rawValue), "reason": .text($0)] as TemplateItem }
    }
    values["systemName"] = request.systemName
    values["parentName"] = request.unit?.parentName ?? request.systemName
    values["serviceName"] = request.unit?.name ?? request.systemName
    values["region"] = request.region
    values["stageID"] = request.stageID
    values["stageLabel"] = request.stageLabel
    values["planDigest"] = request.planDigest
    let sizeValues = sizes.map(\.values)
    values["sizes"] = sizeValues
    values["parameters"] = zip(sizes, sizeValues).filter { !$0.0.isTerraformOnly }.map(\.1)
    values["networkZones"] = zoneIndexes(shape.networkZones)
    values["computeZones"] = zoneIndexes(shape.computeZones)
    values["tables"] = tables.enumerated().map { index, table -> TemplateItem in
      [
        "number": .text("\(index + 1)"), "isLast": .flag(index + 1 == tables.count),
        "slug": .text(table.slug), "id": .text(SystemRoot.identifier(table.slug)),
        "isOnDemand": .flag(table.store.isOnDemand),
        "readUnits": .text(units(table.store.peakReadUnits)),
        "writeUnits": .text(units(table.store.peakWriteUnits)),
      ]
    }
    let provisioned = tables.filter { !$0.store.isOnDemand }
    values["hasProvisionedTables"] = !provisioned.isEmpty
    values["provisionedTables"] = provisioned.map { table -> TemplateItem in
      ["slug": .text(table.slug), "id": .text(SystemRoot.identifier(table.slug))]
    }
    values["settings"] = settingValues
    values["settingCount"] = "\(settings.count)"
    values.merge(alarmValues) { _, new in new }
    values["quotas"] = request.quotas.map { quota -> TemplateItem in
      [
        "name": .text(quota.name), "needed": .text(DecimalText.significant(quota.needed)),
        "standard": .text(DecimalText.significant(quota.standard)), "unit": .text(quota.unit),
      ]
    }
    values["hasQuotas"] = !request.quotas.isEmpty
    return values.merging(tierValues) { _, new in new }
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
