import CatalogModel
import OrderedCollections

/// Reads `options/<id>.yaml`: an option that is modelled like another one of its decision.
enum OptionReader {
  private static let keys = [
    "id", "decision", "like", "service", "title", "summary", "prices", "facts",
    "instancePriceRatio", "constraints", "scores",
  ]

  static func read(
    _ root: YAMLCursor, fileName: String, context: FileContext
  ) -> OptionAddition? {
    guard let mapping = root.mapping(keys: keys) else { return nil }
    for (key, place, _) in mapping.cursors { context.define(key, at: place) }
    let id = mapping.required("id").flatMap { cursor -> String? in
      let id = cursor.text()
      if let id, id != fileName {
        cursor.error(
          "the id `\(id)` differs from the name of the file", remedy: "write `\(fileName)`")
      }
      return id
    }
    let decision = mapping.required("decision")?.text()
    let like = mapping.required("like")?.text()
    let service = mapping.required("service").flatMap { cursor -> String? in
      let service = cursor.text()
      if let service { context.nameService(service, at: cursor.place) }
      return service
    }
    let title = mapping.required("title")?.text()
    let summary = mapping.required("summary")?.text()
    let prices = names(mapping["prices"])
    let facts = names(mapping["facts"]) { context.mention($0, at: $1) }
    let ratio = mapping["instancePriceRatio"].flatMap { cursor -> String? in
      let fact = cursor.text()
      if let fact { context.nameFact(fact, at: cursor.place) }
      return fact
    }
    let scores = scores(mapping["scores"], context)
    guard let id, let decision, let like, let service, let title, let summary else { return nil }
    let constraints = DecisionReader.constraints(mapping["constraints"], of: id, context: context)
    return OptionAddition(
      decision: decision,
      option: OptionDefinition(
        id: id, service: service, title: title, summary: summary, like: like,
        substitution: Substitution(prices: prices, facts: facts, instancePriceRatio: ratio)),
      constraints: constraints, scores: scores)
  }

  /// Names of the model to names of the option.
  private static func names(
    _ cursor: YAMLCursor?, _ found: (String, Place) -> Void = { _, _ in }
  ) -> [String: String] {
    var names: [String: String] = [:]
    for (key, place, value) in cursor?.mapping()?.cursors ?? [] {
      found(key, place)
      guard let name = value.text() else { continue }
      found(name, value.place)
      names[key] = name
    }
    return names
  }

  private static func scores(
    _ cursor: YAMLCursor?, _ context: FileContext
  ) -> OrderedDictionary<String, Double> {
    var scores: OrderedDictionary<String, Double> = [:]
    for (criterion, place, value) in cursor?.mapping()?.cursors ?? [] {
      context.define("scores." + criterion, at: place)
      scores[criterion] = value.number(in: 0...1)
    }
    return scores
  }
}
