import Quantities
import Queueing
import Requirements

/// The ways of all classes through the stations of a state; what they share is computed once.
struct RequestPaths {
  private let state: NetworkState
  /// The processors of a machine; nil for functions.
  private let processors: SharedProcessors?
  /// The wait for a worker, empty where nobody waits.
  private let worker: [PathStage]
  /// One read and one write of the SQL database, with the wait for a connection.
  private let read: [PathStage]
  private let write: [PathStage]
  /// Probability of a cold start; 0 on servers.
  private(set) var coldStart: Double

  /// - Throws: What is saturated.
  init(_ state: NetworkState) throws(PathLimit) {
    self.state = state
    coldStart = state.coldStart
    let open = try state.compute?.processors()
    guard state.sqlShare > 0, let database = state.database else {
      read = []
      write = []
      let wait = try WorkerWait(state, connection: .zero)
      worker = wait.stages
      processors = try open?.bounded(by: wait.processorStretch)
      return
    }
    let isHost = database.tier.engine == .onInstance
    func accesses(_ processors: SharedProcessors?) throws(PathLimit) -> (
      read: DatabaseStation.Access, write: DatabaseStation.Access, connection: ConnectionWait
    ) {
      let host = isHost ? processors : nil
      let read = try database.read(on: host)
      let write = try database.write(on: host)
      return (read, write, try ConnectionWait(state, read: read.mean, write: write.mean))
    }
    let unbounded = try accesses(open)
    let wait = try WorkerWait(state, connection: unbounded.connection.meanWait)
    worker = wait.stages
    processors = try open?.bounded(by: wait.processorStretch)
    let found = isHost && wait.processorStretch != nil ? try accesses(processors) : unbounded
    read = Self.common(found.connection.stages + found.read.stages)
    write = Self.common(found.connection.stages + found.write.stages)
  }

  private static func common(_ stages: [PathStage]) -> [PathStage] {
    stages.count > 1 ? [.common(CommonStages(stages))] : stages
  }

  /// The same ways where no request starts an environment.
  var warm: RequestPaths {
    var paths = self
    paths.coldStart = 0
    return paths
  }

  /// The stages of one class in the order that a request goes through them.
  func stages(of load: ClassLoad) -> [PathStage] {
    var accesses = Accesses()
    return stages(of: load, &accesses)
  }

  /// Reads by the share that a cache may answer, and writes: classes have most of them in common.
  private struct Accesses {
    var reads: [(cacheable: Double, stages: [PathStage])] = []
    var writes: [PathStage]?
  }

  /// - Parameter accesses: Those that other classes of the same paths came to.
  private func stages(of load: ClassLoad, _ accesses: inout Accesses) -> [PathStage] {
    var stages: [PathStage] = []
    if state.entryDelay > .zero { stages.append(.constant(state.entryDelay)) }
    stages += worker
    stages += work(of: load)
    if load.reads > 0 {
      let read: [PathStage]
      if let known = accesses.reads.first(where: { $0.cacheable == load.cacheableShare }) {
        read = known.stages
      } else {
        read = reading(cacheable: load.cacheableShare)
        accesses.reads.append((load.cacheableShare, read))
      }
      if !read.isEmpty { stages.append(.repeated(visits: load.reads, stages: read)) }
    }
    if load.writes > 0 {
      let write = accesses.writes ?? writing()
      accesses.writes = write
      if !write.isEmpty { stages.append(.repeated(visits: load.writes, stages: write)) }
    }
    return stages
  }

  /// The response time of a request of any class.
  func mixture() throws(PathLimit) -> ResponsePath {
    try Self.path(mixedStages())
  }

  /// The stages of a request of any class.
  func mixedStages() throws(PathLimit) -> [PathStage] {
    let ways = try ways()
    return ways.entry + [.choice(ways.classes)]
  }

