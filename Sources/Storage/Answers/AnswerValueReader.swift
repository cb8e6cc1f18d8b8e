import CatalogModel
import OrderedCollections
import Quantities
import Requirements

/// Reads the value of a question from a YAML node: of an answer file, or of a question's default.
struct AnswerValueReader {
  /// The path that messages begin with, such as `requests[browse].share`.
  let path: String
  let question: Question
  /// Where cells wait whose columns may not matter by questions outside of their table; nil takes
  /// them to matter.
  var waiting: WaitingCells?

  /// The answer; nil for `unknown` and after an error was recorded.
  func answer(_ cursor: YAMLCursor) -> Answer? {
    guard case .mapping(let entries) = cursor.node.content else {
      return value(cursor).map { Answer($0, place: cursor.place) }
    }
    let keys = Set(entries.map(\.key))
    if case .number(let kind) = question.kind, !keys.isDisjoint(with: Self.rangeKeys) {
      return range(cursor, kind).map { Answer(.number($0), place: cursor.place) }
    }
    guard let mapping = cursor.mapping(keys: annotationKeys),
      let inner = mapping.required("value")
    else { return nil }
    let confidence = mapping["confidence"]?.choice(of: Answer.Confidence.self)
    let note = mapping["note"]?.text()
    if case .mapping(let entries) = inner.node.content,
      entries.contains(where: { $0.key == "value" })
    {
      inner.error("\(path): a value within a value", remedy: "write one `value`")
      return nil
    }
    return answer(inner).map {
      Answer($0.value, place: $0.place, confidence: confidence, note: note)
    }
  }

  private static let rangeKeys = ["low", "likely", "high"]

  private var annotationKeys: [String] {
    let keys = ["value", "confidence", "note"]
    if case .number = question.kind { return keys + Self.rangeKeys }
    return keys
  }

  private func value(_ cursor: YAMLCursor) -> AnswerValue? {
    switch (cursor.node.content, question.kind) {
    case (.sequence, .choices(let choices)): return self.choices(cursor, choices)
    case (.sequence, .slugs(let longest)): return names(cursor, longest: longest)
    case (.sequence, .table(let table)): return rows(cursor, table)
    case (.scalar(let scalar), _): return value(of: scalar, cursor)
    default:
      refuse(
        cursor, AnswerRefusal("expected \(expectation), found \(cursor.summary)", remedy: example))
      return nil
    }
  }

  private func value(of scalar: YAMLScalar, _ cursor: YAMLCursor) -> AnswerValue? {
    if case .null = scalar.kind {
      refuse(
        cursor, AnswerRefusal("nothing is written", remedy: "write an answer, or `unknown`"))
      return nil
    }
    return attempt(cursor) { () throws(AnswerRefusal) in
      try AnswerParser.parse(scalar.text, for: question)
    }
  }

  private func range(_ cursor: YAMLCursor, _ kind: NumberKind) -> Estimate? {
    guard let mapping = cursor.mapping(keys: Self.rangeKeys) else { return nil }
    let values = Self.rangeKeys.map { key -> Double? in
      guard let bound = mapping.required(key), let scalar = bound.scalar() else { return nil }
      return attempt(bound) { () throws(AnswerRefusal) in
        try AnswerParser.number(scalar.text, kind)
      }
    }
    guard let low = values[0], let likely = values[1], let high = values[2] else { return nil }
    return attempt(cursor) { () throws(AnswerRefusal) in
      try AnswerParser.estimate(low: low, likely: likely, high: high)
    }
  }

  private func choices(_ cursor: YAMLCursor, _ choices: [Choice]) -> AnswerValue? {
    guard let elements = cursor.elements() else { return nil }
    let chosen = elements.compactMap { element -> String? in
      guard let scalar = element.scalar() else { return nil }
      return attempt(element) { () throws(AnswerRefusal) in
        try AnswerParser.choice(scalar.text, choices)
      }
    }
    guard chosen.count == elements.count else { return nil }
    return attempt(cursor) { () throws(AnswerRefusal) in
      .choices(try AnswerParser.ordered(chosen, choices))
    }
  }

