package import Quantities
package import Requirements

/// One course that the growth of the users may take over the horizon.
package struct GrowthScenario: Hashable, Sendable {
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case low, likely, high
  }

  package let name: Name
  /// The share by which the users grow in a month.
  package let monthlyGrowth: Double
  package let now: Users

  /// The three courses of the answer for the growth; all alike where it was given as one number.
  package static func all(of requirements: SystemRequirements) -> [GrowthScenario] {
    let growth = requirements.users.monthlyGrowth
    let estimate =
      requirements.ranges.first { $0.path == "users.monthlyGrowth" }?.estimate
      ?? Estimate(growth)
    return Name.allCases.map { name in
      let share =
        switch name {
        case .low: estimate.low
        case .likely: growth
        case .high: estimate.high
        }
      return GrowthScenario(name: name, monthlyGrowth: share, now: requirements.users.now)
    }
  }

  /// `now · (1 + g)^months`.
  package func users(months: Double) -> Users {
    Users(now.value * GrowthCurve(monthlyGrowth: monthlyGrowth).factor(months: months))
  }

  /// The months until there are so many users; 0 for fewer than now, nil where they never come.
  package func months(until users: Users) -> Double? {
    if users <= now { return 0 }
    guard monthlyGrowth > 0 else { return nil }
    return GrowthCurve(monthlyGrowth: monthlyGrowth).months(
      ratio: users.value / max(1, now.value))
  }
}
