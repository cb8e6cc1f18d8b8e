import Foundation
import Quantities
import Simulation
import Testing

/// Systems with a known solution, which the simulation must find without knowing it.
///
/// The formulas are written out here: neither module is the other's referee.
@Suite struct ClosedFormTests {
  private func simulate(
    _ system: SimulatedSystem, requests: Int = 6000, warmUp: Int = 500, seed: UInt64 = 1
  ) throws -> SimulationResult {
    var run = try SimulationRun(
      system,
      SimulationSettings(
        seed: seed, replications: 10, warmUp: warmUp, percentiles: [0.5, 0.9, 0.99], workers: 2))
    run.run(requests: requests)
    return run.result()
  }

  /// Whether a value lies within one and a half times the interval, which is four deviations.
  private func expect(
    _ interval: StudentInterval, _ value: Double, _ name: String,
    at location: SourceLocation = #_sourceLocation
  ) {
    let slack = 1.5 * interval.halfWidth + 0.0005 * value.magnitude
    #expect(
      (interval.value - value).magnitude <= slack,
      "\(name): \(interval.value) ± \(interval.halfWidth), not \(value)", sourceLocation: location)
    // An interval that allows anything proves nothing.
    #expect(
      interval.halfWidth < max(0.16 * value.magnitude, 0.01), "\(name): too wide",
      sourceLocation: location)
  }

  private func station(
    _ discipline: Node.Discipline, rate: Double, _ law: Law, capacity: Int? = nil,
    patience: Law? = nil
  ) -> SimulatedSystem {
    SimulatedSystem(
      nodes: [Node("station", discipline, capacity: capacity, patience: patience)],
      classes: [RequestKind("all", [.serve(node: 0, law)])],
      sources: [.poisson(RequestsPerSecond(rate))])
  }

  /// M/M/1: the response time is exponential with mean `1/(μ - λ)`.
  @Test func singleServer() throws {
    let result = try simulate(
      station(
        .firstComeFirstServed(servers: 1), rate: 7, .exponential(mean: Seconds(0.1))),
      requests: 12_000)
    expect(result.all.mean, 1 / 3.0, "mean")
    expect(result.all.percentiles[0], log(2) / 3, "p50")
    expect(result.all.percentiles[2], log(100) / 3, "p99")
    expect(result.all.throughput, 7, "throughput")
    expect(result.nodes[0].utilization, 0.7, "utilization")
    expect(result.nodes[0].inSystem, 0.7 / 0.3, "in system")
  }

  /// M/M/2: `R = S/(1 - ρ²)`.
  @Test func twoServers() throws {
    let result = try simulate(
      station(.firstComeFirstServed(servers: 2), rate: 14, .exponential(mean: Seconds(0.1))))
    expect(result.all.mean, 0.1 / (1 - 0.49), "mean")
  }

  /// M/G/1: `W = ρS(1 + cv²)/(2(1 - ρ))`, Pollaczek and Khinchine.
  @Test(arguments: [
    (Law.deterministic(Seconds(0.1)), 0.0), (.erlang(mean: Seconds(0.1), phases: 4), 0.25),
    (.lognormal(mean: Seconds(0.1), cv: 1.2), 1.44),
    (.hyperexponential(mean: Seconds(0.1), cv: 2), 4),
    (.gamma(mean: Seconds(0.1), shape: 0.5), 2), (.uniform(from: .zero, to: Seconds(0.2)), 1.0 / 3),
    (.weibull(mean: Seconds(0.1), shape: 2), 4 / Double.pi - 1),
  ])
  func generalService(_ law: Law, _ squaredVariation: Double) throws {
    let result = try simulate(
      station(.firstComeFirstServed(servers: 1), rate: 6, law), requests: 15_000)
    expect(result.all.mean, 0.1 + 0.6 * 0.1 * (1 + squaredVariation) / (2 * 0.4), "\(law) mean")
  }

  /// M/G/1 processor sharing: `R = S/(1 - ρ)` for every law of the demand.
  @Test(arguments: [
    Law.exponential(mean: Seconds(0.1)), .lognormal(mean: Seconds(0.1), cv: 2),
    .deterministic(Seconds(0.1)),
  ])
  func sharingIsInsensitive(_ law: Law) throws {
    let result = try simulate(
      station(.processorSharing(servers: 1), rate: 6, law), requests: 12_000)
    expect(result.all.mean, 0.1 / 0.4, "\(law) mean")
    expect(result.nodes[0].utilization, 0.6, "\(law) utilization")
  }

  /// Less than one server is a slower one.
  @Test func halfAServer() throws {
    let result = try simulate(
      station(.processorSharing(servers: 0.5), rate: 3, .exponential(mean: Seconds(0.1))))
    expect(result.all.mean, 0.2 / 0.4, "mean")
  }

  /// D/M/1: waits follow the root of `σ = exp(-(1 - σ)/ρ)`, and `R = S/(1 - σ)`.
  @Test func regularArrivals() throws {
    var sigma = 0.5
    for _ in 0..<200 { sigma = exp(-(1 - sigma) / 0.8) }
    let system = SimulatedSystem(
      nodes: [Node("station", .firstComeFirstServed(servers: 1))],
      classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(0.08)))])],
      sources: [Source(.renewal(.deterministic(Seconds(0.1))))])
    let result = try simulate(system, requests: 12_000)
    expect(result.all.mean, 0.08 / (1 - sigma), "mean")
  }

  /// M/M/1/K: `B = ρ^K (1 - ρ)/(1 - ρ^(K+1))`.
  @Test func finiteCapacity() throws {
    let result = try simulate(
      station(
        .firstComeFirstServed(servers: 1), rate: 9, .exponential(mean: Seconds(0.1)), capacity: 4))
    let blocked = pow(0.9, 4) * 0.1 / (1 - pow(0.9, 5))
    expect(result.all.failureShare, blocked, "blocked")
    expect(result.all.throughput, 9 * (1 - blocked), "throughput")
  }

  /// M/M/1+M with patience as long as service: `p_n = p_0 a^n/n!`, so `U = 1 - e^-a`.
  @Test func abandonment() throws {
    let result = try simulate(
      station(
        .firstComeFirstServed(servers: 1), rate: 12, .exponential(mean: Seconds(0.1)),
        patience: .exponential(mean: Seconds(0.1))))
    let busy = 1 - exp(-1.2)
    expect(result.nodes[0].utilization, busy, "utilization")
    expect(result.all.failureShare, 1 - 10 * busy / 12, "abandoned")
  }

  /// A Jackson network with visits that repeat: each station is as if alone.
  @Test func jacksonNetwork() throws {
    let system = SimulatedSystem(
      nodes: [
        Node("first", .firstComeFirstServed(servers: 1)),
        Node("second", .firstComeFirstServed(servers: 1)),
      ],
      classes: [
        RequestKind(
          "all",
          [
            .serve(node: 0, .exponential(mean: Seconds(0.05))),
            .repeated(visits: 1.5, [.serve(node: 1, .exponential(mean: Seconds(0.04)))]),
          ])
      ], sources: [.poisson(RequestsPerSecond(10))])
    let result = try simulate(system)
    // The fractional number of visits is no Markov routing, but utilizations do not ask.
    expect(result.nodes[0].utilization, 0.5, "first")
    expect(result.nodes[1].utilization, 0.6, "second")
    expect(result.nodes[0].inSystem, 1, "first, in system")
  }

  /// Machine repair, M/M/1//N: `p_n ∝ N!/(N-n)! (S/Z)^n`.
  @Test func closedUsers() throws {
    let system = SimulatedSystem(
      nodes: [Node("station", .processorSharing(servers: 1))],
      classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: Seconds(0.1)))])],
      sources: [Source(.closed(users: 8, think: .exponential(mean: Seconds(0.5))))])
    var weight = 1.0
    var sum = 1.0
    for n in 1...8 {
      weight *= Double(8 - n + 1) * 0.1 / 0.5
      sum += weight
    }
    let throughput = (1 - 1 / sum) / 0.1
    let result = try simulate(system)
    expect(result.all.throughput, throughput, "throughput")
    expect(result.all.mean, 8 / throughput - 0.5, "mean")
  }

  /// Two parallel M/M/1: Flatto and Hahn, `E[max] = (12 - ρ)/8 · S/(1 - ρ)`.
  @Test func forkAndJoin() throws {
    let law = Law.exponential(mean: Seconds(0.1))
    let system = SimulatedSystem(
      nodes: [
        Node("left", .firstComeFirstServed(servers: 1)),
        Node("right", .firstComeFirstServed(servers: 1)),
      ],
      classes: [
        RequestKind("all", [.fork([[.serve(node: 0, law)], [.serve(node: 1, law)]])])
      ], sources: [.poisson(RequestsPerSecond(6))])
    expect(try simulate(system).all.mean, (12 - 0.6) / 8 * 0.1 / 0.4, "mean")
  }

  /// Environments that never expire under a ceiling lose by Erlang's B: `B(3, 2) = 4/19`.
  @Test func environmentsUnderACeiling() throws {
    let system = SimulatedSystem(
      environments: [EnvironmentPool("functions", idleTimeout: Seconds(1e9), limit: 3)],
      classes: [
        RequestKind("all", [.inEnvironment(0, [.delay(.lognormal(mean: Seconds(0.2), cv: 1))])])
      ], sources: [.poisson(RequestsPerSecond(10))])
    let result = try simulate(system)
    expect(result.all.failureShare, 4.0 / 19, "refused")
    expect(result.environments[0].busy, 2 * (1 - 4.0 / 19), "busy")
  }

  /// One environment, called seldom: a cold start after a gap, `P = e^(-λT)`.
  @Test func coldAfterAGap() throws {
    let system = SimulatedSystem(
      environments: [EnvironmentPool("function", idleTimeout: Seconds(100))],
      classes: [RequestKind("all", [.inEnvironment(0, [.delay(.deterministic(Seconds(1e-6)))])])],
      sources: [.poisson(RequestsPerSecond(0.01))])
    expect(try simulate(system).environments[0].coldShare, exp(-1), "cold")
  }

  /// Threads that are held while a query runs: with one thread the two times add up, M/G/1.
  @Test func threadHeldDuringAQuery() throws {
    let system = SimulatedSystem(
      nodes: [
        Node("app", .processorSharing(servers: 4)), Node("data", .processorSharing(servers: 4)),
      ], pools: [Pool("threads", size: 1)],
      classes: [
        RequestKind(
          "all",
          [
            .holding(
              pool: 0,
              [
                .serve(node: 0, .exponential(mean: Seconds(0.05))),
                .serve(node: 1, .exponential(mean: Seconds(0.05))),
              ])
          ])
      ], sources: [.poisson(RequestsPerSecond(6))])
    let result = try simulate(system, requests: 10_000)
    // Two exponential times have a squared variation of a half.
    expect(result.all.mean, 0.1 + 0.6 * 0.1 * 1.5 / 0.8, "mean")
    expect(result.pools[0].utilization, 0.6, "threads")
  }

  /// Retries at a station without waiting: each attempt is late with the same probability.
  @Test func retries() throws {
    let system = SimulatedSystem(
      classes: [
        RequestKind(
          "all", [.delay(.exponential(mean: Seconds(1)))],
          retry: Retry(timeout: Seconds(1), attempts: 2))
      ], sources: [.poisson(RequestsPerSecond(10))])
    let late = exp(-1.0)
    let result = try simulate(system)
    expect(result.all.attempts, 10 * (1 + late + late * late), "attempts")
    expect(result.all.failureShare, late * late * late, "given up")
  }
}
