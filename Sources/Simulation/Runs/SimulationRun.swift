import Dispatch
import Quantities

/// The replications of a system, kept so that they can go on.
///
/// Each replication has its own engine and its own streams, and goes through the same events
/// however many run at a time.
package struct SimulationRun: ~Copyable {
  package let system: SimulatedSystem
  package let settings: SimulationSettings
  private let engines: UnsafeMutablePointer<Engine>
  private var target = 0

  /// Replications that have not begun.
  ///
  /// - Throws: What is wrong with the system.
  package init(_ system: SimulatedSystem, _ settings: SimulationSettings) throws(SystemFault) {
    try system.check()
    let program = try ProgramCompiler.compile(system)
    self.system = system
    self.settings = settings
    engines = .allocate(capacity: max(1, settings.replications))
    for index in 0..<settings.replications {
      (engines + index).initialize(
        to: Engine(system, program, seed: settings.seed, replication: index, start: 0))
    }
  }

  deinit {
    engines.deinitialize(count: settings.replications)
    engines.deallocate()
  }

  /// Runs every replication until it has counted so many requests in all.
  ///
  /// - Parameter progress: Called with the number of replications that have come so far; from
  ///   several threads, one at a time.
  package mutating func run(
    requests count: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) {
    let isFirst = target == 0
    let warmUp = settings.warmUp
    target = count
    nonisolated(unsafe) let engines = engines
    Workers.run(settings.replications, at: settings.workers, progress: progress) { index in
      if isFirst {
        engines[index].run(completions: warmUp)
        engines[index].beginMeasurement()
      }
      engines[index].run(completions: count)
    }
  }

  /// What all replications saw together.
  package mutating func result() -> SimulationResult {
    var outcomes: [ReplicationOutcome] = []
    for index in 0..<settings.replications {
      outcomes.append(engines[index].outcome(system, percentiles: settings.percentiles))
    }
    return SimulationResult(system, outcomes)
  }
}

extension SimulationResult {
  init(_ system: SimulatedSystem, _ outcomes: [ReplicationOutcome]) {
    func interval(_ value: (ReplicationOutcome) -> Double) -> StudentInterval {
      StudentInterval(outcomes.map(value))
    }
    func result(
      _ name: String, _ one: (ReplicationOutcome) -> ReplicationOutcome.Class
    ) -> ClassResult {
      ClassResult(
        name: name, throughput: interval { one($0).throughput }, mean: interval { one($0).mean },
        standardDeviation: interval { one($0).deviation },
        percentiles: (outcomes.first.map { one($0).percentiles } ?? []).indices.map { index in
          interval { one($0).percentiles[index] }
        }, failureShare: interval { one($0).failureShare },
        attempts: interval { one($0).attempts })
    }
    all = result("all requests") { $0.all }
    classes = system.classes.enumerated().map { index, one in
      result(one.name) { $0.classes[index] }
    }
    nodes = system.nodes.enumerated().map { index, node in
      NodeResult(
        name: node.name, utilization: interval { $0.utilizations[index] },
        inSystem: interval { $0.inSystem[index] })
    }
    pools = system.pools.enumerated().map { index, pool in
      PoolResult(name: pool.name, utilization: interval { $0.poolUtilizations[index] })
    }
    environments = system.environments.enumerated().map { index, pool in
      EnvironmentResult(
        name: pool.name, coldShare: interval { $0.coldShares[index] },
        busy: interval { $0.busyEnvironments[index] },
        idle: interval { $0.idleEnvironments[index] })
    }
    hitRatios = system.caches.indices.map { index in interval { $0.hitRatios[index] } }
    replications = outcomes.count
    requests = outcomes.reduce(0) { $0 + $1.requests }
    events = outcomes.reduce(0) { $0 + $1.events }
  }
}
