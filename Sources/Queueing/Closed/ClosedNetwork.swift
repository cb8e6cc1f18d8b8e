package import Quantities

/// A closed queueing network of product form: a fixed number of customers of each class, who think
/// and then go through the stations, again and again.
///
/// A queue is a number of identical servers under processor sharing (or first come first served
/// with one exponential service law for all classes); a load-dependent station works at a rate that
/// depends on the number present; a delay serves everybody at once. Demands are per cycle over all
/// visits, `D = V · S`. Baskett, Chandy, Muntz and Palacios, "Open, closed, and mixed networks of queues
/// with different classes of customers", JACM 22 (1975). Errors and complexity are those of the way of
/// solving it: `solveExactly` or `solveApproximately`.
package struct ClosedNetwork: Hashable, Sendable {
  /// A class of customers.
  package struct CustomerClass: Hashable, Sendable {
    package let name: String
    /// N_r, the customers of the class.
    package let population: Int
    /// Z_r, the mean time between a response and the next request; its law does not matter.
    package let thinkTime: Seconds

    package init(name: String, population: Int, thinkTime: Seconds) {
      self.name = name
      self.population = population
      self.thinkTime = thinkTime
    }
  }

  /// How a station serves.
  package enum Discipline: Hashable, Sendable {
    /// Identical servers; a customer holds at most one.
    case queue(servers: Int)
    /// With n present the station works `multipliers[min(n, count) - 1]` times as fast as with one
    /// server of the given demand.
    case loadDependent(multipliers: [Double])
    /// Everybody is served at once.
    case delay
  }

  /// A place where customers spend time.
  package struct Station: Hashable, Sendable {
    package let name: String
    package let discipline: Discipline
    /// D_r, the demand of each class per cycle, in the order of the classes.
    package let demands: [Seconds]

    package init(name: String, discipline: Discipline, demands: [Seconds]) {
      self.name = name
      self.discipline = discipline
      self.demands = demands
    }
  }

  package let classes: [CustomerClass]
  package let stations: [Station]

  /// A network; the order of classes and stations is that of all results.
  ///
  /// - Precondition: every station has one demand per class; populations, times and demands are
  ///   finite and not negative; servers at least one, multipliers positive; a class with customers
  ///   spends some time somewhere.
  package init(classes: [CustomerClass], stations: [Station]) {
    for station in stations {
      precondition(station.demands.count == classes.count, "one demand per class")
      precondition(station.demands.allSatisfy { $0.value >= 0 && $0.value.isFinite }, "demand")
      switch station.discipline {
      case .queue(let servers): precondition(servers >= 1, "servers")
      case .loadDependent(let multipliers):
        precondition(!multipliers.isEmpty && multipliers.allSatisfy { $0 > 0 && $0.isFinite })
      case .delay: break
      }
    }
    for (index, one) in classes.enumerated() {
      precondition(one.population >= 0, "population")
      precondition(one.thinkTime.value >= 0 && one.thinkTime.value.isFinite, "think time")
      let cycle = stations.reduce(one.thinkTime) { $0 + $1.demands[index] }
      precondition(one.population == 0 || cycle > .zero, "a cycle takes time")
    }
    self.classes = classes
    self.stations = stations
  }

  /// A network of one class.
  package init(population: Int, thinkTime: Seconds, stations: [Station]) {
    self.init(
      classes: [CustomerClass(name: "all", population: population, thinkTime: thinkTime)],
      stations: stations)
  }

  /// The time of a class per cycle at no queue: thinking and delays.
  func delay(class index: Int) -> Double {
    stations.reduce(classes[index].thinkTime.value) { sum, station in
      station.discipline == .delay ? sum + station.demands[index].value : sum
    }
  }
}
