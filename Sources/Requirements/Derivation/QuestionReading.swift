import CatalogModel

/// Which questions look at which others: by a condition, or by a fallback.
struct QuestionReading: Sendable {
  /// All questions in order.
  let questions: [Question]
  private let places: [String: Int]
  /// The places of the questions that the conditions of each look at.
  private let conditions: [[Int]]
  /// The places of all that each looks at, with its columns.
  private let all: [[Int]]
  /// Whether conditions and fallbacks look at earlier questions alone.
  let isInOrder: Bool

  init(_ questionnaire: Questionnaire) {
    let questions = questionnaire.questions
    let places = Dictionary(
      questions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.questions = questions
    self.places = places
    conditions = questions.map { $0.when.compactMap { places[$0.signal] } }
    var isInOrder = places.count == questions.count
    all = questions.enumerated().map { place, question in
      var columns: [Question] = []
      if case .table(let table) = question.kind { columns = table.columns }
      let own = question.when.compactMap { places[$0.signal] }
      let fallbacks = ([question] + columns).flatMap(Self.fallback).compactMap { places[$0] }
      if (own + fallbacks).contains(where: { $0 >= place }) { isInOrder = false }
      return own + fallbacks
        + columns.flatMap { $0.when.compactMap { places[$0.signal] } }
        + AdjustedFallback.reads(of: question.id).compactMap { places[$0] }
    }
    self.isInOrder = isInOrder
  }

  /// The ids of the questions that a fallback looks at.
  private static func fallback(of question: Question) -> [String] {
    switch question.fallback {
    case .fact(_, let selector): [selector]
    case .each(_, let id), .answer(let id): [id]
    case .value, .columns, nil: []
    }
  }

  /// The places of the questions that other answers may make relevant or not, and of those whose values
  /// they may change, both ascending.
  ///
  /// - Parameter changed: The ids of the questions with other answers.
  func concerned(by changed: Set<String>) -> (relevant: [Int], resolved: [Int]) {
    var isChanged = [Bool](repeating: false, count: questions.count)
    for id in changed {
      if let place = places[id] { isChanged[place] = true }
    }
    var relevant: [Int] = []
    for place in questions.indices {
      if isChanged[place] || conditions[place].contains(where: { isChanged[$0] }) {
        isChanged[place] = true
        relevant.append(place)
      }
    }
    var resolved: [Int] = []
    for place in questions.indices {
      if isChanged[place] || all[place].contains(where: { isChanged[$0] }) {
        isChanged[place] = true
        resolved.append(place)
      }
    }
    return (relevant, resolved)
  }
}
