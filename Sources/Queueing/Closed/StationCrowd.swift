import Quantities

/// How many others a customer finds at each station of a closed network.
///
/// A customer who arrives at a station sees the network in its steady state with itself left out:
/// Lavenberg and Reiser, "Stationary state probabilities at arrival instants for closed queueing
/// networks with multiple types of customers", J. Applied Probability 17 (1980); Sevcik and
/// Mitrani, JACM 28 (1981). `P(m at station k) = w_m/(α_1 ⋯ α_m) [y^m G₋ₖ](N)/G(N)`, with the terms
/// of the station's series.
struct StationCrowd {
  /// By station that queues, in order, the probabilities of finding so many others, from 0 on.
  let found: [[Double]]

  /// What a class finds.
  ///
  /// - Complexity: O(stations² · states · classes · servers + customers · states · classes).
  init(_ network: ClosedNetwork, class index: Int) {
    var populations = network.classes.map(\.population)
    populations[index] = max(0, populations[index] - 1)
    let lattice = PopulationLattice(populations: populations)
    let total = populations.reduce(0, +)
    let delays = lattice.delays(network.classes.indices.map { network.delay(class: $0) })
    var places: [(demands: [Double], series: StationSeries)] = []
    for station in network.stations {
      switch station.discipline {
      case .delay: continue
      case .queue(let servers):
        places.append(
          (
            station.demands.map(\.value),
            StationSeries(servers: servers, openLoad: 0, population: total)
          ))
      case .loadDependent(let multipliers):
        places.append(
          (
            station.demands.map(\.value),
            StationSeries(multipliers: multipliers, population: total)
          ))
      }
    }
    let queues = network.stations.filter { $0.discipline != .delay }
    found = places.indices.map { place in
      var without = delays
      for other in places.indices where other != place {
        without = lattice.adding(places[other].series, demands: places[other].demands, to: without)
      }
      let all = lattice.adding(places[place].series, demands: places[place].demands, to: without)
      let discipline = queues[place].discipline
      var law: [Double] = []
      var term = without
      for m in 0...total {
        if m > 0 {
          let rate = discipline.rate(present: m)
          term = lattice.shifted(term, demands: places[place].demands.map { $0 / rate })
        }
        law.append(term[lattice.last] / all[lattice.last])
      }
      let sum = law.reduce(0, +)
      return law.map { $0 / sum }
    }
  }
}
