/// All questions, in the order they are asked.
package struct Questionnaire: Hashable, Sendable {
  /// A page of the interview.
  package struct Group: Hashable, Sendable {
    package let id: String
    package let title: String
    package let questions: [Question]

    package init(id: String, title: String, questions: [Question]) {
      self.id = id
      self.title = title
      self.questions = questions
    }
  }

  package let groups: [Group]
  /// Combinations of answers that are refused or warned about.
  package let contradictions: [Contradiction]

  package init(groups: [Group], contradictions: [Contradiction] = []) {
    self.groups = groups
    self.contradictions = contradictions
  }

  /// All questions in order.
  package var questions: [Question] { groups.flatMap(\.questions) }

  /// The question with this id.
  package func question(_ id: String) -> Question? {
    for group in groups {
      if let found = group.questions.first(where: { $0.id == id }) { return found }
    }
    return nil
  }
}
