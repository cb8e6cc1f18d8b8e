/// What a simulation saw, each number with its 99 % confidence interval.
package struct SimulationResult: Hashable, Sendable {
  /// All classes together.
  package let all: ClassResult
  package let classes: [ClassResult]
  package let nodes: [NodeResult]
  package let pools: [PoolResult]
  package let environments: [EnvironmentResult]
  /// Hits over looks of each cache.
  package let hitRatios: [StudentInterval]
  package let replications: Int
  /// Requests answered while it was measured, over all replications.
  package let requests: Int
  /// Events of all replications, with those of the warm-up.
  package let events: Int
}

/// What a simulation saw of a class.
package struct ClassResult: Hashable, Sendable {
  package let name: String
  /// Requests answered per second.
  package let throughput: StudentInterval
  /// The mean of the response time of answered requests, in seconds.
  package let mean: StudentInterval
  package let standardDeviation: StudentInterval
  /// In the order of `SimulationSettings.percentiles`.
  package let percentiles: [StudentInterval]
  /// Requests that failed over all.
  package let failureShare: StudentInterval
  /// Attempts per second of clients that try again.
  package let attempts: StudentInterval
}

/// What a simulation saw of a node, averaged over its instances.
package struct NodeResult: Hashable, Sendable {
  package let name: String
  /// Busy servers over all servers.
  package let utilization: StudentInterval
  /// Jobs waiting or in service, over all instances.
  package let inSystem: StudentInterval
}

/// What a simulation saw of a pool.
package struct PoolResult: Hashable, Sendable {
  package let name: String
  /// Permits in use over all permits.
  package let utilization: StudentInterval
}

/// What a simulation saw of environments made on demand.
package struct EnvironmentResult: Hashable, Sendable {
  package let name: String
  /// Cold starts over all.
  package let coldShare: StudentInterval
  package let busy: StudentInterval
  package let idle: StudentInterval
}
