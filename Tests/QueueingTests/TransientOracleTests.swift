import Foundation
import Quantities
import Queueing
import Testing

/// Family g of the oracles: transients at its own tolerances.
@Suite struct TransientOracleTests {
  @Test(arguments: Oracle.cases("g-transients", "mmc_transient"))
  func transient(_ one: OracleCase) throws { try check(one) }

  @Test(arguments: Oracle.cases("g-transients", "mmc_transient_abandonment"))
  func transientWithAbandonment(_ one: OracleCase) throws { try check(one) }

  private func check(_ one: OracleCase) throws {
    let queue = try Self.queue(one)
    let points = one.expected["mean_in_system"].list
    let delayed = one.expected["fraction_delayed_longer_than"].list
    let times = points.compactMap { $0["t"].number.map { Seconds($0) } }
    let waits = delayed.compactMap { $0["tau_s"].number.map { Seconds($0) } }
    #expect(times.count == points.count && points.count >= 10)
    // The reference integrates delayed shares by Simpson's rule on 300 panels, see the test below.
    let solution = try queue.solve(
      TransientQueue.Questions(
        times: times, waits: waits,
        drainedWaiting: one.inputs["drain_threshold_waiting_jobs"].number, panels: 300))
    try one.expect(solution.peakInSystem, "peak_mean_in_system")
    try one.expect(solution.peakTime.value, "peak_time_s")
    for (index, point) in solution.points.enumerated() {
      let time = point.time.value
      try expectAgreement(point.inSystem, points[index], "in system at \(time)")
      try expectAgreement(
        point.waiting, one.expected["mean_waiting"].list[index], "waiting at \(time)")
      try expectAgreement(
        point.allBusy, one.expected["p_all_busy"].list[index], "all busy at \(time)")
    }
    if one.expected.keys.contains("drain_time_s") {
      try one.expect(try #require(solution.drainTime).value, "drain_time_s")
    }
    for (index, share) in delayed.enumerated() {
      try expectAgreement(solution.delayedShares[index], share, "longer than \(waits[index])")
    }
  }

  static func queue(_ one: OracleCase) throws -> TransientQueue {
    func pieces(_ key: String, _ value: String) throws -> [PiecewiseConstant.Piece] {
      try one.inputs[key].list.map {
        PiecewiseConstant.Piece(
          from: Seconds(try #require($0["from_s"].number)), value: try #require($0[value].number))
      }
    }
    return TransientQueue(
      arrivalRate: PiecewiseConstant(
        before: try one.input("arrival_rate_before_per_s"),
        pieces: try pieces("arrival_rate_pieces", "rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")),
      servers: PiecewiseConstant(
        before: try one.input("servers_before"), pieces: try pieces("server_pieces", "servers")),
      patience: one.inputs["patience_mean_s"].number.map { Seconds($0) },
      horizon: Seconds(try one.input("horizon_s")))
  }

  @Test(arguments: Oracle.cases("g-transients", "cold_start_single"))
  func oneInstance(_ one: OracleCase) throws {
    let share = WarmInstances.singleColdShare(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      idleTimeout: Seconds(try one.input("idle_timeout_s")))
    try one.expect(share, "p_cold")
    try one.expect(1 - share, "mean_idle_instances")
  }

  @Test(arguments: Oracle.cases("g-transients", "cold_start_lifo"))
  func mostRecentFirst(_ one: OracleCase) throws {
    let warm = WarmInstances(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try one.input("service_time_mean_s")),
      idleTimeout: Seconds(try one.input("idle_timeout_s")))
    #expect(warm.method == .exact)
    try one.expect(warm.coldShare, "p_cold")
    try one.expect(warm.meanBusy, "mean_busy_instances")
    try one.expect(warm.meanIdle, "mean_idle_instances")
    try one.expect(warm.coldStartRate.value, "cold_starts_per_s")
  }

  @Test(arguments: Oracle.cases("g-transients", "cold_start_simulated"))
  func otherLawsAndOrders(_ one: OracleCase) throws {
    let isRandom = one.inputs["dispatch"].text == "random idle instance"
    let isExponential = one.inputs["service"]["type"].text == "exponential"
    let warm = WarmInstances(
      arrivalRate: RequestsPerSecond(try one.input("arrival_rate_per_s")),
      serviceTime: Seconds(try #require(one.inputs["service"]["mean"].number)),
      idleTimeout: Seconds(try one.input("idle_timeout_s")),
      order: isRandom ? .random : .mostRecent, isExponential: isExponential)
    try one.expect(warm.meanBusy, "mean_busy_instances")
    let share = try #require(one.expected["p_cold"]["value"].number)
    let interval = try #require(one.expected["p_cold"]["ci99"].number)
    // Two cold starts in 400,000 requests: that simulation is still filling, not in a steady state.
    if share * 400_000 < 10 { return }
    let errorClass = isRandom ? 0.1 : isExponential ? 0 : 0.05
    #expect((warm.coldShare - share).magnitude <= interval + errorClass * share)
    let idle = try #require(one.expected["mean_idle_instances"]["value"].number)
    let idleInterval = try #require(one.expected["mean_idle_instances"]["ci99"].number)
    #expect(
      (warm.meanIdle - idle).magnitude <= idleInterval + (isExponential ? 0 : 0.03) * idle)
  }
}

/// Laws of transients and of instances on demand.
@Suite struct TransientTests {
  /// Nothing changes: the steady state of M/M/c at all times.
  @Test func withoutChangeItStays() throws {
    let steady = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(8), serviceTime: Seconds(0.5), servers: 6)
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(8), serviceTime: Seconds(0.5),
      servers: PiecewiseConstant(6), horizon: Seconds(30))
    let solution = try queue.solve(
      TransientQueue.Questions(times: [.zero, Seconds(17), Seconds(30)], waits: [Seconds(0.4)]))
    for point in solution.points {
      #expect((point.inSystem / steady.inSystem - 1).magnitude < 1e-9)
      #expect((point.waiting / steady.queueLength - 1).magnitude < 1e-9)
      #expect((point.allBusy / steady.delayProbability - 1).magnitude < 1e-9)
    }
    let tail = steady.waitTail(beyond: Seconds(0.4))
    #expect((solution.delayedShares[0] / tail - 1).magnitude < 1e-6)
  }

