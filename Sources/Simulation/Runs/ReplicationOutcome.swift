/// What one replication saw.
struct ReplicationOutcome: Sendable {
  struct Class: Sendable {
    var count = 0
    var throughput = 0.0
    var mean = 0.0
    var deviation = 0.0
    var percentiles: [Double] = []
    var failureShare = 0.0
    var attempts = 0.0
  }

  var classes: [Class] = []
  var all = Class()
  var utilizations: [Double] = []
  var inSystem: [Double] = []
  var poolUtilizations: [Double] = []
  var coldShares: [Double] = []
  var busyEnvironments: [Double] = []
  var idleEnvironments: [Double] = []
  var hitRatios: [Double] = []
  var requests = 0
  var events = 0
}

extension Engine {
  /// Sums up what was seen since the measurement began.
  mutating func outcome(_ system: SimulatedSystem, percentiles: [Double]) -> ReplicationOutcome {
    var outcome = ReplicationOutcome()
    let time = now - measuredFrom
    var together = ClassTally()
    for index in 0..<classCount {
      outcome.classes.append(tallies[index].summary(time, percentiles))
      if classCount > 1 { together.add(tallies[index]) }
    }
    outcome.all = classCount > 1 ? together.summary(time, percentiles) : outcome.classes[0]
    for index in 0..<nodes.count {
      accountCapacity(of: index)
      let node = nodes.base[index]
      var busy = 0.0
      var present = 0.0
      for station in node.firstStation..<(node.firstStation + node.most) {
        let place = stations.base + station
        place.pointee.account(now)
        busy += place.pointee.busyArea - place.pointee.busyMark
        present += place.pointee.presentArea - place.pointee.presentMark
      }
      // What was there over the time, which scaling and losses change; nothing is never busy.
      let offered = node.capacityArea - node.capacityMark
      outcome.utilizations.append(offered > 0 ? busy / offered : 0)
      outcome.inSystem.append(present / time)
    }
    var first = 0
    for pool in system.pools {
      let count = pool.node.map { nodes.base[$0].most } ?? 1
      var used = 0.0
      for index in first..<(first + count) {
        pools.base[index].account(now)
        used += pools.base[index].usedArea - pools.base[index].usedMark
      }
      first += count
      outcome.poolUtilizations.append(used / (time * Double(pool.size * count)))
    }
    for index in 0..<environmentCount {
      let means = environments[index].means(now)
      outcome.coldShares.append(
        Double(environments[index].coldStarts) / Double(max(1, environments[index].starts)))
      outcome.busyEnvironments.append(means.busy)
      outcome.idleEnvironments.append(means.idle)
    }
    for index in 0..<cacheCount {
      outcome.hitRatios.append(Double(caches[index].hits) / Double(max(1, caches[index].looks)))
    }
    outcome.requests = completions
    outcome.events = events
    return outcome
  }
}

extension ClassTally {
  mutating func add(_ other: borrowing ClassTally) {
    times.add(other.times)
    count += other.count
    failures += other.failures
    attempts += other.attempts
    sum += other.sum
    squares += other.squares
  }

  func summary(_ time: Double, _ percentiles: [Double]) -> ReplicationOutcome.Class {
    let mean = sum / Double(count)
    let variance = max(0, squares / Double(count) - mean * mean)
    return ReplicationOutcome.Class(
      count: count, throughput: Double(count) / time, mean: mean,
      deviation: variance.squareRoot(), percentiles: percentiles.map { times.percentile($0) },
      failureShare: Double(failures) / Double(max(1, count + failures)),
      attempts: Double(attempts) / time)
  }
}
