import Quantities
import TestSupport
import Testing

@testable import Queueing

/// What retries settle in where next to no try times out at low loads, which the curve does not ask about,
/// against every load of a fine grid.
@Suite struct RetryCurveTests {
  /// The states and the rate of the collapse from the definition: `L/S(f(L))` at every point of a grid.
  private struct FullGrid {
    private var points: [(load: Double, rate: Double)] = [(0, 0)]
    /// The greatest rate at which no more than half of the tries time out.
    private(set) var collapse = 0.0

    /// What one distance to the limit is of the one before, so that both ends are seen well.
    static let shrinking = 0.997

    init(retries: Int, limit: Double, share: (Double) -> Double) {
      var distance = 1.0
      while distance > 0 {
        distance = distance > 1e-10 ? distance * Self.shrinking : 0
        let load = limit * (1 - distance)
        let late = distance > 0 ? share(load) : 1
        let rate = load / (0...retries).reduce(0.0) { sum, _ in sum * late + 1 }
        if late <= 0.5 { collapse = max(collapse, rate) }
        points.append((load, rate))
      }
    }

    /// Loads at which new requests come at a rate, with what the curve does there.
    func roots(arrivals: Double) -> [(load: Double, isRising: Bool)] {
      zip(points, points.dropFirst()).compactMap { left, right in
        arrivals > min(left.rate, right.rate) && arrivals <= max(left.rate, right.rate)
          ? (right.load, left.rate < right.rate) : nil
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
      let full = FullGrid(retries: retries, limit: limit, share: share)
      expectClose(curve.collapse, full.collapse, 3e-3)
      for use in [0.1, 0.35, 0.6, 0.85, 0.97] {
        let roots = curve.roots(arrivals: use * limit).filter { $0.load < limit }
        let expected = full.roots(arrivals: use * limit)
        let name = "\(servers) servers, \(timeout), \(retries) retries, \(use)"
        #expect(roots.map(\.isRising) == expected.map(\.isRising), "\(name)")
        for (found, expected) in zip(roots, expected) {
          // A step of the grid, by which it can be off.
          let step =
            1.1 * (1 / FullGrid.shrinking - 1) * (limit - expected.load) + 1e-9 * limit
          #expect((found.load - expected.load).magnitude <= step, "\(name)")
        }
      }
      // Where hardly anybody ever waits that long, low loads are not asked about; else all are.
      if timeout >= 9 {
        #expect(asked.min().map { $0 > 0.02 * limit } ?? false)
        #expect(count < 1000)
      } else {
        #expect(asked.min().map { $0 < 0.002 * limit } ?? false)
      }
    }
  }
}