  /// As many servers as anyone can want: M/G/∞ with exponential service.
  @Test func manyServersAreNoLimit() throws {
    let rate = PiecewiseConstant(
      before: 2,
      pieces: [
        .init(from: Seconds(1), value: 20), .init(from: Seconds(4), value: 5),
      ])
    let queue = TransientQueue(
      arrivalRate: rate, serviceTime: Seconds(0.7), servers: PiecewiseConstant(80),
      horizon: Seconds(9))
    let times = [0.5, 1.5, 4, 4.3, 9].map { Seconds($0) }
    let solution = try queue.solve(TransientQueue.Questions(times: times))
    let ideal = UnlimitedServers(
      arrivalRate: rate, serviceTime: Seconds(0.7), law: .exponential)
    for point in solution.points {
      #expect((point.inSystem / ideal.meanBusy(at: point.time) - 1).magnitude < 1e-9)
    }
  }

  /// The general law gives what its special cases give, and the insensitive steady state.
  @Test func idealServersOfAnyLaw() {
    let rate = PiecewiseConstant(before: 2, pieces: [.init(from: Seconds(1), value: 20)])
    func busy(_ law: UnlimitedServers.Law, at time: Double) -> Double {
      UnlimitedServers(arrivalRate: rate, serviceTime: Seconds(0.7), law: law)
        .meanBusy(at: Seconds(time))
    }
    let mean = Seconds(3)
    for time in [0.5, 1.2, 1.7, 2.5, 6] {
      for (one, other) in [
        (UnlimitedServers.Law.general(.exponential(mean: mean)), UnlimitedServers.Law.exponential),
        (.general(.erlang(mean: mean, phases: 3)), .erlang(phases: 3)),
        (.general(.deterministic(mean)), .deterministic),
      ] {
        #expect((busy(one, at: time) / busy(other, at: time) - 1).magnitude < 1e-9)
      }
      // A heavy tail gets there later.
      let heavy = busy(.general(.lognormal(mean: mean, variation: 3)), at: time)
      #expect(heavy <= busy(.exponential, at: time) * (1 + 1e-9))
    }
    #expect(
      (busy(.general(.weibull(mean: mean, shape: 0.6)), at: 200) / 14 - 1).magnitude < 1e-6)
  }

  @Test func tellsWhenThereIsNoSteadyStateBefore() {
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(10), serviceTime: Seconds(1),
      servers: PiecewiseConstant(10), horizon: Seconds(1))
    #expect(
      throws: TransientRefusal.saturatedBefore(Saturation(offeredLoad: Erlangs(10), servers: 10))
    ) { try queue.solve() }
  }

  /// Finer panels of the reference's rule lead to what the graded steps give.
  @Test func delayedSharesConverge() throws {
    let one = try #require(
      Oracle.cases("g-transients", "mmc_transient").first {
        $0.inputs["horizon_s"].number == 300
      })
    let queue = try TransientOracleTests.queue(one)
    let waits = [Seconds(0), Seconds(0.5), Seconds(2)]
    let graded = try queue.solve(TransientQueue.Questions(waits: waits)).delayedShares
    let fine = try queue.solve(TransientQueue.Questions(waits: waits, panels: 1500)).delayedShares
    for index in waits.indices {
      #expect((graded[index] / fine[index] - 1).magnitude < 2e-5)
    }
  }

  @Test(arguments: WarmInstances.Order.allCases)
  func longerTimeoutsAreWarmer(_ order: WarmInstances.Order) {
    var last = 1.0
    for timeout in [1.0, 5, 20, 60] {
      let warm = WarmInstances(
        arrivalRate: RequestsPerSecond(4), serviceTime: Seconds(0.5),
        idleTimeout: Seconds(timeout), order: order)
      #expect(warm.coldShare < last && warm.coldShare > 0)
      last = warm.coldShare
    }
  }

  /// Keeping the most recent busy lets the rest expire; using them in turn keeps all alive.
  @Test func usingInstancesInTurnKeepsMore() {
    func idle(_ order: WarmInstances.Order) -> Double {
      WarmInstances(
        arrivalRate: RequestsPerSecond(5), serviceTime: Seconds(1), idleTimeout: Seconds(10),
        order: order
      ).meanIdle
    }
    #expect(idle(.mostRecent) < idle(.random))
    #expect(idle(.random) < idle(.leastRecent))
  }
}
