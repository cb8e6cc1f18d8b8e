import Calibration
import Quantities
import Queueing

/// A level of load as it was measured and as the fitted laws have it.
struct CalibrationLevel {
  let level: Observation
  let busy: Double?
  /// The throughput of the scalability law, or of the station in a closed test.
  let fittedThroughput: Double?
  /// The mean response of the station in an open test.
  let fittedLatency: Seconds?
  /// The busy servers of the utilization law.
  let fittedBusy: Double?

  init(_ level: Observation, _ result: CalibrationResult) {
    self.level = level
    let demand = result.demand
    busy =
      level.busyServers
      ?? demand.flatMap { demand in
        level.utilization.map { $0 * demand.servers }
      }
    let byStation = demand?.station.flatMap { station in
      level.control == .open
        ? nil
        : level.clients.map {
          station.closed(clients: $0, thinkTime: level.thinkTime).throughput.value
        }
    }
    let byLaw = result.scalability.flatMap { scalability in
      level.concurrency.map { scalability.fit.law.throughput(at: $0) }
    }
    fittedThroughput = byLaw ?? byStation
    fittedLatency =
      level.control == .open ? demand?.station?.openResponse(rate: level.throughput) : nil
    if let demand, demand.law == .utilization {
      let rates =
        demand.classes.count == level.classes.count && !level.classes.isEmpty
        ? level.classes.map(\.rate.value) : [level.throughput.value]
      fittedBusy =
        demand.background
        + zip(rates, demand.classes).reduce(0) { $0 + $1.0 * $1.1.demand.likely }
    } else {
      fittedBusy = nil
    }
  }

  /// The relative error of the law that fits what this level says most directly.
  var error: Double? {
    if let fittedBusy, let busy, busy > 0 { return fittedBusy / busy - 1 }
    if let fittedLatency, let mean = level.meanLatency, mean > .zero {
      return fittedLatency / mean - 1
    }
    return fittedThroughput.map { $0 / level.throughput.value - 1 }
  }
}
