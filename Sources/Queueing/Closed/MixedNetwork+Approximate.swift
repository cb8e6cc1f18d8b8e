import Quantities

extension MixedNetwork {
  /// Solves the network exactly where the closed classes have few enough population vectors, else
  /// approximately.
  ///
  /// - Throws: `ClosedNetworkRefusal` when the open classes saturate a station, or the solution does
  ///   not add up.
  package func solveByBestMethod() throws(ClosedNetworkRefusal) -> MixedNetworkSolution {
    let populations = closedClasses.map(\.population)
    if let count = PopulationLattice.count(of: populations), count <= ClosedNetwork.exactStateLimit
    {
      return try solve()
    }
    return try solveApproximately()
  }

  /// Solves the network approximately, by Linearizer, in time that hardly depends on populations.
  ///
  /// `ClosedNetwork.solveApproximately` with the open customers that are found beside the closed ones
  /// (`ArrivalCongestion`). For stations of one server that divides demands by what the open classes
  /// leave, `D/(1 - a)`, as the exact reduction does: Lavenberg, Computer Performance Modeling
  /// Handbook, 1983, section 3.6; for several it takes the numbers as independent.
  ///
  /// - Throws: `ClosedNetworkRefusal` as `solveByBestMethod`.
  package func solveApproximately() throws(ClosedNetworkRefusal) -> MixedNetworkSolution {
    let loads = stations.indices.map { openLoad(of: $0).value }
    for (station, load) in zip(stations, loads) {
      guard case .queue(let servers) = station.discipline, load >= Double(servers) else { continue }
      throw .saturation(
        Saturation(station: station.name, offeredLoad: Erlangs(load), servers: servers))
    }
    let part = closedPart
    var iteration = LinearizerIteration(part, openLoads: loads)
    let state = iteration.solve()
    let closed = ClosedNetworkSolution(
      network: part, throughputs: state.throughputs.map { RequestsPerSecond($0) },
      residenceTimes: state.residences.map { $0.map { Seconds($0) } },
      method: .approximate(ClosedNetwork.linearizerErrorClass), throughputByPopulation: [])
    try closed.checkPopulations()
    let open = stations.indices.map { station in
      let stretch = iteration.openStretch(state, station: station)
      return stations[station].demands.prefix(openClasses.count).map { $0 * stretch }
    }
    return MixedNetworkSolution(network: self, closed: closed, openResidenceTimes: open)
  }
}
