import CatalogModel
import OrderedCollections

/// Reads a fact: `{value: 900, unit: s, source: ..., asOf: ..., confidence: ...}`.
enum FactReader {
  private static let keys = ["value", "unit", "range", "spread", "note"] + CitationReader.keys

  static func read(_ cursor: YAMLCursor, id: String, context: FileContext) -> Fact? {
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let value = mapping.required("value").flatMap { Self.value($0) }
    let citation = CitationReader.read(mapping, context: context)
    let unit = mapping["unit"].map { $0.text() } ?? ""
    let note = mapping["note"].flatMap { $0.text() }
    let spread = value.flatMap { Self.spread(mapping, of: $0) }
    guard let value, let citation, let unit else { return nil }
    return Fact(
      id: id, value: value, unit: unit, citation: citation, note: note, spread: spread)
  }

  /// `range: [least, greatest]` around a number, or `spread: factor` for a number or a table.
  private static func spread(_ mapping: YAMLMapping, of value: FactValue) -> FactSpread? {
    if let cursor = mapping["spread"] {
      switch value {
      case .number, .table: break
      default: cursor.error("a spread belongs to a number or to a table of numbers")
      }
      if mapping["range"] != nil {
        cursor.error("a fact has a range or a spread", remedy: "keep one of them")
      }
      return cursor.number(in: 1...1000).map { .factor($0) }
    }
    guard let cursor = mapping["range"], let numbers = cursor.numbers() else { return nil }
    guard case .number(let likely) = value else {
      cursor.error("a range belongs to a number", remedy: "write `spread: factor` for a table")
      return nil
    }
    guard numbers.count == 2, numbers[0] <= likely, likely <= numbers[1] else {
      cursor.error(
        "a range is the least and the greatest value, and holds the value",
        remedy: "write `range: [least, greatest]`")
      return nil
    }
    return .range(numbers[0], numbers[1])
  }

  /// A value by its shape: a number, a flag, a text, two numbers (a range), texts, named numbers.
  static func value(_ cursor: YAMLCursor) -> FactValue? {
    switch cursor.node.content {
    case .scalar: scalar(cursor)
    case .sequence(let nodes): list(cursor, nodes)
    case .mapping: table(cursor).map { .table($0) }
    }
  }

  /// Numbers by name, in the order of the file.
  static func table(_ cursor: YAMLCursor) -> OrderedDictionary<String, Double>? {
    guard let mapping = cursor.mapping() else { return nil }
    var table: OrderedDictionary<String, Double> = [:]
    table.reserveCapacity(mapping.entries.count)
    for (key, _, value) in mapping.cursors {
      if let number = value.number() { table[key] = number }
    }
    return table.count == mapping.entries.count ? table : nil
  }

  private static func scalar(_ cursor: YAMLCursor) -> FactValue? {
    guard let scalar = cursor.scalar() else { return nil }
    switch scalar.kind {
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .text, .null: return cursor.text().map { .text($0) }
    case .ambiguous(let remedy):
      cursor.error("`\(scalar.text)` can be read in several ways", remedy: remedy)
      return nil
    }
  }

  private static func list(_ cursor: YAMLCursor, _ nodes: [YAMLNode]) -> FactValue? {
    let isNumeric = nodes.contains { node in
      if case .scalar(let scalar) = node.content { return scalar.isNumber }
      return false
    }
    guard isNumeric else { return cursor.texts().map { .texts($0) } }
    guard let numbers = cursor.numbers() else { return nil }
    guard numbers.count == 2, numbers[0] <= numbers[1] else {
      cursor.error(
        "a list of numbers is a range and has two, the lesser first",
        remedy: "quote the numbers if it is a list of choices")
      return nil
    }
    return .range(numbers[0], numbers[1])
  }
}
