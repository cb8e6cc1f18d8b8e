import CatalogModel
import Quantities

/// What passes a load balancer in the mean hour of a month.
struct BalancerFlow {
  let newConnectionsPerSecond: Double
  let activeConnections: Double
  let gigabytesPerHour: Double

  /// Requests and responses of the API, and static files where the compute tier serves them: all of
  /// them, or those that a CDN asks for.
  ///
  /// `new = (requests + files)/s / requests per connection`; open at a time, by Little's law,
  /// `new · connection time`, and every connected user where the system speaks WebSocket. A mean
  /// hour stands for all: hours are billed each by its own, so a peak costs a little more.
  init(
    _ architecture: Architecture, _ volumes: MonthlyVolumes, speaksWebSocket: Bool,
    catalog: Catalog
  ) throws(Catalog.Gap) {
    let servesFiles =
      architecture.frontEnd == .traditional || architecture.frontEnd == .onInstance
    let missed = 1 - (try catalog.number("planning.staticHitRatio"))
    let fileShare = !servesFiles ? 0 : architecture.edge == .none ? 1 : missed
    let requests = volumes.meanRate.value + volumes.staticRequests * fileShare / Bill.seconds
    let perConnection = try catalog.number("planning.requestsPerConnection")
    newConnectionsPerSecond = requests / perConnection
    activeConnections = max(
      newConnectionsPerSecond * (try catalog.number("planning.connectionSeconds")),
      speaksWebSocket ? volumes.connectedUsers : 0)
    gigabytesPerHour =
      (volumes.responseGBFromOrigin + volumes.staticGB * fileShare) / Bill.hours
  }

  /// Capacity units: the largest of the dimensions over what one unit holds, by facts of the catalog.
  func units(
    _ catalog: Catalog, connections: String, active: String, gigabytes: String
  ) throws(Catalog.Gap) -> Double {
    max(
      newConnectionsPerSecond / (try catalog.number(connections)),
      activeConnections / (try catalog.number(active)),
      gigabytesPerHour / (try catalog.number(gigabytes)))
  }
}
