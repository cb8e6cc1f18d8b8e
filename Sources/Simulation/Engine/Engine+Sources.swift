import RealModule

extension Engine {
  /// A request arrives, and the next arrival of its source is noted.
  mutating func arrive(from source: Int) {
    begin(from: source)
    scheduleArrival(source)
  }

  /// Notes the next arrival of an open source; none when its rate has ended at zero.
  mutating func scheduleArrival(_ index: Int) {
    let source = sources.base + index
    switch source.pointee.kind {
    case .renewal: _ = schedule(now + draw(source.pointee.sampler), .arrival, index)
    case .closed: break
    case .poisson:
      // A unit exponential amount of expected arrivals is used up piece by piece.
      var amount = -Double.log(streams.base[source.pointee.stream].uniform())
      var time = now
      while true {
        let piece = pieces.base[source.pointee.piece]
        let inPiece = piece.rate * (piece.end - time)
        if piece.rate > 0 && amount <= inPiece {
          _ = schedule(time + amount / piece.rate, .arrival, index)
          return
        }
        guard source.pointee.piece < source.pointee.lastPiece else { return }
        if piece.rate > 0 { amount -= inPiece }
        time = max(time, piece.end)
        source.pointee.piece &+= 1
      }
    }
  }

  /// Makes a request of a drawn class.
  mutating func begin(from index: Int) {
    events &+= 1
    let source = sources.base[index]
    var kind = Int(branches.base[source.firstRow].target)
    if source.rows > 1 {
      let drawn = streams.base[source.stream].uniform()
      for row in source.firstRow..<(source.firstRow &+ source.rows)
      where drawn <= branches.base[row].below {
        kind = Int(branches.base[row].target)
        break
      }
    }
    if kinds.base[kind].timeout.isFinite {
      let request = requests.make(
        kind: Int32(kind), source: Int32(index), start: now, attempts: kinds.base[kind].attempts)
      attempt(request)
    } else {
      let job = jobs.make(
        kind: Int32(kind), place: kinds.base[kind].entry, start: now, source: Int32(index))
      wake(job)
    }
  }

  /// The present attempt of a request begins.
  mutating func attempt(_ request: Int) {
    let kind = Int(requests.kind.base[request])
    let job = jobs.make(
      kind: Int32(kind), place: kinds.base[kind].entry, start: requests.start.base[request],
      source: requests.source.base[request])
    jobs.request.base[job] = Int32(request)
    requests.job.base[request] = Int32(job)
    requests.timeout.base[request] = schedule(now + kinds.base[kind].timeout, .timeout, request)
    tallies[kind].attempts &+= 1
    wake(job)
  }

  /// The response is late: the client tries again or gives up, and the system works on.
  mutating func timeOut(_ request: Int, _ order: UInt32) {
    guard requests.timeout.base[request] == order else { return }
    events &+= 1
    jobs.request.base[Int(requests.job.base[request])] = -2
    retryOrGiveUp(request)
  }

  private mutating func retryOrGiveUp(_ request: Int) {
    let kind = Int(requests.kind.base[request])
    requests.job.base[request] = -1
    requests.timeout.base[request] = 0
    guard requests.attemptsLeft.base[request] > 0 else {
      tallies[kind].failures &+= 1
      let source = Int(requests.source.base[request])
      requests.discard(request)
      goBackToThinking(source)
      return
    }
    requests.attemptsLeft.base[request] &-= 1
    _ = schedule(now + draw(Int(kinds.base[kind].backoff)), .attempt, request)
  }

  /// A job has come to its end.
  @inline(__always)
  mutating func finish(_ job: Int, isSuccess: Bool) {
    let kind = Int(jobs.kind.base[job])
    let request = Int(jobs.request.base[job])
    let source = Int(jobs.source.base[job])
    let start = jobs.start.base[job]
    jobs.discard(job)
    if request == -2 { return }
    if request >= 0 {
      guard isSuccess else { return retryOrGiveUp(request) }
      requests.discard(request)
    }
    if isSuccess {
      tallies[kind].add(now - start)
      completions &+= 1
    } else {
      tallies[kind].failures &+= 1
    }
    goBackToThinking(source)
  }

  @inline(__always)
  private mutating func goBackToThinking(_ source: Int) {
    guard sources.base[source].kind == .closed else { return }
    _ = schedule(now + draw(sources.base[source].sampler), .think, source)
  }
}
