import CatalogModel

/// Reads lists of conditions: a signal and exactly one comparison each.
enum ConditionReader {
  private static let comparisons = [
    "atLeast", "atMost", "above", "below", "oneOf", "noneOf", "includes", "excludes", "is",
  ]

  /// The conditions of an optional list; nil if one of them is wrong.
  static func list(_ cursor: YAMLCursor?, context: FileContext) -> [Condition]? {
    guard let cursor else { return [] }
    guard let elements = cursor.elements() else { return nil }
    let conditions = elements.compactMap { condition($0, context: context) }
    return conditions.count == elements.count ? conditions : nil
  }

  private static func condition(_ cursor: YAMLCursor, context: FileContext) -> Condition? {
    guard let mapping = cursor.mapping(keys: ["signal"] + comparisons) else { return nil }
    let signal = mapping.required("signal")?.text()
    let given = comparisons.filter { mapping[$0] != nil }
    guard given.count == 1, let value = mapping[given[0]] else {
      cursor.error(
        "a condition has exactly one comparison, found \(given.count)",
        remedy: "write one of \(comparisons.joined(separator: ", "))")
      return nil
    }
    guard let comparison = comparison(given[0], value, context: context), let signal else {
      return nil
    }
    return Condition(signal: signal, comparison: comparison)
  }

  private static func comparison(
    _ key: String, _ value: YAMLCursor, context: FileContext
  ) -> Comparison? {
    switch key {
    case "atLeast": operand(value, context: context).map { .atLeast($0) }
    case "atMost": operand(value, context: context).map { .atMost($0) }
    case "above": operand(value, context: context).map { .above($0) }
    case "below": operand(value, context: context).map { .below($0) }
    case "oneOf": value.texts().map { .oneOf($0) }
    case "noneOf": value.texts().map { .noneOf($0) }
    case "includes": value.text().map { .includes($0) }
    case "excludes": value.text().map { .excludes($0) }
    default: value.flag().map { .equals($0) }
    }
  }

  /// A number, or `{fact: id}`.
  private static func operand(_ cursor: YAMLCursor, context: FileContext) -> Operand? {
    guard case .mapping = cursor.node.content else { return cursor.number().map { .number($0) } }
    guard let fact = cursor.mapping(keys: ["fact"])?.required("fact"), let id = fact.text() else {
      return nil
    }
    context.nameFact(id, at: fact.place)
    return .fact(id)
  }
}
