import CatalogModel
import OrderedCollections
import Quantities

/// The value of every relevant question, answered or assumed, and what was assumed.
struct ResolvedAnswers {
  private(set) var values: [String: AnswerValue] = [:]
  private(set) var rows: [String: [ResolvedRow]] = [:]
  private(set) var assumptions: [Assumption] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var sheet: AnswerSheet
  private let catalog: Catalog
  private var relevance: Relevance
  private let questionnaire: Questionnaire
  /// Whether nobody reads what was assumed.
  let isTrial: Bool

  /// - Parameter isTrial: Whether what is assumed is not put into words, which takes most of the time.
  init(
    _ questionnaire: Questionnaire, _ sheet: AnswerSheet, _ catalog: Catalog, isTrial: Bool = false
  ) {
    self.isTrial = isTrial
    self.sheet = sheet
    self.catalog = catalog
    self.questionnaire = questionnaire
    let relevance = Relevance(questionnaire, sheet)
    self.relevance = relevance
    for question in questionnaire.questions {
      if relevance.isRelevant(question.id) {
        resolve(question)
      } else if let answer = sheet.answers[question.id] {
        let causes = question.when.map(\.signal).joined(separator: " and ")
        diagnostics.append(
          Diagnostic(
            .warning, at: answer.place ?? sheet.place(question.id),
            "\(question.id) does not matter here and is ignored",
            remedy: "remove it, or change \(causes)"))
      }
    }
    for id in sheet.answers.keys where questionnaire.question(id) == nil {
      diagnostics.append(
        Diagnostic(.error, at: sheet.place(id), "there is no question `\(id)`"))
    }
  }

  /// The same after some answers have changed: what looks at none of them stays.
  ///
  /// Diagnostics are those of what is resolved again.
  ///
  /// - Parameters:
  ///   - changed: The ids of the questions with another answer.
  ///   - sheet: All answers.
  func changing(
    _ changed: Set<String>, to sheet: AnswerSheet, _ reading: QuestionReading
  ) -> ResolvedAnswers {
    var resolved = self
    resolved.sheet = sheet
    resolved.diagnostics = []
    let (relevant, concerned) = reading.concerned(by: changed)
    resolved.relevance.look(again: relevant, of: reading.questions, sheet)
    for place in concerned {
      let question = reading.questions[place]
      resolved.values[question.id] = nil
      resolved.rows[question.id] = nil
      guard resolved.relevance.isRelevant(question.id) else { continue }
      // From the start, nothing is assumed for later questions when this one looks at them.
      let assumed = reading.later[place].map { ($0, resolved.values.removeValue(forKey: $0)) }
      resolved.resolve(question)
      for (id, value) in assumed { resolved.values[id] = value }
    }
    return resolved
  }

  /// The symbol of a question's unit, or of a column's as `table.column`; empty for pure numbers.
  func unit(of id: String) -> String {
    var question = questionnaire.question(id)
    if question == nil, let dot = id.firstIndex(of: "."),
      case .table(let table)? = questionnaire.question(String(id[..<dot]))?.kind
    {
      question = table.column(String(id[id.index(after: dot)...]))
    }
    guard case .number(let kind)? = question?.kind else { return "" }
    return kind.unit.symbol
  }

  /// The value of a question, or of a table's column in a row.
  func value(_ id: String, row: ResolvedRow? = nil) -> AnswerValue? {
    if let row, let dot = id.firstIndex(of: "."), id[..<dot] == row.table {
      return row.values[String(id[id.index(after: dot)...])]
    }
    return values[id]
  }

  private mutating func resolve(_ question: Question) {
    let answer = sheet[question.id]
    if case .table(let table) = question.kind {
      resolve(table, of: question, answer)
    } else if let answer {
      values[question.id] = answer
    } else {
      let assumed = AdjustedFallback(question, sheet)?.taken ?? taken(question)
      values[question.id] = assumed.value
      assume(question, at: question.id, assumed)
    }
  }

  private mutating func resolve(
    _ table: TableKind, of question: Question, _ answer: AnswerValue?
  ) {
    let value = answer ?? taken(question).value
    guard case .rows(let given) = value else { return }
    values[question.id] = value
    // Nothing is taken for granted where a team has no priorities, gates or waivers of its own.
    if answer == nil, !PolicyWords.tables.contains(question.id) {
      assume(question, at: question.id, TakenFallback(value: value, reason: question.reason))
    }
    let split = ShareSplit(question.id, given)
    diagnostics += split.diagnostics(sheet.place(question.id))
    rows[question.id] = given.enumerated().map { index, row in
      resolve(row, index, of: table, in: question, split.share(index))
    }
    reportDuplicates(in: question)
  }

  private mutating func resolve(
    _ row: AnswerRow, _ index: Int, of table: TableKind, in question: Question, _ share: Double?
  ) -> ResolvedRow {
    var resolved: [String: AnswerValue] = [:]
    var name = table.rowName
    if table.column("name") == nil { name = "\(index + 1)" }
    for column in table.columns {
      guard relevance.isRelevant(column, in: row, of: table) else {
        warnOfIrrelevant(row[column.id], column, "\(question.id)[\(nameOf(row) ?? name)]")
        continue
      }
      if column.id == ShareSplit.column(of: question.id), let share {
        resolved[column.id] = .number(ShareSplit.scaled(row[column.id]?.value, to: share))
      } else {
        resolved[column.id] = row[column.id]?.value
      }
      if row[column.id] == nil {
        var assumed = taken(column, in: resolved, of: row)
        if column.id == ShareSplit.column(of: question.id), let share {
          assumed = ShareSplit.taken(share, column)
        }
        // No limit, no owner, the same as elsewhere: nothing is assumed.
        guard let value = assumed.value else { continue }
        resolved[column.id] = value
        if column.id == "name", case .text(let fallback) = assumed.value { name = fallback }
        assume(column, at: "\(question.id)[\(name)].\(column.id)", assumed)
      } else if column.id == "name", case .text(let given) = resolved["name"] {
        name = given
      }
    }
    return ResolvedRow(
      table: question.id, name: name, values: resolved,
      place: row["name"]?.place ?? row.values.first?.place ?? sheet.place(question.id), given: row)
  }

