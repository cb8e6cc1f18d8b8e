import RealModule

/// What a request finds at the shared stations of a tier: the number of completions that it has to
/// wait for there, given how many holders of its pool are held.
///
/// The n held circulate in the closed network of processors, delay and shared stations, of product
/// form; an arrival at a station sees the network without itself (Lavenberg and Reiser, "Stationary
/// state probabilities at arrival instants for closed queueing networks with multiple types of
/// customers", J. Applied Probability 17 (1980)). Open customers of other instances are added to
/// those found: with j closed and m open ones a station weighs
/// `(j+m)!/(j! m!) y^j a^m / Π_(k ≤ j+m) min(k, c)` (Bruell, Balbo and Afshari 1984, eq. 8).
struct HeldStates {
  /// A station: servers, the demand of a request, and the load of open customers in erlangs.
  struct Station: Hashable, Sendable {
    let servers: Int
    let demand: Double
    let openLoad: Double
  }

  /// By shared station and by number of others held from 0 to holders - 1, the probabilities of
  /// having to wait for so many completions, from 0 on.
  private(set) var ahead: [[[Double]]] = []

  /// States of a station less likely than this are left out.
  private static let negligible = 1e-10

  init(holders: Int, processors: Station, delay: Double, shared: [Station]) {
    let first = Self.weights(processors, holders: holders).map { $0.reduce(ScaledNumber.zero, +) }
    var delays = [ScaledNumber(1)]
    for n in 1..<max(holders, 1) { delays.append(delay / Double(n) * delays[n - 1]) }
    let local = Self.product(first, delays, holders: holders)
    let weights = shared.map { Self.weights($0, holders: holders) }
    let totals = weights.map { $0.map { $0.reduce(ScaledNumber.zero, +) } }
    for place in shared.indices {
      var others = local
      for other in shared.indices where other != place {
        others = Self.product(others, totals[other], holders: holders)
      }
      let all = Self.product(others, totals[place], holders: holders)
      ahead.append(
        (0..<holders).map { held in
          var law: [Double] = []
          for present in 0...held {
            for (count, weight) in weights[place][present].enumerated() {
              let probability = weight.multiplied(by: others[held - present]) / all[held]
              guard probability > Self.negligible else { continue }
              while law.count <= count { law.append(0) }
              law[count] += probability
            }
          }
          let sum = law.reduce(0, +)
          return law.map { $0 / sum }
        })
    }
  }

  /// By number of closed customers there, the weights of having so many completions ahead, from 0 on.
  private static func weights(_ station: Station, holders: Int) -> [[ScaledNumber]] {
    let count = Double(station.servers)
    var closed = ScaledNumber(1)
    return (0..<holders).map { j in
      if j > 0 { closed = station.demand / min(Double(j), count) * closed }
      var ahead: [ScaledNumber] = []
      var term = closed
      var largest = 0.0
      var m = 0
      while true {
        let place = max(0, j + m - station.servers + 1)
        while ahead.count <= place { ahead.append(.zero) }
        ahead[place] += term
        let ratio = term / closed
        largest = max(largest, ratio)
        guard station.openLoad > 0, ratio > negligible * largest else { break }
        m += 1
        let total = Double(j + m)
        term = total / Double(m) * station.openLoad / min(total, count) * term
        if m > 100_000 { break }
      }
      return ahead
    }
  }

  private static func product(
    _ left: [ScaledNumber], _ right: [ScaledNumber], holders: Int
  ) -> [ScaledNumber] {
    (0..<holders).map { n in
      var sum = ScaledNumber.zero
      for k in 0...n { sum += left[k].multiplied(by: right[n - k]) }
      return sum
    }
  }
}
