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
  /// The ids of the later questions that each looks at: at what was answered, since nothing is assumed for them
  /// yet.
  let later: [[String]]
  /// Whether conditions look at earlier questions alone.
  let isInOrder: Bool

  init(_ questionnaire: Questionnaire) {
    let questions = questionnaire.questions
    let places = Dictionary(
      questions.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.questions = questions
    self.places = places
    conditions = questions.map { $0.when.compactMap { places[$0.signal] } }
    let all = questions.map { question in
      var columns: [Question] = []
      if case .table(let table) = question.kind { columns = table.columns }
      let ids =
        question.when.map(\.signal) + ([question] + columns).flatMap(Self.fallback)
        + columns.flatMap { $0.when.map(\.signal) } + AdjustedFallback.reads(of: question.id)
      return ids.compactMap { places[$0] }
    }
    self.all = all
    later = all.enumerated().map { place, looked in
      looked.filter { $0 > place }.map { questions[$0].id }
    }
    isInOrder =
      places.count == questions.count
      && conditions.enumerated().allSatisfy { place, looked in looked.allSatisfy { $0 < place } }
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
