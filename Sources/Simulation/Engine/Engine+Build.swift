import Quantities

extension Engine {
  /// A replication at its start: empty, with every open source and every user about to begin.
  ///
  /// - Parameters:
  ///   - system: A system that has been checked and compiled.
  ///   - start: The time at which it begins; before 0 where set times count from a steady state.
  init(
    _ system: SimulatedSystem, _ program: CompiledProgram, seed: UInt64, replication: Int,
    start: Double
  ) {
    var laws = program.laws
    func sampler(_ law: Law) -> Int {
      laws.append(law)
      return laws.count - 1
    }
    var nodes: [NodeState] = []
    var stations: [Station] = []
    var active: [Int32] = []
    for (index, node) in system.nodes.enumerated() {
      let most =
        node.scaling?.unit == .instances
        ? max(node.instances, node.scaling?.most ?? 0) : node.instances
      nodes.append(
        NodeState(
          firstStation: stations.count, register: program.nodeRegisters[index],
          balancing: node.balancing, activeCount: node.instances, most: most))
      let patience = node.patience.map(sampler) ?? -1
      for _ in 0..<most {
        active.append(Int32(stations.count))
        stations.append(Station(node, index: index, patience: patience, start: start))
      }
    }
    var pools: [PoolState] = []
    var poolStarts: [Int] = []
    for pool in system.pools {
      poolStarts.append(pools.count)
      let patience = pool.patience.map(sampler) ?? -1
      let state = PoolState(
        free: pool.size, size: pool.size, queueLimit: pool.queueLimit ?? .max,
        patience: Int32(patience), node: Int32(pool.node ?? -1), areaSince: start)
      pools += Array(repeating: state, count: pool.node.map { nodes[$0].most } ?? 1)
    }
    var code = program.code
    for index in code.indices where [.acquire, .release].contains(code[index].operation) {
      code[index].first = Int32(poolStarts[Int(code[index].first)])
    }
    let coldStarts = system.environments.map { Int32(sampler($0.coldStart)) }
    var branches = program.branches
    var sources: [SourceState] = []
    var pieces: [Piece] = []
    let kinds = system.classes.enumerated().map { index, one in
      KindState(
        entry: Int32(program.entries[index]), timeout: one.retry?.timeout.value ?? .infinity,
        attempts: Int32(one.retry?.attempts ?? 0),
        backoff: Int32(one.retry.map { sampler($0.backoff) } ?? -1))
    }
    for (index, source) in system.sources.enumerated() {
      let firstRow = branches.count
      var total = 0.0
      for share in source.mix where share.probability > 0 {
        total += share.probability
        branches.append(
          BranchRow(below: total >= 1 - 1e-12 ? 2 : total, target: Int32(share.index)))
      }
      let firstPiece = pieces.count
      var law: Int?
      var users = 0
      switch source.arrivals {
      case .renewal(let one): law = sampler(one)
      case .closed(let count, let think):
        law = sampler(think)
        users = count
      case .poisson(let changes):
        let sorted = changes.sorted { $0.from < $1.from }
        if let first = sorted.first, first.from.value > start {
          pieces.append(Piece(end: first.from.value, rate: 0))
        }
        for (position, change) in sorted.enumerated() {
          let end = position + 1 < sorted.count ? sorted[position + 1].from.value : .infinity
          pieces.append(Piece(end: end, rate: change.rate.value))
        }
      }
      let kind: SourceState.Kind =
        switch source.arrivals {
        case .renewal: .renewal
        case .poisson: .poisson
        case .closed: .closed
        }
      sources.append(
        SourceState(
          kind: kind, sampler: law ?? -1, lastPiece: pieces.count - 1, piece: firstPiece,
          firstRow: firstRow, rows: branches.count - firstRow, stream: index, users: users))
    }
    let firstChoice = laws.count
    let firstSource = firstChoice + program.choices
    let sourceStates = sources.map { source in
      SourceState(
        kind: source.kind, sampler: source.sampler, lastPiece: source.lastPiece,
        piece: source.piece, firstRow: source.firstRow, rows: source.rows,
        stream: firstSource + source.stream, users: source.users)
    }
    let streams = (0..<(firstSource + sources.count)).map {
      Xoshiro256(seed: seed, replication: replication, purpose: $0)
    }

    self.code = Buffer(code)
    self.branches = Buffer(branches)
    samplers = Buffer(laws.map(Sampler.init))
    self.streams = Buffer(streams)
    self.firstChoice = firstChoice
    self.nodes = Buffer(nodes)
    self.stations = Buffer(stations)
    self.active = Buffer(active)
    self.pools = Buffer(pools)
    environmentCount = system.environments.count
    environments = .allocate(capacity: max(1, environmentCount))
    for (index, pool) in system.environments.enumerated() {
      (environments + index).initialize(to: EnvironmentSet(pool))
    }
    self.coldStarts = Buffer(coldStarts)
    cacheCount = system.caches.count
    caches = .allocate(capacity: max(1, cacheCount))
    for (index, store) in system.caches.enumerated() {
      (caches + index).initialize(to: LRUCache(store))
    }
    self.sources = Buffer(sourceStates)
    self.pieces = Buffer(pieces)
    self.kinds = Buffer(kinds)
    controls = Buffer()
    jobs = JobTable(registers: program.registers)
    classCount = system.classes.count
    tallies = .allocate(capacity: classCount)
    for index in 0..<classCount { (tallies + index).initialize(to: ClassTally()) }
    now = start
    measuredFrom = start
    begin(system, start: start)
  }

