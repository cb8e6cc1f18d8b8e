import Quantities
import RealModule

/// How irregular the completions of a tier are while requests wait for its holders: the asymptotic
/// index of dispersion, the variance of their number over its mean.
///
/// With all holders held the requests circulate in a closed network, of which the busiest station is
/// one part and all others are the other, each working at the rate that product form gives it for the
/// number there. That number j is then a birth and death process, and what is counted are its deaths:
/// `I = 1 + 2 Σ_j π_j ν_j g(j) / X`, where g solves `ν_j (g(j+1) - g(j)) - μ_j (g(j) - g(j-1)) = X - μ_j`
/// and has the mean zero (the variance of a Markovian arrival process: Neuts, Structured Stochastic
/// Matrices of M/G/1 Type, 1989, section 5.4). Exact for one shared station that only these holders
/// use and exponential times; where holders hardly queue it is the squared variation of the time that one
/// is held, and 1 where a station is always busy.
///
/// Requests that visit a station a fixed number of times are more regular than exponential demands:
/// between the same two ends, which are then `Σ D²/V / (Σ D)²` and `1/V` of the busiest station.
struct HeldDispersion {
  /// A station of the closed network.
  struct Station {
    let servers: Int
    let demand: Seconds
    let visits: Double
  }

  let value: Double

  /// - Parameter delay: The time that a holder is held without any station; taken as constant where
  ///   nothing queues.
  /// - Precondition: All stations have a demand.
  /// - Throws: A refusal of the two closed networks that are solved, of the busiest station and of the
  ///   others, each for as many as there are holders: `O(holders² · stations)`.
  init(holders: Int, stations: [Station], delay: Seconds) throws(ClosedNetworkRefusal) {
    let whole = stations.reduce(delay.value) { $0 + $1.demand.value }
    let exponential = stations.reduce(delay.value * delay.value) {
      $0 + $1.demand.value * $1.demand.value
    }
    let free = exponential / (whole * whole)
    let freeOfVisits = Self.ofHoldersAlone(stations, delay: delay)
    guard !stations.isEmpty else {
      value = freeOfVisits
      return
    }
    var busiest = 0
    for (index, one) in stations.enumerated()
    where one.demand / Double(one.servers)
      > stations[busiest].demand / Double(stations[busiest].servers)
    {
      busiest = index
    }
    let busy = min(1, 1 / max(stations[busiest].visits, 1e-9))
    guard free < 1 - 1e-9 else {
      value = busy
      return
    }
    func rates(_ some: [Station], _ delay: Seconds) throws(ClosedNetworkRefusal) -> [Double] {
      guard !some.isEmpty else { return (1...holders).map { Double($0) / delay.value } }
      let network = ClosedNetwork(
        population: holders, thinkTime: delay,
        stations: some.enumerated().map { index, one in
          .init(
            name: "\(index)", discipline: .queue(servers: one.servers), demands: [one.demand])
        })
      return try network.solveExactly().throughputByPopulation.map(\.value)
    }
    var others = stations
    others.remove(at: busiest)
    let queued = Self.ofBirthsAndDeaths(
      deaths: try rates([stations[busiest]], .zero), births: try rates(others, delay))
    let share = min(1, max(0, (queued - free) / (1 - free)))
    value = freeOfVisits + share * (busy - freeOfVisits)
  }

  /// That of holders which never queue: the squared variation of the time that one is held, at most 1.
  static func ofHoldersAlone(_ stations: [Station], delay: Seconds) -> Double {
    let whole = stations.reduce(delay.value) { $0 + $1.demand.value }
    let squares = stations.reduce(0.0) {
      $0 + $1.demand.value * $1.demand.value / max($1.visits, 1e-9)
    }
    return min(1, squares / (whole * whole))
  }

  /// The index of the deaths among a fixed number of individuals.
  ///
  /// - Parameters:
  ///   - deaths: The rate of deaths with so many alive, from one on.
  ///   - births: The rate of births with so many not alive, from one on.
  static func ofBirthsAndDeaths(deaths: [Double], births: [Double]) -> Double {
    let count = deaths.count
    var logs = [0.0]
    for alive in 1...count {
      logs.append(logs[alive - 1] + .log(births[count - alive]) - .log(deaths[alive - 1]))
    }
    let most = logs.reduce(-.infinity, max)
    var weights = logs.map { Double.exp($0 - most) }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    func death(_ alive: Int) -> Double { alive > 0 ? deaths[alive - 1] : 0 }
    func birth(_ alive: Int) -> Double { alive < count ? births[count - alive - 1] : 0 }
    let rate = (0...count).reduce(0.0) { $0 + weights[$1] * death($1) }
    // `π_j ν_j (g(j+1) - g(j)) = Σ_(i ≤ j) π_i (X - μ_i)`; what is next to never seen counts for nothing.
    var bias = [0.0]
    var sum = 0.0
    for alive in 0..<count {
      sum += weights[alive] * (rate - death(alive))
      let flow = weights[alive] * birth(alive)
      bias.append(bias[alive] + (flow > 1e-14 * rate ? sum / flow : 0))
    }
    let mean = zip(weights, bias).reduce(0) { $0 + $1.0 * $1.1 }
    var covariance = 0.0
    for alive in 0..<count {
      covariance += weights[alive] * birth(alive) * (bias[alive] - mean)
    }
    return 1 + 2 * covariance / rate
  }
}
