/// Machines whose number changes, as fluid queues: one for all of them, or one for each.
///
/// Where each machine has a queue of its own and a balancer picks one at random, what waits at a machine
/// stays there: one that joins begins empty and takes no more than its part of the arrivals. Machines
/// that began together are alike, so that a queue for each such cohort is enough.
struct FluidFleet {
  /// Machines that began together, with what all of them hold.
  private struct Cohort {
    var machines: Double
    var queue: FluidQueue
    /// The last step: most steps of a mean hour, and of a crowd that has filled the machines, repeat it.
    var last: Step?

    init(machines: Double, queue: FluidQueue) {
      self.machines = machines
      self.queue = queue
    }
  }

  /// What a step was made of, and what it came to.
  private struct Step {
    let span: Double
    let arrivals: Double
    let servers: Double
    let groups: Double
    let service: Double
    let before: FluidQueue
    let after: FluidQueue

    /// Whether another step is so much like it that what it comes to differs by a few millionths of a millionth.
    func stands(
      for queue: FluidQueue, span: Double, arrivals: Double, servers: Double, groups: Double,
      service: Double
    ) -> Bool {
      self.arrivals == arrivals && self.servers == servers && self.groups == groups
        && self.span == span && self.service == service && before.isNext(to: queue)
    }
  }

  private let serversPerMachine: Double
  private let isPooled: Bool
  private var cohorts: [Cohort]

  /// Cohorts that are followed; older ones have come close to each other.
  private static let most = 12

  /// The machines in the steady state of a load in erlangs.
  init(steadyStateOf load: Double, machines: Int, serversPerMachine: Double, isPooled: Bool) {
    self.serversPerMachine = serversPerMachine
    self.isPooled = isPooled
    let count = Double(machines)
    let queue = FluidQueue(
      steadyStateOf: load, servers: count * serversPerMachine, groups: isPooled ? 1 : count)
    cohorts = [Cohort(machines: count, queue: queue)]
  }

  private var machines: Double { cohorts.reduce(0) { $0 + $1.machines } }

  /// The mean number waiting or in service.
  var present: Double { cohorts.reduce(0) { $0 + $1.queue.present } }

  /// The share of the servers that is busy; one where there are none.
  var utilization: Double {
    let all = machines
    guard all > 0 else { return 1 }
    return cohorts.reduce(0) { $0 + $1.machines * $1.queue.utilization } / all
  }

  /// The mean number waiting.
  var backlog: Double { cohorts.reduce(0) { $0 + waiting($1) } }

  private func waiting(_ cohort: Cohort) -> Double {
    let busy = cohort.machines * serversPerMachine * cohort.queue.utilization
    return max(0, cohort.queue.present - busy)
  }

  /// Moves on by `span` seconds with λ arrivals a second and machines with servers of rate μ.
  mutating func advance(by span: Double, arrivals: Double, machines count: Int, service: Double) {
    resize(to: Double(count))
    let all = machines
    for index in cohorts.indices {
      var cohort = cohorts[index]
      let own = cohort.machines
      let arrivals = all > 0 ? arrivals * own / all : arrivals
      let servers = own * serversPerMachine
      let groups = groups(of: own)
      if let last = cohort.last,
        last.stands(
          for: cohort.queue, span: span, arrivals: arrivals, servers: servers, groups: groups,
          service: service)
      {
        cohorts[index].queue = last.after
        continue
      }
      let before = cohort.queue
      cohort.queue.advance(
        by: span, arrivals: arrivals, servers: servers, groups: groups, service: service)
      cohort.last = Step(
        span: span, arrivals: arrivals, servers: servers, groups: groups, service: service,
        before: before, after: cohort.queue)
      cohorts[index] = cohort
    }
  }

  /// The queues of some machines.
  private func groups(of machines: Double) -> Double { isPooled ? min(1, machines) : machines }

  /// Takes away who waits longer than a time at servers of rate μ, and gives how many.
  mutating func dropWaiting(longerThan time: Double, service: Double) -> Double {
    var lost = 0.0
    for index in cohorts.indices {
      let capacity = cohorts[index].machines * serversPerMachine * service
      let excess = waiting(cohorts[index]) - capacity * time
      if excess > 0 {
        cohorts[index].queue.drop(
          excess, groups: groups(of: cohorts[index].machines),
          servers: cohorts[index].machines * serversPerMachine)
        lost += excess
      }
    }
    return lost
  }

  /// Machines join empty; of those that go, the youngest first, the others take over what they hold.
  private mutating func resize(to count: Double) {
    let all = machines
    guard count != all else { return }
    if isPooled || cohorts.isEmpty || all == 0 {
      cohorts[0].machines = count
      return
    }
    if count > all {
      cohorts.append(Cohort(machines: count - all, queue: FluidQueue()))
      if cohorts.count > Self.most { mergeOldest() }
      return
    }
    var leaving = all - count
    var moved = 0.0
    while leaving > 0, let last = cohorts.last {
      let gone = min(leaving, last.machines)
      let share = last.queue.present * gone / last.machines
      moved += share
      leaving -= gone
      if gone == last.machines && cohorts.count > 1 {
        cohorts.removeLast()
      } else {
        cohorts[cohorts.count - 1].machines -= gone
        cohorts[cohorts.count - 1].queue.move(-share)
        if cohorts.count == 1 { break }
      }
    }
    let left = machines
    for index in cohorts.indices {
      cohorts[index].queue.move(left > 0 ? moved * cohorts[index].machines / left : moved)
    }
  }

  private mutating func mergeOldest() {
    let first = cohorts.removeFirst()
    cohorts[0].machines += first.machines
    cohorts[0].queue.absorb(first.queue, share: first.machines / cohorts[0].machines)
  }
}
