package import Requirements

/// Requirements that cannot be met together: the smallest set of answers that conflict, and what
/// would resolve it.
package struct Refusal: Hashable, Sendable {
  /// The gates that fail because of it, by id; `capacity` where nothing carries the present users.
  package let gates: [String]
  /// Sets of answers that conflict, each for itself.
  ///
  /// With the answers of one set alone, and the default of every other question, the gate fails;
  /// without any one of them it does not. Empty where the defaults fail by themselves.
  package let conflicts: [Conflict]
  /// One change for each of several conflicts, which together resolve them all; empty for a single
  /// conflict, and where none were found.
  package let together: [ChangedAnswer]
  /// Options that score less than what is chosen, and with which the gate passes; where there are any, it
  /// is the choice that conflicts with the answers.
  package let rivals: [RivalChoice]
  /// How many plans were made, those of rivals among them, for this refusal and those before it.
  package let trials: Int

  package init(
    gates: [String], conflicts: [Conflict], together: [ChangedAnswer] = [],
    rivals: [RivalChoice] = [], trials: Int
  ) {
    self.gates = gates
    self.conflicts = conflicts
    self.together = together
    self.rivals = rivals
    self.trials = trials
  }
}

/// Answers that cannot hold together.
package struct Conflict: Hashable, Sendable {
  package let members: [Member]

  package init(members: [Member]) {
    self.members = members
  }

  /// One of the answers.
  package struct Member: Hashable, Sendable {
    package let lever: AnswerLever
    /// The nearest value of it alone that resolves the conflict; nil where none does.
    package let remedy: ChangedAnswer?

    package init(lever: AnswerLever, remedy: ChangedAnswer?) {
      self.lever = lever
      self.remedy = remedy
    }
  }
}
