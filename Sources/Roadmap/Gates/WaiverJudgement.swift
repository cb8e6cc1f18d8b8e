import CatalogModel
import Requirements

/// Gates with the waivers that name them, on one day.
struct WaiverJudgement {
  let gates: [Gate]
  /// Every waiver, in the order of the answers.
  let states: [WaiverState]

  /// - Parameter isAssumed: Whether nobody named the day.
  init(_ gates: [Gate], _ waivers: [Waiver], on day: CalendarDay?, isAssumed: Bool) {
    let states = waivers.map { waiver in
      WaiverState(
        waiver, gatePasses: gates.first { $0.id == waiver.gate }?.passes ?? true, on: day,
        isAssumed: isAssumed)
    }
    self.states = states
    self.gates = gates.map { gate in
      guard !gate.passes, let state = states.first(where: { $0.waiver.gate == gate.id }) else {
        return gate
      }
      return gate.waived(by: state)
    }
  }
}
