package import CatalogModel
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
  /// The day it was judged on where nobody named one: the newest of the catalog.
  package let assumedDay: CalendarDay?

  /// The state of a waiver of a gate.
  ///
  /// - Parameters:
  ///   - day: Today; nil leaves every waiver in force.
  ///   - isAssumed: Whether nobody named the day.
  init(_ waiver: Waiver, gatePasses: Bool, on day: CalendarDay?, isAssumed: Bool) {
    self.waiver = waiver
    assumedDay = isAssumed ? day : nil
    if gatePasses {
      state = .unneeded
    } else if let day, let last = CalendarDay(waiver.expires), last < day {
      state = .expired
    } else {
      state = .counts
    }
  }
}
