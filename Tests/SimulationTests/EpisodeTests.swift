import Quantities
import Simulation
import Testing

/// Episodes of change, against the closed form of servers without limit.
@Suite struct EpisodeTests {
  @Test func unlimitedServersFollowTheRate() throws {
    // Practically unlimited: m(t) = λ₁ S + (λ₀ - λ₁) S e^(-t/S).
    let system = SimulatedSystem(
      nodes: [Node("servers", .firstComeFirstServed(servers: 400))],
      classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(2)))])],
      sources: [
        Source(
          .poisson([
            RatePiece(from: Seconds(-.infinity), RequestsPerSecond(10)),
            RatePiece(from: .zero, RequestsPerSecond(30)),
          ]))
      ])
    var run = try EpisodeRun(
      system, seed: 7, start: Seconds(-40), times: [.zero, Seconds(2), Seconds(10)])
    run.run(episodes: 200)
    run.run(episodes: 200)
    #expect(run.episodes == 400)
    for (mean, expected) in zip(run.means, [20.0, 60 - 40 * 0.36788, 60 - 40 * 0.0067379]) {
      // 99.99 % rather than 99 %.
      #expect((mean.value - expected).magnitude <= 1.6 * mean.halfWidth)
      #expect(mean.relativeHalfWidth < 0.05)
    }
  }

  @Test func addedServersServe() throws {
    func present(_ events: [PlannedEvent]) throws -> Double {
      let system = SimulatedSystem(
        nodes: [Node("servers", .firstComeFirstServed(servers: 2))],
        classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(1)))])],
        sources: [.poisson(RequestsPerSecond(4))], events: events)
      var run = try EpisodeRun(system, seed: 3, start: .zero, times: [Seconds(60)])
      run.run(episodes: 20)
      return run.means[0].value
    }
    let without = try present([])
    let with = try present([PlannedEvent(at: Seconds(5), .servers(node: 0, 8))])
    #expect(with < 0.2 * without)
  }
}
