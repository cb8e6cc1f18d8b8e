import Quantities

/// One first-come-first-served queue of c servers, customer by customer.
///
/// Kiefer and Wolfowitz, "On the theory of queues with many servers", 1955: a customer begins when
/// he has arrived and the server that is free first is free. Neither a calendar nor a queue is
/// needed, so that it takes a third of the time of an event-driven run.
struct QueueRecursion: ~Copyable {
  private let interarrival: Sampler
  private let service: Sampler
  private var arrivals: Xoshiro256
  private var services: Xoshiro256
  /// When each server is free: a heap with the earliest in front.
  private let free: Buffer<Double>
  private var now = 0.0
  private var measuredFrom = 0.0
  private var busy = 0.0
  private(set) var tally = ClassTally()
  private(set) var customers = 0

  init(interarrival: Law, service: Law, servers: Int, seed: UInt64, replication: Int) {
    self.interarrival = Sampler(interarrival)
    self.service = Sampler(service)
    arrivals = Xoshiro256(seed: seed, replication: replication, purpose: 0)
    services = Xoshiro256(seed: seed, replication: replication, purpose: 1)
    free = Buffer(repeating: 0, count: servers)
  }

  /// Takes so many customers more.
  mutating func run(customers count: Int) {
    let heap = free.base
    let size = free.count
    for _ in 0..<count {
      now += interarrival.draw(&arrivals)
      let demand = service.draw(&services)
      let end = max(now, heap[0]) + demand
      busy += demand
      var index = 0
      while true {
        var child = 2 &* index &+ 1
        guard child < size else { break }
        if child &+ 1 < size && heap[child &+ 1] < heap[child] { child &+= 1 }
        guard heap[child] < end else { break }
        heap[index] = heap[child]
        index = child
      }
      heap[index] = end
      tally.add(end - now)
    }
    customers += count
  }

  mutating func beginMeasurement() {
    tally.reset()
    measuredFrom = now
    busy = 0
  }

  func outcome(_ percentiles: [Double]) -> ReplicationOutcome {
    var outcome = ReplicationOutcome()
    let time = now - measuredFrom
    outcome.all = tally.summary(time, percentiles)
    outcome.classes = [outcome.all]
    outcome.utilizations = [busy / (time * Double(free.count))]
    outcome.inSystem = [tally.sum / time]
    outcome.requests = tally.count
    outcome.events = 2 * customers
    return outcome
  }
}

/// The replications of one queue, kept so that they can go on.
package struct QueueRun: ~Copyable {
  private let system: SimulatedSystem
  private let settings: SimulationSettings
  private let queues: UnsafeMutablePointer<QueueRecursion>
  private var isFirst = true

  /// Replications that have not begun.
  ///
  /// - Throws: What is wrong with the laws or the number of servers.
  package init(
    interarrival: Law, service: Law, servers: Int, _ settings: SimulationSettings
  ) throws(SystemFault) {
    system = SimulatedSystem(
      nodes: [Node("queue", .firstComeFirstServed(servers: servers))],
      classes: [RequestKind("all", [.serve(node: 0, service)])],
      sources: [Source(.renewal(interarrival))])
    try system.check()
    self.settings = settings
    queues = .allocate(capacity: max(1, settings.replications))
    for index in 0..<settings.replications {
      (queues + index).initialize(
        to: QueueRecursion(
          interarrival: interarrival, service: service, servers: servers, seed: settings.seed,
          replication: index))
    }
  }

  deinit {
    queues.deinitialize(count: settings.replications)
    queues.deallocate()
  }

  /// Every replication takes so many customers more.
  package mutating func run(customers count: Int) {
    let wasFirst = isFirst
    isFirst = false
    let warmUp = settings.warmUp
    nonisolated(unsafe) let queues = queues
    Workers.run(settings.replications, at: settings.workers, progress: nil) { index in
      if wasFirst {
        queues[index].run(customers: warmUp)
        queues[index].beginMeasurement()
      }
      queues[index].run(customers: count)
    }
  }

  /// What all replications saw together.
  package func result() -> SimulationResult {
    var outcomes: [ReplicationOutcome] = []
    for index in 0..<settings.replications {
      outcomes.append(queues[index].outcome(settings.percentiles))
    }
    return SimulationResult(system, outcomes)
  }
}
