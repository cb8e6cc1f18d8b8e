import CatalogModel
import OrderedCollections

/// Reads `advice.yaml`: a list of what is said where conditions hold.
enum AdviceReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [AdviceDefinition]? {
    root.elements()?.compactMap { cursor in
      let keys = ["id", "rule", "service", "when", "text", "practice", "examples"]
      guard let mapping = cursor.mapping(keys: keys) else { return nil }
      let id = mapping.required("id")?.text()
      let rule = mapping.required("rule")?.text()
      let when = mapping.required("when").flatMap { ConditionReader.list($0, context: context) }
      let text = mapping.required("text")?.text()
      let service = mapping["service"].flatMap { cursor -> String? in
        let service = cursor.text()
        if let service { context.nameService(service, at: cursor.place) }
        return service
      }
      guard let id, let rule, let when, let text else { return nil }
      if context.definitions[id] != nil { cursor.error("the advice `\(id)` is defined twice") }
      context.define(id, at: cursor.place)
      return AdviceDefinition(
        id: id, rule: rule, when: when, text: text,
        practice: mapping["practice"].flatMap { $0.text() }, service: service,
        examples: ExampleReader.read(mapping["examples"]))
    }
  }
}

/// Reads `talk.yaml`: the rows of the rule list.
enum RowsReader {
  static func read(_ root: YAMLCursor, context: FileContext) -> [RuleRow]? {
    root.elements()?.compactMap { cursor in
      guard let mapping = cursor.mapping(keys: ["id", "talk", "rule", "worksWhen"]) else {
        return nil
      }
      let id = mapping.required("id")?.text()
      let talk = mapping.required("talk")?.text()
      let rule = mapping.required("rule")?.text()
      let worksWhen = mapping.required("worksWhen")?.text()
      guard let id, let talk, let rule, let worksWhen else { return nil }
      if context.definitions[id] != nil { cursor.error("the row `\(id)` is defined twice") }
      context.define(id, at: cursor.place)
      return RuleRow(id: id, talk: talk, rule: rule, worksWhen: worksWhen)
    }
  }
}
