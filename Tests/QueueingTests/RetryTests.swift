import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Retries: the equation's roots, and what a simulation that knows no equation settles in.
@Suite struct RetryTests {
  /// First come first served, c servers; a try that takes longer than the timeout is served to its
  /// end and tried again at once.
  private struct RetrySimulation {
    let rate: Double
    let serviceTime: Double
    let servers: Int
    let timeout: Double
    let retries: Int

    /// The share of tries that time out in the second half, from an empty system or one with a
    /// backlog worth many timeouts.
    func timeoutShare(tries: Int, backlogged: Bool, seed: UInt64) -> Double {
      var random = SplitMix64(seed: seed)
      func exponential(_ mean: Double) -> Double { -mean * log(1 - random.uniform(0...0.9999999)) }
      var free = [Double](repeating: backlogged ? 12 * timeout : 0, count: servers)
      var again: [(time: Double, left: Int)] = []
      var next = 0
      var fresh = exponential(1 / rate)
      var late = 0
      var counted = 0
      for count in 0..<tries {
        let isRetry = next < again.count && again[next].time < fresh
        let now = isRetry ? again[next].time : fresh
        let left = isRetry ? again[next].left : retries
        if isRetry { next += 1 } else { fresh += exponential(1 / rate) }
        var first = 0
        for index in 1..<servers where free[index] < free[first] { first = index }
        free[first] = max(free[first], now) + exponential(serviceTime)
        let isLate = free[first] - now > timeout
        if isLate && left > 0 { again.append((now + timeout, left - 1)) }
        if count > tries / 2 {
          counted += 1
          if isLate { late += 1 }
        }
      }
      return Double(late) / Double(counted)
    }
  }

  /// No miss in 50 systems: calm or tipped, good or collapsed, as the roots say.
  @Test(arguments: UInt64(1)...50) func agreesWithSimulation(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let servers = 4 + Int(random.uniform(0...12))
    let retries = 1 + Int(random.uniform(0...3.99))
    let timeout = random.uniform(3...8)
    let limit = Double(servers)
    // Draw until clear of the two thresholds, where a finite run proves nothing.
    var load = RetryLoad(
      arrivalRate: RequestsPerSecond(limit / 2), serviceTime: Seconds(1), servers: servers,
      timeout: Seconds(timeout), retries: retries)
    for _ in 0..<200 {
      load = RetryLoad(
        arrivalRate: RequestsPerSecond(limit * random.uniform(0.1...1.3)),
        serviceTime: Seconds(1), servers: servers, timeout: Seconds(timeout), retries: retries)
      let collapse = load.arrivalRate.value * Double(retries + 1) / limit
      if (load.marginToCollapse).magnitude > 0.2 && (collapse - 1).magnitude > 0.2 { break }
    }
    let simulation = RetrySimulation(
      rate: load.arrivalRate.value, serviceTime: 1, servers: servers, timeout: timeout,
      retries: retries)
    let calm = simulation.timeoutShare(tries: 4000, backlogged: false, seed: seed + 100)
    #expect((calm > 0.5) == load.settled.isCollapsed)
    let tipped = simulation.timeoutShare(tries: 8000, backlogged: true, seed: seed + 200)
    #expect((tipped > 0.5) == load.states.last { $0.isStable }?.isCollapsed)
    if !load.settled.isCollapsed { #expect((calm - load.settled.timeoutShare).magnitude < 0.06) }
  }

  @Test(arguments: UInt64(1)...30) func everyStateSolvesTheEquation(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = 1 + Int(random.uniform(0...40))
    let retries = Int(random.uniform(0...6))
    let rate = Double(servers) * random.uniform(0.05...1.4)
    let timeout = Seconds(random.uniform(0.5...10))
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(rate), serviceTime: Seconds(1), servers: servers,
      timeout: timeout, retries: retries)
    #expect(!load.states.isEmpty)
    // States alternate between stable and not, and begin and end stable.
    for (index, state) in load.states.enumerated() {
      #expect(state.isStable == index.isMultiple(of: 2))
      let share = state.timeoutShare
      var tries = 0.0
      for retry in 0...retries { tries += pow(share, Double(retry)) }
      #expect((rate * tries / state.load.value - 1).magnitude < 1e-6)
      let queue = try? MultiServerQueue(
        arrivalRate: state.load, serviceTime: Seconds(1), servers: servers)
      #expect(((queue?.responseTail(beyond: timeout) ?? 1) - share).magnitude < 1e-6)
    }
    // Just below the margin there is a good state, just above there is none.
    let collapse = load.collapseRate.value
    guard collapse > 0 else { return }
    func settled(_ rate: Double) -> RetryLoad.State {
      RetryLoad(
        arrivalRate: RequestsPerSecond(rate), serviceTime: Seconds(1), servers: servers,
        timeout: timeout, retries: retries
      ).settled
    }
    #expect(!settled(collapse * 0.999).isCollapsed)
    #expect(settled(collapse * 1.001).timeoutShare > 0.49)
  }

