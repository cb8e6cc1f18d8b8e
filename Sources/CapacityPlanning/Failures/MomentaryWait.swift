import Quantities
import Queueing

/// The wait of a request that arrives at a moment of changing load.
///
/// While the machines do not keep up, the backlog over their capacity, which is hardly random; else
/// at least that of M/M/c at the rate of the moment.
struct MomentaryWait {
  let serviceTime: Seconds
  let serversPerInstance: Int

  static let method = Method.approximate(
    "fluid; where machines keep up the 95th percentile of M/M/c at the rate of the second")

  /// The time that a share `p` of the arrivals does not exceed, in seconds.
  ///
  /// - Parameters:
  ///   - rate: Arrivals a second.
  ///   - backlog: Requests that wait already.
  func percentile(_ p: Double, rate: Double, instances: Int, backlog: Double = 0) -> Double {
    let servers = instances * serversPerInstance
    guard servers > 0 else { return .infinity }
    let cleared = backlog * serviceTime.value / Double(servers)
    guard rate > 0,
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(rate), serviceTime: serviceTime, servers: servers)
    else { return cleared }
    return max(cleared, queue.waitPercentile(p).value)
  }
}

extension [String] {
  /// Needs in one sentence; nil where there are none.
  var joinedWithSemicolons: String? { isEmpty ? nil : joined(separator: "; ") }
}
