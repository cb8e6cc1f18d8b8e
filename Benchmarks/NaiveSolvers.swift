import RealModule

/// Textbook implementations, as the other side of the ratios that the benchmark prints.
enum NaiveSolvers {
  /// Erlang C by `1/B(n) = 1 + n/(a B(n-1))`, from no server to all.
  static func delayProbability(servers: Int, load: Double) -> Double {
    var inverse = 1.0
    for number in 1...servers { inverse = 1 + inverse * Double(number) / load }
    let blocking = 1 / inverse
    return blocking / (1 - load / Double(servers) * (1 - blocking))
  }

  /// The mean response time over M/M/c stations in a row, from the probabilities of the states of each
  /// up to where they no longer count.
  static func openNetworkMean(rate: Double, demands: [(servers: Int, mean: Double)]) -> Double {
    var total = 0.0
    for (servers, mean) in demands {
      var probability = 1.0
      var sum = 1.0
      var present = 0.0
      var count = 0
      while count < servers || probability > 1e-12 * sum {
        count += 1
        probability *= rate * mean / Double(min(count, servers))
        sum += probability
        present += Double(count) * probability
      }
      total += present / sum / rate
    }
    return total
  }

  /// A percentile of the time over M/M/c stations in a row: Abate and Whitt's Euler method on the product
  /// of the transforms, by bisection.
  static func pathPercentile(
    _ p: Double, rate: Double, demands: [(servers: Int, mean: Double)]
  ) -> Double {
    let stations = demands.map { servers, mean in
      (
        service: 1 / mean, ends: Double(servers) / mean - rate,
        delayed: delayProbability(servers: servers, load: rate * mean)
      )
    }
    /// The transform of the tail, its real part.
    func tail(_ real: Double, _ imaginary: Double) -> Double {
      func quotient(_ a: (Double, Double), _ b: (Double, Double)) -> (Double, Double) {
        let size = b.0 * b.0 + b.1 * b.1
        return ((a.0 * b.0 + a.1 * b.1) / size, (a.1 * b.0 - a.0 * b.1) / size)
      }
      var product = (1.0, 0.0)
      for one in stations {
        let served = quotient((one.service, 0), (one.service + real, imaginary))
        let waited = quotient((one.delayed * one.ends, 0), (one.ends + real, imaginary))
        let wait = (1 - one.delayed + waited.0, waited.1)
        let both = (served.0 * wait.0 - served.1 * wait.1, served.0 * wait.1 + served.1 * wait.0)
        product = (
          product.0 * both.0 - product.1 * both.1, product.0 * both.1 + product.1 * both.0
        )
      }
      return quotient((1 - product.0, -product.1), (real, imaginary)).0
    }
    func law(_ time: Double) -> Double {
      let line = 18.4 / (2 * time)
      var sum = 0.5 * tail(line, 0)
      var partial: [Double] = []
      for term in 1...26 {
        sum += (term % 2 == 0 ? 1 : -1) * tail(line, Double(term) * .pi / time)
        if term >= 15 { partial.append(sum) }
      }
      var weight = 1.0
      var average = 0.0
      for (index, value) in partial.enumerated() {
        average += weight * value
        weight *= Double(11 - index) / Double(index + 1)
      }
      return .exp(9.2) / time * average / 2048
    }
    var low = 0.0
    var high = demands.reduce(0) { $0 + $1.mean }
    while law(high) > 1 - p { high *= 2 }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if law(middle) > 1 - p { low = middle } else { high = middle }
    }
    return high
  }

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
