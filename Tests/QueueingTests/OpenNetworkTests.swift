import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

@Suite struct OpenNetworkTests {
  static let seeds = Array(UInt64(1)...40)

  /// A random network of one to six stations and one to three classes, its bottleneck at the given
  /// utilization.
  private func network(seed: UInt64, utilization: Double) throws -> OpenNetwork {
    var random = SplitMix64(seed: seed)
    let classes = (0..<Int.random(in: 1...3, using: &random)).map { index in
      OpenNetwork.TrafficClass(
        name: "class \(index)", arrivalRate: RequestsPerSecond(exp(random.uniform(-2...6))))
    }
    let stations = (0...Int.random(in: 1...5, using: &random)).map { index in
      let servers = Int(exp(random.uniform(0...4)))
      let isDelay = index > 0 && random.uniform(0...1) < 0.2
      return OpenNetwork.Station(
        name: "station \(index)", discipline: isDelay ? .delay : .queue(servers: servers),
        demands: classes.map { _ in Seconds(exp(random.uniform(-8...0))) })
    }
    let network = OpenNetwork(classes: classes, stations: stations)
    let scale = try #require(network.saturationPoint).scale * utilization
    return network.scaled(by: scale)
  }

  @Test(arguments: seeds) func littleAndUtilizationHoldEverywhere(_ seed: UInt64) throws {
    let network = try network(seed: seed, utilization: 0.95)
    let solution = try network.solve()
    var present = 0.0
    for station in network.stations.indices {
      var there = 0.0
      var busy = 0.0
      for (index, one) in network.classes.enumerated() {
        let residence = solution.residenceTime(station: station, class: index)
        there += one.arrivalRate.value * residence.value
        busy += one.arrivalRate.value * network.stations[station].demands[index].value
      }
      expectClose(solution.inSystem(of: station), there, 1e-12)
      if case .queue(let servers) = network.stations[station].discipline {
        expectClose(solution.utilization(of: station), busy / Double(servers), 1e-12)
      } else {
        #expect(solution.utilization(of: station) == 0)
      }
      present += there
    }
    let rate = network.classes.map(\.arrivalRate).sum().value
    expectClose(solution.inSystem, present, 1e-12)
    expectClose(solution.inSystem, rate * solution.systemResponseTime.value, 1e-12)
  }

  @Test(arguments: seeds) func moreLoadIsSlowerAndSaturatesAtTheScale(_ seed: UInt64) throws {
    let network = try network(seed: seed, utilization: 0.5)
    let point = try #require(network.saturationPoint)
    expectClose(point.scale, 2, 1e-12)
    var last = Seconds.zero
    for share in [0.01, 0.3, 0.7, 0.95, 0.999] {
      let response = try network.scaled(by: share * point.scale).solve().systemResponseTime
      #expect(response > last)
      last = response
    }
    let saturation = #expect(throws: Saturation.self) {
      _ = try network.scaled(by: point.scale * 1.000_001).solve()
    }
    #expect(saturation?.station == network.stations[point.bottleneck].name)
  }

  @Test(arguments: seeds) func oneServerStationsAreClosedForms(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let demands = (0..<4).map { _ in random.uniform(0.001...0.0099) }
    let rate = 100.0
    let network = OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(rate))],
      stations: demands.map {
        .init(name: "one", discipline: .queue(servers: 1), demands: [Seconds($0)])
      })
    let expected = demands.reduce(0) { $0 + $1 / (1 - rate * $1) }
    expectClose(try network.solve().responseTimes[0].value, expected, 1e-11)
  }

  @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
  func theMostUtilizedStationIsNamed(_ order: [Int]) {
    let stations: [OpenNetwork.Station] = [
      .init(name: "web", discipline: .queue(servers: 2), demands: [Seconds(0.03)]),
      .init(name: "database", discipline: .queue(servers: 1), demands: [Seconds(0.02)]),
      .init(name: "network", discipline: .delay, demands: [Seconds(5)]),
    ]
    let network = OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(100))],
      stations: order.map { stations[$0] })
    #expect(
      throws: Saturation(station: "database", offeredLoad: Erlangs(2), servers: 1)
    ) { try network.solve() }
    let place = network.stations.firstIndex { $0.name == "database" }
    #expect(network.saturationPoint?.scale == 0.5)
    #expect(network.saturationPoint?.bottleneck == place)
  }

  @Test func delaysAloneNeverSaturate() throws {
    let network = OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(1e9))],
      stations: [.init(name: "network", discipline: .delay, demands: [Seconds(5)])])
    #expect(network.saturationPoint == nil)
    #expect(try network.solve().systemResponseTime == Seconds(5))
  }
}

extension OpenNetwork {
  /// The network with all arrival rates multiplied.
  fileprivate func scaled(by factor: Double) -> OpenNetwork {
    OpenNetwork(
      classes: classes.map { TrafficClass(name: $0.name, arrivalRate: $0.arrivalRate * factor) },
      stations: stations)
  }
}
