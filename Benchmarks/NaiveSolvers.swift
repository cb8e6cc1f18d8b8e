/// Textbook implementations, as the other side of the ratios that the benchmark prints.
enum NaiveSolvers {
  /// The throughput of N customers by load-dependent mean value analysis, O(N² stations).
  ///
  /// Reiser and Lavenberg 1980. It is numerically unstable, which is part of the comparison.
  static func loadDependentThroughput(
    population: Int, thinkTime: Double, stations: [(demand: Double, servers: Int)]
  ) -> Double {
    var probabilities = stations.map { _ in [Double](repeating: 0, count: population + 1) }
    for index in stations.indices { probabilities[index][0] = 1 }
    var rate = 0.0
    for customers in 1...population {
      var cycle = thinkTime
      for (index, station) in stations.enumerated() {
        var residence = 0.0
        for number in 1...customers {
          let speed = Double(min(number, station.servers))
          residence += Double(number) / speed * probabilities[index][number - 1]
        }
        cycle += station.demand * residence
      }
      rate = Double(customers) / cycle
      for (index, station) in stations.enumerated() {
        var rest = 1.0
        for number in stride(from: customers, through: 1, by: -1) {
          let speed = Double(min(number, station.servers))
          let value = rate * station.demand / speed * probabilities[index][number - 1]
          probabilities[index][number] = value
          rest -= value
        }
        probabilities[index][0] = max(0, rest)
      }
    }
    return rate
  }

  /// A waiting percentile of M/G/1 by Panjer's recursion for the geometric sum on a lattice: O(n²).
  static func waitPercentile(
    _ p: Double, load: Double, points: Int, residualMass: (Int) -> Double
  ) -> Int {
    let residual = (0..<points).map(residualMass)
    var masses = [(1 - load) / (1 - load * residual[0])]
    var sum = masses[0]
    for index in 1..<points {
      var value = 0.0
      for part in 1...index { value += residual[part] * masses[index - part] }
      masses.append(value * load / (1 - load * residual[0]))
      sum += masses[index]
      if sum >= p { return index }
    }
    return points
  }

  /// The mean number in M/H2/c by iterating the chain, cut off at some number present, until it
  /// settles.
  static func hyperexponentialQueue(
    arrivalRate: Double, servers: Int, probability: Double, rates: (Double, Double), limit: Int
  ) -> Double {
    let total = arrivalRate + Double(servers) * max(rates.0, rates.1)
    var state = (0...limit).map { [Double](repeating: 0, count: min($0, servers) + 1) }
    state[0][0] = 1
    var mean = 0.0
    for round in 1...200_000 {
      var next = state.map { [Double](repeating: 0, count: $0.count) }
      for present in 0...limit {
        let busy = min(present, servers)
        for first in 0...busy {
          let here = state[present][first]
          if here == 0 { continue }
          var stays = 1.0
          if present < limit {
            let share = here * arrivalRate / total
            stays -= arrivalRate / total
            if present < servers {
              next[present + 1][first + 1] += share * probability
              next[present + 1][first] += share * (1 - probability)
            } else {
              next[present + 1][first] += share
            }
          }
          for (kind, count) in [first, busy - first].enumerated() where count > 0 {
            let rate = Double(count) * (kind == 0 ? rates.0 : rates.1) / total
            stays -= rate
            let left = first - (kind == 0 ? 1 : 0)
            if present > servers {
              next[present - 1][left + 1] += here * rate * probability
              next[present - 1][left] += here * rate * (1 - probability)
            } else {
              next[present - 1][left] += here * rate
            }
          }
          next[present][first] += here * stays
        }
      }
      state = next
      if round.isMultiple(of: 500) {
        var now = 0.0
        for present in 0...limit { now += Double(present) * state[present].reduce(0, +) }
        if (now - mean).magnitude < 1e-8 * now { return now }
        mean = now
      }
    }
    return mean
  }
}