  private func names(_ cursor: YAMLCursor, longest: Int) -> AnswerValue? {
    guard let elements = cursor.elements() else { return nil }
    let names = elements.compactMap { element -> String? in
      guard let scalar = element.scalar() else { return nil }
      return attempt(element) { () throws(AnswerRefusal) in
        try AnswerParser.slug(scalar.text, longest: longest)
      }
    }
    guard names.count == elements.count else { return nil }
    return attempt(cursor) { () throws(AnswerRefusal) in
      .choices(try AnswerParser.distinct(names))
    }
  }

  private func rows(_ cursor: YAMLCursor, _ table: TableKind) -> AnswerValue? {
    guard let elements = cursor.elements() else { return nil }
    guard elements.count >= table.leastRows, elements.count <= table.greatestRows else {
      let limits = "\(table.leastRows) to \(table.greatestRows)"
      refuse(
        cursor,
        AnswerRefusal(
          "\(elements.count) rows; \(limits) are possible",
          remedy: elements.count < table.leastRows
            ? table.exampleRemedy : "join rows of the same behavior"))
      return nil
    }
    let errorsBefore = cursor.log.errorCount
    let rows = elements.enumerated().compactMap { row($1, table, number: $0 + 1) }
    return cursor.log.errorCount == errorsBefore ? .rows(rows) : nil
  }

  private func row(_ cursor: YAMLCursor, _ table: TableKind, number: Int) -> AnswerRow? {
    guard case .mapping = cursor.node.content else {
      refuse(
        cursor,
        AnswerRefusal(
          "expected a \(table.rowName) as `column: value` lines, found \(cursor.summary)",
          remedy: table.exampleRemedy))
      return nil
    }
    guard let mapping = cursor.mapping(keys: table.columns.map(\.id)) else { return nil }
    var name = "\(number)"
    if case .scalar(let scalar) = mapping["name"]?.node.content { name = scalar.text }
    var row: AnswerRow = [:]
    var problems: [(column: Question, place: Place, path: String, log: DiagnosticLog)] = []
    for column in table.columns {
      guard let cell = mapping[column.id] else { continue }
      let own = DiagnosticLog()
      let reader = AnswerValueReader(path: "\(path)[\(name)].\(column.id)", question: column)
      if let answer = reader.answer(cell.logging(to: own)) { row[column.id] = answer }
      if !own.diagnostics.isEmpty { problems.append((column, cell.place, reader.path, own)) }
    }
    // What other columns make irrelevant is not read, so that nothing can be wrong with it.
    for (column, place, path, own) in problems {
      let matters = Relevance.isRelevant(column, in: row, of: table)
      if let waiting, own.errorCount > 0, matters, column.asksOutside(of: table) {
        waiting.add(
          WaitingCells.Cell(
            column: column, row: row, table: table, place: place, path: path, log: own))
      } else if own.errorCount == 0 || matters {
        for diagnostic in own.diagnostics { cursor.log.add(diagnostic) }
      } else {
        cursor.log.add(column.ignored(at: place, path: path))
      }
    }
    return row
  }

  /// The result, or nil after recording why there is none.
  private func attempt<Value>(
    _ cursor: YAMLCursor, _ body: () throws(AnswerRefusal) -> Value?
  ) -> Value? {
    do {
      return try body()
    } catch {
      refuse(cursor, error)
      return nil
    }
  }

  private func refuse(_ cursor: YAMLCursor, _ refusal: AnswerRefusal) {
    cursor.error("\(path): \(refusal.message)", remedy: refusal.remedy)
  }

  private var expectation: String {
    switch question.kind {
    case .number: "a number"
    case .choice: "one choice"
    case .choices: "a list of choices"
    case .flag: "true or false"
    case .slug: "a name"
    case .slugs: "a list of names"
    case .line: "a sentence"
    case .date: "a day as YYYY-MM-DD"
    case .table(let table): "a list with a \(table.rowName) per row"
    }
  }

  private var example: String? {
    switch question.kind {
    case .choice(let choices): "choose " + choices.map(\.id).joinedWithOr()
    case .choices(let choices): "write `[\(choices.first?.id ?? "")]` with what applies"
    case .table(let table): table.exampleRemedy
    case .slugs: "write `[a, b]` with the names"
    case .number, .flag, .slug, .line, .date: nil
    }
  }
}
