import CatalogModel
import Quantities
import Queueing
import TestSupport
import Testing

@testable import CapacityPlanning

/// The curve of timeouts that ends behind the collapse, against the one of all its points.
@Suite struct TimeoutCurveTests {
  /// What retries make of machines with a timeout in service times, and how many points that took.
  private static func states(
    servers: Int, timeout: Double, saturation: Double, retries: Int, endsEarly: Bool,
    coldStarts: Double = 0
  ) -> (load: RetryLoad, points: Int) {
    var points = 0
    let curve = TimeoutCurve(saturation: saturation, retries: endsEarly ? retries : nil) { load in
      points += 1
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(load / saturation * Double(servers)),
        serviceTime: Seconds(1), servers: servers)
      // Cold starts get rarer with the load.
      let cold = coldStarts * (1 - load / saturation)
      return min(1, cold + (queue?.responseTail(beyond: Seconds(timeout)) ?? 1))
    }
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(1), retries: retries, limit: RequestsPerSecond(saturation)
    ) { curve.share($0.value) }
    return (load, points)
  }

  /// A share of timeouts that falls with the load where it is small makes no difference either.
  @Test(arguments: [1, 16], [1, 3]) func soItIsWhereColdStartsGetRarer(
    _ servers: Int, _ retries: Int
  ) {
    for coldStarts in [0.001, 0.02, 0.1] {
      for timeout in [1.2, 3, 20] {
        for saturation in [0.8, 1.02, 1.6, 3.9, 12] {
          let loads = [false, true].map {
            Self.states(
              servers: servers, timeout: timeout, saturation: saturation, retries: retries,
              endsEarly: $0, coldStarts: coldStarts
            ).load
          }
          let name = "\(coldStarts), timeout \(timeout), saturation \(saturation)"
          #expect(loads[0].settled == loads[1].settled, "\(name)")
          #expect(loads[0].marginToCollapse == loads[1].marginToCollapse, "\(name)")
          #expect(Self.tipping(loads[0]) == Self.tipping(loads[1]), "\(name)")
        }
      }
    }
  }

  /// The tries at which it tips over, as what-ifs tell it.
  private static func tipping(_ load: RetryLoad) -> Double? {
    load.tippingLoad.map { min($0.value, load.collapseRate.value) }
  }

  @Test(arguments: [1, 3, 16, 96], [0, 1, 2, 3, 6]) func pointsBehindTheCollapseMakeNoDifference(
    _ servers: Int, _ retries: Int
  ) {
    var (spared, collapsed, tipped) = (0, 0, 0)
    for timeout in [1.2, 3, 8, 20, 60] {
      for saturation in [0.4, 0.8, 0.97, 1.02, 1.2, 1.6, 2.5, 3.9, 4.1, 6.8, 12] {
        let (full, all) = Self.states(
          servers: servers, timeout: timeout, saturation: saturation, retries: retries,
          endsEarly: false)
        let (found, few) = Self.states(
          servers: servers, timeout: timeout, saturation: saturation, retries: retries,
          endsEarly: true)
        let name = "timeout \(timeout), saturation \(saturation)"
        #expect(found.settled == full.settled, "\(name)")
        #expect(found.marginToCollapse == full.marginToCollapse, "\(name)")
        #expect(found.isMetastable == full.isMetastable, "\(name)")
        #expect(Self.tipping(found) == Self.tipping(full), "\(name)")
        #expect(few <= 14)
        spared += all - few
        if full.settled.isCollapsed { collapsed += 1 }
        if Self.tipping(full) != nil { tipped += 1 }
      }
    }
    #expect(collapsed > 5)
    if retries > 0 { #expect(tipped > 3) }
    // Without retries every load is kept as it comes, up to the last. Of many servers hardly a try is late until
    // they are all but saturated.
    if retries > 0 && servers < 20 { #expect(spared > 60) } else { #expect(spared < 60) }
  }
}
