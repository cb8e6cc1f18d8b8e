import Quantities
import Simulation
import TestSupport
import Testing

/// What holds of every simulation.
@Suite struct SimulationLawTests {
  /// A system with several classes, instances, threads and a choice.
  private static func system(_ random: inout SplitMix64) -> SimulatedSystem {
    let demand = Law.lognormal(mean: Seconds(random.uniform(0.01...0.02)), cv: 1)
    let query = Law.exponential(mean: Seconds(random.uniform(0.005...0.01)))
    let balancing =
      Node.Balancing.allCases.randomElement(using: &random) ?? .random
    let work: [Step] = [
      .serve(node: 0, demand),
      .repeated(
        visits: random.uniform(0.5...3),
        [.choice([Way(0.5, [.serve(node: 1, query)]), Way(0.3, [.delay(query)])])]),
    ]
    return SimulatedSystem(
      nodes: [
        Node("app", .processorSharing(servers: 2), instances: 3, balancing: balancing),
        Node("data", .firstComeFirstServed(servers: 2)),
      ], pools: [Pool("threads", size: 8, of: 0)],
      classes: [
        RequestKind("one", [.at(node: 0, [.holding(pool: 0, work)])]),
        RequestKind("two", [.fork([work, [.delay(query)]])]),
      ],
      sources: [
        .poisson(RequestsPerSecond(100), mix: [ClassShare(0, 0.7), ClassShare(1, 0.3)]),
        Source(.closed(users: 4, think: query), mix: [ClassShare(1, 1)]),
      ])
  }

  private func simulate(
    _ system: SimulatedSystem, seed: UInt64, workers: Int = 2
  ) throws -> SimulationResult {
    var run = try SimulationRun(
      system,
      SimulationSettings(seed: seed, replications: 4, warmUp: 200, workers: workers))
    run.run(requests: 500)
    run.run(requests: 1500)
    return run.result()
  }

  @Test(arguments: 1...6)
  func theNumberOfCoresChangesNothing(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let system = Self.system(&random)
    let one = try simulate(system, seed: seed, workers: 1)
    #expect(try simulate(system, seed: seed, workers: 2) == one)
    #expect(try simulate(system, seed: seed, workers: 4) == one)
    #expect(try simulate(system, seed: seed + 100) != one)
  }

  /// `Q = X R` at the station, over all that pass it.
  @Test(arguments: 1...4)
  func littlesLaw(_ seed: UInt64) throws {
    let mean = 0.02
    let system = SimulatedSystem(
      nodes: [
        Node("station", .firstComeFirstServed(servers: Int(seed)), instances: 2)
      ],
      classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(mean)))])],
      sources: [.poisson(RequestsPerSecond(70 * Double(seed)))])
    var run = try SimulationRun(
      system, SimulationSettings(seed: seed, replications: 4, warmUp: 500, workers: 2))
    run.run(requests: 4000)
    let result = run.result()
    let product = result.all.throughput.value * result.all.mean.value
    #expect((result.nodes[0].inSystem.value / product - 1).magnitude < 0.01)
    let busy = result.nodes[0].utilization.value * 2 * Double(seed)
    #expect((busy / (result.all.throughput.value * mean) - 1).magnitude < 0.04)
  }

  /// Half a server busy all the time, of two servers in the first half of the time and of one after.
  @Test func utilizationIsThatOfTheCapacityOverTime() throws {
    let system = SimulatedSystem(
      nodes: [Node("app", .processorSharing(servers: 1), instances: 2)],
      classes: [RequestKind("all", [.serve(node: 0, .deterministic(Seconds(0.05)))])],
      sources: [.poisson(RequestsPerSecond(10))],
      events: [PlannedEvent(at: Seconds(200), .loss(node: 0, instances: 1))])
    var run = try SimulationRun(
      system, SimulationSettings(seed: 3, replications: 4, warmUp: 1, workers: 2))
    run.run(requests: 4000)
    let utilization = run.result().nodes[0].utilization.value
    #expect((utilization - 0.5 / 1.5).magnitude < 0.02, "\(utilization)")
  }

  /// Everything is lost in the middle of a metric's period: no data point, and the least comes back.
  @Test func aGroupThatLosesAllOfItselfComesBack() throws {
    let system = SimulatedSystem(
      nodes: [
        Node(
          "app", .processorSharing(servers: 1), instances: 2,
          scaling: Scaling(
            target: 0.6, period: Seconds(1), pointsOut: 1, pointsIn: 5, lag: Seconds(3), least: 2,
            most: 6))
      ], classes: [RequestKind("all", [.serve(node: 0, .deterministic(Seconds(0.05)))])],
      sources: [.poisson(RequestsPerSecond(10))],
      events: [PlannedEvent(at: Seconds(10.5), .loss(node: 0, instances: 6))])
    var run = try SimulationRun(
      system, SimulationSettings(seed: 5, replications: 2, warmUp: 1, workers: 2))
    run.run(requests: 1000)
    let result = run.result()
    #expect(result.all.failureShare.value > 0.01 && result.all.failureShare.value < 0.2)
    #expect((0...1).contains(result.nodes[0].utilization.value))
  }

  /// Whoever starts on the same seed sees the same, whatever was simulated before.
  @Test func goingOnIsTheSameAsGoingFar() throws {
    var random = SplitMix64(seed: 9)
    let system = Self.system(&random)
    let settings = SimulationSettings(seed: 4, replications: 2, warmUp: 100)
    var inSteps = try SimulationRun(system, settings)
    for count in [10, 100, 1000] { inSteps.run(requests: count) }
    var atOnce = try SimulationRun(system, settings)
    atOnce.run(requests: 1000)
    #expect(inSteps.result() == atOnce.result())
  }

  @Test(arguments: [
    (SimulatedSystem(classes: [], sources: []), "without a class"),
    (
      SimulatedSystem(
        classes: [RequestKind("all", [.serve(node: 0, .deterministic(Seconds(1)))])],
        sources: [.poisson(RequestsPerSecond(1))]), "node 0 does not exist"
    ),
    (
      SimulatedSystem(
        classes: [RequestKind("all", [.delay(.pareto(mean: Seconds(1), shape: 1))])],
        sources: [.poisson(RequestsPerSecond(1))]), "shape above 1"
    ),
    (
      SimulatedSystem(
        classes: [RequestKind("all", [.delay(.deterministic(Seconds(.infinity)))])],
        sources: [.poisson(RequestsPerSecond(1))]), "finite"
    ),
    (
      SimulatedSystem(
        nodes: [Node("app", .processorSharing(servers: 1), instances: 2)],
        pools: [Pool("threads", size: 1, of: 0)],
        classes: [RequestKind("all", [.holding(pool: 0, [])])],
        sources: [.poisson(RequestsPerSecond(1))]), "held outside of its node"
    ),
  ])
  func faultsAreNamed(_ system: SimulatedSystem, _ reason: String) {
    let fault = #expect(throws: SystemFault.self) {
      _ = try SimulationRun(system, SimulationSettings())
    }
    #expect(fault?.reason.contains(reason) == true, "\(fault?.reason ?? "none")")
  }
}
