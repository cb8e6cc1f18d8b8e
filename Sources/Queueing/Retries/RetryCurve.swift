/// The rate of new requests that keeps each load, `l(L) = L/S(f(L))`, and where it turns.
struct RetryCurve {
  let retries: Int
  let limit: Double
  /// f at a load below the limit.
  let timeoutShare: (Double) -> Double
  /// A load up to which the tries that time out make no difference to the rate: they are no more than at it.
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
      if places[places.count - 1].rate == load { calm = load }
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
    var shares = (0...600).map { 0.985 * Double($0) / 600 }
    var distance = 0.015
    while distance > 1e-9 {
      distance *= 0.93
      shares.append(1 - distance)
    }
    return shares
  }()

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
    load <= calm ? load : load / Self.tries(load < limit ? timeoutShare(load) : 1, retries)
  }

  /// The loads whose rate is this, by increasing load, and whether the curve rises there.
  func roots(arrivals: Double) -> [(load: Double, isRising: Bool)] {
    var roots: [(load: Double, isRising: Bool)] = []
    for (first, last) in zip(turns, turns.dropFirst()) {
      let isRising = last.rate > first.rate
      let low = min(first.rate, last.rate)
      let high = max(first.rate, last.rate)
      guard arrivals > low, arrivals <= high else { continue }
      var left = first.load
      var right = last.load
      for _ in 0..<200 {
        let middle = 0.5 * (left + right)
        if middle <= left || middle >= right { break }
        if (rate(middle) < arrivals) == isRising { left = middle } else { right = middle }
      }
      roots.append((isRising ? right : left, isRising))
    }
    // Beyond the limit all tries fail and the curve rises without end.
    let beyond = arrivals * Double(retries + 1)
    if beyond >= limit, roots.last.map({ $0.load < limit * (1 - 1e-12) || !$0.isRising }) ?? true {
      roots.append((beyond, true))
    }
    return roots
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
