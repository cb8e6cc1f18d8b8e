import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Times that depend on each other: parallel calls, repeated visits, held threads.
@Suite struct CoupledQueueTests {
  private func queue(_ utilization: Double, servers: Int = 1) throws -> MultiServerQueue {
    try MultiServerQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers)), serviceTime: Seconds(1),
      servers: servers)
  }

  /// A fork of general service; percentiles by long simulation, in mean services: rows of
  /// `Tests/Accuracy/truth.tsv` that no constant was fitted to.
  struct Fork: Sendable {
    let service: Distribution
    let ways: Int
    let load: Double
    let percentiles: [Double]
    var tolerance = 0.03
  }

  static let forks = [
    Fork(
      service: .erlang(mean: Seconds(1), phases: 2), ways: 4, load: 0.8,
      percentiles: [5.480, 12.55, 21.69]),
    Fork(
      service: .erlang(mean: Seconds(1), phases: 2), ways: 2, load: 0.5,
      percentiles: [1.948, 4.392, 7.698]),
    Fork(
      service: .lognormal(mean: Seconds(1), variation: 1), ways: 4, load: 0.8,
      percentiles: [7.884, 18.46, 32.13]),
    // Service that varies little, whose waits are less alike than their arrivals.
    Fork(
      service: .lognormal(mean: Seconds(1), variation: 0.5), ways: 5, load: 0.6,
      percentiles: [2.618, 5.445, 9.140], tolerance: 0.012),
    Fork(
      service: .lognormal(mean: Seconds(1), variation: 0.5), ways: 5, load: 0.8,
      percentiles: [4.574, 10.51, 18.09], tolerance: 0.012),
    Fork(
      service: .erlang(mean: Seconds(1), phases: 4), ways: 5, load: 0.6,
      percentiles: [2.587, 5.316, 8.886], tolerance: 0.012),
  ]

  @Test(arguments: forks) func parallelCallsOfAnyService(_ fork: Fork) throws {
    let one = try GeneralQueue(
      interarrival: .exponential(mean: Seconds(1 / fork.load)), service: fork.service, servers: 1)
    let join = ForkJoin(ForkJoin.Branch(one, service: fork.service), ways: fork.ways)
    for (p, time) in zip([0.5, 0.9, 0.99], fork.percentiles) {
      expectClose(join.percentile(p).value, time, fork.tolerance)
      expectClose(join.tail(beyond: join.percentile(p)), 1 - p, 2e-3)
    }
  }

  @Test func aSingleCoupledBranchIsItself() throws {
    let one = try queue(0.7)
    let join = ForkJoin(
      ForkJoin.Branch(one, service: .exponential(mean: Seconds(1))), ways: 1)
    for p in [0.5, 0.9, 0.99] {
      expectClose(join.percentile(p).value, one.responsePercentile(p).value, 1e-3)
    }
    expectClose(try #require(join.mean).value, one.meanResponse.value, 2e-3)
  }

  @Test func moreBranchesAreSlowerAndConstantOnesAreNot() throws {
    let one = try queue(0.8)
    var before = 0.0
    for ways in 1...6 {
      let join = ForkJoin(
        ForkJoin.Branch(one, service: .exponential(mean: Seconds(1))), ways: ways)
      let time = join.percentile(0.9).value
      #expect(time > before)
      before = time
    }
    // Equal arrivals and equal services: all branches end at once.
    let constant = try DeterministicServiceQueue(
      arrivalRate: RequestsPerSecond(0.8), serviceTime: Seconds(1), servers: 1)
    let join = ForkJoin(
      ForkJoin.Branch(constant, service: .deterministic(Seconds(1))), ways: 3)
    expectClose(join.percentile(0.9).value, constant.responsePercentile(0.9).value, 0.05)
  }

  @Test(arguments: [(1, 0.7), (4, 0.8), (16, 0.6)])
  func repeatedVisitsKeepTheMeanAndVaryMore(_ servers: Int, _ load: Double) throws {
    let one = try queue(load, servers: servers)
    for visits in [1.0, 2, 3.5] {
      let apart = try ResponsePath([.repeated(visits: visits, stages: [.queue(one)])])
      let together = try ResponsePath([.revisits(one, visits: visits)])
      expectClose(together.mean.value, apart.mean.value, 1e-12)
      if visits == 1 {
        expectClose(together.variance, apart.variance, 1e-12)
        #expect(together.method == .exact)
      } else {
        #expect(together.variance > apart.variance)
        #expect(together.method != .exact)
        #expect(together.percentile(0.99) > apart.percentile(0.99))
      }
    }
  }

  @Test func twoVisitsHaveTheCovarianceThatIsSaid() throws {
    let one = try queue(0.64)
    let apart = try ResponsePath([.repeated(visits: 2, stages: [.queue(one)])])
    let together = try ResponsePath([.revisits(one, visits: 2)])
    // Waits: probability C, mean w of those who wait.
    let (c, w) = (one.delayProbability, 1 / 0.36)
    let variance = c * (2 - c) * w * w
    // Of the other customer ahead one in two comes back: 1 - 0.36/2.
    expectClose(together.variance - apart.variance, 2 * 0.82 * variance, 1e-9)
  }

  @Test func threadsBeforeABusyDatabase() throws {
    // Two calls to 4 servers at 80 %: rows of the accuracy suite, in seconds.
    let rate = RequestsPerSecond(80)
    let tier = try LayeredTier(
      arrivalRate: rate, instances: 1, holders: 12, processors: 4,
      processorDemand: Seconds(0.015), heldDelay: .zero,
      shared: [.init(servers: 4, demand: Seconds(0.04), visits: 2)])
    let path = try ResponsePath(tier.responseStages)
    expectClose(path.mean.value, tier.meanResponse.value, 0.02)
    for (p, time) in [(0.5, 0.07273), (0.9, 0.1518), (0.99, 0.2452)] {
      expectClose(path.percentile(p).value, time, 0.03)
    }
  }

  @Test func withHoldersInPlentyTheTierIsAnOpenPath() throws {
    let tier = try LayeredTier(
      arrivalRate: RequestsPerSecond(60), instances: 1, holders: 120, processors: 4,
      processorDemand: Seconds(0.015), heldDelay: .zero,
      shared: [.init(servers: 4, demand: Seconds(0.04), visits: 2)])
    let database = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(120), serviceTime: Seconds(0.02), servers: 4)
    let processors = try ProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(60), serviceTime: Seconds(0.015), servers: 4)
    let path = try ResponsePath(tier.responseStages)
    let open = try ResponsePath([.sharing(processors), .revisits(database, visits: 2)])
    expectClose(path.mean.value, open.mean.value, 2e-3)
    for p in [0.5, 0.9, 0.99] {
      expectClose(path.percentile(p).value, open.percentile(p).value, 0.01)
    }
  }
}
