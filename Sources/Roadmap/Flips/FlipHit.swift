/// What reverses a decision.
struct FlipHit: Hashable, Sendable {
  let moves: [Move]
  let to: String?
  /// The stop of a single number before the one that reverses.
  let holding: Move?
  /// The stop of a single number nearest to half the way.
  var halfway: Move? = nil
}
