import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Growth towards a limit, month by month.
@Suite struct CapacityGrowthTests {
  @Test func compoundAndLinear() {
    let compound = CapacityGrowth(
      size: Estimate(100), growth: .compound(perMonth: Estimate(0.1)), limit: Estimate(200))
    #expect((compound.monthsToLimit.likely - log(2) / log(1.1)).magnitude < 1e-12)
    let linear = CapacityGrowth(
      size: Estimate(100), growth: .linear(perMonth: Estimate(12.5)), limit: Estimate(200))
    #expect((linear.monthsToLimit.likely - 8).magnitude < 1e-12)
    #expect((linear.size(afterMonths: 8).likely - 200).magnitude < 1e-12)
  }

  @Test func rangesGiveRanges() {
    let growth = CapacityGrowth(
      size: Estimate(low: 80, likely: 100, high: 120),
      growth: .compound(perMonth: Estimate(low: 0, likely: 0.05, high: 0.2)),
      limit: Estimate(low: 150, likely: 200, high: 220))
    let months = growth.monthsToLimit
    #expect(months.low < months.likely && months.likely < months.high)
    #expect(months.high == .infinity)
    // At each end the size is at its limit.
    #expect((growth.size(afterMonths: months.low).high / 150 - 1).magnitude < 1e-12)
    let full = CapacityGrowth(
      size: Estimate(300), growth: .linear(perMonth: Estimate(-1)), limit: Estimate(200))
    #expect(full.monthsToLimit.likely == 0)
  }
}

/// Hot keys over partitions.
@Suite struct HotKeysTests {
  struct Table: CustomTestStringConvertible {
    let keys: Int
    let exponent: Double
    let partitions: Int
    /// Of what all partitions serve together.
    let loads: [Double]
    var testDescription: String { "\(keys) keys, \(exponent), \(partitions) partitions" }
  }

  /// Against random placements of every key.
  @Test(arguments: [
    Table(keys: 3000, exponent: 0.9, partitions: 8, loads: [0.625, 0.875, 1.125]),
    Table(keys: 3000, exponent: 0.6, partitions: 300, loads: [0.3, 0.67, 1.5]),
    Table(keys: 10_000, exponent: 0, partitions: 5000, loads: [0.2, 0.5, 1, 3]),
    Table(keys: 100_000, exponent: 0.5, partitions: 1000, loads: [0.5, 0.8, 1]),
    Table(keys: 100_000, exponent: 1.2, partitions: 50, loads: [0.3, 1]),
    Table(keys: 500, exponent: 0, partitions: 2, loads: [0.9, 1]),
    Table(keys: 1500, exponent: 0.3, partitions: 20, loads: [0.8, 1]),
  ])
  func throttledShareAgreesWithPlacements(_ table: Table) {
    let popularity = ZipfPopularity(items: table.keys, exponent: table.exponent)
    let keys = HotKeys(
      popularity: popularity, partitions: table.partitions, partitionLimit: 1000)
    var random = SplitMix64(seed: 5)
    let shares = (1...table.keys).map { popularity.share(ofRank: $0) }
    let limits = table.loads.map { 1 / ($0 * Double(table.partitions)) }
    // Of hundreds of partitions each placement is an average by itself.
    let placements = max(4, 1_500_000 / table.keys / max(1, table.partitions / 8))
    var sums = table.loads.map { _ in 0.0 }
    var squares = sums
    for _ in 0..<placements {
      var partitions = [Double](repeating: 0, count: table.partitions)
      for share in shares {
        partitions[Int(random.next() % UInt64(table.partitions))] += share
      }
      for (index, limit) in limits.enumerated() {
        let excess = partitions.reduce(0) { $0 + max(0, $1 - limit) }
        sums[index] += excess
        squares[index] += excess * excess
      }
    }
    let count = Double(placements)
    for index in limits.indices {
      let mean = sums[index] / count
      let chance = 3 * (max(0, squares[index] / count - mean * mean) / (count - 1)).squareRoot()
      let load = table.loads[index] * 1000 * Double(table.partitions)
      let error = (keys.throttledShare(load: load) - mean).magnitude
      #expect(error <= HotKeys.errorOfShare + chance, "\(table.loads[index])")
    }
  }

  /// Of a billion equal keys every partition has nearly the same share.
  @Test func manyEqualKeysAreNotThrottled() {
    let keys = HotKeys(
      popularity: ZipfPopularity(items: 1_000_000_000, exponent: 0), partitions: 100_000,
      partitionLimit: 1000)
    #expect(keys.throttledShare(load: 5e7) < 1e-9)
    #expect((keys.throttledShare(load: 2e8) - 0.5).magnitude < 1e-3)
    #expect(keys.typicalLimit > 9e7)
  }

