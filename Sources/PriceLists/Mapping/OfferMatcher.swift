/// Where a price stands in the catalog.
package struct PriceKey: Hashable, Sendable {
  /// `eu-west-2`, or `global`.
  package let region: String
  package let table: PriceTableKind
  /// The texts of the key columns.
  package let row: [String]
  package let column: String

  package init(region: String, table: PriceTableKind, row: [String], column: String) {
    self.region = region
    self.table = table
    self.row = row
    self.column = column
  }

  /// The table's file within the catalog.
  package var path: String { "prices/\(region)/\(table.rawValue).tsv" }
}

extension PriceKey: Comparable {
  package static func < (left: PriceKey, right: PriceKey) -> Bool {
    if left.path != right.path { return left.path < right.path }
    return (left.row + [left.column]).lexicographicallyPrecedes(right.row + [right.column])
  }
}

/// The rules of an offer, ready to run on the products of its file.
struct OfferMatcher: Sendable {
  /// A rule that a product satisfies, and the place of its price; `{tier}` is still in the key.
  struct Match: Hashable, Sendable {
    let rule: Int
    let key: PriceKey
  }

  /// Attributes that are no attributes of the file but derived: the usage type's two parts.
  static let usage = "usage"
  static let prefix = "prefix"

  let mapping: OfferMapping
  private(set) var names = AttributeNames()
  private let regions: RegionTable
  private let wanted: Set<String>
  private let rules: [CompiledRule]
  private let usageTypeSlot: Int
  private let usageSlot: Int
  private let prefixSlot: Int
  private let familySlot: Int
  /// Slots of region codes with those of the locations that older files have instead.
  private let places: [(code: Int, location: Int)]

  /// - Parameter wanted: The regions that the catalog has prices of.
  init(_ mapping: OfferMapping, regions: RegionTable, wanted: Set<String>) {
    var names = AttributeNames()
    usageTypeSlot = names.slot(of: "usagetype")
    usageSlot = names.slot(of: Self.usage)
    prefixSlot = names.slot(of: Self.prefix)
    familySlot = names.slot(of: "productFamily")
    places = [
      ("regionCode", "location"), ("fromRegionCode", "fromLocation"),
      ("toRegionCode", "toLocation"),
    ].map { (names.slot(of: $0.0), names.slot(of: $0.1)) }
    rules = mapping.rules.map { CompiledRule($0, names: &names) }
    self.names = names
    self.mapping = mapping
    self.regions = regions
    self.wanted = wanted
  }

  func emptyRow() -> AttributeRow { AttributeRow(slots: names.count) }

  func setFamily(_ bytes: some Sequence<UInt8>, in row: inout AttributeRow) {
    row.set(familySlot, bytes)
  }

  /// The matches of a product whose attributes are complete.
  func matches(_ row: inout AttributeRow) -> [Match] {
    let (prefix, rest) = regions.split(row[usageTypeSlot])
    row.set(usageSlot, Array(rest))
    row.set(prefixSlot, Array(prefix))
    for place in places where row[place.code].isEmpty && !row[place.location].isEmpty {
      if let code = regions.code(ofLocation: row.text(place.location)) {
        row.set(place.code, code.utf8)
      }
    }
    var matches: [Match] = []
    for (index, rule) in rules.enumerated() where rule.accepts(row) {
      guard let region = rule.region(row, wanted: wanted) else { continue }
      guard region == "global" || regions.agrees(prefix: row[prefixSlot], with: region),
        let key = rule.key(row, region: region)
      else { continue }
      matches.append(Match(rule: index, key: key))
    }
    return matches
  }
}

/// A `PriceRule` with slots instead of names.
private struct CompiledRule: Sendable {
  private enum Part: Sendable {
    case literal(String)
    case attribute(Int)
    case name(slot: Int, values: [[UInt8]: String])
  }

  private let table: PriceTableKind
  private let filters: [CompiledFilter]
  private let keyParts: [[Part]]
  private let columnParts: [Part]
  private let regionSlot: Int?

  init(_ rule: PriceRule, names: inout AttributeNames) {
    table = rule.table
    filters = rule.filters.map { CompiledFilter($0, names: &names) }
    if case .attribute(let attribute) = rule.region {
      regionSlot = names.slot(of: attribute)
    } else {
      regionSlot = nil
    }
    func compile(_ template: KeyTemplate) -> [Part] {
      template.parts.map { part in
        guard case .placeholder(let placeholder) = part else {
          if case .literal(let text) = part { return .literal(text) }
          return .literal("")
        }
        if placeholder == KeyTemplate.tier { return .literal("{\(placeholder)}") }
        guard let name = rule.names.first(where: { $0.name == placeholder }) else {
          return .attribute(names.slot(of: placeholder))
        }
        let values = name.values.map { (Array($0.key.utf8), $0.value) }
        return .name(
          slot: names.slot(of: name.attribute),
          values: Dictionary(values, uniquingKeysWith: { first, _ in first }))
      }
    }
    keyParts = rule.key.map(compile)
    columnParts = compile(rule.column)
  }

  func accepts(_ row: AttributeRow) -> Bool { filters.allSatisfy { $0.accepts(row) } }

  /// The region of the price; nil where the catalog does not have it.
  func region(_ row: AttributeRow, wanted: Set<String>) -> String? {
    guard let regionSlot else { return "global" }
    let region = row.text(regionSlot)
    return wanted.contains(region) ? region : nil
  }

  /// The key; nil where an attribute has no value or one that a name does not list.
  func key(_ row: AttributeRow, region: String) -> PriceKey? {
    let texts = keyParts.compactMap { text($0, row) }
    guard texts.count == keyParts.count, let column = text(columnParts, row) else { return nil }
    return PriceKey(region: region, table: table, row: texts, column: column)
  }

  private func text(_ parts: [Part], _ row: AttributeRow) -> String? {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .attribute(let slot):
        if row[slot].isEmpty { return nil }
        text += row.text(slot)
      case .name(let slot, let values):
        guard let value = values[Array(row[slot])] else { return nil }
        text += value
      }
    }
    return text
  }
}
