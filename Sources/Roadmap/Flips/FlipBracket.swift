/// Two stops of a number, of which the farther reverses a decision; the nearer is -1 for the present
/// answer.
struct FlipBracket: Hashable, Sendable {
  let decision: DecisionAddress
  /// The place of the side in the list of sides.
  let side: Int
  var low: Int
  var high: Int
  /// Whether its end was found to be as far as that of another answer: rows of a table often turn a
  /// decision together.
  var isTied = false

  /// The stops between its ends.
  var inner: Range<Int> { (low + 1)..<high }

  /// Whether there is a stop between its ends.
  var isWide: Bool { !inner.isEmpty }

  /// Where it is halved; one that is tied is tried just before its end, which as a rule is all there is
  /// to find out.
  var middle: Int { isTied ? high - 1 : (low + high) / 2 }

  /// Takes up what a stop came to; nothing where it is not between the ends.
  ///
  /// - Parameter isTied: Whether the stop is as far as the end of another answer that reverses the
  ///   decision.
  mutating func narrow(to stop: Int, reverses: Bool, isTied: Bool = false) {
    guard inner.contains(stop) else { return }
    if reverses {
      high = stop
      self.isTied = isTied
    } else {
      low = stop
    }
  }
}

/// How near a change is that reverses a decision: of equal distances the earlier in the questionnaire.
struct FlipReach: Comparable, Sendable {
  let distance: Double
  let lever: Int
  /// The place of the side in the list of sides; -1 for a choice.
  let side: Int

  static func < (left: FlipReach, right: FlipReach) -> Bool {
    (left.distance, left.lever, left.side) < (right.distance, right.lever, right.side)
  }
}