  @Test func limitsStandInOrder() {
    let keys = HotKeys(
      popularity: ZipfPopularity(items: 1_000_000, exponent: 0.99), partitions: 20,
      partitionLimit: 1000)
    #expect(keys.typicalLimit < keys.singleKeyLimit)
    #expect(keys.throttledShareWhenIsolated(load: keys.singleKeyLimit * 0.999) == 0)
    #expect(keys.throttledShareWhenIsolated(load: keys.singleKeyLimit * 1.01) > 0)
    var last = 0.0
    for load in stride(from: 1000.0, to: 40_000, by: 4000) {
      let share = keys.throttledShare(load: load)
      #expect(share >= last && share <= 1)
      // Isolation never throttles more than random placement.
      #expect(keys.throttledShareWhenIsolated(load: load) <= share + 1e-3)
      last = share
    }
  }

  @Test func evenKeysUseAllPartitions() {
    let keys = HotKeys(
      popularity: ZipfPopularity(items: 1_000_000, exponent: 0), partitions: 10,
      partitionLimit: 1000)
    #expect(keys.throttledShare(load: 9900) < 1e-6)
    #expect((keys.throttledShare(load: 20_000) - 0.5).magnitude < 0.003)
  }
}

/// Limits of functions on demand.
@Suite struct FunctionConcurrencyTests {
  @Test func shortRequestsAreBoundByTheRate() {
    let limits = FunctionConcurrency()
    #expect(limits.environments(rate: RequestsPerSecond(500), duration: Seconds(0.2)) == 100)
    #expect(limits.environments(rate: RequestsPerSecond(500), duration: Seconds(0.02)) == 50)
    #expect(limits.greatestRate(duration: Seconds(0.02)).value == 10_000)
  }

  /// 5,000 environments at once, of which 1,000 come first and 100 a second after: 40 seconds.
  @Test func aJumpWaitsForTheBucket() throws {
    let limits = FunctionConcurrency(limit: 10_000)
    let rate = PiecewiseConstant(before: 0, pieces: [.init(from: .zero, value: 5000)])
    let ramp = limits.ramp(rate: rate, duration: Seconds(1), until: Seconds(120))
    let recovered = try #require(ramp.recoveredAfter)
    #expect((recovered.value - 40).magnitude <= 1)
    // The area of a triangle 4,000 high and 40 s long.
    #expect((ramp.throttledRequests / 80_000 - 1).magnitude < 0.03)
    #expect((ramp.coldStarts - 5000).magnitude < 1e-6)
    let limited = FunctionConcurrency(limit: 3000)
      .ramp(rate: rate, duration: Seconds(1), until: Seconds(120))
    #expect(limited.recoveredAfter == nil)
    #expect(limited.greatestConcurrency == 3000)
  }

  @Test func aSlowRampIsNotThrottled() {
    let pieces = (0..<100).map {
      PiecewiseConstant.Piece(from: Seconds(Double($0)), value: 90 * Double($0 + 1))
    }
    let ramp = FunctionConcurrency(limit: 20_000).ramp(
      rate: PiecewiseConstant(before: 0, pieces: pieces), duration: Seconds(1),
      until: Seconds(100))
    #expect(ramp.throttledRequests == 0)
  }
}

/// The controller with its delays, and the fluid under it.
@Suite struct AutoscalingTests {
  /// The fluid against the exact transient of the oracles.
  @Test(arguments: Oracle.cases("g-transients", "mmc_transient"))
  func peaksAgreeWithTheExactTransient(_ one: OracleCase) throws {
    let queue = try TransientOracleTests.queue(one)
    let fluid = FluidSchedule(
      arrivalRate: queue.arrivalRate, serviceTime: queue.serviceTime, servers: queue.servers,
      horizon: queue.horizon
    ).solve()
    let peak = try #require(one.expected["peak_mean_in_system"]["value"].number)
    #expect((fluid.peakInSystem / peak - 1).magnitude < 0.04)
    let time = try #require(one.expected["peak_time_s"]["value"].number)
    #expect((fluid.peakTime.value - time).magnitude <= 2)
  }

  /// Loads before, for a time, and after, of c servers.
  struct Crowd: Sendable {
    let servers: Int
    let before: Double
    let crowd: Double
    let length: Double
    let after: Double
  }

  static let crowds = [1, 4, 20, 60].flatMap { servers in
    [
      (0.35, 1.05, 60.0, 0.35), (0.35, 1.05, 150, 0.5), (0.6, 0.95, 60, 0.6), (0.7, 1, 60, 0.5),
      (0.5, 1.3, 30, 0.5), (0.7, 2, 30, 0.7), (0.6, 1.1, 60, 0.9), (0.3, 0.9, 60, 0.3),
    ].map { Crowd(servers: servers, before: $0.0, crowd: $0.1, length: $0.2, after: $0.3) }
  }

