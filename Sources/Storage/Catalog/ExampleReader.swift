import CatalogModel
import OrderedCollections

/// Reads the examples of a rule: `{accept: [{signal: value}], reject: [...]}`.
enum ExampleReader {
  /// The examples, those that accept first.
  ///
  /// - Parameter options: The options that `option` may name in the example of a criterion, which may
  ///   also say in `least` what the least value among the options is; nil for other rules.
  static func read(_ cursor: YAMLCursor?, options: [String]? = nil) -> [RuleExample] {
    guard let mapping = cursor?.mapping(keys: ["accept", "reject"]) else { return [] }
    return ["accept", "reject"].flatMap { key in
      (mapping[key]?.elements() ?? []).compactMap { example($0, accepts: key == "accept", options) }
    }
  }

  private static func example(
    _ cursor: YAMLCursor, accepts: Bool, _ options: [String]?
  ) -> RuleExample? {
    guard let entries = cursor.mapping() else { return nil }
    var signals: OrderedDictionary<String, FactValue> = [:]
    var option: String?
    var least: Double?
    for (name, _, value) in entries.cursors {
      switch name {
      case "option" where options != nil: option = value.choice(among: options ?? [])
      case "least" where options != nil: least = value.number()
      default: signals[name] = FactReader.value(value)
      }
    }
    return RuleExample(accepts: accepts, signals: signals, option: option, least: least)
  }
}
