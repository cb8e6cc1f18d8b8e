extension Engine {
  enum Acquisition { case granted, waiting, refused }

  /// The pool that serves a job: that of its instance where there is one for each.
  @inline(__always)
  private func pool(_ first: Int, of job: Int) -> Int {
    let node = Int(pools.base[first].node)
    guard node >= 0, nodes.base[node].register >= 0 else { return first }
    let station = Int(jobs.register(job, nodes.base[node].register).pointee)
    return first &+ station &- nodes.base[node].firstStation
  }

  mutating func acquire(_ job: Int, pool first: Int) -> Acquisition {
    let index = pool(first, of: job)
    let state = pools.base + index
    if state.pointee.free > 0 {
      state.pointee.account(now)
      state.pointee.free &-= 1
      return .granted
    }
    guard state.pointee.queue.count < state.pointee.queueLimit else { return .refused }
    state.pointee.queue.append(job, jobs)
    jobs.station.base[job] = Int32(-2 &- index)
    let patience = Int(state.pointee.patience)
    if patience >= 0 { jobs.token.base[job] = schedule(now + draw(patience), .poolPatience, job) }
    return .waiting
  }

  mutating func release(_ job: Int, pool first: Int) {
    let state = pools.base + pool(first, of: job)
    if state.pointee.queue.count > 0 {
      let next = state.pointee.queue.removeFirst(jobs)
      jobs.token.base[next] = 0
      jobs.station.base[next] = -1
      wake(next)
    } else {
      state.pointee.account(now)
      state.pointee.free &+= 1
    }
  }

  /// A job gives up waiting for a permit.
  mutating func endPoolPatience(of job: Int, _ order: UInt32) {
    guard jobs.token.base[job] == order else { return }
    events &+= 1
    pools.base[-2 - Int(jobs.station.base[job])].queue.remove(job, jobs)
    abort(job)
  }
}
