import Quantities

extension ClosedNetwork {
  /// The most population vectors `Π_r (N_r + 1)` of an exact solution.
  package static let exactStateLimit = 1_000_000

  /// Solves the network exactly, by convolution.
  ///
  /// Accurate to about 1e-12 for ten thousand customers. The solution is checked: customers thinking
  /// and at stations add up to the population of each class.
  ///
  /// - Throws: `ClosedNetworkRefusal` when there are more than `exactStateLimit` population vectors
  ///   or the check fails.
  /// - Complexity: O(states · classes · servers · stations with several servers).
  package func solveExactly() throws(ClosedNetworkRefusal) -> ClosedNetworkSolution {
    let populations = classes.map(\.population)
    guard let count = PopulationLattice.count(of: populations), count <= Self.exactStateLimit else {
      throw .tooManyStates(limit: Self.exactStateLimit)
    }
    let total = populations.reduce(0, +)
    var places: [NormalizingConstants.Place] = []
    for (index, station) in stations.enumerated() {
      let series: StationSeries
      switch station.discipline {
      case .delay: continue
      case .queue(let servers):
        series = StationSeries(servers: servers, openLoad: 0, population: total)
      case .loadDependent(let multipliers):
        series = StationSeries(multipliers: multipliers, population: total)
      }
      places.append(
        .init(station: index, demands: station.demands.map(\.value), series: series))
    }
    let constants = NormalizingConstants(
      lattice: PopulationLattice(populations: populations),
      delays: classes.indices.map { delay(class: $0) }, places: places)
    var residences = stations.map(\.demands)
    for (place, one) in places.enumerated() {
      let stretches = constants.stretches(of: place).closed
      residences[one.station] = zip(stations[one.station].demands, stretches).map { $0 * $1 }
    }
    let solution = ClosedNetworkSolution(
      network: self,
      throughputs: classes.indices.map { RequestsPerSecond(constants.throughput(class: $0)) },
      residenceTimes: residences, method: .exact,
      throughputByPopulation: constants.throughputByPopulation.map { RequestsPerSecond($0) })
    try solution.checkPopulations()
    return solution
  }
}

extension ClosedNetworkSolution {
  /// Checks `X_r (R_r + Z_r) = N_r` for each class.
  func checkPopulations() throws(ClosedNetworkRefusal) {
    for (index, one) in network.classes.enumerated() {
      let cycle = (responseTime(class: index) + one.thinkTime).value
      let found = throughputs[index].value * cycle
      // Written so that a NaN fails.
      guard (found - Double(one.population)).magnitude <= 1e-8 * Double(one.population) else {
        throw .inconsistent(class: one.name, population: one.population, found: found)
      }
    }
  }
}
