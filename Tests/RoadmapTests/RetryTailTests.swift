import CatalogModel
import Quantities
import Requirements
import Roadmap
import Testing

@testable import CapacityPlanning

/// The shares of timeouts behind the curve of retries are those of the path expanded into its ways.
@Suite struct RetryTailTests {
  private static let systems: [Answers] = [
    [
      "users.now": "50000", "frontEnd.kind": "native", "users.flashCrowd": "1",
      "objectives.availability": "99.9%", "team.skills": "[containers]",
      "requests":
        "[{name: browse, share: 90%, cpuMilliseconds: 6, reads: 12, writes: 0, cacheableShare: 90%}, "
        + "{name: order, share: 10%, cpuMilliseconds: 12, reads: 4, writes: 2, cacheableShare: 0%}]",
      "data": "[{name: main, accessShare: 100%, sizeGiB: 40, staleSeconds: 60}]",
    ],
    ["users.now": "800"],
  ]

  @Test(arguments: systems.indices)
  func tailsOfTheTransformAreThoseOfTheWays(_ index: Int) throws {
    let plan = try Bench.plan(Self.systems[index], stages: [1000, 100_000])
    let analysis = try FailureAnalysis(
      catalog: try #require(Bench.catalog), parameters: plan.parameters,
      requirements: plan.requirements)
    var (compared, atOnce) = (0, 0)
    for stage in plan.stages {
      guard let planned = stage.planned else { continue }
      for loss in [NetworkState.Loss(), .init(zone: true, cachedShare: 0.5)] {
        let present = try analysis.state(planned.architecture, stage.workload, loss)
        guard let fullest = present.uses.map(\.use).max(), fullest > 0 else { continue }
        for share in [0.001, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999] {
          let workload = stage.workload.scaled(by: share / fullest)
          let state = try analysis.state(planned.architecture, workload, loss)
          let path = analysis.model.sampledPath(state)
          let expanded = analysis.model.mixture(state).map(SampledPath.expanded)
          #expect((path == nil) == (expanded == nil))
          guard let path, let expanded else { continue }
          if case .asItStands = path { atOnce += 1 }
          for time in [analysis.premises.timeout, plan.requirements.objectives.p95] {
            let expected = expanded.tail(beyond: time, isCoarse: false)
            let found = path.tail(beyond: time, isCoarse: false)
            #expect(
              abs(found - expected) <= 1e-8 + 1e-7 * expected, "\(share): \(found), \(expected)")
            compared += 1
          }
        }
      }
    }
    #expect(compared >= 28)
    #expect(atOnce > 0)
  }
}
