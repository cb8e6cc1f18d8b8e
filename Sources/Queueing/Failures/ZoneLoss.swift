package import Quantities

/// What is left of a network when one zone is lost: fewer servers, a cold cache, and retries.
///
/// Servers are spread evenly over the zones and the zone with the most is lost, so that
/// `c - ceil(c/zones)` remain; demands behind a cache grow by the factor by which its misses do; with
/// a timeout, all loads at which retries can settle are found (`RetryLoad`) and the network is solved
/// at the one that it settles in.
///
/// Assumes that the load of the lost zone is spread over the others at once. What is left is a network of
/// product form (`OpenNetwork`; Baskett and others 1975), solved exactly; the rest is arithmetic.
package struct ZoneLoss: Hashable, Sendable {
  /// What a zone means to a station.
  package struct Exposure: Hashable, Sendable {
    /// The zones that its servers are spread over; nil when it loses none, such as a managed
    /// service or a CDN.
    package let zones: Int?
    /// By how much its demands grow: the ratio of misses after to before, where it is behind a cache
    /// that goes cold; one elsewhere.
    package let demandFactor: Double

    /// - Precondition: at least one zone, a factor of at least zero.
    package init(zones: Int?, demandFactor: Double = 1) {
      precondition(zones ?? 1 >= 1, "zones")
      precondition(demandFactor >= 0 && demandFactor.isFinite, "demand factor")
      self.zones = zones
      self.demandFactor = demandFactor
    }

    /// A station behind a cache whose hit ratio falls.
    ///
    /// - Precondition: ratios from 0 to 1, the one before below 1.
    package init(zones: Int?, hitRatioBefore: Double, hitRatioAfter: Double) {
      precondition(hitRatioBefore >= 0 && hitRatioBefore < 1, "hit ratio before")
      precondition(hitRatioAfter >= 0 && hitRatioAfter <= 1, "hit ratio after")
      self.init(zones: zones, demandFactor: (1 - hitRatioAfter) / (1 - hitRatioBefore))
    }
  }

  /// Clients that give up a try and begin anew.
  package struct Retrying: Hashable, Sendable {
    package let timeout: Seconds
    /// The most retries of one request.
    package let retries: Int

    package init(timeout: Seconds, retries: Int) {
      self.timeout = timeout
      self.retries = retries
    }
  }

  /// What happens.
  package enum Outcome: Sendable {
    /// The rest carries the load.
    case holds(OpenNetworkSolution, retries: RetryLoad?)
    /// The rest is saturated; with retries, whether or not it would be without.
    case collapses(Saturation, retries: RetryLoad?)
    /// A station has no server left; which one.
    case isLost(station: String)
  }

  package let network: OpenNetwork
  /// One per station, in the order of the network.
  package let exposures: [Exposure]
  package let retrying: Retrying?

  /// A loss to study.
  ///
  /// - Precondition: one exposure per station.
  package init(network: OpenNetwork, exposures: [Exposure], retrying: Retrying? = nil) {
    precondition(exposures.count == network.stations.count, "one exposure per station")
    self.network = network
    self.exposures = exposures
    self.retrying = retrying
  }

  /// How the outcome is obtained: exactly without retries.
  package var method: Method { retrying == nil ? OpenNetworkSolution.method : RetryLoad.method }

  /// The network without the zone; nil when a station has no server left.
  package var networkAfter: OpenNetwork? {
    var stations: [OpenNetwork.Station] = []
    for (station, exposure) in zip(network.stations, exposures) {
      var discipline = station.discipline
      if case .queue(let servers) = discipline, let zones = exposure.zones {
        let left = servers - (servers + zones - 1) / zones
        guard left >= 1 else { return nil }
        discipline = .queue(servers: left)
      }
      stations.append(
        OpenNetwork.Station(
          name: station.name, discipline: discipline,
          demands: station.demands.map { $0 * exposure.demandFactor }))
    }
    return OpenNetwork(classes: network.classes, stations: stations)
  }

  /// Solves the network without the zone.
  ///
  /// - Complexity: One solution; with retries about 1,000 tails of path.
  package func outcome() -> Outcome {
    guard let after = networkAfter else { return .isLost(station: lostStation) }
    guard let retrying, let point = after.saturationPoint else { return outcome(after, nil) }
    let arrivals = after.classes.reduce(0) { $0 + $1.arrivalRate.value }
    guard arrivals > 0 else { return outcome(after, nil) }
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(arrivals), retries: retrying.retries,
      limit: RequestsPerSecond(arrivals * point.scale)
    ) { rate in
      after.scaled(by: rate.value / arrivals).shareBeyond(retrying.timeout)
    }
    return outcome(after.scaled(by: load.settled.load.value / arrivals), load)
  }

  private func outcome(_ after: OpenNetwork, _ retries: RetryLoad?) -> Outcome {
    do {
      return .holds(try after.solve(), retries: retries)
    } catch {
      return .collapses(error, retries: retries)
    }
  }

  /// The first station that lost all of its servers.
  private var lostStation: String {
    for (station, exposure) in zip(network.stations, exposures) {
      guard case .queue(let servers) = station.discipline, let zones = exposure.zones else {
        continue
      }
      if servers - (servers + zones - 1) / zones < 1 { return station.name }
    }
    return ""
  }
}

extension OpenNetwork {
  /// The network with all arrivals multiplied by a factor.
  package func scaled(by factor: Double) -> OpenNetwork {
    OpenNetwork(
      classes: classes.map { TrafficClass(name: $0.name, arrivalRate: $0.arrivalRate * factor) },
      stations: stations)
  }

  /// The share of all requests whose response takes longer than a time.
  ///
  /// Each station counts as an M/M/c queue at its utilization, first come first served, with the
  /// demand of the class in one visit, and stations as independent: approximate, as path
  /// percentiles are. One when a station is saturated.
  package func shareBeyond(_ time: Seconds) -> Double {
    let total = classes.reduce(0) { $0 + $1.arrivalRate.value }
    guard total > 0 else { return 0 }
    var share = 0.0
    for (index, one) in classes.enumerated() where one.arrivalRate.value > 0 {
      var stages: [PathStage] = []
      for (place, station) in stations.enumerated() {
        let demand = station.demands[index]
        guard demand > .zero else { continue }
        guard case .queue(let servers) = station.discipline else {
          stages.append(.exponential(mean: demand))
          continue
        }
        let rate = RequestsPerSecond(offeredLoad(of: place).value / demand.value)
        guard
          let queue = try? MultiServerQueue(
            arrivalRate: rate, serviceTime: demand, servers: servers)
        else { return 1 }
        stages.append(.queue(queue))
      }
      guard let path = try? ResponsePath(stages) else { return 1 }
      share += one.arrivalRate.value / total * path.tail(beyond: time)
    }
    return min(1, share)
  }
}
