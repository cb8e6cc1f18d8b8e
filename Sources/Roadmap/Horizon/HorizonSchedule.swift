package import CapacityPlanning
package import CatalogModel
package import Quantities

/// When to run which architecture over the horizon, so that running and moving cost the least while
/// every objective holds at all times.
package struct HorizonSchedule: Sendable {
  package let months: Double
  /// The length of a period; costs and moves are counted by periods.
  package let periodMonths: Double
  /// The day that months are counted from; nil where nobody said.
  package let today: CalendarDay?
  package let scenarios: [GrowthScenario]
  /// What the schedule begins with: the architecture of the present stage.
  package let start: ScheduledState
  /// The moves with the likely growth, in order.
  package let moves: [ScheduledMove]
  /// What running and moving cost over the horizon with the likely growth, in USD.
  package let running: Double
  package let moving: Double
  /// The days on which the users of the likely growth are not carried: until a move that comes too late
  /// is done, and after the reach of all architectures.
  package let missedDays: Int
  /// How many architectures were compared.
  package let compared: Int
  /// The month in which no architecture of the plan carries the users any more, by scenario; nil where
  /// one always does.
  package let outOfReach: [GrowthScenario.Name: Double]
  /// What each growth's schedule, with its moves at its dates, comes to if growth is another.
  package let regrets: [Regret]

  /// Of a year of 365.25 days.
  package static let daysPerMonth = 30.4375

  /// How costs over the horizon are obtained.
  package static let method = Method.derived

  /// What the moves of the schedule for one growth, at its dates, cost more than the best schedule under
  /// another, and how long they do not carry the users.
  package struct Regret: Hashable, Sendable {
    package let planned: GrowthScenario.Name
    package let actual: GrowthScenario.Name
    /// USD over the horizon; negative where it saves money by missing objectives.
    package let dollars: Double
    /// The days on which the users are not carried.
    package let missedDays: Int
    /// Those of them on which the best schedule for that growth would have carried them.
    package let avoidableDays: Int
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
  /// Months from now before which its work cannot be done, after that of the moves before it.
  package let readyMonths: Double
  /// USD of the move: the effort at the rate of a person-day, with the premium for what cannot be
  /// taken back.
  package let cost: Double
  package let steps: [ScheduledStep]
  /// What it means to wait.
  package let delay: Delay
  /// What else could have been done instead then.
  package let alternatives: [Alternative]

  /// The date with a growth; nil where the users never come.
  package func date(_ name: GrowthScenario.Name) -> Double? { dates[name] ?? nil }

  /// Days by which it comes too late with a growth, however soon its work begins; 0 where it does not,
  /// or only saves money.
  package func lateDays(_ name: GrowthScenario.Name) -> Int {
    guard !isEconomy, let due = date(name) else { return 0 }
    return max(0, Int(((readyMonths - due) * HorizonSchedule.daysPerMonth - 1e-6).rounded(.up)))
  }

  /// The months from now at which its work must begin; negative where that day has passed.
  package func startMonths(_ name: GrowthScenario.Name) -> Double? {
    date(name).map { $0 - leadDays / HorizonSchedule.daysPerMonth }
  }

  /// What it means not to make a move when it is planned.
  package struct Delay: Hashable, Sendable {
    /// The months from now with the likely growth at which what stands gives way; nil where it never
    /// does.
    package let latest: Double?
    /// What the best schedule costs more that makes the move a period later, or not at all, in days
    /// without the objectives and USD; nil where there is none.
    package let toll: PathProblem.Toll?
  }

  /// Person-days of all steps.
  package var effort: Double { steps.reduce(0) { $0 + $1.step.personDays } }

  /// Days from the beginning of the first step until the target stands; what it makes needless is taken
  /// away after that.
  package var leadDays: Double { steps.first?.leadDays ?? 0 }

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
  ///
  /// For what is taken away when the new stands, 0 or, behind others, the negative days since then.
  package let leadDays: Double
}
