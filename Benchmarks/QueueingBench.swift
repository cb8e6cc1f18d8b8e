import Quantities
import Queueing

/// Times of the heavier solvers beside those of textbook implementations in the same run.
enum QueueingBench {
  static func report() throws {
    try closedNetwork()
    try generalService()
    try phases()
  }

  private static func closedNetwork() throws {
    let stations: [(demand: Double, servers: Int)] = [(0.2, 48), (0.036, 16), (0.001, 1)]
    let network = ClosedNetwork(
      population: 10_000, thinkTime: Seconds(40),
      stations: stations.enumerated().map { index, station in
        .init(
          name: "\(index)", discipline: .queue(servers: station.servers),
          demands: [Seconds(station.demand)])
      })
    try compare("closed network of 10,000 customers and 65 servers") {
      try network.solveExactly().throughputs[0].value
    } naive: {
      NaiveSolvers.loadDependentThroughput(population: 10_000, thinkTime: 40, stations: stations)
    }
  }

  private static func generalService() throws {
    let service = Distribution.gamma(mean: Seconds(1), variation: 1.5)
    try compare("99th percentile of the wait in M/G/1 at 80 %") {
      try GeneralServiceQueue(arrivalRate: RequestsPerSecond(0.8), service: service)
        .waitPercentile(0.99).value
    } naive: {
      let queue = try GeneralServiceQueue(arrivalRate: RequestsPerSecond(0.8), service: service)
      let step = queue.waitPercentile(0.99).value / 3000
      // Residual masses by summing the tail.
      let index = NaiveSolvers.waitPercentile(0.99, load: 0.8, points: 4096) { point in
        step * service.tail(beyond: Seconds((Double(point) + 0.5) * step))
      }
      return Double(index) * step
    }
  }

  private static func phases() throws {
    let service = Distribution.hyperexponential(mean: Seconds(1), variation: 2)
    let probability = (1 + (3.0 / 5).squareRoot()) / 2
    try compare("M/H2/4 at 80 % by matrices") {
      try PhaseTypeQueue(
        interarrival: .exponential(mean: Seconds(1 / 3.2)), service: service, servers: 4
      ).inSystem
    } naive: {
      NaiveSolvers.hyperexponentialQueue(
        arrivalRate: 3.2, servers: 4, probability: probability,
        rates: (2 * probability, 2 * (1 - probability)), limit: 300)
    }
  }

  /// Prints the times of both ways, how they compare and how far their answers are apart.
  private static func compare(
    _ name: String, _ body: () throws -> Double, naive: () throws -> Double
  ) throws {
    let (fast, answer) = try timed(body)
    let (slow, other) = try timed(naive)
    let apart = DecimalText.significant(100 * (answer / other - 1).magnitude, 2)
    print(
      "\(milliseconds(fast)) ms \(name); textbook \(milliseconds(slow)) ms, "
        + "\(DecimalText.significant(slow / fast, 3)) times as long, \(apart) % apart")
  }

  private static func milliseconds(_ seconds: Double) -> String {
    DecimalText.significant(seconds * 1000, 3)
  }

  /// The best of up to five runs within about a second.
  private static func timed(_ body: () throws -> Double) throws -> (seconds: Double, Double) {
    let clock = ContinuousClock()
    let start = clock.now
    var best = Double.infinity
    var answer = 0.0
    for _ in 0..<5 where best == .infinity || clock.now - start < .seconds(1) {
      let before = clock.now
      answer = try body()
      let parts = (clock.now - before).components
      best = min(best, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    }
    return (best, answer)
  }
}
