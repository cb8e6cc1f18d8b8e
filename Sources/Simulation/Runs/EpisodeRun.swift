package import Quantities

/// A system that changes over time, followed from its start to an end again and again: the mean
/// number of jobs at a node at set times.
package struct EpisodeRun {
  private let system: SimulatedSystem
  private let program: CompiledProgram
  private let seed: UInt64
  private let start: Double
  private let times: [Double]
  private let node: Int
  /// By time, the number present in each episode.
  private var present: [[Double]]
  /// Events of all episodes.
  package private(set) var events = 0

  /// No episode yet.
  ///
  /// - Parameters:
  ///   - start: When each begins, empty: before 0 where set times count from a steady state.
  ///   - times: When the jobs are counted, in order.
  ///   - node: Where.
  /// - Throws: What is wrong with the system.
  package init(
    _ system: SimulatedSystem, seed: UInt64, start: Seconds, times: [Seconds], node: Int = 0
  ) throws(SystemFault) {
    try system.check()
    program = try ProgramCompiler.compile(system)
    self.system = system
    self.seed = seed
    self.start = start.value
    self.times = times.map(\.value)
    self.node = node
    present = times.map { _ in [] }
  }

  /// Episodes so far.
  package var episodes: Int { present.first?.count ?? 0 }

  /// Follows so many more.
  package mutating func run(episodes count: Int) {
    for _ in 0..<count {
      var engine = Engine(system, program, seed: seed, replication: episodes, start: start)
      for (index, time) in times.enumerated() {
        engine.run(until: time)
        present[index].append(engine.present(at: node))
      }
      events += engine.events
    }
  }

  /// The mean numbers present, by time.
  package var means: [StudentInterval] { present.map { StudentInterval($0) } }
}

extension Engine {
  /// Jobs waiting or in service at a node, over all its instances.
  func present(at node: Int) -> Double {
    let first = nodes.base[node].firstStation
    var sum = 0
    for station in first..<(first + nodes.base[node].most) { sum += stations.base[station].present }
    return Double(sum)
  }
}
