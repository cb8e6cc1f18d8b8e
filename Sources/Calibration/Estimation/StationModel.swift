package import Quantities
package import Queueing

/// The model that response times are fitted with: one station of `c` servers and demand `D`, and a
/// constant delay `L` around it (network, other tiers without queues).
package struct StationModel: Hashable, Sendable {
  /// D, the time that a request works on one server.
  package let demand: Seconds
  /// c.
  package let servers: Int
  /// L.
  package let delay: Seconds

  package init(demand: Seconds, servers: Int, delay: Seconds) {
    self.demand = demand
    self.servers = servers
    self.delay = delay
  }

  /// c/D, the throughput that is never exceeded.
  package var capacity: RequestsPerSecond { RequestsPerSecond(Double(servers) / demand.value) }

  /// X and R with `N` clients that think for `Z` between requests.
  ///
  /// The machine repairman model M/M/c//N: with `n` requests at the station they leave at rate
  /// `min(n, c)/D` and arrive at `(N - n)/(Z + L)`. Exact for exponential demands first come first
  /// served, and for any demand under processor sharing; the law of `Z + L` does not matter (BCMP).
  /// Between whole numbers of clients the throughput is interpolated. Gross, Shortle, Thompson and
  /// Harris, 2008, section 2.7.
  ///
  /// - Complexity: O(N).
  package func closed(clients: Double, thinkTime: Seconds) -> (
    throughput: RequestsPerSecond, response: Seconds
  ) {
    let below = clients.rounded(.down)
    let low = throughput(clients: Int(below), thinkTime: thinkTime)
    let rate =
      clients == below
      ? low
      : low + (clients - below)
        * (throughput(clients: Int(below) + 1, thinkTime: thinkTime) - low)
    guard rate > 0 else { return (.zero, delay + demand) }
    return (RequestsPerSecond(rate), Seconds(max(0, clients / rate - thinkTime.value)))
  }

  private func throughput(clients: Int, thinkTime: Seconds) -> Double {
    guard clients > 0 else { return 0 }
    let away = thinkTime.value + delay.value
    let most = Double(min(clients, servers)) / demand.value
    guard away > 1e-9 * demand.value else { return most }
    // Weights of the states relative to the largest so far, so that nothing overflows.
    var weight = 1.0
    var total = 1.0
    var busy = 0.0
    for present in 1...clients {
      let working = Double(min(present, servers))
      weight *= Double(clients - present + 1) / away * demand.value / working
      total += weight
      busy += weight * working
      if total > 1e200 {
        weight /= 1e200
        total /= 1e200
        busy /= 1e200
      }
    }
    return busy / total / demand.value
  }

  /// The station under Poisson arrivals; nil where it saturates.
  package func open(rate: RequestsPerSecond) -> MultiServerQueue? {
    try? MultiServerQueue(arrivalRate: rate, serviceTime: demand, servers: servers)
  }

  /// The mean response under Poisson arrivals; nil where the station saturates.
  package func openResponse(rate: RequestsPerSecond) -> Seconds? {
    open(rate: rate).map { $0.meanResponse + delay }
  }
}