  /// The response time of a request of any class, and of each class: what stands in both is expanded once.
  func responses() throws(PathLimit) -> (all: ResponsePath, classes: [ResponsePath]) {
    let ways = try ways()
    let shared = ways.classes.map { way in
      PathBranch(probability: way.probability, stages: [.common(CommonStages(way.stages))])
    }
    let all = try Self.path(ways.entry + [.choice(shared)])
    var classes: [ResponsePath] = []
    for way in shared { classes.append(try Self.path(ways.entry + way.stages)) }
    return (all, classes)
  }

  /// The way in, which is the same constant for every class and stays outside the mixture, and the rest of the
  /// way of each class.
  private func ways() throws(PathLimit) -> (entry: [PathStage], classes: [PathBranch]) {
    let total = state.origin.requestRate
    guard total > .zero else { throw .idle }
    var branches: [PathBranch] = []
    var entry: [PathStage] = []
    var accesses = Accesses()
    for load in state.origin.classes {
      var stages = stages(of: load, &accesses)
      if case .constant? = stages.first { entry = [stages.removeFirst()] }
      branches.append(PathBranch(probability: load.rate / total, stages: stages))
    }
    return (entry, branches)
  }

  private static func path(_ stages: [PathStage]) throws(PathLimit) -> ResponsePath {
    do { return try ResponsePath(stages) } catch { throw .combinations(most: error.limit) }
  }

  private func work(of load: ClassLoad) -> [PathStage] {
    if let processors {
      return load.cpuTime > .zero ? [processors.stage(load.cpuTime)] : []
    }
    // A function: its own environment, so nobody waits for a processor.
    let parameters = state.parameters
    var stages: [PathStage] = [
      .exponential(mean: parameters.functionOverhead),
      .exponential(mean: load.cpuTime / state.architecture.compute.virtualCPUs),
    ]
    if coldStart > 0 {
      let start = PathStage.erlang(mean: parameters.functionColdStart, phases: 4)
      stages.append(.choice([PathBranch(probability: coldStart, stages: [start])]))
    }
    return stages
  }

  private func reading(cacheable: Double) -> [PathStage] {
    var branches: [PathBranch] = []
    let reply = PathStage.exponential(mean: state.parameters.cacheReply)
    if !read.isEmpty {
      let asked = state.architecture.cache == nil ? 0 : cacheable
      let hit = asked * state.cacheHit
      let lookedUpInVain = asked * (1 - state.cacheHit)
      branches = [
        PathBranch(probability: state.sqlShare * hit, stages: [reply]),
        PathBranch(probability: state.sqlShare * lookedUpInVain, stages: [reply] + read),
        PathBranch(probability: state.sqlShare * (1 - hit - lookedUpInVain), stages: read),
      ]
    }
    if state.tableShare > 0 {
      let hit = cacheable * state.tableHit
      branches += [
        PathBranch(probability: state.tableShare * hit, stages: [reply]),
        PathBranch(
          probability: state.tableShare * (1 - hit),
          stages: [.exponential(mean: state.parameters.tableRead)]),
      ]
    }
    return Self.choice(branches)
  }

  private func writing() -> [PathStage] {
    var branches: [PathBranch] = []
    if !write.isEmpty { branches.append(PathBranch(probability: state.sqlShare, stages: write)) }
    if state.tableShare > 0 {
      branches.append(
        PathBranch(
          probability: state.tableShare,
          stages: [.exponential(mean: state.parameters.tableWrite)]))
    }
    return Self.choice(branches)
  }

  private static func choice(_ branches: [PathBranch]) -> [PathStage] {
    let taken = branches.filter { $0.probability > 0 }
    guard let first = taken.first else { return [] }
    return taken.count == 1 && first.probability >= 1 ? first.stages : [.choice(taken)]
  }
}

extension NetworkState {
  /// The stages of one class; nil when a station on its way is saturated.
  func path(of load: ClassLoad) -> [PathStage]? {
    (try? RequestPaths(self))?.stages(of: load)
  }
}
