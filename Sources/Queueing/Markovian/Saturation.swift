package import Quantities

/// The answer when a queue cannot keep up: its load is not below its servers, so that it has no
/// steady state and its queue grows without end.
package struct Saturation: Error, Hashable, Sendable {
  /// The station that saturates, the bottleneck of its network; nil for a queue by itself.
  package let station: String?
  /// The mean number of servers that the arrivals would keep busy, `a = λ · S`.
  package let offeredLoad: Erlangs
  /// The number of servers that there are.
  package let servers: Int

  /// A saturation of a station, or of a queue by itself where there is no name.
  package init(station: String? = nil, offeredLoad: Erlangs, servers: Int) {
    self.station = station
    self.offeredLoad = offeredLoad
    self.servers = servers
  }

  /// The load per server, at least one.
  package var utilization: Double { offeredLoad.value / Double(servers) }

  /// The fewest servers that carry the load at all; response times need more.
  package var serversForStability: Int { Int(offeredLoad.value.rounded(.down)) + 1 }
}
