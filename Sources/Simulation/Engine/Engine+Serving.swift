extension Engine {
  /// Chooses an instance of a node; nil when none is left.
  mutating func choose(node index: Int, stream: Int) -> Int? {
    let first = nodes.base[index].firstStation
    let count = nodes.base[index].activeCount
    guard count > 0 else { return nil }
    let list = active.base + first
    switch nodes.base[index].balancing {
    case .random: return Int(list[streams.base[firstChoice &+ stream].below(count)])
    case .roundRobin:
      let turn = nodes.base[index].turn
      nodes.base[index].turn = turn &+ 1 >= count ? 0 : turn &+ 1
      return Int(list[min(turn, count &- 1)])
    case .leastOutstanding:
      var chosen = Int(list[0])
      var least = stations.base[chosen].outstanding
      var ties = 1
      for position in 1..<max(1, count) {
        let station = Int(list[position])
        let outstanding = stations.base[station].outstanding
        if outstanding < least {
          chosen = station
          least = outstanding
          ties = 1
        } else if outstanding == least {
          // Each of the ties is kept with equal probability.
          ties &+= 1
          if streams.base[firstChoice &+ stream].below(ties) == 0 { chosen = station }
        }
      }
      return chosen
    }
  }

  /// Sends a job to its instance of a node; false when it is turned away.
  @inline(__always)
  mutating func serve(_ job: Int, node: Int, demand: Double) -> Bool {
    let register = nodes.base[node].register
    let station =
      register >= 0
      ? Int(jobs.register(job, register).pointee) : nodes.base[node].firstStation
    let place = stations.base + station
    guard place.pointee.isUp && place.pointee.present < place.pointee.capacity else { return false }
    place.pointee.account(now)
    jobs.station.base[job] = Int32(station)
    if place.pointee.isShared {
      place.pointee.advanceVirtualTime(now)
      place.pointee.present &+= 1
      place.pointee.sharing.add(place.pointee.virtualTime + demand, job)
      scheduleSharing(station)
      return true
    }
    place.pointee.present &+= 1
    if Double(place.pointee.busy) < place.pointee.servers {
      place.pointee.busy &+= 1
      jobs.token.base[job] = schedule(now + demand / place.pointee.speed, .served, job)
    } else {
      jobs.demand.base[job] = demand
      place.pointee.queue.append(job, jobs)
      let patience = Int(place.pointee.patience)
      if patience >= 0 { jobs.token.base[job] = schedule(now + draw(patience), .patience, job) }
    }
    return true
  }

  /// Notes the next end of a service at a shared station, unless an earlier event will do it.
  ///
  /// An arrival slows all others, so that what is noted comes too early rather than too late; that
  /// event then notes the next.
  @inline(__always)
  mutating func scheduleSharing(_ station: Int) {
    let place = stations.base + station
    let speed = place.pointee.sharedSpeed
    let rest = max(0, place.pointee.sharing.firstEnd - place.pointee.virtualTime)
    let end = now + rest / speed
    guard end < place.pointee.nextEnd else { return }
    place.pointee.nextEnd = end
    place.pointee.nextOrder = schedule(end, .sharing, station)
  }

  mutating func endSharing(at station: Int, _ order: UInt32) {
    let place = stations.base + station
    guard place.pointee.nextOrder == order else { return }
    place.pointee.nextOrder = 0
    place.pointee.nextEnd = .infinity
    place.pointee.account(now)
    place.pointee.advanceVirtualTime(now)
    guard place.pointee.present > 0 else { return }
    let rest = place.pointee.sharing.firstEnd - place.pointee.virtualTime
    // Rounding may leave a rest that no later moment can tell from nothing.
    guard
      rest <= 0 || now + rest / place.pointee.sharedSpeed <= now
        || rest <= place.pointee.virtualTime * 1e-14
    else { return scheduleSharing(station) }
    events &+= 1
    let job = place.pointee.sharing.removeFirst()
    place.pointee.present &-= 1
    if place.pointee.present == 0 {
      place.pointee.virtualTime = 0
    } else {
      scheduleSharing(station)
    }
    jobs.station.base[job] = -1
    advance(job)
  }

  @inline(__always)
  mutating func endService(of job: Int, _ order: UInt32) {
    guard jobs.token.base[job] == order else { return }
    events &+= 1
    let station = Int(jobs.station.base[job])
    jobs.station.base[job] = -1
    jobs.token.base[job] = 0
    let place = stations.base + station
    place.pointee.account(now)
    place.pointee.present &-= 1
    place.pointee.busy &-= 1
    startServices(station)
    advance(job)
  }

  /// Gives free servers to waiting jobs.
  @inline(__always)
  mutating func startServices(_ station: Int) {
    let place = stations.base + station
    while place.pointee.queue.count > 0 && Double(place.pointee.busy) < place.pointee.servers {
      let job = place.pointee.queue.removeFirst(jobs)
      place.pointee.busy &+= 1
      jobs.token.base[job] = schedule(
        now + jobs.demand.base[job] / place.pointee.speed, .served, job)
    }
  }

  /// A job leaves the queue of a station unserved.
  mutating func endPatience(of job: Int, _ order: UInt32) {
    guard jobs.token.base[job] == order else { return }
    events &+= 1
    jobs.token.base[job] = 0
    let place = stations.base + Int(jobs.station.base[job])
    place.pointee.account(now)
    place.pointee.present &-= 1
    place.pointee.queue.remove(job, jobs)
    abort(job)
  }

  /// Sends a job that waits or is served to what gives back all that it holds.
  mutating func abort(_ job: Int) {
    jobs.station.base[job] = -1
    jobs.token.base[job] = 0
    jobs.place.base[job] = code.base[Int(jobs.place.base[job]) &- 1].cleanup
    wake(job)
  }
}
