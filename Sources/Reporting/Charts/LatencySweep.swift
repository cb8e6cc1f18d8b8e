import CapacityPlanning
package import CatalogModel
import Quantities
import Requirements
package import Roadmap

/// Response times of the present stage at loads from hardly any to near saturation.
package struct LatencySweep: Sendable {
  /// One load.
  struct Point: Sendable {
    let rate: RequestsPerSecond
    /// The share of the load at which the first station saturates.
    let share: Double
    let latency: ClassLatency
    /// While a zone is lost; nil where none can be, or where what is left saturates.
    let zoneLost: ClassLatency?
  }

  let points: [Point]
  /// The station that saturates first.
  let station: String

  private static let count = 14

  /// - Returns: Nil where no architecture carries the present users, or nothing saturates.
  package init?(_ plan: Plan, catalog: Catalog) {
    guard let stage = plan.current, let present = plan.present,
      let saturation = present.assessment.saturation, present.workload.requestRate > .zero
    else { return nil }
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
    let users = present.workload.users.value * saturation.scale
    var points: [Point] = []
    for index in 1...Self.count {
      // Denser towards saturation, where the curve bends.
      let left = 1 - Double(index) / Double(Self.count + 1)
      let share = min(0.98, 1 - left * left)
      let workload = plan.requirements.workload(users: Users(users * share))
      guard let times = try? model.responseTimes(stage.architecture, under: workload) else { break }
      points.append(
        Point(
          rate: workload.requestRate, share: share, latency: times.usual,
          zoneLost: times.zoneLost))
    }
    guard points.count > 3 else { return nil }
    self.points = points
    station = saturation.station
  }

  /// The load with the greatest power: throughput over mean response time.
  ///
  /// L. Kleinrock, "Power and deterministic rules of thumb for probabilistic problems in computer
  /// communications", ICC 1979.
  var knee: RequestsPerSecond? {
    points.max { $0.rate.value / $0.latency.mean.value < $1.rate.value / $1.latency.mean.value }?
      .rate
  }
}
