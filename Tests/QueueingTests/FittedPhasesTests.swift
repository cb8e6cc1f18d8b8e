import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Queues whose laws are replaced by fitted phases, and constant demands that share a server,
/// against long simulation: rows of `Tests/Accuracy/truth.tsv`.
@Suite struct FittedPhasesTests {
  struct Row: Sendable {
    let arrivals: (@Sendable (Seconds) -> Distribution)
    let variation: Double
    let servers: Int
    let load: Double
    let percentiles: [Double]
  }

  /// Lognormal services of 10 ms on average with the variation given.
  static let rows = [
    Row(
      arrivals: { .lognormal(mean: $0, variation: 1) }, variation: 1, servers: 2, load: 0.7,
      percentiles: [0.012842, 0.040480, 0.084639]),
    Row(
      arrivals: { .lognormal(mean: $0, variation: 1) }, variation: 1, servers: 4, load: 0.85,
      percentiles: [0.015285, 0.044541, 0.087043]),
    Row(
      arrivals: { .exponential(mean: $0) }, variation: 1, servers: 2, load: 0.9,
      percentiles: [0.036214, 0.11943, 0.23958]),
    Row(
      arrivals: { .exponential(mean: $0) }, variation: 2, servers: 64, load: 0.9,
      percentiles: [0.0054516, 0.023970, 0.086447]),
  ]

  @Test(arguments: rows) func agreesWithSimulation(_ row: Row) throws {
    let gap = Seconds(0.01 / (row.load * Double(row.servers)))
    let queue = try GeneralQueue(
      interarrival: row.arrivals(gap),
      service: .lognormal(mean: Seconds(0.01), variation: row.variation), servers: row.servers)
    for (p, time) in zip([0.5, 0.9, 0.99], row.percentiles) {
      expectClose(queue.responsePercentile(p).value, time, 0.03)
    }
    // Mean, tail and percentiles are of one law.
    expectClose(queue.queueLength, queue.arrivalRate.value * queue.meanWait.value, 1e-12)
    let wait = queue.waitPercentile(0.99)
    expectClose(queue.waitTail(beyond: wait), 0.01, 1e-6)
    expectClose(queue.waitTail(beyond: .zero), queue.delayProbability, 1e-9)
  }

  /// A fit keeps mean and variance, so that one server has the mean wait of Pollaczek and Khinchine.
  @Test(arguments: [
    Distribution.lognormal(mean: Seconds(1), variation: 1),
    .lognormal(mean: Seconds(1), variation: 2.5), .weibull(mean: Seconds(1), shape: 0.6),
    .gamma(mean: Seconds(1), variation: 0.8), .gamma(mean: Seconds(1), variation: 0.4),
    .lomax(mean: Seconds(1), shape: 3),
  ])
  func fitsKeepMeanAndVariance(_ service: Distribution) throws {
    let rate = RequestsPerSecond(0.75)
    let fitted = try PhaseTypeQueue(
      interarrival: .exponential(mean: Seconds(1 / 0.75)), service: service, servers: 1)
    let exact = try GeneralServiceQueue(arrivalRate: rate, service: service)
    expectClose(fitted.delayProbability, 0.75, 1e-9)
    expectClose(fitted.meanWait.value, exact.meanWait.value, 1e-8)
    expectClose(fitted.responsePercentile(0.9).value, exact.responsePercentile(0.9).value, 0.03)
  }

  /// Constant demands of 10 ms that share several servers, against long simulation.
  static let shared = [
    (servers: 2, load: 0.7, percentiles: [0.014974, 0.035723, 0.065559]),
    (servers: 4, load: 0.7, percentiles: [0.011136, 0.020784, 0.036114]),
    (servers: 8, load: 0.8, percentiles: [0.01084, 0.018612, 0.030928]),
  ]

  @Test(arguments: shared)
  func constantDemandsShareSeveralServers(_ servers: Int, _ load: Double, _ times: [Double]) throws
  {
    let queue = try GeneralProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(load * Double(servers) * 100),
      demand: .deterministic(Seconds(0.01)), servers: servers)
    for (p, time) in zip([0.5, 0.9, 0.99], times) {
      let found = queue.responsePercentile(p)
      expectClose(found.value, time, p < 0.95 ? 0.02 : 0.03)
      // Tail and percentile are of one law.
      expectClose(queue.responseTail(beyond: found), 1 - p, 1e-4)
    }
  }

  /// More phases come closer to a heavy law than the three branches that are always tried.
  @Test func manyPhasesFollowAHeavyTail() throws {
    let queue = try GeneralQueue(
      interarrival: .exponential(mean: Seconds(0.01 / 1.8)),
      service: .lognormal(mean: Seconds(0.01), variation: 2), servers: 2)
    for (p, time) in zip([0.5, 0.9, 0.99], [0.063408, 0.28792, 0.66392]) {
      expectClose(queue.responsePercentile(p).value, time, p < 0.95 ? 0.015 : 0.02)
    }
  }

  /// What was not measured is said to be so, and what is far beyond is refused with the limit.
  @Test func beyondWhatWasMeasured() throws {
    let gap = Distribution.exponential(mean: Seconds(0.01))
    func queue(_ variation: Double, servers: Int = 4) throws -> GeneralQueue {
      try GeneralQueue(
        interarrival: gap, service: .lognormal(mean: Seconds(0.02), variation: variation),
        servers: servers)
    }
    #expect(!(try queue(2).method.label.contains("not measured")))
    #expect(try queue(5).method.label.contains("not measured for variations above 3"))
    #expect(throws: QueueRefusal.self) { try queue(40) }
    // One server is solved from the law itself, at any variation.
    #expect(throws: Never.self) {
      try GeneralQueue(
        interarrival: gap, service: .lognormal(mean: Seconds(0.005), variation: 40), servers: 1)
    }
  }

  @Test(arguments: [0.3, 0.5, 0.9]) func constantDemandsShareOneServer(_ load: Double) throws {
    let queue = try GeneralProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(load), demand: .deterministic(Seconds(1)), servers: 1)
    #expect(queue.method == .exact)
    // The mean is the integral of the tail, and nobody is faster than the demand.
    let step = 0.01 / (1 - load)
    var sum = 1.0
    for index in 0..<4000 {
      sum += step * queue.responseTail(beyond: Seconds(1 + (Double(index) + 0.5) * step))
    }
    expectClose(sum, 1 / (1 - load), 2e-3)
    #expect(queue.responseTail(beyond: Seconds(0.999)) == 1)
    expectClose(
      1 - queue.responseTail(beyond: Seconds(1)), (1 - load) * exp(-load), 1e-9)
    if load == 0.5 {
      for (p, time) in [(0.5, 1.6033), (0.9, 3.6687), (0.99, 6.6562)] {
        expectClose(queue.responsePercentile(p).value, time, 0.01)
      }
    }
  }
}
