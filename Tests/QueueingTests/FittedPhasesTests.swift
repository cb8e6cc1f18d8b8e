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
