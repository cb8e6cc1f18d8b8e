package import Quantities

/// An open queueing network of product form, with several classes of requests.
///
/// Arrivals of each class are Poisson. A station is a number of identical servers under processor
/// sharing (or first come first served with one exponential service law for all classes), or a
/// delay without queueing. Demands are per request of the class over all its visits, `D = V · S`.
/// Baskett, Chandy, Muntz and Palacios, "Open, closed, and mixed networks of queues with different
/// classes of customers", JACM 22 (1975), theorem: each station then behaves as if alone, M/M/c under its
/// total load. Means are exact, also for other laws of demand under processor sharing.
package struct OpenNetwork: Hashable, Sendable {
  /// A class of requests.
  package struct TrafficClass: Hashable, Sendable {
    package let name: String
    /// λ_r, the arrivals of the class.
    package let arrivalRate: RequestsPerSecond

    package init(name: String, arrivalRate: RequestsPerSecond) {
      self.name = name
      self.arrivalRate = arrivalRate
    }
  }

  /// How a station serves.
  package enum Discipline: Hashable, Sendable {
    /// Identical servers; a request holds at most one.
    case queue(servers: Int)
    /// Every request is served at once.
    case delay
  }

  /// A place where requests spend time.
  package struct Station: Hashable, Sendable {
    package let name: String
    package let discipline: Discipline
    /// D_r, the service demand of one request of each class, in the order of the classes.
    package let demands: [Seconds]

    package init(name: String, discipline: Discipline, demands: [Seconds]) {
      self.name = name
      self.discipline = discipline
      self.demands = demands
    }
  }

  package let classes: [TrafficClass]
  package let stations: [Station]

  /// A network; the order of classes and stations is that of all results.
  ///
  /// - Precondition: every station has one demand per class; rates and demands are finite and not
  ///   negative; queues have at least one server.
  package init(classes: [TrafficClass], stations: [Station]) {
    for one in classes {
      precondition(one.arrivalRate.value >= 0 && one.arrivalRate.value.isFinite, "arrival rate")
    }
    for station in stations {
      precondition(station.demands.count == classes.count, "one demand per class")
      for demand in station.demands {
        precondition(demand.value >= 0 && demand.value.isFinite, "demand")
      }
      if case .queue(let servers) = station.discipline { precondition(servers >= 1, "servers") }
    }
    self.classes = classes
    self.stations = stations
  }

  /// The load that all classes together offer to a station: `Σ_r λ_r D_r`.
  package func offeredLoad(of station: Int) -> Erlangs {
    let demands = stations[station].demands
    var load = 0.0
    for index in classes.indices {
      load += classes[index].arrivalRate.value * demands[index].value
    }
    return Erlangs(load)
  }

  /// Where and when the network saturates as all arrivals grow by one factor.
  package struct SaturationPoint: Hashable, Sendable {
    /// The factor on today's arrivals at which the bottleneck is fully busy; below one when it is
    /// saturated already.
    package let scale: Double
    /// The index of the station that saturates first; of equals, the first.
    package let bottleneck: Int

    package init(scale: Double, bottleneck: Int) {
      self.scale = scale
      self.bottleneck = bottleneck
    }
  }

  /// The least factor on all arrival rates at which a station saturates, `min_k c_k / a_k`.
  ///
  /// Nil when no station with a limit has any load.
  package var saturationPoint: SaturationPoint? {
    var first: SaturationPoint?
    for (index, station) in stations.enumerated() {
      guard case .queue(let servers) = station.discipline else { continue }
      let load = offeredLoad(of: index).value
      guard load > 0 else { continue }
      let scale = Double(servers) / load
      if scale < first?.scale ?? .infinity {
        first = SaturationPoint(scale: scale, bottleneck: index)
      }
    }
    return first
  }
}
