import CatalogModel
import Requirements

/// A question, a column or an option that can be jumped to.
struct FinderHit: Hashable, Sendable {
  let field: Field
  /// The option to highlight there.
  let option: Int?
  let title: String
  /// Where it stands, and what is answered there.
  let detail: String
  /// Why it cannot be gone to now; nil where it can.
  let obstacle: String?
  /// What the query is matched with, what says most first: in lower case, as bytes.
  let folded: [[UInt8]]
}

extension InterviewModel {
  /// Opens the list of all questions and options.
  mutating func openFinder() {
    overlay = .finder
    picker = Picker()
    finderIndex = allHits
  }

  /// What fits the query, the best first; all questions without one.
  var finderHits: [FinderHit] {
    let query = WordQuery(picker.entry.text)
    if query.isEmpty { return finderIndex.filter { $0.option == nil } }
    return finderIndex.enumerated().compactMap { place, hit in
      query.distance(in: hit.folded).map { (hit, $0 + (hit.option == nil ? 0 : 100), place) }
    }.sorted { ($0.1, $0.2) < ($1.1, $1.2) }.map(\.0)
  }

  /// A key at the list of questions and options.
  mutating func updateFinder(_ key: Key) -> [Command] {
    let hits = finderHits
    if picker.take(key, count: hits.count) { return [] }
    switch key {
    case .enter:
      guard hits.indices.contains(picker.highlight) else { return [] }
      let hit = hits[picker.highlight]
      if let obstacle = hit.obstacle {
        notice = Notice(text: obstacle, isProblem: true)
        return []
      }
      overlay = nil
      return go(to: hit)
    case .control("z"): return [.suspend]
    case .control("l"): return [.repaint]
    default:
      overlay = nil
      return []
    }
  }

  private mutating func go(to hit: FinderHit) -> [Command] {
    var commands: [Command] = []
    if isShort, questionnaire.question(hit.field.questionID)?.isInShortPath == false {
      commands = act(.shortPath(false))
      notice = nil
    }
    commands += act(.focus(hit.field))
    if let option = hit.option {
      editor = .options(highlight: option)
      isHighlightMoved = true
    }
    return commands
  }

  private var allHits: [FinderHit] {
    questionnaire.groups.flatMap { group in
      group.questions.flatMap { hits(of: $0, on: group.title) }
    }
  }

  private func hits(of question: Question, on page: String) -> [FinderHit] {
    let field = Field.question(question.id)
    let obstacle = relevance.isRelevant(question.id) ? nil : Self.obstacle(question)
    var hits = [
      hit(
        field, nil, question.ask, page, words: question.id, obstacle, synonyms: question.synonyms,
        why: question.why)
    ]
    hits += options(of: question).enumerated().map { index, option in
      hit(field, index, option.title, question.ask, words: option.id, obstacle)
    }
    guard case .table(let kind) = question.kind, let first = rows(of: question.id).first else {
      return hits
    }
    for column in kind.columns where relevance.isRelevant(column, in: first, of: kind) {
      let place = Field.column(column.id, row: 0, table: question.id)
      hits.append(
        hit(
          place, nil, column.ask, "\(page), \(kind.rowName)", words: column.id, obstacle,
          synonyms: column.synonyms, why: column.why))
    }
    return hits
  }

  private func hit(
    _ field: Field, _ option: Int?, _ title: String, _ detail: String, words: String,
    _ obstacle: String?, synonyms: String = "", why: String = ""
  ) -> FinderHit {
    let place = option == nil ? detail : ""
    return FinderHit(
      field: field, option: option, title: title, detail: detail, obstacle: obstacle,
      folded: ["\(title) \(words)", synonyms, "\(place) \(why)"].map {
        Array($0.lowercased().utf8)
      })
  }

  private static func obstacle(_ question: Question) -> String {
    if question.isMeasured { return "Only measurements answer it: tenfold calibrate." }
    let signals = question.when.map(\.signal).joined(separator: ", ")
    return "It matters only for other answers to \(signals)."
  }
}
