import TestSupport

/// A station that serves first come first served, simulated request by request: an independent truth
/// for the estimators, which shares no formula with them.
struct SimulatedStation {
  let servers: Int
  /// Mean demand in seconds, exponential.
  let demand: Double
  /// Mean delay around the station in seconds, exponential.
  let delay: Double

  struct Outcome {
    let throughput: Double
    let mean: Double
    let busy: Double
    /// Response times in ascending order.
    let responses: [Double]
  }

  private static func exponential(_ mean: Double, _ random: inout SplitMix64) -> Double {
    // -ln(u) by the natural logarithm of the standard library's floating point.
    -mean * logarithm(random.uniform(1e-12...1))
  }

  /// `clients` that send the next request after a think time.
  func closed(clients: Int, thinkTime: Double, requests: Int, seed: UInt64) -> Outcome {
    var random = SplitMix64(seed: seed)
    var ready = (0..<clients).map { _ in Self.exponential(thinkTime + delay, &random) }
    var sent = ready
    var free = [Double](repeating: 0, count: servers)
    var responses: [Double] = []
    var busy = 0.0
    var end = 0.0
    var start = 0.0
    for number in 0..<(requests + requests / 10) {
      let client = ready.indices.min { ready[$0] < ready[$1] } ?? 0
      let server = free.indices.min { free[$0] < free[$1] } ?? 0
      let begin = max(ready[client], free[server])
      let work = Self.exponential(demand, &random)
      free[server] = begin + work
      let back = Self.exponential(delay, &random)
      if number == requests / 10 { start = ready[client] }
      if number >= requests / 10 {
        // The delay before the station belongs to the response, too; all of it is counted after.
        responses.append(begin + work - ready[client] + back)
        busy += work
        end = max(end, begin + work)
      }
      ready[client] = begin + work + back + Self.exponential(thinkTime, &random)
      sent[client] = ready[client]
    }
    return outcome(responses, busy, end - start)
  }

  /// Poisson arrivals.
  func open(rate: Double, requests: Int, seed: UInt64) -> Outcome {
    var random = SplitMix64(seed: seed)
    var free = [Double](repeating: 0, count: servers)
    var now = 0.0
    var start = 0.0
    var responses: [Double] = []
    var busy = 0.0
    for number in 0..<(requests + requests / 10) {
      now += Self.exponential(1 / rate, &random)
      let server = free.indices.min { free[$0] < free[$1] } ?? 0
      let begin = max(now, free[server])
      let work = Self.exponential(demand, &random)
      free[server] = begin + work
      if number == requests / 10 { start = now }
      if number >= requests / 10 {
        responses.append(begin + work - now + delay)
        busy += work
      }
    }
    return outcome(responses, busy, now - start)
  }

  private func outcome(_ responses: [Double], _ busy: Double, _ time: Double) -> Outcome {
    Outcome(
      throughput: Double(responses.count) / time,
      mean: responses.reduce(0, +) / Double(responses.count), busy: busy / time,
      responses: responses.sorted())
  }
}

extension SimulatedStation.Outcome {
  func percentile(_ p: Double) -> Double { responses[Int(Double(responses.count) * p)] }
}
