package import Simulation

/// One case of the accuracy suite: a system small enough to be described in a line.
package struct AccuracyCell: Sendable {
  /// Family and parameters; unique, and the same in every version of the suite.
  package let id: String
  package let family: Family
  package let model: Model

  /// Whether a constant of the method that answers was fitted to this case; all others are held
  /// out.
  ///
  /// `ForkJoin.couplingExponent`, which branches of several servers take, was fitted to exponential
  /// service on single ones, the power of `ConstantDemandStretch` to 2, 4 and 8 servers at four loads.
  /// The exponent of `WaitCorrelation` was fitted to correlations of two waits, which are no cases here.
  package var isFitted: Bool {
    switch family {
    case .forkJoin: id.contains("x M/M/1 at")
    case .sharing:
      id.contains(" M/D/")
        && ["/2", "/4", "/8"].contains { id.contains($0 + " at") } && !id.hasSuffix("0.9")
    default: false
    }
  }

  package init(_ family: Family, _ parameters: String, _ model: Model) {
    id = "\(family.rawValue) \(parameters)"
    self.family = family
    self.model = model
  }

  /// What the cases have in common, as the report groups them.
  package enum Family: String, CaseIterable, Sendable {
    case markovian = "M/M/c"
    case generalService = "M/G/1"
    case generalArrivals = "GI/M/c"
    case phaseType = "PH/PH/c"
    case general = "G/G/c"
    case sharing = "M/G/c-PS"
    case path = "path"
    case forkJoin = "fork-join"
    case closed = "closed"
    case closedClasses = "closed classes"
    case layered = "layered"
    case cache = "cache"
    case coldStart = "cold start"
    case retries = "retries"
    case transient = "transient"
    case autoscaling = "autoscaling"
  }

  /// What is simulated, and what the capacity model has to solve.
  package enum Model: Sendable {
    /// A queue, first come first served.
    case queue(interarrival: Law, service: Law, servers: Int)
    /// Poisson arrivals at shared processors.
    case sharing(rate: Double, service: Law, servers: Int)
    case path(OpenPath)
    /// A request starts one task at each of several equal stations and ends with the last.
    case forkJoin(rate: Double, service: Law, servers: Int, ways: Int)
    case closed(ClosedSystem)
    case layered(LayeredSystem)
    /// Hits over looks of a cache.
    case cache(CacheStore, rate: Double)
    /// Cold starts over all calls.
    case coldStart(rate: Double, service: Law, idleTimeout: Double)
    case retries(RetryingQueue)
    /// Mean numbers present at set times.
    case changing(ChangingSystem)
  }
}

/// Poisson requests of several classes over stations, first come first served.
package struct OpenPath: Sendable {
  package struct Station: Sendable {
    package let servers: Int
    package let mean: Double
  }

  package struct Class: Sendable {
    package let share: Double
    /// Station, probability of a visit, and number of visits.
    package let visits: [(station: Int, probability: Double, count: Double)]
    package let delay: Double
  }

  package let rate: Double
  package let stations: [Station]
  package let classes: [Class]
}

/// Users of several classes who think between requests.
package struct ClosedSystem: Sendable {
  package struct Station: Sendable {
    package let servers: Int
    package let isShared: Bool
    /// One demand for each class.
    package let demands: [Double]
  }

  package let users: [Int]
  package let think: [Double]
  package let stations: [Station]
}

/// Threads of an application server that are held while the database works.
package struct LayeredSystem: Sendable {
  package let rate: Double
  package let instances: Int
  package let cores: Int
  package let threads: Int
  package let demand: Double
  package let calls: Int
  package let databaseServers: Int
  package let databaseDemand: Double
}

/// An M/M/c queue whose clients give up waiting and try again.
package struct RetryingQueue: Sendable {
  package let rate: Double
  package let mean: Double
  package let servers: Int
  package let timeout: Double
  package let attempts: Int
}

/// A queue, first come first served with exponential service, in a time of change.
package struct ChangingSystem: Sendable {
  /// Target tracking on the servers.
  package struct Controller: Sendable {
    package let target: Double
    package let period: Double
    package let points: Int
    package let lag: Double
    package let most: Int
  }

  /// The arrival rate that has held for long, and those from set times on.
  package let before: Double
  package let pieces: [(from: Double, rate: Double)]
  package let mean: Double
  package let servers: Int
  /// Servers from set times on.
  package let added: [(from: Double, servers: Int)]
  package let scaling: Controller?
  /// When jobs are counted.
  package let times: [Double]

  /// From when on it is simulated: long enough for a steady state, and a whole number of periods.
  package var start: Double { -120 }
}
