package import Quantities
import Simulation

/// A stage of a plan, modeled and simulated.
package struct StageOpinion: Sendable {
  /// What is looked at: `stage 3 (> 10 users)` or `the present`.
  package let title: String
  package let users: Users
  package let outcome: Outcome

  package init(title: String, users: Users, outcome: Outcome) {
    self.title = title
    self.users = users
    self.outcome = outcome
  }

  package enum Outcome: Sendable {
    case compared(ComparedStage)
    /// The stage is out of reach, or a station of it is saturated; the text says which.
    case refused(String)
  }

  /// Numbers beyond chance and beyond what the model says of itself.
  package var disagreements: [NumberComparison] {
    guard case .compared(let stage) = outcome else { return [] }
    return stage.comparisons.filter { $0.verdict == .disagrees }
  }
}

/// The numbers of a stage with what they rest on.
package struct ComparedStage: Sendable {
  package let comparisons: [NumberComparison]
  /// How the model obtains its percentiles.
  package let method: Method
  package let replications: Int
  /// Requests counted over all replications.
  package let requests: Int
  package let events: Int
  /// The part of the fleet that was simulated, 1 for all of it.
  package let part: Double
  /// Whether the widest interval is within the precision that was asked for.
  package let isPrecise: Bool
  /// The widest interval of all requests together, relative to its value.
  package let precision: Double
}
