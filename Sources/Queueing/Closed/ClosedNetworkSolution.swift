package import Quantities

/// The steady state of a closed network: throughputs, mean times and numbers.
package struct ClosedNetworkSolution: Hashable, Sendable {
  /// The network that was solved; its order of stations and classes is that of the results.
  package let network: ClosedNetwork
  /// X_r, the cycles of each class per second.
  package let throughputs: [RequestsPerSecond]
  /// R_kr by station and class: the mean time of a cycle at the station.
  package let residenceTimes: [[Seconds]]
  /// How all numbers were obtained.
  package let method: Method
  /// X(n) for n from 1 to N in a network of one class that was solved exactly; empty otherwise.
  package let throughputByPopulation: [RequestsPerSecond]

  /// R_r, the mean response time of a class: a cycle without the thinking.
  package func responseTime(class index: Int) -> Seconds {
    residenceTimes.reduce(.zero) { $0 + $1[index] }
  }

  /// Q_kr, the mean number of customers of a class at a station: Little's law.
  package func queueLength(station: Int, class index: Int) -> Double {
    throughputs[index].value * residenceTimes[station][index].value
  }

  /// Q_k, the mean number at a station.
  package func queueLength(station: Int) -> Double {
    throughputs.indices.reduce(0) { $0 + queueLength(station: station, class: $1) }
  }

  /// U_k, the share of time that a server of a station is busy: the utilization law.
  ///
  /// Nil at a delay, which has no servers, and at a load-dependent station.
  package func utilization(station: Int) -> Double? {
    guard case .queue(let servers) = network.stations[station].discipline else { return nil }
    let demands = network.stations[station].demands
    var busy = 0.0
    for (index, rate) in throughputs.enumerated() { busy += rate.value * demands[index].value }
    return busy / Double(servers)
  }
}

/// Why a closed network was not solved.
package enum ClosedNetworkRefusal: Error, Hashable, Sendable {
  /// An exact solution would need too many population vectors.
  case tooManyStates(limit: Int)
  /// The open classes alone saturate a station.
  case saturation(Saturation)
  /// The solution does not add up to the population within 1e-8: it cannot be trusted.
  case inconsistent(class: String, population: Int, found: Double)
}