  /// The state that settles is found without the others, and without most of the loads that they take.
  @Test func whatSettlesIsFoundAlone() {
    var random = SplitMix64(seed: 11)
    var (collapsed, metastable) = (0, 0)
    for _ in 0..<400 {
      let servers = 1 + Int(random.uniform(0...40))
      let retries = Int(random.uniform(0...6))
      let rate = RequestsPerSecond(Double(servers) * random.uniform(0.05...1.4))
      let timeout = Seconds(random.uniform(0.5...10))
      let (limit, highest) = (RequestsPerSecond(Double(servers)), 0.5 * Double(servers))
      var greatest = 0.0
      func share(_ load: RequestsPerSecond) -> Double {
        greatest = max(greatest, load.value)
        let queue = try? MultiServerQueue(
          arrivalRate: load, serviceTime: Seconds(1), servers: servers)
        return queue?.responseTail(beyond: timeout) ?? 1
      }
      let alone = RetryLoad.settled(
        arrivalRate: rate, retries: retries, limit: limit, timeoutShare: share)
      let asked = greatest
      let all = RetryLoad(
        arrivalRate: rate, serviceTime: Seconds(1), servers: servers, timeout: timeout,
        retries: retries)
      expectClose(alone.load.value, all.settled.load.value, 1e-9)
      expectClose(alone.timeoutShare, all.settled.timeoutShare, 1e-7)
      expectClose(alone.successShare, all.settled.successShare, 1e-7)
      #expect(alone.isCollapsed == all.settled.isCollapsed)
      if alone.load.value < highest { #expect(asked < alone.load.value + 0.01 * limit.value) }
      if all.settled.isCollapsed { collapsed += 1 }
      if all.isMetastable { metastable += 1 }
    }
    #expect(collapsed > 50 && metastable > 20)
  }

  @Test func withoutRetriesThereIsOneState() {
    let load = RetryLoad(
      arrivalRate: RequestsPerSecond(7), serviceTime: Seconds(0.1), servers: 1,
      timeout: Seconds(1), retries: 0)
    #expect(load.states.count == 1)
    #expect((load.settled.load.value - 7).magnitude < 1e-9)
    #expect(!load.isMetastable && load.tippingLoad == nil)
  }
}

/// A lost zone: capacity, cache and retries together.
@Suite struct ZoneLossTests {
  private let network = OpenNetwork(
    classes: [.init(name: "all", arrivalRate: RequestsPerSecond(100))],
    stations: [
      .init(name: "app", discipline: .queue(servers: 12), demands: [Seconds(0.06)]),
      .init(name: "db", discipline: .queue(servers: 4), demands: [Seconds(0.01)]),
    ])

  @Test func serversGoAndMissesGrow() throws {
    let loss = ZoneLoss(
      network: network,
      exposures: [.init(zones: 3), .init(zones: nil, hitRatioBefore: 0.8, hitRatioAfter: 0.4)])
    let after = try #require(loss.networkAfter)
    #expect(after.stations[0].discipline == .queue(servers: 8))
    #expect((after.stations[1].demands[0].value - 0.03).magnitude < 1e-12)
    guard case .holds(let solution, nil) = loss.outcome() else {
      Issue.record("does not hold")
      return
    }
    #expect((solution.utilization(of: 0) - 0.75).magnitude < 1e-12)
    #expect((solution.utilization(of: 1) - 0.75).magnitude < 1e-12)
  }

  /// At every number of zones: what holds with fewer holds with more, every station is as busy as the
  /// servers that are left make it, and never busier than with fewer zones.
  @Test(arguments: UInt64(1)...80) func moreZonesNeverRaiseUtilization(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let stations = (0..<3).map { index in
      let servers = 2 + Int(random.uniform(0...38))
      // So that with eight zones the rest carries the load.
      let demand = Double(servers) * random.uniform(0.05...0.49) / 100
      return OpenNetwork.Station(
        name: "station \(index)", discipline: .queue(servers: servers), demands: [Seconds(demand)])
    }
    let network = OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(100))], stations: stations)
    var before = stations.map { _ in Double.infinity }
    var held = 0
    for zones in 2...8 {
      let exposure = ZoneLoss.Exposure(zones: zones)
      let loss = ZoneLoss(network: network, exposures: stations.map { _ in exposure })
      guard case .holds(let solution, nil) = loss.outcome() else {
        #expect(held == 0, "\(zones) zones")
        continue
      }
      held += 1
      for (index, station) in stations.enumerated() {
        guard case .queue(let servers) = station.discipline else { continue }
        let left = servers - Int((Double(servers) / Double(zones)).rounded(.up))
        let use = solution.utilization(of: index)
        expectClose(use, 100 * station.demands[0].value / Double(left), 1e-12)
        #expect(use <= before[index], "\(zones) zones")
        before[index] = use
      }
    }
    #expect(held >= 1)
  }

  @Test func retriesTurnATightZoneLossIntoCollapse() {
    let exposures: [ZoneLoss.Exposure] = [.init(zones: 2), .init(zones: nil)]
    let tight = OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(96))],
      stations: network.stations)
    guard case .holds = ZoneLoss(network: tight, exposures: exposures).outcome() else {
      Issue.record("holds without retries")
      return
    }
    let retrying = ZoneLoss(
      network: tight, exposures: exposures,
      retrying: .init(timeout: Seconds(0.3), retries: 3))
    guard case .collapses(let saturation, let load?) = retrying.outcome() else {
      Issue.record("collapses with retries")
      return
    }
    #expect(saturation.station == "app")
    #expect(load.marginToCollapse < 0)
  }

  @Test func aStationInOneZoneIsLost() {
    let loss = ZoneLoss(network: network, exposures: [.init(zones: 3), .init(zones: 1)])
    guard case .isLost(let station) = loss.outcome() else {
      Issue.record("nothing is left of the database")
      return
    }
    #expect(station == "db")
  }
}
