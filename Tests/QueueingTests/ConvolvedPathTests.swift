import Foundation
import Quantities
import Queueing
import Testing

/// Paths of laws without transforms, stages under processor sharing and parallel calls.
@Suite struct ConvolvedPathTests {
  private func sharing(_ utilization: Double, _ servers: Int) throws -> ProcessorSharingQueue {
    try ProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers) / 0.02),
      serviceTime: Seconds(0.02), servers: servers)
  }

  @Test(arguments: [(0.3, 1), (0.9, 1), (0.8, 6)])
  func oneSharedStationIsItsOwnLaw(_ utilization: Double, _ servers: Int) throws {
    let queue = try sharing(utilization, servers)
    let path = try ResponsePath([.sharing(queue)])
    #expect(path.method == .exact)
    expectClose(path.mean.value, queue.meanResponse.value, 1e-9)
    for p in [0.1, 0.5, 0.9, 0.99, 0.999] {
      expectClose(path.percentile(p).value, queue.responsePercentile(p).value, 1e-7)
    }
    let stages: [PathStage] = [.sharing(queue), .sharing(queue)]
    let twice = try ResponsePath(stages)
    #expect(twice.method.word == "approximate")
    expectClose(twice.mean.value, 2 * queue.meanResponse.value, 1e-9)
    expectClose(twice.variance, 2 * path.variance, 1e-9)
  }

  @Test func latticeIsInversion() throws {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(150), serviceTime: Seconds(0.02), servers: 4)
    let shared = try sharing(0.7, 2)
    let stages: [PathStage] = [
      .queue(queue), .constant(Seconds(0.013)), .sharing(shared),
      .erlang(mean: Seconds(0.03), phases: 3),
      .choice([PathBranch(probability: 0.2, stages: [.exponential(mean: Seconds(0.1))])]),
      .repeated(visits: 2, stages: [.exponential(mean: Seconds(0.004))]),
    ]
    let inverted = try ResponsePath(stages)
    let general = try GeneralProcessorSharingQueue(
      arrivalRate: shared.arrivalRate, demand: .exponential(mean: Seconds(0.02)), servers: 2)
    let tenth = Distribution.exponential(mean: Seconds(0.1))
    let parts: [ConvolvedPath.Part] = [
      .queue(queue, service: .exponential(mean: Seconds(0.02))), .constant(Seconds(0.013)),
      .sharing(general), .time(.erlang(mean: Seconds(0.03), phases: 3)),
      .choice([(probability: 0.2, parts: [ConvolvedPath.Part.time(tenth)])]),
      .repeated(2, [.time(.exponential(mean: Seconds(0.004)))]),
    ]
    let convolved = ConvolvedPath(parts, method: .exact)
    expectClose(convolved.mean.value, inverted.mean.value, 1e-9)
    for p in [0.5, 0.9, 0.99] {
      let time = inverted.percentile(p)
      expectClose(convolved.percentile(p).value, time.value, 1e-3)
      expectClose(convolved.tail(beyond: time), 1 - p, 5e-3)
    }
    let nested = ConvolvedPath([.path(inverted)], method: .exact)
    expectClose(nested.percentile(0.99).value, inverted.percentile(0.99).value, 1e-3)
  }

  @Test func constantsAddUp() {
    let path = ConvolvedPath(
      [.constant(Seconds(0.2)), .time(.deterministic(Seconds(0.3)))], method: .exact)
    expectClose(path.mean.value, 0.5, 1e-12)
    expectClose(path.percentile(0.9).value, 0.5, 1e-3)
  }

  /// Simulated percentiles at 50, 90 and 99 % of the slowest of several parallel calls, 1.5 million
  /// requests each; the last queue is faster than the first by the spread.
  struct Calls: Sendable {
    let count: Int
    let servers: Int
    let utilization: Double
    let spread: Double
    let percentiles: [Double]

    init(
      _ count: Int, _ servers: Int, _ utilization: Double, _ spread: Double,
      _ percentiles: [Double]
    ) {
      self.count = count
      self.servers = servers
      self.utilization = utilization
      self.spread = spread
      self.percentiles = percentiles
    }
  }

  static let calls: [Calls] = [
    Calls(2, 1, 0.5, 0.0, [2.3009, 5.8367, 10.6194]),
    Calls(2, 1, 0.9, 0.0, [10.8201, 28.9322, 52.3477]),
    Calls(4, 1, 0.5, 0.0, [3.2977, 7.0899, 11.9134]),
    Calls(4, 1, 0.8, 0.0, [7.7671, 17.4528, 29.5517]),
    Calls(8, 1, 0.5, 0.0, [4.3113, 8.3017, 13.2504]),
    Calls(8, 1, 0.8, 0.0, [9.9730, 20.1652, 32.4109]),
    Calls(8, 1, 0.9, 0.0, [19.4514, 40.2764, 63.7016]),
    Calls(4, 2, 0.8, 0.0, [4.3668, 9.1761, 15.2171]),
    Calls(8, 2, 0.5, 0.0, [3.0489, 5.2800, 7.9673]),
    Calls(4, 1, 0.8, 0.5, [4.7157, 12.1758, 23.4492]),
    Calls(8, 4, 0.8, 0.0, [3.6620, 6.3066, 9.4206]),
    Calls(8, 2, 0.9, 0.3, [5.9192, 13.3138, 24.1598]),
  ]

  @Test(arguments: calls) func parallelCalls(_ one: Calls) throws {
    let (count, servers, spread) = (one.count, one.servers, one.spread)
    let join = ForkJoin(
      try (0..<count).map { index in
        ForkJoin.Branch(
          try MultiServerQueue(
            arrivalRate: RequestsPerSecond(one.utilization * Double(servers)),
            serviceTime: Seconds(1 - spread * Double(index) / Double(count)), servers: servers))
      })
    #expect(join.power > 0 && join.power <= 1)
    for (p, time) in zip([0.5, 0.9, 0.99], one.percentiles) {
      expectClose(join.percentile(p).value, time, p >= 0.99 || spread == 0 ? 0.03 : 0.09)
      expectClose(join.tail(beyond: join.percentile(p)), 1 - p, 1e-6)
    }
  }

  @Test func aSingleBranchIsItself() throws {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(0.7), serviceTime: Seconds(1), servers: 1)
    let join = ForkJoin([ForkJoin.Branch(queue)])
    expectClose(join.percentile(0.99).value, queue.responsePercentile(0.99).value, 1e-8)
  }
}
