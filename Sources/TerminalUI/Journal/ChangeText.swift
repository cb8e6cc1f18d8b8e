import OrderedCollections
import Requirements

extension InterviewModel {
  private static let mostTold = 2

  /// What differs from a former state, such as `users.now 3,670 → 2,500`.
  func changeText(since former: Snapshot) -> String {
    let answers = questionnaire.questions.flatMap { changes(of: $0, since: former.sheet) }
    // Where answers were taken over, what was tried out follows from them.
    let all = answers.isEmpty ? trialChanges(since: former.changes) : answers
    guard !all.isEmpty else { return "what was typed" }
    let rest = all.count - Self.mostTold
    return all.prefix(Self.mostTold).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  private func changes(of question: Question, since former: AnswerSheet) -> [String] {
    let (old, new) = (former[question.id], sheet[question.id])
    guard old != new else { return [] }
    guard case .table(let kind) = question.kind, case .rows(let before)? = old,
      case .rows(let after)? = new, before.count == after.count
    else { return [change(question.id, old, new, question)] }
    return zip(before, after).flatMap { before, after in
      kind.columns.compactMap { column in
        let (old, new) = (before[column.id]?.value, after[column.id]?.value)
        guard old != new else { return nil }
        let row = kind.name(of: after) ?? kind.rowName
        return change("\(question.id)[\(row)].\(column.id)", old, new, column)
      }
    }
  }

  private func trialChanges(
    since former: OrderedDictionary<AnswerPath, AnswerValue>
  ) -> [String] {
    let paths = OrderedSet(former.keys).union(explorer.changes.keys)
    return paths.compactMap { path in
      let (old, new) = (former[path], explorer.changes[path])
      guard old != new, let question = question(at: path.field) else { return nil }
      let base = triedFrom(path)
      return "what if " + change(path.text, old ?? base, new ?? base, question)
    }
  }

  private func change(
    _ place: String, _ old: AnswerValue?, _ new: AnswerValue?, _ question: Question
  ) -> String {
    let sides = [old, new].map { $0.map { text($0, for: question) } ?? "assumed" }
    return "\(place) \(sides[0]) \(glyphs.arrow) \(sides[1])"
  }
}
