package import Quantities

/// How a node fills and empties with time, averaged over independent replications: for crowds, losses
/// and scaling, which have no steady state.
package struct SimulationTrace: Hashable, Sendable {
  /// What was seen over one interval.
  package struct Point: Hashable, Sendable {
    /// The end of the interval.
    package let time: Seconds
    /// Jobs waiting or in service over all instances, averaged over the interval.
    package let inSystem: StudentInterval
    /// Instances that serve at its end.
    package let instances: StudentInterval
  }

  package let points: [Point]
  package let replications: Int
  package let events: Int

  /// Follows a node from time 0 on.
  ///
  /// - Parameters:
  ///   - start: When every replication begins empty, before 0.
  ///   - interval: The length of an interval, of which there are `count`.
  /// - Throws: What is wrong with the system.
  package init(
    _ system: SimulatedSystem, node: Int, seed: UInt64, replications: Int, from start: Seconds,
    interval: Seconds, count: Int, workers: Int = 2, progress: (@Sendable (Int) -> Void)? = nil
  ) throws(SystemFault) {
    try system.check()
    let program = try ProgramCompiler.compile(system)
    var seen = [[(inSystem: Double, instances: Double)]](
      repeating: [], count: max(1, replications))
    var events = [Int](repeating: 0, count: max(1, replications))
    seen.withUnsafeMutableBufferPointer { seen in
      events.withUnsafeMutableBufferPointer { events in
        // Each piece of work writes a place of its own.
        nonisolated(unsafe) let seen = seen
        nonisolated(unsafe) let events = events
        Workers.run(seen.count, at: workers, progress: progress) { index in
          var engine = Engine(
            system, program, seed: seed, replication: index, start: start.value)
          engine.run(until: 0)
          var before = engine.presentArea(of: node)
          for step in 1...max(1, count) {
            engine.run(until: Double(step) * interval.value)
            let area = engine.presentArea(of: node)
            seen[index].append(
              ((area - before) / interval.value, Double(engine.activeInstances(of: node))))
            before = area
          }
          events[index] = engine.events
        }
      }
    }
    self.replications = seen.count
    self.events = events.reduce(0, +)
    points = (0..<max(1, count)).map { step in
      Point(
        time: interval * Double(step + 1),
        inSystem: StudentInterval(seen.map { $0[step].inSystem }),
        instances: StudentInterval(seen.map { $0[step].instances }))
    }
  }

  /// The interval with the most in the system, on average over the replications.
  package var peak: Point? {
    points.max { $0.inSystem.value < $1.inSystem.value }
  }
}

extension Engine {
  /// ∫ jobs present dt of a node so far.
  mutating func presentArea(of node: Int) -> Double {
    let first = nodes.base[node].firstStation
    var area = 0.0
    for station in first..<(first + nodes.base[node].most) {
      stations.base[station].account(now)
      area += stations.base[station].presentArea
    }
    return area
  }

  func activeInstances(of node: Int) -> Int { nodes.base[node].activeCount }
}
