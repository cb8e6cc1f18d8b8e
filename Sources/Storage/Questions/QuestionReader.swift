import CatalogModel
import Quantities
import Requirements

/// Reads one question of `Catalog/questions`, or one column of a table.
struct QuestionReader {
  /// The regions that `choice: regions` offers.
  let regions: [String]
  let context: FileContext

  private static let kindKeys = ["number", "choice", "choices", "flag", "text", "table"]
  private static let otherKeys = [
    "id", "ask", "why", "least", "greatest", "integer", "default", "reason", "when", "short",
    "measured", "volunteered", "synonyms",
  ]

  /// The question; nil after an error was recorded.
  func question(_ cursor: YAMLCursor) -> Question? {
    guard let mapping = cursor.mapping(keys: Self.otherKeys + Self.kindKeys) else { return nil }
    let id = mapping.required("id")?.text()
    let ask = mapping.required("ask")?.text()
    let why = mapping.required("why")?.text()
    let reason = mapping.required("reason")?.text()
    let when = ConditionReader.list(mapping["when"], context: context)
    let isShort = mapping["short"].map { $0.flag() } ?? false
    let isMeasured = mapping["measured"].map { $0.flag() } ?? false
    let isVolunteered = mapping["volunteered"].map { $0.flag() } ?? false
    let synonyms = mapping["synonyms"].map { $0.text() } ?? ""
    guard let id, let kind = kind(mapping) else { return nil }
    let unfilled = Question(
      id: id, ask: ask ?? "", why: why ?? "", kind: kind, fallback: nil, reason: reason ?? "",
      when: when ?? [], isInShortPath: isShort ?? false)
    guard let fallback = fallback(mapping, unfilled), let ask, let why, let reason, let when,
      let isShort, let isMeasured, let isVolunteered, let synonyms
    else { return nil }
    return Question(
      id: id, ask: ask, why: why, kind: kind, fallback: fallback.value, reason: reason, when: when,
      isInShortPath: isShort, isMeasured: isMeasured, isVolunteered: isVolunteered,
      synonyms: synonyms)
  }

  private func kind(_ mapping: YAMLMapping) -> QuestionKind? {
    let given = Self.kindKeys.filter { mapping[$0] != nil }
    guard given.count == 1, let cursor = mapping[given[0]] else {
      mapping.cursor.error(
        "a question has exactly one kind, found \(given.count)",
        remedy: "write one of \(Self.kindKeys.joined(separator: ", "))")
      return nil
    }
    if given[0] != "number" { refuseNumberKeys(mapping) }
    switch given[0] {
    case "number": return number(cursor, mapping).map { .number($0) }
    case "choice": return choices(cursor).map { .choice($0) }
    case "choices": return choices(cursor).map { .choices($0) }
    case "flag": return cursor.choice(among: ["true"]).map { _ in .flag }
    case "text": return text(cursor)
    default: return table(cursor).map { .table($0) }
    }
  }

  private func refuseNumberKeys(_ mapping: YAMLMapping) {
    for key in ["least", "greatest", "integer"] {
      mapping[key]?.error("`\(key)` belongs to a number", remedy: "remove it")
    }
  }

  private func number(_ cursor: YAMLCursor, _ mapping: YAMLMapping) -> NumberKind? {
    guard let unit = cursor.choice(of: AnswerUnit.self),
      let least = mapping.required("least")?.number(),
      let greatest = mapping.required("greatest")?.number(
        in: least...Double.greatestFiniteMagnitude),
      let isInteger = mapping["integer"].map({ $0.flag() }) ?? false
    else { return nil }
    return NumberKind(unit: unit, least: least, greatest: greatest, isInteger: isInteger)
  }

