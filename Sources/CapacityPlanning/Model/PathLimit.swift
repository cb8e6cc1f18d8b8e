/// Why a state has no response times: what is used up, or the limit of what is computed.
package enum PathLimit: Error, Hashable, Sendable {
  /// Stations or holders that are fully busy, by name.
  case saturated(String)
  /// More combinations of constant times than are computed, with the most that are.
  case combinations(most: Int)
  /// Stations or holders whose solution does not agree with itself, by name.
  case unsolved(String)
  /// Nothing arrives.
  case idle

  /// In a clause: `the database writer is saturated`.
  package var text: String {
    switch self {
    case .saturated(let name): "the \(name) is saturated"
    case .combinations(let most):
      "its way has more than \(most) combinations of constant times, the most that are computed"
    case .unsolved(let name):
      "the queue for the \(name) has no solution that agrees with itself, so none is shown"
    case .idle: "no requests arrive"
    }
  }
}
