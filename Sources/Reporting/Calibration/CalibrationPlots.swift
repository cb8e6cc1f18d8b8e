import Calibration
import Quantities
import Queueing

/// The plots of a calibration: for each law that was fitted, what was measured against it.
struct CalibrationPlots {
  let result: CalibrationResult

  /// Steps of a curve.
  private static let steps = 120

  var all: [LoadPlot] { [scalability, response, utilization].compactMap { $0 } }

  private func curve(
    _ points: [LoadPlot.Point], _ value: (Double) -> Double?
  ) -> [LoadPlot.Point] {
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), left > 0 else {
      return []
    }
    return (0...Self.steps).compactMap { step in
      let share = Double(step) / Double(Self.steps)
      // Denser where the levels are, whether they double or not.
      let x = left + (right - left) * share * share
      return value(x).map { LoadPlot.Point(x: x, y: $0) }
    }
  }

  private var scalability: LoadPlot? {
    guard let law = result.scalability?.fit.law else { return stationSweep }
    let points = result.observations.compactMap { level in
      level.concurrency.map { LoadPlot.Point(x: $0, y: level.throughput.value) }
    }
    return LoadPlot(
      title: "Throughput by concurrency", xAxis: "requests in the system",
      yAxis: "requests per second", measured: points,
      curve: curve(points) { law.throughput(at: $0) }, curveName: "scalability law")
  }

  /// The throughput of the fitted station where levels are too few for a scalability law.
  private var stationSweep: LoadPlot? {
    guard let station = result.demand?.station else { return nil }
    let points = result.observations.compactMap { level in
      level.control == .open
        ? nil : level.clients.map { LoadPlot.Point(x: $0, y: level.throughput.value) }
    }
    guard points.count > 1 else { return nil }
    let think = result.observations[0].thinkTime
    return LoadPlot(
      title: "Throughput by clients", xAxis: "clients", yAxis: "requests per second",
      measured: points,
      curve: curve(points) { station.closed(clients: $0, thinkTime: think).throughput.value },
      curveName: "fitted station")
  }

  private var response: LoadPlot? {
    guard let station = result.demand?.station else { return nil }
    let points = result.observations.compactMap { level in
      level.control == .open
        ? level.meanLatency.map { LoadPlot.Point(x: level.throughput.value, y: $0.milliseconds) }
        : nil
    }
    guard points.count > 1 else { return nil }
    return LoadPlot(
      title: "Mean response by load", xAxis: "requests per second", yAxis: "ms", measured: points,
      curve: curve(points) { rate in
        station.openResponse(rate: RequestsPerSecond(rate))?.milliseconds
      }, curveName: "fitted station")
  }

  private var utilization: LoadPlot? {
    guard let demand = result.demand, demand.law == .utilization, demand.classes.count == 1,
      let value = demand.classes.first?.demand.likely
    else { return nil }
    let points = result.observations.compactMap { level -> LoadPlot.Point? in
      let busy = level.busyServers ?? level.utilization.map { $0 * demand.servers }
      return busy.map { LoadPlot.Point(x: level.throughput.value, y: $0) }
    }
    return LoadPlot(
      title: "Busy vCPUs by load", xAxis: "requests per second", yAxis: "busy vCPUs",
      measured: points, curve: curve(points) { demand.background + value * $0 },
      curveName: "utilization law")
  }
}