  /// Close to saturation a mean alone says too little: with the steady state's share of idle servers the
  /// peaks are up to 22 % too high.
  @Test(arguments: crowds) func peaksNearSaturationAgreeWithTheExactTransient(
    _ one: Crowd
  ) throws {
    let base = Double(one.servers) * 2
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(
        before: one.before * base,
        pieces: [
          .init(from: Seconds(0), value: one.crowd * base),
          .init(from: Seconds(one.length), value: one.after * base),
        ]), serviceTime: Seconds(0.5),
      servers: PiecewiseConstant(before: Double(one.servers), pieces: []),
      horizon: Seconds(one.length + 60))
    let times = (1...Int(one.length + 60)).map { Seconds(Double($0)) }
    let exact = try queue.solve(.init(times: times))
    let fluid = FluidSchedule(
      arrivalRate: queue.arrivalRate, serviceTime: queue.serviceTime, servers: queue.servers,
      horizon: queue.horizon
    ).solve()
    #expect((fluid.peakInSystem / exact.peakInSystem - 1).magnitude < 0.03, "\(one)")
    // How much is there altogether, while it drains as well.
    let run = AutoscalingRun(
      rates: ([-1] + times.map { $0.value - 1 }).map { queue.arrivalRate.value(at: $0) },
      service: .init(serviceTime: Seconds(0.5), serversPerInstance: one.servers),
      policy: .fixed(1), instances: 1, sampling: 1)
    let found = run.samples.dropFirst().reduce(0) { $0 + $1.inSystem }
    let expected = exact.points.reduce(0) { $0 + $1.inSystem }
    #expect((found / expected - 1).magnitude < 0.05, "\(one): \(found), not \(expected)")
    // At every second: the worst is the end of a backlog that drains.
    for (sample, point) in zip(run.samples.dropFirst(), exact.points) {
      #expect(
        (sample.inSystem / point.inSystem - 1).magnitude < 0.6, "\(one) at \(sample.time.value)")
    }
  }

  /// A crowd that has drained leaves nothing behind that changes the next.
  @Test func theNextCrowdIsLikeTheFirst() throws {
    func run(_ rates: [Double]) throws -> Double {
      let run = AutoscalingRun(
        rates: rates, service: .init(serviceTime: Seconds(0.5), serversPerInstance: 4),
        policy: .fixed(1), instances: 1, sampling: rates.count)
      return try #require(run.samples.last).inSystem
    }
    let crowd = [Double](repeating: 4, count: 600) + [Double](repeating: 7.6, count: 60)
    let earlier = [Double](repeating: 16, count: 20) + [Double](repeating: 0.4, count: 200)
    #expect((try run(earlier + crowd) / (try run(crowd)) - 1).magnitude < 0.005)
  }

  private func spike(_ factor: Double, length: Int = 5400) -> [Double] {
    (0..<length).map { $0 < 600 ? 60 : 60 * factor }
  }

  /// With a target of 75 % a cycle adds at most a third: a fivefold spike needs six cycles.
  @Test func aFivefoldSpikeNeedsSixCycles() {
    let run = AutoscalingRun(
      rates: spike(5), service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1),
      policy: ScalingPolicy(target: 0.75, minimum: 8, maximum: 100), sampling: 60)
    #expect(run.overloadedTime.value > 900)
    #expect(run.peakBacklog > 10_000)
    let sizes = run.samples.map(\.instances)
    // 40 instances hold the target at 300 a second.
    #expect(Set(sizes.prefix { $0 < 40 }).count == 6)
    for (before, after) in zip(sizes, sizes.dropFirst()) {
      #expect(Double(after) <= (Double(before) / 0.75).rounded(.up))
    }
  }

  /// Machines with a queue of their own hold as many as so many single queues, and more than a pool.
  @Test func ownQueuesHoldMore() throws {
    func present(isPooled: Bool) throws -> Double {
      let run = AutoscalingRun(
        rates: [Double](repeating: 70, count: 600),
        service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1, isPooled: isPooled),
        policy: .fixed(10), sampling: 600)
      return try #require(run.samples.last).inSystem
    }
    // Ten times M/M/1 at 70 %; Sakasegawa's formula is exact to 1 % there.
    #expect((try present(isPooled: false) / (10 * 0.7 / 0.3) - 1).magnitude < 0.02)
    #expect(try present(isPooled: true) < 9)
  }

  /// Machines that join take nothing from those that are behind: the requests present, minute by minute,
  /// beside a simulation of machines chosen at random that join when the run says so.
  @Test func whatWaitsStaysWhereItIs() {
    let rates = (0..<2400).map { $0 < 300 ? 40.0 : 130 }
    let run = AutoscalingRun(
      rates: rates,
      service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1, isPooled: false),
      policy: ScalingPolicy(target: 0.6, minimum: 7, maximum: 20), instances: 7, sampling: 1)
    let sizes = run.samples.map(\.instances)
    #expect(sizes[0] == 7 && sizes[2399] == 20)
    let replications = 30
    var present = [Double](repeating: 0, count: 40)
    for replication in 0..<replications {
      var random = SplitMix64(seed: UInt64(replication) + 1)
      func exponential(_ mean: Double) -> Double { -mean * log(random.uniform(1e-12...1)) }
      var free = [Double](repeating: 0, count: 20)
      var now = 0.0
      while true {
        now += exponential(1 / rates[min(2399, Int(now))])
        guard now < 2400 else { break }
        let machine = min(sizes[Int(now)] - 1, Int(random.uniform(0...1) * Double(sizes[Int(now)])))
        let end = max(free[machine], now) + exponential(0.1)
        free[machine] = end
        // The time that it is there, in each minute.
        for minute in Int(now / 60)...min(39, Int(end / 60)) {
          let from = max(now, Double(minute) * 60)
          let to = min(end, Double(minute + 1) * 60)
          present[minute] += max(0, to - from) / 60 / Double(replications)
        }
      }
    }
    let model = (0..<40).map { minute in
      run.samples[(minute * 60)..<(minute * 60 + 60)].reduce(0) { $0 + $1.inSystem } / 60
    }
    let peak = present.max() ?? 0
    #expect(((model.max() ?? 0) / peak - 1).magnitude < 0.1, "\(model.max() ?? 0), not \(peak)")
    // And how long it takes until it is gone: request-minutes from the peak on.
    let late = { (numbers: [Double]) in
      numbers[(present.firstIndex(of: peak) ?? 0)...].reduce(0, +)
    }
    #expect(
      (late(model) / late(present) - 1).magnitude < 0.1, "\(late(model)), not \(late(present))")
    // As one queue it would be drained sooner.
    let pooled = AutoscalingRun(
      rates: rates, service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1),
      policy: ScalingPolicy(target: 0.6, minimum: 7, maximum: 20), instances: 7, sampling: 1)
    #expect(pooled.samples[1500].inSystem < 0.8 * run.samples[1500].inSystem)
  }

  @Test func fasterBootsLeaveLess() {
    func backlog(_ boot: Double) -> Double {
      AutoscalingRun(
        rates: spike(3), service: .init(serviceTime: Seconds(0.1), serversPerInstance: 2),
        policy: ScalingPolicy(target: 0.6, bootTime: Seconds(boot), minimum: 4, maximum: 100)
      ).peakBacklog
    }
    #expect(backlog(30) < backlog(120))
    #expect(backlog(120) < backlog(400))
  }

  @Test func timeoutsBoundTheWait() {
    let run = AutoscalingRun(
      rates: spike(5),
      service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1, timeout: Seconds(5)),
      policy: ScalingPolicy(target: 0.75, minimum: 8, maximum: 100))
    #expect(run.longestWait.value <= 5 + 1e-9)
    #expect(run.lostRequests > 0 && run.lostRequests < run.requests)
  }

  /// What arrives is served, lost or still there.
  @Test(arguments: UInt64(1)...10) func requestsAreConserved(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var queue = 0.0
    let rates = (0..<2000).map { _ in random.uniform(0...120) }
    let run = AutoscalingRun(
      rates: rates, service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1),
      policy: .fixed(5), instances: 5, sampling: 1)
    // Five servers are never more than busy: the queue grows at least by what they cannot serve.
    for (index, rate) in rates.enumerated() {
      queue = max(0, queue + rate - 50)
      #expect(run.samples[index].inSystem >= queue - 1e-6)
    }
    #expect((run.requests - rates.reduce(0, +)).magnitude < 1e-6)
    #expect(run.decisions == 0 && run.mostInstances == 5)
  }

  @Test func aQuietDayStaysAtTheMinimum() {
    let run = AutoscalingRun(
      rates: [Double](repeating: 10, count: 7200),
      service: .init(serviceTime: Seconds(0.1), serversPerInstance: 1),
      policy: ScalingPolicy(target: 0.6, minimum: 2, maximum: 50), instances: 12)
    #expect(run.decisions >= 1)
    #expect(run.instanceHours < 4 + 10 && run.instanceHours >= 4)
    #expect(run.peakBacklog < 0.5)
  }
}
