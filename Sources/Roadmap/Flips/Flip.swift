package import Requirements

/// The smallest change of answers that was found to reverse a decision.
package struct Flip: Hashable, Sendable {
  package let decision: DecisionAddress
  /// The option that is chosen now.
  package let from: String
  /// The option that is chosen instead; nil where there is nothing left to decide.
  package let to: String?
  /// One change, or two that reverse it only together.
  package let changes: [ChangedAnswer]
  /// Of a single number, the value nearest to the reversing one that was tried and does not reverse;
  /// nil where that is the present answer, and of everything else.
  package let holding: AnswerValue?
  /// Of a single number, the value nearest to half the way, which was tried and does not reverse; nil
  /// where there is none, and of everything else.
  package let halfway: AnswerValue?

  package init(
    decision: DecisionAddress, from: String, to: String?, changes: [ChangedAnswer],
    holding: AnswerValue? = nil, halfway: AnswerValue? = nil
  ) {
    self.halfway = halfway
    self.decision = decision
    self.from = from
    self.to = to
    self.changes = changes
    self.holding = holding
  }

  /// The sum of the changes' distances, see `AnswerScale`.
  package var distance: Double { changes.reduce(0) { $0 + $1.distance } }
}

/// What would reverse each decision of a stage.
package struct FlipReport: Hashable, Sendable {
  /// The index of the stage whose decisions were looked at.
  package let stage: Int
  /// At most one for each decision, in the order in which they were taken.
  package let flips: [Flip]
  /// The decisions that neither one change nor a pair of those tried reverses.
  package let firm: [DecisionAddress]
  /// The answers that moved a value which a decision's rules look at when they were changed, by the
  /// ids of their questions, sorted.
  package let influences: [DecisionAddress: [String]]
  /// How many sets of answers were planned.
  package let trials: Int

  /// What was found for the decisions of one deployment, with addresses as if it were alone.
  ///
  /// - Parameter unit: The name in the addresses; nil for the only deployment.
  package func of(unit: String?) -> FlipReport {
    func own(_ address: DecisionAddress) -> DecisionAddress? {
      address.unit == unit
        ? DecisionAddress(decision: address.decision, scope: address.scope) : nil
    }
    return FlipReport(
      stage: stage,
      flips: flips.compactMap { flip in
        own(flip.decision).map {
          Flip(
            decision: $0, from: flip.from, to: flip.to, changes: flip.changes,
            holding: flip.holding, halfway: flip.halfway)
        }
      },
      firm: firm.compactMap(own),
      influences: Dictionary(
        influences.compactMap { address, ids in own(address).map { ($0, ids) } }
      ) { first, _ in first },
      trials: trials)
  }

  /// Whether a decision was looked at.
  package func covers(_ decision: DecisionAddress) -> Bool {
    firm.contains(decision) || flip(of: decision) != nil
  }

  /// The flip of a decision.
  package func flip(of decision: DecisionAddress) -> Flip? {
    flips.first { $0.decision == decision }
  }
}