  private func nameOf(_ row: AnswerRow) -> String? {
    if case .text(let name)? = row["name"]?.value { name } else { nil }
  }

  /// Says that an answer in a row counts for nothing.
  private mutating func warnOfIrrelevant(_ answer: Answer?, _ column: Question, _ row: String) {
    guard let answer else { return }
    let causes = column.when.map(\.signal).joined(separator: " and ")
    diagnostics.append(
      Diagnostic(
        .warning, at: answer.place ?? Place(file: "\(row).\(column.id)"),
        "\(row).\(column.id) does not matter here and is ignored",
        remedy: "remove it, or change \(causes)"))
  }

  /// The share of the users on another continent than the region; nil where nobody said where they
  /// are.
  var distantShare: Double? {
    guard let places = rows["places"], !places.isEmpty,
      case .choice(let region)? = values["system.region"]
    else { return nil }
    return places.reduce(0) { sum, place in
      guard case .choice(let continent)? = place.values["continent"],
        case .number(let share)? = place.values["share"]
      else { return sum }
      return sum + (isRegion(region, on: continent) ? 0 : share.likely)
    }
  }

  private func isRegion(_ region: String, on continent: String) -> Bool {
    guard case .texts(let regions)? = catalog.fact("planning.regionsOf." + continent)?.value else {
      return false
    }
    return regions.contains(region)
  }

  private mutating func reportDuplicates(in question: Question) {
    guard case .table(let table) = question.kind, table.column("name") != nil else { return }
    var seen: Set<String> = []
    for row in rows[question.id] ?? [] where !seen.insert(row.name).inserted {
      diagnostics.append(
        Diagnostic(
          .error, at: row.place, "\(question.id): two rows have the name `\(row.name)`",
          remedy: "give each row a name of its own"))
    }
  }

  private mutating func assume(
    _ question: Question, at path: @autoclosure () -> String, _ taken: TakenFallback
  ) {
    if isTrial { return }
    var range: String?
    var text = taken.text ?? "unlimited"
    if let value = taken.value {
      text = taken.text ?? AnswerFormatter.text(value, for: question)
      if case .number(let estimate) = value, case .number(let kind) = question.kind {
        text = taken.text ?? AnswerFormatter.number(estimate.likely, in: kind.unit)
        range = AnswerFormatter.range(estimate, in: kind.unit)
      }
    }
    assumptions.append(
      Assumption(question: path(), value: text, range: range, reason: taken.reason))
  }

  /// What a question's own fallback gives.
  ///
  /// - Parameters:
  ///   - resolved: The columns of the row so far.
  ///   - row: The answers of the row.
  private mutating func taken(
    _ question: Question, in resolved: [String: AnswerValue] = [:], of row: AnswerRow = [:]
  ) -> TakenFallback {
    switch question.fallback {
    case nil: return TakenFallback(value: nil, reason: question.reason)
    case .value(let value): return TakenFallback(value: value, reason: question.reason)
    case .each(let share, let id):
      guard case .number(let count)? = values[id] else {
        return TakenFallback(value: nil, reason: question.reason)
      }
      return TakenFallback(value: .number(share.times(count.likely)), reason: question.reason)
    case .answer(let id):
      return TakenFallback(value: taken(from: id), reason: question.reason)
    case .columns(let ids):
      let words = ids.map { id -> String in
        if case .text(let word)? = row[id]?.value ?? resolved[id] { word } else { "nothing" }
      }
      return TakenFallback(value: .text(words.joined(separator: "-")), reason: question.reason)
    case .fact(let id, let selector):
      guard case .choice(let key) = values[selector],
        case .table(let table) = catalog.fact(id)?.value,
        let number = table[key]
      else {
        diagnostics.append(
          Diagnostic(
            .error, at: Place(file: id),
            "the catalog's fact `\(id)` has no number for the answer to \(selector)",
            remedy: "add it to the catalog, or answer \(question.id)"))
        return TakenFallback(value: nil, reason: question.reason)
      }
      return TakenFallback(value: .number(Estimate(number)), reason: question.reason)
    }
  }
}

extension ResolvedAnswers {
  /// The value of another question; of a table, the name of its first row.
  private func taken(from id: String) -> AnswerValue? {
    guard case .rows(let rows)? = sheet[id] else { return values[id] }
    return rows.first?["name"]?.value ?? .text("nothing")
  }
}

/// A row of a table with every relevant column answered or assumed.
struct ResolvedRow {
  /// The id of the table question.
  let table: String
  let name: String
  let values: [String: AnswerValue]
  let place: Place
  /// What was answered.
  let given: AnswerRow
}

/// A value that nobody answered, and why it was taken.
struct TakenFallback {
  let value: AnswerValue?
  let reason: String
  /// How to print it, where that is not how it would read back.
  var text: String?
}
