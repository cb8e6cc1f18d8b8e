import Quantities
import Simulation
import Testing

/// What changes with time, against closed forms and by what was planned.
@Suite struct TraceTests {
  private func trace(
    _ node: Node, rate: [RatePiece], events: [PlannedEvent] = [], mean: Double = 2,
    count: Int = 10
  ) throws -> SimulationTrace {
    try SimulationTrace(
      SimulatedSystem(
        nodes: [node],
        classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(mean)))])],
        sources: [Source(.poisson(rate))], events: events),
      node: 0, seed: 7, replications: 40, from: Seconds(-1), interval: Seconds(1), count: count)
  }

  /// Servers for everybody that begin empty: `m(t) = λ S (1 - e^(-t/S))`, averaged over a second.
  @Test func unlimitedServersFill() throws {
    let trace = try trace(
      Node("all", .processorSharing(servers: 10_000)),
      rate: [
        RatePiece(from: Seconds(-.infinity), RequestsPerSecond(0)),
        RatePiece(from: .zero, RequestsPerSecond(100)),
      ])
    for (index, point) in trace.points.enumerated() {
      let from = Double(index)
      func integral(_ t: Double) -> Double { 200 * (t - 2 * (1 - exponential(-t / 2))) }
      let expected = integral(from + 1) - integral(from)
      #expect((point.inSystem.value - expected).magnitude <= 1.5 * point.inSystem.halfWidth)
    }
  }

  /// Half of the instances are gone from the planned time on.
  @Test func aLossIsSeen() throws {
    let trace = try trace(
      Node("all", .processorSharing(servers: 4), instances: 4),
      rate: [RatePiece(from: Seconds(-.infinity), RequestsPerSecond(2))],
      events: [PlannedEvent(at: Seconds(4.5), .loss(node: 0, instances: 2))])
    #expect(trace.points.map(\.instances.value) == [4, 4, 4, 4, 2, 2, 2, 2, 2, 2])
  }

  /// An overloaded group grows after its points and its lag, by what the target asks for.
  @Test func aGroupGrowsWithItsDelays() throws {
    let scaling = Scaling(
      target: 0.5, period: Seconds(1), pointsOut: 2, pointsIn: 100, lag: Seconds(2.5), least: 1,
      most: 6, greatestStep: 2)
    let trace = try trace(
      Node("all", .processorSharing(servers: 1), scaling: scaling),
      rate: [RatePiece(from: Seconds(-.infinity), RequestsPerSecond(40))], mean: 1, count: 12)
    let instances = trace.points.map(\.instances.value)
    // Points at 0 and 1 (it began at -1), decided at 1, serving at 3.5, by a factor of two.
    #expect(instances.prefix(2) == [1, 1])
    #expect((instances[4] - 2).magnitude < 0.2)
    #expect(instances.last == 6)
    #expect(zip(instances, instances.dropFirst()).allSatisfy { $0 <= $1 })
  }

  /// e^x by its series, so that nothing of `Queueing` or of a library is needed.
  private func exponential(_ x: Double) -> Double {
    var sum = 1.0
    var term = 1.0
    for k in 1...60 {
      term *= x / Double(k)
      sum += term
    }
    return sum
  }
}
