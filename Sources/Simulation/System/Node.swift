package import Quantities

/// A place where requests are served: one instance or several behind a balancer.
package struct Node: Hashable, Sendable {
  /// In which order an instance serves.
  package enum Discipline: Hashable, Sendable {
    /// First come first served by `servers` parallel servers with one queue.
    case firstComeFirstServed(servers: Int)
    /// All at once: with n jobs each proceeds at `min(1, servers/n)`. Less than one server is a
    /// slower one.
    case processorSharing(servers: Double)
  }

  /// Which instance a request is sent to.
  package enum Balancing: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case random
    case roundRobin
    /// The fewest requests assigned and unfinished; ties are drawn.
    case leastOutstanding
  }

  package let name: String
  package let discipline: Discipline
  /// How many instances serve at the start.
  package let instances: Int
  package let balancing: Balancing
  /// The factor on the speed of every server.
  package let speed: Double
  /// Jobs that an instance holds at most, waiting and in service; more are turned away.
  package let capacity: Int?
  /// How long a job waits for service before it leaves unserved; FCFS only.
  package let patience: Law?
  /// How instances, or the servers of a single one, follow the load.
  package let scaling: Scaling?

  package init(
    _ name: String, _ discipline: Discipline, instances: Int = 1, balancing: Balancing = .random,
    speed: Double = 1, capacity: Int? = nil, patience: Law? = nil, scaling: Scaling? = nil
  ) {
    self.name = name
    self.discipline = discipline
    self.instances = instances
    self.balancing = balancing
    self.speed = speed
    self.capacity = capacity
    self.patience = patience
    self.scaling = scaling
  }
}

/// Target tracking as AWS does it: a metric per period, alarms after several periods, then a lag.
package struct Scaling: Hashable, Sendable {
  /// What is counted in.
  package enum Unit: Hashable, Sendable {
    /// Instances of the node.
    case instances
    /// Servers of the node's only instance, which is first come first served.
    case servers
  }

  package let unit: Unit
  /// The utilization to keep.
  package let target: Double
  /// How long a data point of the metric takes.
  package let period: Seconds
  /// Data points in a row above the target before it scales out.
  package let pointsOut: Int
  /// Data points in a row below nine tenths of the target before it scales in.
  package let pointsIn: Int
  /// From the decision until the new capacity serves.
  package let lag: Seconds
  package let least: Int
  package let most: Int
  /// The greatest factor by which one decision raises the capacity.
  package let greatestStep: Double

  package init(
    unit: Unit = .instances, target: Double, period: Seconds, pointsOut: Int, pointsIn: Int,
    lag: Seconds, least: Int, most: Int, greatestStep: Double = .infinity
  ) {
    self.unit = unit
    self.target = target
    self.period = period
    self.pointsOut = pointsOut
    self.pointsIn = pointsIn
    self.lag = lag
    self.least = least
    self.most = most
    self.greatestStep = greatestStep
  }
}

/// Permits that requests hold for a part of their way: worker threads, connections.
package struct Pool: Hashable, Sendable {
  package let name: String
  package let size: Int
  /// The index of the node that has one such pool per instance; nil for one pool in all.
  package let node: Int?
  /// How many may wait; more are turned away.
  package let queueLimit: Int?
  /// How long a request waits for a permit before it gives up.
  package let patience: Law?

  package init(
    _ name: String, size: Int, of node: Int? = nil, queueLimit: Int? = nil, patience: Law? = nil
  ) {
    self.name = name
    self.size = size
    self.node = node
    self.queueLimit = queueLimit
    self.patience = patience
  }
}

/// Environments that are made on demand, one per request, and kept for a while: Lambda.
package struct EnvironmentPool: Hashable, Sendable {
  /// Which idle environment is reused.
  package enum Reuse: Hashable, Sendable {
    case mostRecent
    case random
  }

  package let name: String
  package let idleTimeout: Seconds
  package let reuse: Reuse
  /// What a request waits for when none is idle.
  package let coldStart: Law
  /// The most environments at a time; requests beyond are turned away.
  package let limit: Int?

  package init(
    _ name: String, idleTimeout: Seconds, reuse: Reuse = .mostRecent,
    coldStart: Law = .deterministic(.zero), limit: Int? = nil
  ) {
    self.name = name
    self.idleTimeout = idleTimeout
    self.reuse = reuse
    self.coldStart = coldStart
    self.limit = limit
  }
}

/// A cache of unit-size items with Zipf popularity.
package struct CacheStore: Hashable, Sendable {
  package let name: String
  /// Items that exist.
  package let catalog: Int
  package let exponent: Double
  /// Items that fit; the least recently used gives way.
  package let size: Int
  /// How long an item is kept; nil for as long as it fits.
  package let timeToLive: Seconds?
  /// Whether every hit renews the time to live.
  package let isSliding: Bool

  package init(
    _ name: String, catalog: Int, exponent: Double, size: Int, timeToLive: Seconds? = nil,
    isSliding: Bool = false
  ) {
    self.name = name
    self.catalog = catalog
    self.exponent = exponent
    self.size = size
    self.timeToLive = timeToLive
    self.isSliding = isSliding
  }
}
