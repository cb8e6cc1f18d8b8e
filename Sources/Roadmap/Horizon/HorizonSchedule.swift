package import CapacityPlanning
package import CatalogModel
package import Quantities

/// When to run which architecture over the horizon, so that running and moving cost the least while
/// every objective holds at all times.
package struct HorizonSchedule: Sendable {
  package let months: Double
  /// The length of a period; costs and moves are counted by periods.
  package let periodMonths: Double
  package let scenarios: [GrowthScenario]
  /// What the schedule begins with: the architecture of the present stage.
  package let start: ScheduledState
  /// The moves with the likely growth, in order.
  package let moves: [ScheduledMove]
  /// What running and moving cost over the horizon with the likely growth, in USD.
  package let running: Double
  package let moving: Double
  /// How many architectures were compared.
  package let compared: Int
  /// The month in which no architecture of the plan carries the users any more, by scenario; nil where
  /// one always does.
  package let outOfReach: [GrowthScenario.Name: Double]
  /// What the architectures that are best for one growth cost more, over the horizon and at their best
  /// dates, if growth is another; nil where they do not carry it.
  package let regrets: [Regret]

  /// How costs over the horizon are obtained.
  package static let method = Method.derived

  /// What the path for one growth costs more than the best under another.
  package struct Regret: Hashable, Sendable {
    package let planned: GrowthScenario.Name
    package let actual: GrowthScenario.Name
    /// USD over the horizon; nil where the path does not carry the users.
    package let dollars: Double?
  }
}

/// An architecture of a schedule.
package struct ScheduledState: Hashable, Sendable {
  /// The index of the stage whose design it has.
  package let stage: Int
  package let architecture: Architecture
  /// The users that it is sized for.
  package let sizedFor: Users
  package let breaking: BreakingLoad
}

/// A move of a schedule.
package struct ScheduledMove: Sendable {
  package let target: ScheduledState
  /// The users at which it must be done.
  package let users: Users
  /// What gives way in the architecture before; nothing for a move that saves money.
  package let cause: BreakingLoad.Cause
  /// Whether it is made to save money before anything gives way.
  package let isEconomy: Bool
  /// The months from now by scenario in which the users come; nil where they never do.
  package let dates: [GrowthScenario.Name: Double?]
  /// USD of the move: the effort at the rate of a person-day, with the premium for what cannot be
  /// taken back.
  package let cost: Double
  package let steps: [ScheduledStep]
  /// What else could have been done instead then.
  package let alternatives: [Alternative]

  /// The date with a growth; nil where the users never come.
  package func date(_ name: GrowthScenario.Name) -> Double? { dates[name] ?? nil }

  /// Person-days of all steps.
  package var effort: Double { steps.reduce(0) { $0 + $1.step.personDays } }

  /// Days from the beginning of the first step to the end of the last.
  package var leadDays: Double { steps.reduce(0) { $0 + $1.move.leadDays } }

  /// An architecture that was not chosen for the time of the move.
  package struct Alternative: Hashable, Sendable {
    package let state: ScheduledState
    /// USD over the horizon that the best schedule with it costs more.
    package let extra: Double
  }
}

/// A step of a move with what its kind says of it.
package struct ScheduledStep: Hashable, Sendable {
  package let step: Step
  package let move: MoveDefinition
  /// Days before the move is due at which it begins; those of the next steps included.
  package let leadDays: Double
}
