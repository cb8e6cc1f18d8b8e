import CatalogModel
package import Requirements

/// A waiver on the day of a plan.
package struct WaiverState: Hashable, Sendable {
  package enum State: String, Hashable, Sendable {
    /// It keeps a missed gate from failing the plan.
    case counts
    /// Its last day has passed.
    case expired
    /// The gate that it waives passes.
    case unneeded
  }

  package let waiver: Waiver
  package let state: State

  /// The state of a waiver of a gate.
  ///
  /// - Parameter day: Today; nil leaves every waiver in force.
  init(_ waiver: Waiver, gatePasses: Bool, on day: CalendarDay?) {
    self.waiver = waiver
    if gatePasses {
      state = .unneeded
    } else if let day, let last = CalendarDay(waiver.expires), last < day {
      state = .expired
    } else {
      state = .counts
    }
  }
}
