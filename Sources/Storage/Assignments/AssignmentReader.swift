import CatalogModel
import OrderedCollections
import Requirements

/// Makes one change of a command line in a sheet, or records why it cannot be made.
struct AssignmentReader {
  private let assignment: AnswerAssignment
  private let questionnaire: Questionnaire
  private let log: DiagnosticLog

  init(_ assignment: AnswerAssignment, _ questionnaire: Questionnaire, _ log: DiagnosticLog) {
    self.assignment = assignment
    self.questionnaire = questionnaire
    self.log = log
  }

  func change(_ sheet: inout AnswerSheet) {
    guard let open = assignment.key.firstIndex(of: "[") else {
      guard let question = questionnaire.question(assignment.key) else { return unknownQuestion() }
      guard let value = read(question, path: question.id) else { return }
      sheet.answers[question.id] = value.answer
      return
    }
    let table = String(assignment.key[..<open])
    let rest = assignment.key[assignment.key.index(after: open)...]
    guard let question = questionnaire.question(table), case .table(let kind) = question.kind else {
      return unknownQuestion()
    }
    guard let close = rest.firstIndex(of: "]"), rest[rest.index(after: close)...].first == "."
    else {
      return refuse(
        "the key `\(assignment.key)` is not complete",
        remedy: "write `\(table)[row].column`, such as `\(table)[1].\(kind.columns[0].id)`")
    }
    let column = String(rest[rest.index(close, offsetBy: 2)...])
    changeCell(&sheet, question, kind, row: String(rest[..<close]), column: column)
  }

  private func changeCell(
    _ sheet: inout AnswerSheet, _ question: Question, _ kind: TableKind, row: String,
    column id: String
  ) {
    guard let column = kind.column(id) else {
      let ids = kind.columns.map(\.id)
      return refuse(
        "\(question.id) has no column `\(id)`",
        remedy: Spelling.nearest(to: id, among: ids).map { "did you mean `\($0)`?" }
          ?? "known columns: \(ids.joined(separator: ", "))")
    }
    var rows = rows(of: question, in: sheet)
    guard let index = Self.index(of: row, in: rows, kind) else {
      let names = rows.enumerated().map { Self.name($1, kind) ?? "\($0 + 1)" }
      return refuse(
        "\(question.id) has no row `\(row)`",
        remedy: names.isEmpty
          ? "there are no rows; set the whole table: `\(question.id)=[{\(kind.columns[0].id): ...}]`"
          : "known rows: \(names.joined(separator: ", "))")
    }
    guard let value = read(column, path: "\(question.id)[\(row)].\(id)") else { return }
    rows[index][id] = value.answer
    let former = sheet.answers[question.id]
    sheet.answers[question.id] = Answer(
      .rows(rows), confidence: former?.confidence, note: former?.note)
  }

  /// The rows that were answered, or those that are assumed.
  private func rows(of question: Question, in sheet: AnswerSheet) -> [AnswerRow] {
    if case .rows(let rows)? = sheet[question.id] { return rows }
    if case .value(.rows(let rows))? = question.fallback { return rows }
    return []
  }

  private static func name(_ row: AnswerRow, _ kind: TableKind) -> String? {
    if case .text(let name)? = row["name"]?.value { return name }
    if case .value(.text(let name))? = kind.column("name")?.fallback { return name }
    return nil
  }

  private static func index(of row: String, in rows: [AnswerRow], _ kind: TableKind) -> Int? {
    if let named = rows.firstIndex(where: { name($0, kind) == row }) { return named }
    guard let number = Int(row), rows.indices.contains(number - 1) else { return nil }
    return number - 1
  }

  /// An answer that was read; nil inside it for `unknown`.
  private struct ReadValue {
    let answer: Answer?
  }

  /// The value as the answer to a question; nil after an error was recorded.
  private func read(_ question: Question, path: String) -> ReadValue? {
    let own = DiagnosticLog()
    var answer: Answer?
    let bytes = Array((assignment.value.isEmpty ? "~" : assignment.value).utf8)
    switch YAMLDocument.parse(bytes, file: assignment.text) {
    case .failure(let list): for diagnostic in list.diagnostics { own.add(diagnostic) }
    case .success(let document):
      answer = AnswerValueReader(path: path, question: question)
        .answer(YAMLCursor(document, log: own))
    }
    for diagnostic in own.diagnostics {
      // Lines and columns of a command line help nobody.
      log.add(
        Diagnostic(
          diagnostic.severity, at: place, diagnostic.message, remedy: diagnostic.remedy))
    }
    return own.errorCount > 0 ? nil : ReadValue(answer: answer?.withoutPlace)
  }

  private var place: Place { Place(file: assignment.text) }

  private func refuse(_ message: String, remedy: String) {
    log.add(Diagnostic(.error, at: place, message, remedy: remedy))
  }

  private func unknownQuestion() {
    let key = String(assignment.key.prefix { $0 != "[" })
    let ids = questionnaire.questions.map(\.id)
    let ends = ids.filter { $0.hasSuffix("." + key) }
    let remedy =
      Spelling.nearest(to: key, among: ids).map { "did you mean `\($0)`?" }
      ?? (ends.isEmpty
        ? "tenfold new --all lists every question" : "did you mean \(ends.joinedWithOr())?")
    // `requests.reads` names a column, which each row has for itself.
    let parts = key.split(separator: ".").map(String.init)
    if parts.count == 2, case .table(let kind)? = questionnaire.question(parts[0])?.kind,
      kind.column(parts[1]) != nil
    {
      return refuse(
        "`\(key)` is a column, which each row has for itself",
        remedy: "name the row: `\(parts[0])[1].\(parts[1])=...`")
    }
    refuse("there is no question `\(key)`", remedy: remedy)
  }
}
