import Quantities

/// One replication of a system: its state, and the loop that takes it from event to event.
///
/// Everything is plain memory that the engine owns. A step of the loop makes no object and no
/// closure, and counts no reference.
struct Engine: ~Copyable {
  enum EventKind: UInt32 {
    case arrival, resume, served, sharing, patience, timeout, control, think, attempt, poolPatience
  }

  // The system.
  let code: Buffer<Instruction>
  let branches: Buffer<BranchRow>
  let samplers: Buffer<Sampler>
  /// Streams of the laws, then those of the choices, then those of the sources.
  let streams: Buffer<Xoshiro256>
  let firstChoice: Int
  var nodes: Buffer<NodeState>
  let stations: Buffer<Station>
  /// The instances in service of each node, in the node's part of the list.
  let active: Buffer<Int32>
  let pools: Buffer<PoolState>
  /// One for each pool and cache; few, so that their owner may be reached through a pointer.
  let environments: UnsafeMutablePointer<EnvironmentSet>
  let environmentCount: Int
  let coldStarts: Buffer<Int32>
  let caches: UnsafeMutablePointer<LRUCache>
  let cacheCount: Int
  let sources: Buffer<SourceState>
  let pieces: Buffer<Piece>
  let kinds: Buffer<KindState>
  var controls: Buffer<Control>

  // The state.
  var now: Double
  var calendar = Calendar()
  var jobs: JobTable
  var requests = RequestTable()
  /// Jobs that may go on at this moment, in the order in which they may.
  var ready = Buffer<Int32>()
  var readyHead = 0

  // What was seen.
  let tallies: UnsafeMutablePointer<ClassTally>
  let classCount: Int
  var measuredFrom: Double
  var completions = 0
  var events = 0

  deinit {
    for index in 0..<stations.count { stations.base[index].sharing.deallocate() }
    environments.deinitialize(count: environmentCount)
    environments.deallocate()
    caches.deinitialize(count: cacheCount)
    caches.deallocate()
    tallies.deinitialize(count: classCount)
    tallies.deallocate()
  }

  @inline(__always)
  mutating func schedule(_ time: Double, _ kind: EventKind, _ index: Int) -> UInt32 {
    calendar.add(time, kind.rawValue << 28 | UInt32(truncatingIfNeeded: index))
  }

  @inline(__always)
  func draw(_ sampler: Int) -> Double {
    samplers.base[sampler].draw(&streams.base[sampler])
  }

  /// Lets a job go on when the present event has been dealt with.
  @inline(__always)
  mutating func wake(_ job: Int) { ready.append(Int32(job)) }

  /// Runs until a time, or until so many requests have been answered in all.
  mutating func run(until end: Double = .infinity, completions target: Int = .max) {
    while completions < target && calendar.nextTime <= end {
      let entry = calendar.removeFirst()
      now = entry.time
      take(entry)
      while readyHead < ready.count {
        let job = Int(ready.base[readyHead])
        readyHead &+= 1
        advance(job)
      }
      ready.removeAll()
      readyHead = 0
    }
    if end.isFinite && completions < target { now = max(now, end) }
  }

  @inline(__always)
  private mutating func take(_ entry: Calendar.Entry) {
    let index = Int(entry.what & 0x0FFF_FFFF)
    switch EventKind(rawValue: entry.what >> 28) {
    case .arrival: arrive(from: index)
    case .resume: resume(index, entry.order)
    case .served: endService(of: index, entry.order)
    case .sharing: endSharing(at: index, entry.order)
    case .patience: endPatience(of: index, entry.order)
    case .poolPatience: endPoolPatience(of: index, entry.order)
    case .timeout: timeOut(index, entry.order)
    case .attempt: attempt(index)
    case .control: control(index)
    case .think: begin(from: index)
    case nil: break
    }
  }

  @inline(__always)
  private mutating func resume(_ job: Int, _ order: UInt32) {
    events &+= 1
    advance(job)
  }

  /// Executes the program of a job until it has to wait or ends.
  mutating func advance(_ job: Int) {
    var place = Int(jobs.place.base[job])
    while true {
      let step = code.base[place]
      let first = Int(step.first)
      switch step.operation {
      case .serve:
        jobs.place.base[job] = Int32(place &+ 1)
        if serve(job, node: first, demand: draw(Int(step.second))) { return }
        place = Int(step.cleanup)
      case .delay:
        let time = draw(first)
        place &+= 1
        guard time > 0 else { continue }
        jobs.place.base[job] = Int32(place)
        _ = schedule(now + time, .resume, job)
        return
      case .branch:
        let drawn = streams.base[firstChoice &+ Int(step.stream)].uniform()
        place &+= 1
        for row in first..<(first &+ Int(step.second)) where drawn <= branches.base[row].below {
          place = Int(branches.base[row].target)
          break
        }
      case .jump: place = first
      case .enter:
        if let station = choose(node: first, stream: Int(step.stream)) {
          jobs.register(job, nodes.base[first].register).pointee = Int32(station)
          stations.base[station].outstanding &+= 1
          place &+= 1
        } else {
          place = Int(step.cleanup)
        }
      case .leave:
        let station = Int(jobs.register(job, nodes.base[first].register).pointee)
        stations.base[station].outstanding &-= 1
        place &+= 1
      case .acquire:
        place &+= 1
        jobs.place.base[job] = Int32(place)
        switch acquire(job, pool: first) {
        case .granted: continue
        case .waiting: return
        case .refused: place = Int(step.cleanup)
        }
      case .release:
        release(job, pool: first)
        place &+= 1
      case .beginRounds:
        let whole = step.amount.rounded(.down)
        var rounds = Int32(whole)
        let rest = step.amount - whole
        if rest > 0, streams.base[firstChoice &+ Int(step.stream)].uniform() <= rest {
          rounds &+= 1
        }
        jobs.register(job, first).pointee = rounds
        place = rounds > 0 ? place &+ 1 : Int(step.second)
      case .endRound:
        let left = jobs.register(job, first).pointee &- 1
        jobs.register(job, first).pointee = left
        place = left > 0 ? Int(step.second) : place &+ 1
      case .fork:
        jobs.place.base[job] = Int32(place &+ 1)
        jobs.pending.base[job] = step.second
        for row in first..<(first &+ Int(step.second)) {
          let part = jobs.makePart(of: job, place: branches.base[row].target)
          wake(part)
        }
        return
      case .join:
        let whole = Int(jobs.parent.base[job])
        jobs.discard(job)
        jobs.pending.base[whole] &-= 1
        if jobs.pending.base[whole] == 0 { wake(whole) }
        return
      case .lookUp:
        let isHit = caches[first].look(now, &streams.base[firstChoice &+ Int(step.stream)])
        place = isHit ? place &+ 1 : Int(step.second)
      case .occupy:
        place &+= 1
        let stream = firstChoice &+ Int(step.stream)
        switch environments[first].occupy(now, &streams.base[stream]) {
        case .warm: continue
        case .refused: place = Int(step.cleanup)
        case .cold:
          let time = draw(Int(coldStarts.base[first]))
          guard time > 0 else { continue }
          jobs.place.base[job] = Int32(place)
          _ = schedule(now + time, .resume, job)
          return
        }
      case .vacate:
        environments[first].vacate(now)
        place &+= 1
      case .succeed:
        finish(job, isSuccess: true)
        return
      case .fail:
        finish(job, isSuccess: false)
        return
      }
    }
  }
}
