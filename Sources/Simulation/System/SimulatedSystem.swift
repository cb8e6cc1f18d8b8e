package import Quantities

/// A system to simulate: places, resources, and what requests do.
///
/// Nodes, pools, environment pools, caches and classes are referred to by their index.
package struct SimulatedSystem: Hashable, Sendable {
  package var nodes: [Node]
  package var pools: [Pool]
  package var environments: [EnvironmentPool]
  package var caches: [CacheStore]
  package var classes: [RequestKind]
  package var sources: [Source]
  /// What happens at set times.
  package var events: [PlannedEvent]

  package init(
    nodes: [Node] = [], pools: [Pool] = [], environments: [EnvironmentPool] = [],
    caches: [CacheStore] = [], classes: [RequestKind], sources: [Source],
    events: [PlannedEvent] = []
  ) {
    self.nodes = nodes
    self.pools = pools
    self.environments = environments
    self.caches = caches
    self.classes = classes
    self.sources = sources
    self.events = events
  }
}

/// A class of requests: its way through the system.
package struct RequestKind: Hashable, Sendable {
  package let name: String
  package let steps: [Step]
  /// What its client does when the response is late; nil when it waits.
  package let retry: Retry?

  package init(_ name: String, _ steps: [Step], retry: Retry? = nil) {
    self.name = name
    self.steps = steps
    self.retry = retry
  }
}

/// A client that tries again: the attempt before goes on and uses resources all the same.
package struct Retry: Hashable, Sendable {
  package let timeout: Seconds
  /// Attempts after the first.
  package let attempts: Int
  /// From the timeout until the next attempt.
  package let backoff: Law

  package init(timeout: Seconds, attempts: Int, backoff: Law = .deterministic(.zero)) {
    self.timeout = timeout
    self.attempts = attempts
    self.backoff = backoff
  }
}

/// A part of the way of a request.
package indirect enum Step: Hashable, Sendable {
  /// A time without queueing.
  case delay(Law)
  /// Wait and service at an instance of a node.
  case serve(node: Int, Law)
  /// The steps at one instance, chosen when they begin; nodes and pools inside refer to it.
  case at(node: Int, [Step])
  /// The steps while a permit of a pool is held, after waiting for it.
  case holding(pool: Int, [Step])
  /// The steps while an environment is occupied, after a cold start where none was idle.
  case inEnvironment(Int, [Step])
  /// One of several ways; with the rest of the probability, nothing.
  case choice([Way])
  /// Steps gone through several times; a fractional number is drawn between its neighbors.
  case repeated(visits: Double, [Step])
  /// All ways at once; it ends when the last of them ends.
  case fork([[Step]])
  /// A look into a cache at an item drawn by popularity.
  case lookUp(cache: Int, hit: [Step], miss: [Step])
}

/// One of the ways at a choice.
package struct Way: Hashable, Sendable {
  package let probability: Double
  package let steps: [Step]

  package init(_ probability: Double, _ steps: [Step]) {
    self.probability = probability
    self.steps = steps
  }
}

/// Where requests come from.
package struct Source: Hashable, Sendable {
  /// What times apart they come.
  package enum Arrivals: Hashable, Sendable {
    /// Independent times between arrivals.
    case renewal(Law)
    /// Poisson with a rate that is constant between changes, from the first one on.
    case poisson([RatePiece])
    /// A fixed number of users, each thinking between a response and the next request.
    case closed(users: Int, think: Law)
  }

  package let arrivals: Arrivals
  /// Of which class a request is: class and probability, adding up to one.
  package let mix: [ClassShare]

  package init(_ arrivals: Arrivals, mix: [ClassShare] = [ClassShare(0, 1)]) {
    self.arrivals = arrivals
    self.mix = mix
  }

  /// Poisson arrivals at one rate.
  package static func poisson(
    _ rate: RequestsPerSecond, mix: [ClassShare] = [ClassShare(0, 1)]
  ) -> Source {
    Source(.poisson([RatePiece(from: Seconds(-.infinity), rate)]), mix: mix)
  }
}

/// The share of a source's requests that are of a class.
package struct ClassShare: Hashable, Sendable {
  package let index: Int
  package let probability: Double

  package init(_ index: Int, _ probability: Double) {
    self.index = index
    self.probability = probability
  }
}

/// An arrival rate from some time on.
package struct RatePiece: Hashable, Sendable {
  package let from: Seconds
  package let rate: RequestsPerSecond

  package init(from: Seconds, _ rate: RequestsPerSecond) {
    self.from = from
    self.rate = rate
  }
}

/// Something that happens at a set time.
package struct PlannedEvent: Hashable, Sendable {
  package enum Change: Hashable, Sendable {
    /// The servers of a first-come-first-served node's instances.
    case servers(node: Int, Int)
    /// The first so many instances of a node stop at once; what they work on fails.
    case loss(node: Int, instances: Int)
  }

  package let time: Seconds
  package let change: Change

  package init(at time: Seconds, _ change: Change) {
    self.time = time
    self.change = change
  }
}