  private func choices(_ cursor: YAMLCursor) -> [Choice]? {
    if case .scalar = cursor.node.content {
      return cursor.choice(among: ["regions"]).map { _ in
        regions.map { Choice(id: $0, title: $0) }
      }
    }
    guard let elements = cursor.elements() else { return nil }
    let choices = elements.compactMap { element -> Choice? in
      guard let mapping = element.mapping(keys: ["id", "title", "service"]),
        let id = mapping.required("id")?.text(), let title = mapping.required("title")?.text()
      else { return nil }
      return Choice(id: id, title: title, service: mapping["service"].flatMap { $0.text() })
    }
    guard choices.count == elements.count, !choices.isEmpty else { return nil }
    guard Set(choices.map(\.id)).count == choices.count else {
      cursor.error("two choices have the same id", remedy: "rename one")
      return nil
    }
    return choices
  }

  private func text(_ cursor: YAMLCursor) -> QuestionKind? {
    guard let mapping = cursor.mapping(keys: ["pattern", "longest"]),
      let pattern = mapping.required("pattern")?.choice(among: ["slug", "slugs", "line", "date"])
    else { return nil }
    if pattern == "date" {
      mapping["longest"]?.error("a day has no length of its own", remedy: "remove it")
      return .date
    }
    guard let longest = mapping.required("longest")?.integer(in: 1...255) else { return nil }
    switch pattern {
    case "line": return .line(longest: longest)
    case "slugs": return .slugs(longest: longest)
    default: return .slug(longest: longest)
    }
  }

  private func table(_ cursor: YAMLCursor) -> TableKind? {
    guard let mapping = cursor.mapping(keys: ["name", "least", "greatest", "columns"]),
      let name = mapping.required("name")?.text(),
      let least = mapping.required("least")?.integer(in: 0...1000),
      let greatest = mapping.required("greatest")?.integer(in: least...1000),
      let elements = mapping.required("columns")?.elements()
    else { return nil }
    let columns = elements.compactMap { question($0) }
    guard columns.count == elements.count else { return nil }
    return TableKind(rowName: name, leastRows: least, greatestRows: greatest, columns: columns)
  }

  /// A default that was read; its value is nil for `unlimited`, and for `none` of a text or of a
  /// number that is the same as elsewhere.
  private struct ReadFallback {
    let value: Fallback?
  }

  private func fallback(_ mapping: YAMLMapping, _ question: Question) -> ReadFallback? {
    guard let cursor = mapping.required("default") else { return nil }
    if case .scalar(let scalar) = cursor.node.content {
      switch (question.kind, scalar.text) {
      case (.number, "unlimited"), (.line, "none"), (.date, "none"):
        return ReadFallback(value: nil)
      default: break
      }
    }
    if case .mapping(let entries) = cursor.node.content,
      entries.contains(where: { $0.key == "fact" })
    {
      guard let fact = cursor.mapping(keys: ["fact", "by"]),
        let id = fact.required("fact")?.text(), let selector = fact.required("by")?.text()
      else { return nil }
      return ReadFallback(value: .fact(id: id, by: selector))
    }
    if case .mapping(let entries) = cursor.node.content {
      if entries.contains(where: { $0.key == "answer" }) {
        return cursor.mapping(keys: ["answer"])?.required("answer")?.text().map {
          ReadFallback(value: .answer($0))
        }
      }
      if entries.contains(where: { $0.key == "each" }) {
        guard let share = cursor.mapping(keys: ["each", "times"]),
          let id = share.required("each")?.text(), let times = share.required("times"),
          case .number(let estimate)? = AnswerValueReader(path: question.id, question: question)
            .answer(times)?.value
        else { return nil }
        return ReadFallback(value: .each(estimate, of: id))
      }
      if entries.contains(where: { $0.key == "columns" }) {
        return cursor.mapping(keys: ["columns"])?.required("columns")?.elements().map { columns in
          ReadFallback(value: .columns(columns.compactMap { $0.text() }))
        }
      }
    }
    let errorsBefore = cursor.log.errorCount
    guard let answer = AnswerValueReader(path: question.id, question: question).answer(cursor)
    else {
      if cursor.log.errorCount == errorsBefore {
        cursor.error("a default cannot be unknown", remedy: "write a value")
      }
      return nil
    }
    return ReadFallback(value: .value(answer.value.withoutPlaces))
  }
}
