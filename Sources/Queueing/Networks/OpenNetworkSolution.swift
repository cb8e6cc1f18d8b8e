package import Quantities

/// The steady state of an open network: mean times and numbers, exact for product form.
package struct OpenNetworkSolution: Hashable, Sendable {
  /// The network that was solved; its order of stations and classes is that of the results.
  package let network: OpenNetwork
  /// a_k, the mean number of busy servers at each station (of requests present at a delay).
  package let offeredLoads: [Erlangs]
  /// The factor by which queueing stretches a demand at each station; 1 at a delay.
  package let stretches: [Double]
  /// R_r, the mean response time of each class over all stations.
  package let responseTimes: [Seconds]

  /// How every number of the solution is obtained.
  package static let method = Method.exact

  /// U_k, the share of time that a server of the station is busy; zero at a delay, which has no
  /// limit.
  package func utilization(of station: Int) -> Double {
    guard case .queue(let servers) = network.stations[station].discipline else { return 0 }
    return offeredLoads[station].value / Double(servers)
  }

  /// R_kr, the mean time a request of the class spends at the station over all its visits.
  package func residenceTime(station: Int, class index: Int) -> Seconds {
    network.stations[station].demands[index] * stretches[station]
  }

  /// Q_k, the mean number of requests of all classes at the station: Little's law, `Σ_r λ_r R_kr`.
  package func inSystem(of station: Int) -> Double {
    offeredLoads[station].value * stretches[station]
  }

  /// The mean number of requests in the network.
  package var inSystem: Double {
    var total = 0.0
    for station in stretches.indices { total += inSystem(of: station) }
    return total
  }

  /// R, the mean response time over all requests, classes weighted by their arrivals.
  ///
  /// Zero when nothing arrives.
  package var systemResponseTime: Seconds {
    let rate = network.classes.reduce(0) { $0 + $1.arrivalRate.value }
    guard rate > 0 else { return .zero }
    var total = 0.0
    for (index, one) in network.classes.enumerated() {
      total += one.arrivalRate.value * responseTimes[index].value
    }
    return Seconds(total / rate)
  }
}

extension OpenNetwork {
  /// Solves the network.
  ///
  /// At a queue of c servers and load a the residence time of a class is
  /// `D_r (1 + C(c, a)/(c - a))`, with Erlang C; at a delay it is D_r.
  ///
  /// - Throws: `Saturation` of the station with the greatest utilization, if that reaches one.
  /// - Complexity: O(stations · (classes + √servers)).
  package func solve() throws(Saturation) -> OpenNetworkSolution {
    var loads: [Erlangs] = []
    var stretches: [Double] = []
    var responses = [Seconds](repeating: .zero, count: classes.count)
    loads.reserveCapacity(stations.count)
    stretches.reserveCapacity(stations.count)
    for station in stations.indices {
      let load = offeredLoad(of: station)
      var stretch = 1.0
      if case .queue(let servers) = stations[station].discipline {
        guard load.value < Double(servers) else { throw worstSaturation() }
        let waiting = ErlangFormula.delayProbability(servers: servers, offeredLoad: load)
        stretch += waiting / (Double(servers) - load.value)
      }
      loads.append(load)
      stretches.append(stretch)
      let demands = stations[station].demands
      for index in responses.indices { responses[index] += demands[index] * stretch }
    }
    return OpenNetworkSolution(
      network: self, offeredLoads: loads, stretches: stretches, responseTimes: responses)
  }

  /// The saturation of the most utilized queue; called when there is one.
  private func worstSaturation() -> Saturation {
    var worst = Saturation(offeredLoad: .zero, servers: 1)
    for (index, station) in stations.enumerated() {
      guard case .queue(let servers) = station.discipline else { continue }
      let candidate = Saturation(
        station: station.name, offeredLoad: offeredLoad(of: index), servers: servers)
      if candidate.utilization > worst.utilization { worst = candidate }
    }
    return worst
  }
}
