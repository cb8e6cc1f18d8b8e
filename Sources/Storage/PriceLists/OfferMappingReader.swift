import CatalogModel
import PriceLists

/// Reads a file of rules, `pricelists/<offer code>.yaml`.
struct OfferMappingReader {
  /// The units that rules may name; nil where their file does not load.
  let units: UnitTable?

  func read(_ root: YAMLCursor, fileName: String) -> OfferMapping? {
    guard let mapping = root.mapping(keys: ["offer", "where", "names", "prices"]),
      let code = mapping.required("offer"), let offer = code.text()
    else { return nil }
    if offer != fileName {
      code.error(
        "the offer `\(offer)` differs from the name of the file", remedy: "write `\(fileName)`")
    }
    let common = mapping["where"].map(filters) ?? []
    let names = mapping["names"]?.mapping()?.cursors.compactMap { name, _, cursor in
      self.name(name, cursor)
    }
    let rules = mapping.required("prices")?.elements()?.compactMap {
      rule($0, common: common, names: names ?? [])
    }
    return rules.map { OfferMapping(offer: offer, rules: $0) }
  }

  private func rule(
    _ cursor: YAMLCursor, common: [AttributeFilter], names: [PriceRule.Name]
  ) -> PriceRule? {
    let keys = ["table", "key", "column", "where", "region", "unit", "tier", "optional"]
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let table = mapping["table"].map { $0.choice(of: PriceTableKind.self) } ?? .services
    let key = mapping.required("key").flatMap(templates)
    let column = mapping["column"].map(template) ?? table.flatMap { defaultColumn($0, cursor) }
    let unit = mapping.required("unit").flatMap(unit)
    let tier = mapping["tier"].map { $0.choice(of: PriceRule.Tier.self) } ?? .only
    let isOptional = mapping["optional"].map { $0.flag() } ?? false
    let region = mapping["region"].map { $0.text() } ?? "regionCode"
    let filters = (mapping["where"].map(filters) ?? []) + common
    guard let table, let key, let column, let unit, let tier, let isOptional, let region else {
      return nil
    }
    if key.count != table.keyColumns.count {
      mapping["key"]?.error(
        "the key has \(key.count) parts, rows of \(table.rawValue) \(table.keyColumns.count)",
        remedy: "write \(table.keyColumns.joined(separator: ", "))")
    }
    let placeholders = (key + [column]).flatMap(\.placeholders)
    if (tier == .each) != placeholders.contains(KeyTemplate.tier) {
      cursor.error(
        "`tier: each` and {tier} in the key go together", remedy: "write both, or neither")
    }
    return PriceRule(
      table: table, key: key, column: column, filters: filters,
      names: names.filter { placeholders.contains($0.name) },
      region: region == "global" ? .global : .attribute(region), unit: unit, tier: tier,
      isOptional: isOptional, place: cursor.place)
  }

  private func defaultColumn(_ table: PriceTableKind, _ cursor: YAMLCursor) -> KeyTemplate? {
    if table.priceColumns.count == 1 { return KeyTemplate(table.priceColumns[0]) }
    cursor.error(
      "the key `column` is missing",
      remedy: "write one of \(table.priceColumns.joined(separator: ", "))")
    return nil
  }

  /// One text, or one per column of the key.
  private func templates(_ cursor: YAMLCursor) -> [KeyTemplate]? {
    guard case .sequence = cursor.node.content else { return template(cursor).map { [$0] } }
    guard let elements = cursor.elements() else { return nil }
    let templates = elements.compactMap(template)
    return templates.count == elements.count ? templates : nil
  }

  private func template(_ cursor: YAMLCursor) -> KeyTemplate? {
    guard let text = cursor.text() else { return nil }
    if let template = KeyTemplate(text) { return template }
    cursor.error("the braces of `\(text)` do not match", remedy: "write {attribute}")
    return nil
  }

  private func unit(_ cursor: YAMLCursor) -> String? {
    guard let units else { return cursor.text() }
    return cursor.choice(among: units.spellings.keys.sorted())
  }

  /// `attribute: text`, `attribute: [texts]` or `attribute: {comparison: text or texts}`.
  private func filters(_ cursor: YAMLCursor) -> [AttributeFilter] {
    (cursor.mapping()?.cursors ?? []).flatMap { attribute, _, value -> [AttributeFilter] in
      guard case .mapping = value.node.content else {
        return texts(value).map { [AttributeFilter(attribute, .isOneOf, $0)] } ?? []
      }
      let comparisons = AttributeFilter.Comparison.allCases.map(\.rawValue)
      return (value.mapping(keys: comparisons)?.cursors ?? []).compactMap { name, _, operand in
        guard let comparison = AttributeFilter.Comparison(rawValue: name),
          let texts = texts(operand)
        else { return nil }
        return AttributeFilter(attribute, comparison, texts)
      }
    }
  }

  private func texts(_ cursor: YAMLCursor) -> [String]? {
    if case .sequence = cursor.node.content { return cursor.texts() }
    return cursor.text().map { [$0] }
  }

  private func name(_ name: String, _ cursor: YAMLCursor) -> PriceRule.Name? {
    guard let mapping = cursor.mapping(keys: ["from", "values"]),
      let attribute = mapping.required("from")?.text(), let list = mapping.required("values")
    else { return nil }
    // A list stands for values that are taken as they are.
    if case .sequence = list.node.content {
      guard let texts = list.texts() else { return nil }
      let values = Dictionary(texts.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
      return PriceRule.Name(name, from: attribute, values)
    }
    guard let entries = list.mapping()?.cursors else { return nil }
    var values: [String: String] = [:]
    for (key, _, value) in entries { values[key] = value.text() }
    return PriceRule.Name(name, from: attribute, values)
  }
}
