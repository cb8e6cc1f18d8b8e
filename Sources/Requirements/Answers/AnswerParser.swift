import CatalogModel

/// Reads what a person typed, or a plain scalar of a file, as the answer to a question.
package enum AnswerParser {
  /// The answer in the unit of the question; nil for `unknown`.
  ///
  /// A number may carry a unit (`250 ms`, `18%/month`) and be a range (`10..20`, `10..20..40`,
  /// `10-20`; a unit after the last part holds for the parts that have none, and a range of two
  /// has its middle as the likely value). Several choices are separated by commas. A table is
  /// refused: its columns are parsed one by one.
  package static func parse(
    _ text: String, for question: Question
  ) throws(AnswerRefusal) -> AnswerValue? {
    let text = NumberText.trimmed(text)
    if text == "unknown" || (text == "unlimited" && question.isLimit) { return nil }
    guard !text.isEmpty || question.kind.acceptsNothing else {
      throw AnswerRefusal("nothing is written", remedy: "write an answer, or `unknown`")
    }
    switch question.kind {
    case .number(let kind): return .number(try estimate(text, kind))
    case .choice(let choices): return .choice(try choice(text, choices))
    case .choices(let choices): return .choices(try self.choices(text, choices))
    case .flag: return .flag(try flag(text))
    case .slug(let longest): return .text(try slug(text, longest: longest))
    case .slugs(let longest): return .choices(try slugs(text, longest: longest))
    case .line(let longest): return .text(try line(text, longest: longest))
    case .date: return .text(try date(text))
    case .table(let table):
      throw AnswerRefusal("`\(text)` is not a list of rows", remedy: table.exampleRemedy)
    }
  }

  /// One of the choices by its id.
  package static func choice(
    _ text: String, _ choices: [Choice]
  ) throws(AnswerRefusal) -> String {
    let ids = choices.map(\.id)
    if ids.contains(text) { return text }
    let titled = choices.first { $0.title.lowercased() == text.lowercased() }?.id
    guard let near = titled ?? Spelling.nearest(to: text, among: ids) else {
      throw AnswerRefusal(
        "`\(text)` is not one of the choices", remedy: "choose " + ids.joinedWithOr())
    }
    throw AnswerRefusal(
      "`\(text)` is not one of the choices",
      remedy: "did you mean `\(near)`? The choices are \(ids.joinedWithOr())")
  }

  /// Any of the choices by their ids, in the order of the question, each once.
  package static func choices(
    _ text: String, _ choices: [Choice]
  ) throws(AnswerRefusal) -> [String] {
    if text.isEmpty || (text == "none" && !choices.contains { $0.id == "none" }) { return [] }
    var chosen: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      chosen.append(try choice(NumberText.trimmed(part), choices))
    }
    return try ordered(chosen, choices)
  }

  /// The chosen ids in the order of the question; one that is named twice is refused.
  package static func ordered(
    _ chosen: [String], _ choices: [Choice]
  ) throws(AnswerRefusal) -> [String] {
    for (index, id) in chosen.enumerated() where chosen[..<index].contains(id) {
      throw AnswerRefusal("`\(id)` is named twice", remedy: "name each choice once")
    }
    return choices.map(\.id).filter(chosen.contains)
  }

  static func flag(_ text: String) throws(AnswerRefusal) -> Bool {
    switch text.lowercased() {
    case "true", "yes", "y": return true
    case "false", "no", "n": return false
    default:
      throw AnswerRefusal("`\(text)` is neither yes nor no", remedy: "write `true` or `false`")
    }
  }

  /// Names separated by commas, each once; `none` for no name.
  static func slugs(_ text: String, longest: Int) throws(AnswerRefusal) -> [String] {
    if text.isEmpty || text == "none" { return [] }
    var names: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      names.append(try slug(NumberText.trimmed(part), longest: longest))
    }
    return try distinct(names)
  }

  /// The names; one that stands there twice is refused.
  package static func distinct(_ names: [String]) throws(AnswerRefusal) -> [String] {
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw AnswerRefusal("`\(name)` is named twice", remedy: "name each once")
    }
    return names
  }

  package static func slug(_ text: String, longest: Int) throws(AnswerRefusal) -> String {
    let isLetter = { (character: Character) in ("a"..."z").contains(character) }
    let isAllowed = { (character: Character) in
      isLetter(character) || NumberText.isDigit(character) || character == "-"
    }
    guard text.count <= longest else {
      throw AnswerRefusal(
        "`\(text.prefix(longest + 10))` has \(text.count) characters; at most \(longest) fit",
        remedy: "shorten it")
    }
    guard text.first.map(isLetter) == true, text.allSatisfy(isAllowed), text.last != "-" else {
      let kept = text.lowercased().map { isAllowed($0) ? $0 : "-" }.drop { !isLetter($0) }
      let near = String(kept).split(separator: "-").joined(separator: "-")
      throw AnswerRefusal(
        "`\(text)` is not a name of lower-case letters, digits and hyphens",
        remedy: near.isEmpty ? "start with a letter, such as `a1`" : "write `\(near)`")
    }
    return text
  }
}

extension Question {
  /// Whether it is a limit that there need not be.
  package var isLimit: Bool {
    guard case .number = kind else { return false }
    return fallback == nil
  }
}

extension QuestionKind {
  /// Whether an empty text is an answer: no choice.
  fileprivate var acceptsNothing: Bool {
    switch self {
    case .choices, .slugs: true
    case .number, .choice, .flag, .slug, .line, .date, .table: false
    }
  }
}

extension TableKind {
  /// What to write for a table, with its first columns.
  package var exampleRemedy: String {
    "write a list of rows, each `- {"
      + columns.prefix(2).map { "\($0.id): ..." }.joined(separator: ", ") + "}`"
  }
}

extension [String] {
  /// The words in code quotes, the last after "or".
  package func joinedWithOr() -> String {
    let quoted = map { "`\($0)`" }
    guard let last = quoted.last, count > 1 else { return quoted.first ?? "nothing" }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
