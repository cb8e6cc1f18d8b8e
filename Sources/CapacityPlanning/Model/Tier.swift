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

  /// The place in the order of the tiers, from 0.
  package var order: Int {
    switch self {
    case .frontEnd: 0
    case .edge: 1
    case .entry: 2
    case .compute: 3
    case .database: 4
    case .tables: 5
    case .cache: 6
    case .files: 7
    case .messaging: 8
    case .workers: 9
    case .network: 10
    case .observability: 11
    }
  }

  /// The decisions whose options are paid in it.
  package var decisions: [String] {
    switch self {
    case .frontEnd: ["frontEndHosting"]
    case .edge: ["edge", "caching"]
    case .entry: ["exposure", "balancing", "inspection"]
    case .compute: ["compute"]
    case .database: ["database"]
    case .tables: ["caching"]
    case .cache: ["caching"]
    case .messaging: ["messaging"]
    case .workers: ["workers"]
    case .observability: ["tracing"]
    case .files, .network: []
    }
  }
}
