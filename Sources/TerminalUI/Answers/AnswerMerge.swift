package import Requirements

/// Two sheets that started from the same one, brought together question by question.
///
/// A table is one answer: rows have no identity that could tell a renamed row from a new one.
package struct AnswerMerge: Hashable, Sendable {
  /// Who wins where both sides answered differently.
  package enum Preference: Hashable, Sendable {
    case ours, theirs
  }

  /// A question that both sides answered differently.
  package struct Conflict: Hashable, Sendable {
    package let question: String
    package let ours: AnswerValue?
    package let theirs: AnswerValue?

    package init(question: String, ours: AnswerValue?, theirs: AnswerValue?) {
      self.question = question
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// The answers of both; at a conflict those of the preferred side.
  package let sheet: AnswerSheet
  package let conflicts: [Conflict]
  /// How many answers of the other side were taken in.
  package let takenCount: Int

  package init(
    base: AnswerSheet, ours: AnswerSheet, theirs: AnswerSheet, prefer: Preference,
    in questionnaire: Questionnaire
  ) {
    let (base, ours, theirs) = (base.withoutPlaces, ours.withoutPlaces, theirs.withoutPlaces)
    var merged = ours
    var conflicts: [Conflict] = []
    var taken = 0
    for question in questionnaire.questions {
      let (old, mine, other) = (base[question.id], ours[question.id], theirs[question.id])
      guard other != old, other != mine else { continue }
      if mine != old {
        conflicts.append(Conflict(question: question.id, ours: mine, theirs: other))
        guard prefer == .theirs else { continue }
      }
      merged.set(question.id, to: other, in: questionnaire)
      taken += 1
    }
    sheet = merged
    self.conflicts = conflicts
    takenCount = taken
  }
}
