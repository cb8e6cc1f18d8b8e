import CatalogModel
import OrderedCollections

/// Reads `criteria/<id>.yaml`: the options of a decision, its constraints and its criteria.
struct DecisionReader {
  private let context: FileContext
  private let optionIDs: [String]

  static func read(
    _ root: YAMLCursor, fileName: String, context: FileContext
  ) -> DecisionDefinition? {
    let keys = ["id", "title", "options", "constraints", "criteria"]
    guard let mapping = root.mapping(keys: keys) else { return nil }
    let id = mapping.required("id").flatMap { cursor -> String? in
      let id = cursor.text()
      if let id, id != fileName {
        cursor.error(
          "the id `\(id)` differs from the name of the file", remedy: "write `\(fileName)`")
      }
      return id
    }
    let title = mapping.required("title")?.text()
    let options = unique(mapping.required("options"), context) { option($0, context: context) }
    let reader = DecisionReader(context: context, optionIDs: options.map(\.id))
    let constraints = unique(mapping["constraints"], context, reader.constraint)
    let criteria = unique(mapping["criteria"], context, reader.criterion)
    guard let id, let title else { return nil }
    return DecisionDefinition(
      id: id, title: title, options: options, constraints: constraints, criteria: criteria)
  }

  /// The constraints of an option that stands in a file of its own; they bind nothing else.
  static func constraints(
    _ list: YAMLCursor?, of option: String, context: FileContext
  ) -> [ConstraintDefinition] {
    let reader = DecisionReader(context: context, optionIDs: [option])
    return unique(list, context) { cursor in
      guard let read = reader.constraint(cursor) else { return nil }
      context.define("constraints." + read.id, at: cursor.place)
      return ConstraintDefinition(
        id: read.id, rule: read.rule, options: [option], when: read.when, require: read.require,
        text: read.text, reason: read.reason, examples: read.examples)
    }
  }

  /// The elements of a list, each of which has an `id` that no other one has.
  private static func unique<Element>(
    _ list: YAMLCursor?, _ context: FileContext, _ read: (YAMLCursor) -> Element?
  ) -> [Element] {
    var ids: Set<String> = []
    return (list?.elements() ?? []).compactMap { cursor in
      if case .mapping(let entries) = cursor.node.content,
        let id = entries.first(where: { $0.key == "id" }),
        case .scalar(let scalar) = id.value.content,
        !ids.insert(scalar.text).inserted
      {
        cursor.error("the id `\(scalar.text)` is used twice", remedy: "give it a name of its own")
      }
      return read(cursor)
    }
  }

  private static func option(_ cursor: YAMLCursor, context: FileContext) -> OptionDefinition? {
    guard let mapping = cursor.mapping(keys: ["id", "service", "title", "summary", "offered"])
    else {
      return nil
    }
    let id = mapping.required("id")?.text()
    let service = mapping["service"].flatMap { cursor -> String? in
      let service = cursor.text()
      if let service { context.nameService(service, at: cursor.place) }
      return service
    }
    let title = mapping.required("title")?.text()
    let summary = mapping.required("summary")?.text()
    let isOffered = mapping["offered"].flatMap { $0.flag() } ?? true
    guard let id, let title, let summary else { return nil }
    return OptionDefinition(
      id: id, service: service, title: title, summary: summary, isOffered: isOffered)
  }

  private func constraint(_ cursor: YAMLCursor) -> ConstraintDefinition? {
    let keys = ["id", "rule", "reason", "options", "when", "require", "text", "examples"]
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let id = mapping.required("id")?.text()
    let rule = mapping["rule"].flatMap { $0.text() }
    let options = mapping["options"].map { list -> [String] in
      (list.elements() ?? []).compactMap { $0.choice(among: optionIDs) }
    }
    let when = ConditionReader.list(mapping["when"], context: context)
    let require = mapping.required("require").flatMap { cursor -> [Condition]? in
      let conditions = ConditionReader.list(cursor, context: context)
      if conditions?.isEmpty == true { cursor.error("a constraint requires something") }
      return conditions
    }
    let text = mapping.required("text")?.text()
    let examples = ExampleReader.read(mapping["examples"])
    guard let id, let when, let require, let text else { return nil }
    return ConstraintDefinition(
      id: id, rule: rule, options: options ?? [], when: when, require: require, text: text,
      reason: reason(mapping), examples: examples)
  }

  /// The kind of reason that a rule gives for a change; functional where it does not say.
  private func reason(_ mapping: YAMLMapping) -> Reason {
    mapping["reason"].flatMap { $0.choice(among: Reason.allCases.map(\.rawValue)) }
      .flatMap(Reason.init) ?? .functional
  }

  private func criterion(_ cursor: YAMLCursor) -> CriterionDefinition? {
    let keys = ["id", "rule", "reason", "title", "weight", "when", "score", "text", "examples"]
    guard let mapping = cursor.mapping(keys: keys) else { return nil }
    let id = mapping.required("id")?.text()
    let rule = mapping["rule"].flatMap { $0.text() }
    let title = mapping.required("title")?.text()
    let weight = mapping.required("weight")?.number(in: 0...1_000_000)
    let when = ConditionReader.list(mapping["when"], context: context)
    let score = mapping.required("score").flatMap { ScoreReader.read($0, options: optionIDs) }
    let text = mapping.required("text")?.text()
    let examples = ExampleReader.read(mapping["examples"], options: optionIDs)
    guard let id, let title, let weight, let when, let score, let text else { return nil }
    return CriterionDefinition(
      id: id, rule: rule, title: title, weight: weight, when: when, score: score, text: text,
      reason: reason(mapping), examples: examples)
  }
}
