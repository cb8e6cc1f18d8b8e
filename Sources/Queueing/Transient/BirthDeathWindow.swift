import RealModule

/// The law of the number present in a queue, over the window of states that have probability, and
/// its exact change over time by uniformization.
///
/// Jensen 1953; Grassmann, "Transient solutions in Markovian queueing systems", 1977: with a rate Λ
/// not below any state's, `p(t+h) = Σ_k Poisson(k; Λh) p(t) P^k` with `P = I + Q/Λ`. Only positive
/// terms are added, so that nothing cancels. What is cut, at the ends of the window and of the
/// Poisson law, is below 1e-13 a step and put back by scaling.
struct BirthDeathWindow {
  /// The rates of the queue while they are constant.
  struct Rates {
    /// λ per second.
    var arrivals: Double
    /// μ per second and server.
    var service: Double
    /// c.
    var servers: Int
    /// θ per second and waiting request; zero when nobody gives up.
    var patience: Double

    /// The rate at which requests leave when `count` are present.
    func departures(_ count: Int) -> Double {
      count <= servers
        ? Double(count) * service
        : Double(servers) * service + Double(count - servers) * patience
    }
  }

  /// The first state of the window.
  private(set) var low: Int
  /// The probabilities of the window's states.
  private(set) var law: [Double]
  /// How many states were updated so far: what the computation costs.
  private(set) var updates = 0.0

  /// A window with these probabilities, which are scaled to add up to one.
  init(low: Int, law: [Double]) {
    self.low = low
    self.law = law
    trim()
  }

  /// The last state of the window.
  var high: Int { low + law.count - 1 }

  /// The steady state for these rates: weights outward from their largest.
  ///
  /// Assumes that there is one: fewer arrivals than the servers can take, or some who give up.
  init(steadyStateOf rates: Rates) {
    guard rates.arrivals > 0 else {
      self.init(low: 0, law: [1])
      return
    }
    let load = rates.arrivals / rates.service
    var top = Int(min(load, Double(rates.servers)).rounded(.down))
    while rates.arrivals > rates.departures(top + 1) { top += 1 }
    var down: [Double] = []
    var weight = 1.0
    var state = top
    while state > 0 {
      weight *= rates.departures(state) / rates.arrivals
      if weight < 1e-18 { break }
      down.append(weight)
      state -= 1
    }
    var law = Array(down.reversed())
    let low = top - down.count
    weight = 1
    state = top
    while true {
      law.append(weight)
      state += 1
      let ratio = rates.arrivals / rates.departures(state)
      weight *= ratio
      if weight < 1e-18 * (1 - ratio) { break }
    }
    self.init(low: low, law: law)
  }

  /// Moves the law on by `span` seconds under constant rates.
  mutating func advance(by span: Double, _ rates: Rates) {
    var rest = span
    while rest > 0 {
      // No more than about 4,000 events at a time, so that the window does not outgrow the law.
      let fastest = rates.arrivals + rates.departures(high + 64)
      let part = min(rest, 4000 / fastest)
      advanceOnce(by: part, rates)
      rest -= part
      if rest < span * 1e-12 { break }
    }
  }

  private mutating func advanceOnce(by span: Double, _ rates: Rates) {
    func reach(_ rate: Double) -> Int { Int(rate * span + 7.6 * (rate * span).squareRoot()) + 9 }
    let up = reach(rates.arrivals)
    let newHigh = high + up
    let down = reach(rates.departures(newHigh))
    let newLow = max(0, low - down)
    let size = newHigh - newLow + 1
    let uniform = rates.arrivals + max(rates.departures(newHigh), rates.departures(newLow))
    let mean = uniform * span
    guard mean > 0 else { return }
    let first = max(0, Int(mean - 7.6 * mean.squareRoot()) - 9)
    let last = Int(mean + 7.6 * mean.squareRoot()) + 12
    let birth = rates.arrivals / uniform
    // One state of padding at each end.
    var current = [Double](repeating: 0, count: size + 2)
    var next = current
    var result = current
    let death = [Double](unsafeUninitializedCapacity: size + 2) { death, count in
      var state = newLow
      death[0] = 0
      while state <= newHigh {
        death[1 + state - newLow] = rates.departures(state) / uniform
        state += 1
      }
      death[size + 1] = 0
      count = size + 2
    }
    let offset = 1 + low - newLow
    current.replaceSubrange(offset..<(offset + law.count), with: law)
    // Only this part of the window can have probability yet.
    var begin = 1 + low - newLow
    var end = begin + law.count - 1
    var weight = Double.exp(PoissonProbability.log(count: first, mean: mean))
    var total = 0.0
    for step in 0...last {
      if step >= first {
        Self.add(weight, current, to: &result, begin, end)
        total += weight
        weight *= mean / Double(step + 1)
      }
      guard step < last else { break }
      begin = max(1, begin - 1)
      end = min(size, end + 1)
      Self.jump(current, to: &next, death: death, birth: birth, begin, end)
      swap(&current, &next)
      updates += Double(end - begin + 1)
    }
    low = newLow
    law = Array(result[1...size])
    trim()
  }

  /// `to += weight * from` over a part.
  ///
  /// Bare pointers here and below, because these two loops are nearly all of the time.
  private static func add(
    _ weight: Double, _ from: [Double], to: inout [Double], _ begin: Int, _ end: Int
  ) {
    from.withUnsafeBufferPointer { from in
      to.withUnsafeMutableBufferPointer { to in
        guard let from = from.baseAddress, let to = to.baseAddress else { return }
        var index = begin
        while index <= end {
          to[index] += weight * from[index]
          index += 1
        }
      }
    }
  }

  /// One jump of the uniformized chain over a part.
  private static func jump(
    _ from: [Double], to: inout [Double], death: [Double], birth: Double, _ begin: Int, _ end: Int
  ) {
    let stay = 1 - birth
    from.withUnsafeBufferPointer { from in
      death.withUnsafeBufferPointer { death in
        to.withUnsafeMutableBufferPointer { to in
          guard let from = from.baseAddress, let death = death.baseAddress,
            let to = to.baseAddress
          else { return }
          // What leaves downwards from the state above is wanted again by the next one.
          var before = from[begin - 1]
          var here = from[begin]
          var leaving = death[begin] * here
          var index = begin
          while index <= end {
            let above = from[index + 1]
            let arriving = death[index + 1] * above
            to[index] = here * stay - leaving + birth * before + arriving
            before = here
            here = above
            leaving = arriving
            index += 1
          }
        }
      }
    }
  }

  /// Cuts ends of less than 3e-15 and scales the rest to one.
  private mutating func trim() {
    var first = 0
    var last = law.count - 1
    var total = 0.0
    law.withUnsafeMutableBufferPointer { law in
      guard let law = law.baseAddress else { return }
      var cut = 0.0
      while first < last, cut + law[first] < 3e-15 {
        cut += law[first]
        first += 1
      }
      cut = 0
      while last > first, cut + law[last] < 3e-15 {
        cut += law[last]
        last -= 1
      }
      var index = first
      while index <= last {
        total += law[index]
        index += 1
      }
      let scale = 1 / total
      index = first
      while index <= last {
        law[index] *= scale
        index += 1
      }
    }
    low += first
    law.removeLast(law.count - 1 - last)
    law.removeFirst(first)
  }
}
