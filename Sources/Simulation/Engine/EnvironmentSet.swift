import Quantities

/// The environments of one pool: how many are busy, and since when the others idle.
struct EnvironmentSet: ~Copyable {
  /// When each idle environment became idle, the longest first.
  private var idleSince = Buffer<Double>()
  private var head = 0
  private let timeout: Double
  private let isRandom: Bool
  private let limit: Int
  private(set) var busy = 0
  private(set) var starts = 0
  private(set) var coldStarts = 0
  private var busyArea = 0.0
  private var idleArea = 0.0
  private var measuredFrom = 0.0
  private var busySince = 0.0

  init(_ pool: EnvironmentPool) {
    timeout = pool.idleTimeout.value
    isRandom = pool.reuse == .random
    limit = pool.limit ?? .max
  }

  /// What a request finds.
  enum Finding { case warm, cold, refused }

  mutating func occupy(_ now: Double, _ stream: inout Xoshiro256) -> Finding {
    expire(now)
    let idle = idleSince.count - head
    guard idle > 0 || busy < limit else { return .refused }
    busyArea += Double(busy) * (now - busySince)
    busySince = now
    busy += 1
    starts += 1
    guard idle > 0 else {
      coldStarts += 1
      return .cold
    }
    if isRandom {
      // The one taken leaves a gap that those behind it close, so that the order by time stays.
      let chosen = head + stream.below(idle)
      idled(from: idleSince.base[chosen], to: now)
      for index in chosen..<(idleSince.count - 1) {
        idleSince.base[index] = idleSince.base[index + 1]
      }
      _ = idleSince.removeLast()
    } else {
      idled(from: idleSince.removeLast(), to: now)
    }
    return .warm
  }

  mutating func vacate(_ now: Double) {
    busyArea += Double(busy) * (now - busySince)
    busySince = now
    busy -= 1
    if head == idleSince.count {
      idleSince.removeAll()
      head = 0
    }
    idleSince.append(now)
  }

  private mutating func expire(_ now: Double) {
    while head < idleSince.count && idleSince.base[head] + timeout <= now {
      idled(from: idleSince.base[head], to: idleSince.base[head] + timeout)
      head += 1
    }
  }

  private mutating func idled(from start: Double, to end: Double) {
    idleArea += max(0, end - max(start, measuredFrom))
  }

  mutating func resetCounts(_ now: Double) {
    expire(now)
    starts = 0
    coldStarts = 0
    busyArea = 0
    idleArea = 0
    busySince = now
    measuredFrom = now
  }

  /// Mean busy and idle environments up to a time.
  mutating func means(_ now: Double) -> (busy: Double, idle: Double) {
    expire(now)
    let time = now - measuredFrom
    guard time > 0 else { return (0, 0) }
    var idle = idleArea
    for index in head..<idleSince.count {
      idle += max(0, now - max(idleSince.base[index], measuredFrom))
    }
    return ((busyArea + Double(busy) * (now - busySince)) / time, idle / time)
  }
}