  /// Notes the first events.
  private mutating func begin(_ system: SimulatedSystem, start: Double) {
    for index in 0..<sources.count {
      scheduleArrival(index)
      for _ in 0..<sources.base[index].users {
        _ = schedule(start + draw(sources.base[index].sampler), .think, index)
      }
    }
    for event in system.events {
      switch event.change {
      case .servers(let node, let count):
        controls.append(Control(kind: .setServers, node: node, amount: count))
      case .loss(let node, let count):
        controls.append(Control(kind: .loss, node: node, amount: count))
      }
      _ = schedule(event.time.value, .control, controls.count - 1)
    }
    for (index, node) in system.nodes.enumerated() {
      guard let scaling = node.scaling else { continue }
      controls.append(Control(scaling, node: index))
      _ = schedule(start + scaling.period.value, .control, controls.count - 1)
    }
  }

  /// Forgets what was seen so far: the warm-up is over.
  mutating func beginMeasurement() {
    for index in 0..<stations.count {
      stations.base[index].account(now)
      stations.base[index].busyMark = stations.base[index].busyArea
      stations.base[index].presentMark = stations.base[index].presentArea
    }
    for index in 0..<nodes.count {
      accountCapacity(of: index)
      nodes.base[index].capacityMark = nodes.base[index].capacityArea
    }
    for index in 0..<pools.count {
      pools.base[index].account(now)
      pools.base[index].usedMark = pools.base[index].usedArea
    }
    for index in 0..<environmentCount { environments[index].resetCounts(now) }
    for index in 0..<cacheCount { caches[index].resetCounts() }
    for index in 0..<classCount { tallies[index].reset() }
    completions = 0
    measuredFrom = now
  }
}

extension Station {
  init(_ node: Node, index: Int, patience: Int, start: Double) {
    self.node = Int32(index)
    switch node.discipline {
    case .firstComeFirstServed(let count):
      isShared = false
      servers = Double(count)
    case .processorSharing(let size):
      isShared = true
      servers = size
    }
    speed = node.speed
    capacity = node.capacity ?? .max
    self.patience = Int32(patience)
    virtualSince = start
    areaSince = start
  }
}

extension Control {
  init(_ scaling: Scaling, node: Int) {
    self.init(kind: .tick, node: node, amount: 0)
    period = scaling.period.value
    target = scaling.target
    pointsOut = scaling.pointsOut
    pointsIn = scaling.pointsIn
    lag = scaling.lag.value
    least = scaling.least
    most = scaling.most
    greatestStep = scaling.greatestStep
    countsServers = scaling.unit == .servers
  }

  init(kind: Kind, node: Int, amount: Int) {
    self.kind = kind
    self.node = node
    self.amount = amount
  }
}
