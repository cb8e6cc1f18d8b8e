package import Quantities

/// A queueing network of product form with open classes, which arrive and leave, and closed ones,
/// which stay.
///
/// Open arrivals are Poisson. To closed customers a queue of c servers that carries an open load
/// `a` is a load-dependent station; open customers see it through the law of the closed ones
/// present: Lavenberg, Computer Performance Modeling Handbook, 1983, section 3.6; here in generating
/// functions, exact also for several servers.
package struct MixedNetwork: Hashable, Sendable {
  package let openClasses: [OpenNetwork.TrafficClass]
  package let closedClasses: [ClosedNetwork.CustomerClass]
  /// Queues and delays with the demands of the open classes first, then of the closed ones.
  package let stations: [OpenNetwork.Station]

  /// A network; the order of classes and stations is that of all results.
  ///
  /// - Precondition: as for `OpenNetwork` and `ClosedNetwork`.
  package init(
    openClasses: [OpenNetwork.TrafficClass], closedClasses: [ClosedNetwork.CustomerClass],
    stations: [OpenNetwork.Station]
  ) {
    for station in stations {
      precondition(
        station.demands.count == openClasses.count + closedClasses.count, "one demand per class")
    }
    self.openClasses = openClasses
    self.closedClasses = closedClasses
    self.stations = stations
  }

  /// The load that the open classes offer to a station: `Σ λ_r D_r`.
  package func openLoad(of station: Int) -> Erlangs {
    var load = 0.0
    for (index, one) in openClasses.enumerated() {
      load += one.arrivalRate.value * stations[station].demands[index].value
    }
    return Erlangs(load)
  }

  /// The network of the closed classes alone.
  var closedPart: ClosedNetwork {
    ClosedNetwork(
      classes: closedClasses,
      stations: stations.map { station in
        let discipline: ClosedNetwork.Discipline =
          switch station.discipline {
          case .queue(let servers): .queue(servers: servers)
          case .delay: .delay
          }
        return ClosedNetwork.Station(
          name: station.name, discipline: discipline,
          demands: Array(station.demands.dropFirst(openClasses.count)))
      })
  }
}

/// The steady state of a mixed network.
package struct MixedNetworkSolution: Hashable, Sendable {
  package let network: MixedNetwork
  /// X and R of the closed classes; utilizations here are those by closed customers alone.
  package let closed: ClosedNetworkSolution
  /// R_kr by station and open class.
  package let openResidenceTimes: [[Seconds]]

  /// How every number of the solution is obtained.
  package var method: Method { closed.method }

  /// R_r, the mean response time of an open class.
  package func openResponseTime(class index: Int) -> Seconds {
    openResidenceTimes.reduce(.zero) { $0 + $1[index] }
  }

  /// Q_kr of an open class: Little's law.
  package func openQueueLength(station: Int, class index: Int) -> Double {
    network.openClasses[index].arrivalRate.value * openResidenceTimes[station][index].value
  }
}

extension MixedNetwork {
  /// Solves the network exactly.
  ///
  /// - Throws: `ClosedNetworkRefusal` when the open classes saturate a station, or the closed ones
  ///   have too many population vectors.
  /// - Complexity: that of `ClosedNetwork.solveExactly`.
  package func solve() throws(ClosedNetworkRefusal) -> MixedNetworkSolution {
    let part = closedPart
    let populations = closedClasses.map(\.population)
    let limit = ClosedNetwork.exactStateLimit
    guard let count = PopulationLattice.count(of: populations), count <= limit else {
      throw .tooManyStates(limit: limit)
    }
    let total = populations.reduce(0, +)
    var places: [NormalizingConstants.Place] = []
    for (index, station) in stations.enumerated() {
      guard case .queue(let servers) = station.discipline else { continue }
      let load = openLoad(of: index)
      guard load.value < Double(servers) else {
        throw .saturation(
          Saturation(station: station.name, offeredLoad: load, servers: servers))
      }
      let series = StationSeries(servers: servers, openLoad: load.value, population: total)
      places.append(
        .init(station: index, demands: part.stations[index].demands.map(\.value), series: series))
    }
    let constants = NormalizingConstants(
      lattice: PopulationLattice(populations: populations),
      delays: closedClasses.indices.map { part.delay(class: $0) }, places: places)
    var residences = part.stations.map(\.demands)
    var openResidences = stations.map { Array($0.demands.prefix(openClasses.count)) }
    for (place, one) in places.enumerated() {
      let stretches = constants.stretches(of: place)
      residences[one.station] = zip(residences[one.station], stretches.closed).map { $0 * $1 }
      openResidences[one.station] = openResidences[one.station].map { $0 * stretches.open }
    }
    let closed = ClosedNetworkSolution(
      network: part,
      throughputs: closedClasses.indices.map { RequestsPerSecond(constants.throughput(class: $0)) },
      residenceTimes: residences, method: .exact,
      throughputByPopulation: constants.throughputByPopulation.map { RequestsPerSecond($0) })
    try closed.checkPopulations()
    return MixedNetworkSolution(
      network: self, closed: closed, openResidenceTimes: openResidences)
  }
}
