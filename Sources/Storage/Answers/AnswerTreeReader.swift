import CatalogModel
import OrderedCollections
import Requirements

/// Reads the tree of an answer file: sections by the first part of the question ids.
struct AnswerTreeReader {
  private let questionnaire: Questionnaire
  private let questions: [Question]
  /// Keys by section; a section without keys is a question itself, such as `requests`.
  private let sections: OrderedDictionary<String, [String]>

  init(_ questionnaire: Questionnaire) {
    self.questionnaire = questionnaire
    questions = questionnaire.questions
    var sections: OrderedDictionary<String, [String]> = [:]
    for question in questions {
      let parts = question.idParts
      sections[parts.section, default: []] += parts.key.map { [$0] } ?? []
    }
    self.sections = sections
  }

  /// The answers; whatever is wrong is in the cursor's log.
  func sheet(_ root: YAMLCursor) -> AnswerSheet {
    guard let mapping = root.mapping(), checkVersion(mapping) else { return AnswerSheet() }
    reportUnknown(mapping, known: ["schemaVersion"] + sections.keys)
    var contents: [String: YAMLMapping] = [:]
    for (section, keys) in sections where !keys.isEmpty {
      guard let cursor = mapping[section], !cursor.isNull, let content = cursor.mapping() else {
        continue
      }
      reportUnknown(content, section: section, known: keys)
      contents[section] = content
    }
    var sheet = AnswerSheet()
    var problems: [(question: Question, place: Place, log: DiagnosticLog)] = []
    let waiting = WaitingCells()
    for question in questions {
      let parts = question.idParts
      let cursor = parts.key.map { contents[parts.section]?[$0] } ?? mapping[question.id]
      guard let cursor else { continue }
      let own = DiagnosticLog()
      let reader = AnswerValueReader(path: question.id, question: question, waiting: waiting)
      if let answer = reader.answer(cursor.logging(to: own)) {
        sheet.answers[question.id] = answer
      }
      if !own.diagnostics.isEmpty { problems.append((question, cursor.place, own)) }
    }
    report(problems, sheet, root.log)
    waiting.report(Relevance(questionnaire, sheet), to: root.log)
    return sheet
  }

  /// Reports what is wrong with answers that count; of those that other answers make irrelevant,
  /// only that they were not read.
  private func report(
    _ problems: [(question: Question, place: Place, log: DiagnosticLog)], _ sheet: AnswerSheet,
    _ log: DiagnosticLog
  ) {
    guard !problems.isEmpty else { return }
    let relevance = Relevance(questionnaire, sheet)
    for (question, place, own) in problems {
      if own.errorCount == 0 || question.isMeasured || relevance.isRelevant(question.id) {
        for diagnostic in own.diagnostics { log.add(diagnostic) }
      } else {
        log.add(question.ignored(at: place, path: question.id))
      }
    }
  }

  private func checkVersion(_ mapping: YAMLMapping) -> Bool {
    let supported = AnswerSheet.schemaVersion
    guard let cursor = mapping["schemaVersion"] else {
      mapping.cursor.error(
        "the key `schemaVersion` is missing",
        remedy: "add the line `schemaVersion: \(supported)` at the top")
      return true
    }
    guard let version = cursor.integer() else { return true }
    guard version != supported else { return true }
    cursor.error(
      "schemaVersion \(version) is not supported; this program reads \(supported)",
      remedy: version > supported ? "use a newer tenfold" : "write `schemaVersion: \(supported)`")
    return false
  }

  private func reportUnknown(_ mapping: YAMLMapping, section: String? = nil, known: [String]) {
    for entry in mapping.entries where !known.contains(entry.key) {
      let path = section.map { "\($0).\(entry.key)" } ?? entry.key
      mapping.cursor.log.add(
        Diagnostic(
          .error, at: mapping.cursor.place(entry.keyPosition), "unknown key `\(path)`",
          remedy: remedy(for: entry.key, in: section, known)))
    }
  }

  /// The nearest spelling here, or the section where the key belongs.
  private func remedy(for key: String, in section: String?, _ known: [String]) -> String {
    if let near = Spelling.nearest(to: key, among: known) {
      return "did you mean `\(section.map { "\($0).\(near)" } ?? near)`?"
    }
    if let dotted = questions.first(where: { $0.id == key })?.idParts, let own = dotted.key {
      return "write `\(own):` indented below `\(dotted.section):`"
    }
    let elsewhere = questions.filter { $0.idParts.key == key || $0.id == key }.map(\.id)
    if !elsewhere.isEmpty { return "did you mean \(elsewhere.joinedWithOr())?" }
    return "known keys: \(known.joined(separator: ", "))"
  }
}

extension Question {
  /// That an answer which does not matter was not read, since it is none.
  func ignored(at place: Place, path: String) -> Diagnostic {
    let causes = when.map(\.signal).joined(separator: " and ")
    return Diagnostic(
      .warning, at: place, "\(path) does not matter here and was not read",
      remedy: "remove it, or change \(causes)")
  }

  /// The section and the key in the answer file; of a table at the top, the section alone.
  var idParts: (section: String, key: String?) {
    guard let dot = id.firstIndex(of: ".") else { return (id, nil) }
    return (String(id[..<dot]), String(id[id.index(after: dot)...]))
  }
}

extension YAMLCursor {
  /// The same node, with another log for what is wrong with it.
  func logging(to other: DiagnosticLog) -> YAMLCursor { YAMLCursor(node, file: file, log: other) }

  /// Whether nothing is written here.
  var isNull: Bool {
    guard case .scalar(let scalar) = node.content, case .null = scalar.kind else { return false }
    return true
  }
}
