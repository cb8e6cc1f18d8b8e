/// The rate of new requests that keeps each load, `l(L) = L/S(f(L))`, and where it turns.
struct RetryCurve {
  let retries: Int
  let limit: Double
  /// f at a load below the limit.
  let timeoutShare: (Double) -> Double
  /// A load up to which the curve rises, since hardly a try times out: no more of them than at it.
  private let calm: Double
  /// Loads between which the curve is monotone, from 0 to the limit, with their rates.
  private let turns: [(load: Double, rate: Double)]

  init(retries: Int, limit: Double, timeoutShare: @escaping (Double) -> Double) {
    self.retries = retries
    self.limit = limit
    self.timeoutShare = timeoutShare
    func rate(_ load: Double) -> Double {
      load / Self.tries(load < limit ? timeoutShare(load) : 1, retries)
    }
    // The limit from below: every try times out.
    var places = [(load: limit, rate: limit / Double(retries + 1))]
    var calm = 0.0
    for share in Self.grid.reversed() {
      let load = share * limit
      places.append((load, load > calm ? rate(load) : load))
      guard calm == 0 else { break }
      // Loads of the even part differ by more than what so few tries take from a rate.
      if share <= Self.even, places[places.count - 1].rate >= load * (1 - Self.few) { calm = load }
    }
    if places[places.count - 1].load > 0 { places.append((0, 0)) }
    places.reverse()
    self.calm = calm
    var turns = [places[0]]
    for index in 1..<(places.count - 1) {
      let before = places[index - 1].rate
      let here = places[index].rate
      let after = places[index + 1].rate
      let isTop = here >= before && here > after
      let isBottom = here <= before && here < after
      if isTop || isBottom {
        turns.append(
          Self.extreme(
            from: places[index - 1].load, to: places[index + 1].load, isTop: isTop, rate))
      }
    }
    turns.append(places[places.count - 1])
    self.turns = turns
  }

  /// Loads as shares of the limit: even steps, and then halving distances to it, where queues change
  /// fastest.
  private static let grid: [Double] = {
    var shares = (0...600).map { even * Double($0) / 600 }
    var distance = 1 - even
    while distance > 1e-9 {
      distance *= 0.93
      shares.append(1 - distance)
    }
    return shares
  }()

  /// Up to where the steps are even.
  private static let even = 0.985
  /// What tries that time out may take from a rate where it surely rises from one step to the next, which is by a
  /// 600th of `even` and more.
  private static let few = 1e-3

  /// S(f), the mean number of tries of one request.
  static func tries(_ share: Double, _ retries: Int) -> Double {
    var sum = 1.0
    var power = 1.0
    for _ in 0..<retries {
      power *= share
      if power < 1e-18 { break }
      sum += power
    }
    return sum
  }

  private func rate(_ load: Double) -> Double {
    load / Self.tries(load < limit ? timeoutShare(load) : 1, retries)
  }

  /// The loads whose rate is this, by increasing load, and whether the curve rises there.
  func roots(arrivals: Double) -> [(load: Double, isRising: Bool)] {
    var roots: [(load: Double, isRising: Bool)] = []
    for (first, last) in zip(turns, turns.dropFirst()) {
      let isRising = last.rate > first.rate
      let low = min(first.rate, last.rate)
      let high = max(first.rate, last.rate)
      guard arrivals > low, arrivals <= high else { continue }
      let place =
        isRising
        ? Self.crossing(from: first.load, to: last.load, arrivals: arrivals, rate)
        : Self.bisected(from: first.load, to: last.load) { rate($0) >= arrivals }.left
      roots.append((place, isRising))
    }
    // Beyond the limit all tries fail and the curve rises without end.
    let beyond = arrivals * Double(retries + 1)
    if beyond >= limit, roots.last.map({ $0.load < limit * (1 - 1e-12) || !$0.isRising }) ?? true {
      roots.append((beyond, true))
    }
    return roots
  }

