import Requirements
import Roadmap

/// Refusals in words: which answers cannot hold together, and what would resolve it.
enum RefusalText {
  /// The refusals below the gates of a terminal; empty where there are none.
  static func block(_ input: ReportInput) -> [String] {
    guard !input.refusals.isEmpty else { return [] }
    return ["", "What cannot be met"]
      + input.refusals.flatMap(sentences).flatMap { sentence in
        TextWrap.lines(sentence, width: input.textWidth - 6).enumerated().map {
          ($0 == 0 ? "  " : "      ") + $1
        }
      }
  }

  /// The sentences of one refusal, for a terminal or a list.
  static func sentences(_ refusal: Refusal) -> [String] {
    let gate = refusal.gates.joined(separator: ", ")
    let rivals = refusal.rivals.map { rival in
      "\(gate): it is met with \(rival.rival) in the place of \(rival.chosen) (\(rival.decision)), "
        + "which is \(NumberText.points(rival.behind)) points behind; "
        + (rival.isAheadSomewhere
          ? "weights can put it ahead" : "no weight puts it ahead, only another rule does")
    }
    if refusal.conflicts.isEmpty {
      return ["\(gate): no answer is to blame; it fails with the defaults as well"] + rivals
    }
    return refusal.conflicts.flatMap { conflict -> [String] in
      let members = conflict.members.map { "\($0.lever.path.text) = \($0.lever.text)" }
      let together =
        rivals.isEmpty
        ? members.count > 1 ? "cannot hold together" : "cannot be met"
        : members.count > 1
          ? "do not hold together with what is chosen" : "is not met with what is chosen"
      let remedies = conflict.members.compactMap(\.remedy)
      let ways = remedies.map { FlipText.condition($0) }
      let stuck = conflict.members.filter { $0.remedy == nil }.map(\.lever.path.text)
      var sentences = ["\(gate): \(members.joined(separator: ", ")) \(together)"]
      if ways.isEmpty {
        sentences.append("no other value of one of them alone resolves it")
      } else {
        let others =
          stuck.isEmpty ? "" : "; no value of \(stuck.joined(separator: ", ")) alone does"
        sentences.append("it is resolved when \(ways.joined(separator: ", or when "))\(others)")
      }
      return sentences
    }
      + all(refusal) + rivals
  }

  /// What resolves several conflicts together.
  private static func all(_ refusal: Refusal) -> [String] {
    guard refusal.conflicts.count > 1 else { return [] }
    let ways = refusal.together.map { FlipText.condition($0) }
    return ways.isEmpty
      ? ["each of the \(refusal.conflicts.count) conflicts must be resolved"]
      : ["all of it is resolved when \(ways.joined(separator: ", and "))"]
  }
}
