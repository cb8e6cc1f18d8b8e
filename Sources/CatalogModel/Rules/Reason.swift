/// Why a system has to change: the four reasons of the talk.
package enum Reason: String, Hashable, Sendable, CaseIterable {
  /// Something is used up: processors, memory, connections.
  case physical
  /// Something else does the same for less.
  case economy
  /// It must do something that it cannot do.
  case functional
  /// It must do it faster, safer or more reliably.
  case nonFunctional = "non-functional"
}
