extension Engine {
  /// Something planned happens, or a scaling controller looks at its metric.
  mutating func control(_ index: Int) {
    let control = controls.base[index]
    switch control.kind {
    case .setServers: setServers(node: control.node, control.amount)
    case .loss: lose(node: control.node, instances: control.amount)
    case .tick: tick(index)
    case .launch:
      controls.base[control.owner].launching -= control.amount
      addCapacity(control)
    }
  }

  /// Sets the servers of all instances of a node; those that are too many end what they do.
  mutating func setServers(node: Int, _ count: Int) {
    accountCapacity(of: node)
    let first = nodes.base[node].firstStation
    for station in first..<(first + nodes.base[node].most) {
      let place = stations.base + station
      place.pointee.account(now)
      if place.pointee.isShared {
        place.pointee.advanceVirtualTime(now)
        place.pointee.servers = Double(count)
        place.pointee.nextEnd = .infinity
        if place.pointee.present > 0 { scheduleSharing(station) }
      } else {
        place.pointee.servers = Double(count)
        startServices(station)
      }
    }
  }

  /// Brings the capacity that a node had up to now; called before it changes.
  mutating func accountCapacity(of node: Int) {
    let place = nodes.base + node
    var servers = 0.0
    for position in 0..<place.pointee.activeCount {
      servers += stations.base[Int(active.base[place.pointee.firstStation + position])].servers
    }
    place.pointee.capacityArea += servers * (now - place.pointee.capacitySince)
    place.pointee.capacitySince = now
  }

  /// Stops the first instances of a node; the jobs there fail.
  mutating func lose(node: Int, instances: Int) {
    accountCapacity(of: node)
    let first = nodes.base[node].firstStation
    let list = active.base + first
    let lost = min(instances, nodes.base[node].activeCount)
    for position in 0..<lost { stop(Int(list[position])) }
    let left = nodes.base[node].activeCount - lost
    for position in 0..<left { list[position] = list[position + lost] }
    nodes.base[node].activeCount = left
    nodes.base[node].turn = 0
  }

  private mutating func stop(_ station: Int) {
    let place = stations.base + station
    place.pointee.account(now)
    place.pointee.isUp = false
    if place.pointee.isShared {
      while place.pointee.sharing.count > 0 { abort(place.pointee.sharing.removeFirst()) }
      place.pointee.nextOrder = 0
      place.pointee.nextEnd = .infinity
    } else {
      while place.pointee.queue.count > 0 { abort(place.pointee.queue.removeFirst(jobs)) }
      // Jobs in service are in no list; a loss is rare enough to look at all jobs.
      for job in 0..<jobs.place.count
      where jobs.station.base[job] == Int32(station) && jobs.token.base[job] != 0 {
        abort(job)
      }
      place.pointee.busy = 0
    }
    place.pointee.present = 0
  }

  /// A data point of a metric: `utilization = ∫ busy dt / (capacity · period)`.
  private mutating func tick(_ index: Int) {
    let scaling = controls.base + index
    let node = scaling.pointee.node
    // A launch may move the controls, so that the pointer is not used after one.
    let period = scaling.pointee.period
    var area = 0.0
    var capacity = 0.0
    let first = nodes.base[node].firstStation
    for station in first..<(first + nodes.base[node].most) {
      stations.base[station].account(now)
      area += stations.base[station].busyArea
    }
    for position in 0..<nodes.base[node].activeCount {
      capacity += stations.base[Int(active.base[first + position])].servers
    }
    guard capacity > 0 else {
      // Nothing is left that could report a metric; the group still keeps its least.
      scaling.pointee.areaBefore = area
      let missing = scaling.pointee.least - scaling.pointee.launching
      if missing > 0 { launch(index, missing) }
      _ = schedule(now + period, .control, index)
      return
    }
    let utilization = (area - scaling.pointee.areaBefore) / (capacity * scaling.pointee.period)
    scaling.pointee.areaBefore = area
    scaling.pointee.above = utilization > scaling.pointee.target ? scaling.pointee.above + 1 : 0
    scaling.pointee.below =
      utilization < 0.9 * scaling.pointee.target ? scaling.pointee.below + 1 : 0
    let units =
      scaling.pointee.countsServers
      ? Int(stations.base[first].servers) : nodes.base[node].activeCount
    let wanted = (Double(units) * utilization / scaling.pointee.target).rounded(.up)
    if scaling.pointee.above >= scaling.pointee.pointsOut {
      let most = min(
        Double(scaling.pointee.most), Double(units) * scaling.pointee.greatestStep)
      let added = Int(min(wanted, most)) - units - scaling.pointee.launching
      if added > 0 { launch(index, added) }
    } else if scaling.pointee.below >= scaling.pointee.pointsIn && scaling.pointee.launching == 0 {
      removeCapacity(scaling.pointee, leaving: max(scaling.pointee.least, Int(wanted)))
      scaling.pointee.below = 0
    }
    _ = schedule(now + period, .control, index)
  }

  private mutating func launch(_ index: Int, _ count: Int) {
    controls.base[index].launching += count
    let scaling = controls.base[index]
    let row = controls.count
    var launch = Control(kind: .launch, node: scaling.node, amount: count)
    launch.countsServers = scaling.countsServers
    launch.owner = index
    controls.append(launch)
    _ = schedule(now + scaling.lag, .control, row)
  }

  private mutating func addCapacity(_ launch: Control) {
    let first = nodes.base[launch.node].firstStation
    if launch.countsServers {
      setServers(node: launch.node, Int(stations.base[first].servers) + launch.amount)
      return
    }
    accountCapacity(of: launch.node)
    var added = 0
    let list = active.base + first
    for station in first..<(first + nodes.base[launch.node].most) where added < launch.amount {
      let count = nodes.base[launch.node].activeCount
      let isActive = (0..<count).contains { list[$0] == Int32(station) }
      if isActive || !stations.base[station].isUp { continue }
      list[count] = Int32(station)
      nodes.base[launch.node].activeCount = count + 1
      added += 1
    }
  }

  /// Takes capacity out of service; what it works on ends.
  private mutating func removeCapacity(_ scaling: Control, leaving count: Int) {
    let first = nodes.base[scaling.node].firstStation
    if scaling.countsServers {
      if count < Int(stations.base[first].servers) { setServers(node: scaling.node, count) }
    } else if count < nodes.base[scaling.node].activeCount {
      accountCapacity(of: scaling.node)
      nodes.base[scaling.node].activeCount = count
      nodes.base[scaling.node].turn = 0
    }
  }
}
