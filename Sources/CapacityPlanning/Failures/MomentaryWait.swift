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
    percentile(steady: steady(p, rate: rate, instances: instances), instances, backlog)
  }

  /// At how many of some moments, one after another, the percentile is above a limit.
  ///
  /// The wait of the steady state is computed once for moments in a row with the same arrivals and
  /// instances: a crowd of half an hour has as many seconds and a few such states.
  func count(
    _ p: Double, above limit: Double,
    _ moments: some Sequence<(rate: Double, instances: Int, backlog: Double)>
  ) -> Int {
    var last: (rate: Double, instances: Int, steady: Double?)?
    return moments.count { moment in
      let steady: Double?
      if let last, last.rate == moment.rate, last.instances == moment.instances {
        steady = last.steady
      } else {
        steady = self.steady(p, rate: moment.rate, instances: moment.instances)
        last = (moment.rate, moment.instances, steady)
      }
      return percentile(steady: steady, moment.instances, moment.backlog) > limit
    }
  }

  /// The percentile in the steady state; nil where there is none, or where nobody comes.
  private func steady(_ p: Double, rate: Double, instances: Int) -> Double? {
    let servers = instances * serversPerInstance
    guard servers > 0, rate > 0 else { return nil }
    return try? MultiServerQueue(
      arrivalRate: RequestsPerSecond(rate), serviceTime: serviceTime, servers: servers
    ).waitPercentile(p).value
  }

  private func percentile(steady: Double?, _ instances: Int, _ backlog: Double) -> Double {
    let servers = instances * serversPerInstance
    guard servers > 0 else { return .infinity }
    let cleared = backlog * serviceTime.value / Double(servers)
    return steady.map { max(cleared, $0) } ?? cleared
  }
}

extension [String] {
  /// Needs in one sentence; nil where there are none.
  var joinedWithSemicolons: String? { isEmpty ? nil : joined(separator: "; ") }
}
