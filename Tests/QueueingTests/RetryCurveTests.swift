import Quantities
import TestSupport
import Testing

@testable import Queueing

/// What retries settle in where next to no try times out at low loads, which the curve does not ask about,
/// against every load of a fine grid.
@Suite struct RetryCurveTests {
  /// The states and the rate of the collapse from the definition: `L/S(f(L))` at every point of a grid.
  private struct FullGrid {
    /// Loads at which new requests come at a rate, with what the curve does there.
    var roots: [(load: Double, isRising: Bool)] = []
    /// The greatest rate at which no more than half of the tries time out.
    var collapse = 0.0

    init(retries: Int, limit: Double, arrivals: Double, share: (Double) -> Double) {
      func rate(_ load: Double) -> Double {
        let share = load < limit ? share(load) : 1
        return load / (0...retries).reduce(0.0) { sum, _ in sum * share + 1 }
      }
      // Distances to the limit that shrink by a thousandth, so that both ends are seen well.
      var loads = [0.0]
      var distance = 1.0
      while distance > 1e-10 {
        distance *= 0.999
        loads.append(limit * (1 - distance))
      }
      loads.append(limit)
      for (left, right) in zip(loads, loads.dropFirst()) {
        if right < limit, share(right) <= 0.5 { collapse = max(collapse, rate(right)) }
        let isRising = rate(left) < rate(right)
        let (least, most) = isRising ? (rate(left), rate(right)) : (rate(right), rate(left))
        if arrivals > least && arrivals <= most { roots.append((right, isRising)) }
      }
    }
  }

  /// A queue whose customers give up after some service times.
  private static func share(_ servers: Int, timeout: Double) -> (Double) -> Double {
    { load in
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), servers: servers)
      return queue?.responseTail(beyond: Seconds(timeout)) ?? 1
    }
  }

  @Test(arguments: [1, 4, 40], [2.5, 9, 45, 120]) func everyGridPointIsCounted(
    _ servers: Int, _ timeout: Double
  ) {
    let limit = Double(servers)
    let share = Self.share(servers, timeout: timeout)
    for retries in [1, 3, 5] {
      var asked: [Double] = []
      let curve = RetryCurve(retries: retries, limit: limit) { load in
        asked.append(load)
        return share(load)
      }
      let count = asked.count
      for use in [0.1, 0.35, 0.6, 0.85, 0.97] {
        let full = FullGrid(retries: retries, limit: limit, arrivals: use * limit, share: share)
        let roots = curve.roots(arrivals: use * limit).filter { $0.load < limit }
        let name = "\(servers) servers, \(timeout), \(retries) retries, \(use)"
        #expect(roots.map(\.isRising) == full.roots.map(\.isRising), "\(name)")
        for (found, expected) in zip(roots, full.roots) {
          // A step of the grid, by which it can be off.
          let step = 1.2e-3 * (limit - expected.load) + 1e-9 * limit
          #expect((found.load - expected.load).magnitude <= step, "\(name)")
        }
        expectClose(curve.collapse, full.collapse, 2e-3)
      }
      // Where hardly anybody ever waits that long, low loads are not asked about; else all are.
      if timeout >= 45 {
        #expect(asked.min().map { $0 > 0.02 * limit } ?? false)
        #expect(count < 1000)
      } else {
        #expect(asked.min().map { $0 < 0.002 * limit } ?? false)
      }
    }
  }
}