  /// The least load whose rate is this, as of `roots`, for who asks for no other: no load far above it is looked at.
  ///
  /// - Parameters: As of `init`.
  static func leastLoad(
    arrivals: Double, retries: Int, limit: Double, timeoutShare: (Double) -> Double
  ) -> Double {
    let beyond = arrivals * Double(retries + 1)
    // No load keeps more new requests than it has tries.
    guard arrivals < limit else { return beyond }
    func rate(_ load: Double) -> Double { load / tries(timeoutShare(load), retries) }
    var before = (load: arrivals, rate: 0.0)
    var here = (load: arrivals, rate: rate(arrivals))
    if here.rate >= arrivals { return arrivals }
    var fewer = tries(timeoutShare(arrivals), retries)
    for share in grid where share * limit > arrivals {
      let load = share * limit
      let tries = tries(timeoutShare(load), retries)
      let next = (load: load, rate: load / tries)
      if next.rate >= arrivals {
        return crossing(from: here.load, to: load, arrivals: arrivals, rate)
      }
      if here.rate >= before.rate && here.rate > next.rate {
        let top = extreme(from: before.load, to: load, isTop: true, rate)
        if top.rate >= arrivals {
          return crossing(from: before.load, to: top.load, arrivals: arrivals, rate)
        }
      }
      // Once more of them time out than at lower loads, every load from here on keeps less.
      if tries >= fewer, limit / tries < arrivals { return beyond }
      fewer = tries
      (before, here) = (here, next)
    }
    guard limit / Double(retries + 1) >= arrivals else { return beyond }
    return crossing(from: here.load, to: limit, arrivals: arrivals) {
      $0 < limit ? rate($0) : arrivals
    }
  }

  /// Where a rising stretch reaches a rate: not below that rate itself, and near it where few tries time out.
  private static func crossing(
    from first: Double, to last: Double, arrivals: Double, _ rate: (Double) -> Double
  ) -> Double {
    var left = max(first, min(arrivals, last))
    if rate(left) >= arrivals { return left }
    var right = last
    var step = (right - left) * 0x1p-20
    while step < right - left {
      let next = left + step
      if rate(next) < arrivals { left = next } else { right = next }
      step *= 4
    }
    return bisected(from: left, to: right) { rate($0) < arrivals }.right
  }

  /// The neighbouring numbers between which something ends.
  private static func bisected(
    from first: Double, to last: Double, _ isBefore: (Double) -> Bool
  ) -> (left: Double, right: Double) {
    var (left, right) = (first, last)
    for _ in 0..<200 {
      let middle = 0.5 * (left + right)
      if middle <= left || middle >= right { break }
      if isBefore(middle) { left = middle } else { right = middle }
    }
    return (left, right)
  }

  /// The greatest rate of a rising stretch on which fewer than half of the tries time out.
  var collapse: Double {
    var greatest = 0.0
    for (first, last) in zip(turns, turns.dropFirst()) where last.rate > first.rate {
      if timeoutShare(min(last.load, limit * (1 - 1e-12))) <= 0.5 {
        greatest = max(greatest, last.rate)
        continue
      }
      // The stretch itself leads into collapse: up to where half of the tries time out.
      guard first.load <= calm || timeoutShare(first.load) <= 0.5 else { continue }
      var left = first.load
      var right = last.load
      for _ in 0..<100 {
        let middle = 0.5 * (left + right)
        if timeoutShare(middle) <= 0.5 { left = middle } else { right = middle }
      }
      greatest = max(greatest, rate(left))
    }
    return greatest
  }

  /// A turning point between two loads, by golden sections.
  private static func extreme(
    from left: Double, to right: Double, isTop: Bool, _ rate: (Double) -> Double
  ) -> (load: Double, rate: Double) {
    let golden = 0.618_033_988_749_894_8
    let sign = isTop ? 1.0 : -1.0
    var left = left
    var right = right
    var low = right - golden * (right - left)
    var high = left + golden * (right - left)
    var lowRate = sign * rate(low)
    var highRate = sign * rate(high)
    for _ in 0..<80 {
      if lowRate < highRate {
        left = low
        low = high
        lowRate = highRate
        high = left + golden * (right - left)
        highRate = sign * rate(high)
      } else {
        right = high
        high = low
        highRate = lowRate
        low = right - golden * (right - left)
        lowRate = sign * rate(low)
      }
      if right - left <= 1e-12 * right { break }
    }
    let load = 0.5 * (left + right)
    return (load, rate(load))
  }
}
