/// The layers of an architecture that limits, costs and steps are told by.
package enum Tier: String, Hashable, Sendable, CaseIterable {
  case frontEnd = "front end"
  case edge
  case entry = "API and load balancing"
  case compute
  case database
  case tables
  case cache
  case files
  case messaging
  case workers
  case network
  case observability
}
