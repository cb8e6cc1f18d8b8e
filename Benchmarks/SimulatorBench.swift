import Quantities
import Simulation

/// Events that the simulator works off in a second of one core, beside a simulator as one writes it
/// first.
enum SimulatorBench {
  static func report() throws {
    let naive = naiveRate()
    print("\(DecimalText.fixed(naive)) events a second of a naive simulator, 3 stations FCFS")
    func line(_ name: String, _ rate: Double) {
      print(
        "\(DecimalText.fixed(rate)) events a second of Simulation, \(name) "
          + "(\(DecimalText.significant(rate / naive, 3)) times the naive one)")
    }
    line("3 stations FCFS", try rate(of: path { .firstComeFirstServed(servers: $0) }))
    line("3 stations PS", try rate(of: path { .processorSharing(servers: Double($0)) }))
    line("a web system with worker threads", try rate(of: webSystem))
  }

  private static let rates = RequestsPerSecond(100)
  private static let stations: [(servers: Int, mean: Double)] = [(1, 0.008), (4, 0.03), (16, 0.12)]

  private static func path(_ discipline: (Int) -> Node.Discipline) -> SimulatedSystem {
    SimulatedSystem(
      nodes: stations.map { Node("station", discipline($0.servers)) },
      classes: [
        RequestKind(
          "all",
          stations.enumerated().map {
            .serve(node: $0.offset, .exponential(mean: Seconds($0.element.mean)))
          })
      ],
      sources: [.poisson(rates)])
  }

  private static var webSystem: SimulatedSystem {
    let query = Step.serve(node: 1, .exponential(mean: Seconds(0.01)))
    let cached = Step.choice([
      Way(0.8, [.delay(.exponential(mean: Seconds(0.0005)))]), Way(0.2, [query]),
    ])
    return SimulatedSystem(
      nodes: [
        Node("app", .processorSharing(servers: 2), instances: 4, balancing: .leastOutstanding),
        Node("database", .firstComeFirstServed(servers: 4)),
      ],
      pools: [Pool("workers", size: 16, of: 0)],
      classes: [
        RequestKind(
          "page",
          [
            .at(
              node: 0,
              [
                .holding(
                  pool: 0,
                  [
                    .serve(node: 0, .exponential(mean: Seconds(0.01))),
                    .repeated(visits: 3, [cached]),
                    .serve(node: 0, .exponential(mean: Seconds(0.002))),
                  ])
              ])
          ])
      ], sources: [.poisson(RequestsPerSecond(420))])
  }

  private static func rate(of system: SimulatedSystem) throws -> Double {
    var run = try SimulationRun(
      system, SimulationSettings(replications: 1, warmUp: 1000, workers: 1))
    run.run(requests: 10_000)
    let before = run.result().events
    let clock = ContinuousClock()
    let start = clock.now
    run.run(requests: 610_000)
    return Double(run.result().events - before) / seconds(clock.now - start)
  }

  private static func naiveRate() -> Double {
    let naive = NaiveSimulator(
      rate: rates.value,
      stations: stations.map { NaiveSimulator.Station(servers: $0.servers, mean: $0.mean) })
    let clock = ContinuousClock()
    let start = clock.now
    naive.run(completions: 100_000)
    return Double(naive.events) / seconds(clock.now - start)
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
