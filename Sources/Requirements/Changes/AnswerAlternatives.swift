/// The other answers to a question of choices or a flag.
package enum AnswerAlternatives {
  /// Every change of the answer, in the order of the choices; none of a number.
  ///
  /// Of several choices, one is added, one taken away, or one put in the place of another, which
  /// counts as two changes.
  package static func all(_ lever: AnswerLever) -> [ChangedAnswer] {
    func change(_ value: AnswerValue, _ steps: Double = 1) -> ChangedAnswer {
      ChangedAnswer(lever, to: value, distance: steps * AnswerScale.choice)
    }
    switch (lever.question.kind, lever.value) {
    case (.flag, .flag(let flag)): return [change(.flag(!flag))]
    case (.choice(let choices), .choice(let present)):
      return choices.map(\.id).filter { $0 != present }.map { change(.choice($0)) }
    case (.choices(let choices), .choices(let present)):
      let ids = choices.map(\.id)
      func ordered(_ chosen: Set<String>) -> AnswerValue { .choices(ids.filter(chosen.contains)) }
      let held = Set(present)
      let added = ids.filter { !held.contains($0) }
      let single = ids.map { id in
        change(ordered(held.contains(id) ? held.subtracting([id]) : held.union([id])))
      }
      let swapped = present.flatMap { old in
        added.map { change(ordered(held.subtracting([old]).union([$0])), 2) }
      }
      return single + swapped
    default: return []
    }
  }

  /// The two single changes that a change of several choices is made of, which puts one in the place of
  /// another; empty for any other.
  package static func steps(of value: AnswerValue, _ lever: AnswerLever) -> [AnswerValue] {
    guard case .choices(let choices) = lever.question.kind,
      case .choices(let present) = lever.value,
      case .choices(let chosen) = value
    else { return [] }
    let (held, taken) = (Set(present), Set(chosen))
    let both = held.intersection(taken)
    guard both != held, both != taken else { return [] }
    return [both, held.union(taken)].map { ids in
      .choices(choices.map(\.id).filter(ids.contains))
    }
  }
}
