import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Laws that closed networks obey, on random networks; a failure names its seed.
@Suite struct ClosedNetworkLawTests {
  static let seeds = Array(UInt64(1)...20)

  private func stations(
    _ random: inout SplitMix64, classes: Int, servers: ClosedRange<Double> = 1...9
  ) -> [ClosedNetwork.Station] {
    (0..<Int(random.uniform(2...4.99))).map { index in
      let demands = (0..<classes).map { _ in Seconds(exp(random.uniform(-5 ... -1))) }
      let kind = random.uniform(0...1)
      if kind < 0.15 {
        return .init(name: "delay \(index)", discipline: .delay, demands: demands)
      }
      let count = Int(random.uniform(servers))
      return .init(
        name: "queue \(index)", discipline: .queue(servers: count),
        demands: demands.map { $0 * Double(count) })
    }
  }

  @Test(arguments: seeds) func singleClassLaws(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let stations = stations(&random, classes: 1)
    let population = Int(random.uniform(1...60))
    let think = Seconds(random.uniform(0...3))
    func network(_ population: Int) -> ClosedNetwork {
      ClosedNetwork(population: population, thinkTime: think, stations: stations)
    }
    let solution = try network(population).solveExactly()
    let rate = solution.throughputs[0].value
    // Bounds of asymptotic analysis.
    let demand = stations.reduce(0) { $0 + $1.demands[0].value }
    var most = Double.infinity
    for (index, station) in stations.enumerated() {
      guard case .queue(let servers) = station.discipline else { continue }
      most = min(most, Double(servers) / station.demands[0].value)
      // Utilization law.
      let utilization = try #require(solution.utilization(station: index))
      expectClose(utilization * Double(servers), rate * station.demands[0].value, 1e-12)
      #expect(utilization <= 1 + 1e-12)
    }
    #expect(rate <= min(most, Double(population) / (demand + think.value)) * (1 + 1e-12))
    // Little's law over the whole.
    let inside = stations.indices.reduce(0) { $0 + solution.queueLength(station: $1) }
    expectClose(inside + rate * think.value, Double(population), 1e-10)
    // One customer meets nobody; one more never lowers throughput, nor shortens the response.
    let alone = try network(1).solveExactly()
    expectClose(alone.responseTime(class: 0).value, demand, 1e-12)
    let more = try network(population + 1).solveExactly()
    #expect(more.throughputs[0].value >= rate * (1 - 1e-12))
    #expect(
      more.responseTime(class: 0).value >= solution.responseTime(class: 0).value * (1 - 1e-12))
    expectClose(more.throughputByPopulation[population - 1].value, rate, 1e-12)
    // One more server never hurts.
    let larger = stations.map { station in
      guard case .queue(let servers) = station.discipline else { return station }
      return ClosedNetwork.Station(
        name: station.name, discipline: .queue(servers: servers + 1), demands: station.demands)
    }
    let faster = try ClosedNetwork(
      population: population, thinkTime: think, stations: larger
    ).solveExactly()
    #expect(faster.throughputs[0].value >= rate * (1 - 1e-12))
  }

  /// The same laws for each of several classes, exactly and by Linearizer.
  @Test(arguments: seeds) func multiClassLaws(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 977)
    let network = randomMultiClass(&random)
    for (solution, slack) in [
      (try network.solveExactly(), 1e-10), (try network.solveApproximately(), 0.08),
    ] {
      for (index, one) in network.classes.enumerated() {
        let rate = solution.throughputs[index].value
        let alone = network.stations.reduce(0) { $0 + $1.demands[index].value }
        // Asymptotic bound of the class, and Little's law over the whole cycle.
        #expect(rate <= Double(one.population) / (alone + one.thinkTime.value) * (1 + slack))
        let inside = network.stations.indices.reduce(0) {
          $0 + solution.queueLength(station: $1, class: index)
        }
        expectClose(inside + rate * one.thinkTime.value, Double(one.population), 1e-7)
        #expect(solution.responseTime(class: index).value >= alone * (1 - slack))
      }
      for station in network.stations {
        guard case .queue(let servers) = station.discipline else { continue }
        let busy = zip(solution.throughputs, station.demands).reduce(0) {
          $0 + $1.0.value * $1.1.value
        }
        #expect(busy <= Double(servers) * (1 + slack))
      }
    }
    // One customer more of a class never lowers its throughput.
    let exact = try network.solveExactly()
    for index in network.classes.indices {
      let more = ClosedNetwork(
        classes: network.classes.enumerated().map { place, one in
          .init(
            name: one.name, population: one.population + (place == index ? 1 : 0),
            thinkTime: one.thinkTime)
        }, stations: network.stations)
      let rate = try more.solveExactly().throughputs[index]
      #expect(rate.value >= exact.throughputs[index].value * (1 - 1e-10))
    }
  }

  @Test(arguments: seeds) func serversAreLoadDependence(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let stations = stations(&random, classes: 1)
    let same = stations.map { station in
      guard case .queue(let servers) = station.discipline else { return station }
      // A peak beyond the last rate that is never reached, so that the other way of adding a
      // station is taken: it must not matter.
      let multipliers = (1...40).map { Double(min($0, servers)) } + [1]
      return ClosedNetwork.Station(
        name: station.name, discipline: .loadDependent(multipliers: multipliers),
        demands: station.demands)
    }
    let population = Int(random.uniform(2...40))
    let one = try ClosedNetwork(
      population: population, thinkTime: Seconds(0.5), stations: stations
    ).solveExactly()
    let other = try ClosedNetwork(
      population: population, thinkTime: Seconds(0.5), stations: same
    ).solveExactly()
    expectClose(one.throughputs[0].value, other.throughputs[0].value, 1e-11)
    for index in stations.indices {
      expectClose(
        one.residenceTimes[index][0].value, other.residenceTimes[index][0].value, 1e-10)
    }
  }

  @Test(arguments: seeds) func splittingAClassChangesNothing(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let stations = stations(&random, classes: 1)
    let population = Int(random.uniform(2...24))
    let part = Int(random.uniform(1...Double(population)))
    let think = Seconds(random.uniform(0...2))
    let whole = try ClosedNetwork(
      population: population, thinkTime: think, stations: stations
    ).solveExactly()
    let split = try ClosedNetwork(
      classes: [
        .init(name: "a", population: part, thinkTime: think),
        .init(name: "b", population: population - part, thinkTime: think),
      ],
      stations: stations.map {
        .init(
          name: $0.name, discipline: $0.discipline, demands: [$0.demands[0], $0.demands[0]])
      }
    ).solveExactly()
    let total = split.throughputs[0] + split.throughputs[1]
    expectClose(total.value, whole.throughputs[0].value, 1e-11)
    expectClose(
      split.responseTime(class: 0).value, whole.responseTime(class: 0).value, 1e-10)
  }

  @Test(arguments: seeds) func withoutClosedCustomersAMixedNetworkIsOpen(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = Int(random.uniform(1...30))
    let utilization = random.uniform(0.1...0.95)
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers) / 0.3),
      serviceTime: Seconds(0.3), servers: servers)
    func network(_ population: Int) -> MixedNetwork {
      MixedNetwork(
        openClasses: [.init(name: "open", arrivalRate: queue.arrivalRate)],
        closedClasses: [.init(name: "closed", population: population, thinkTime: Seconds(1))],
        stations: [
          .init(
            name: "q", discipline: .queue(servers: servers), demands: [Seconds(0.3), Seconds(0.2)])
        ])
    }
    let empty = try network(0).solve()
    expectClose(
      empty.openResponseTime(class: 0).value, queue.meanResponse.value, 1e-10)
    // A closed customer finds the open queue as an arrival from outside does; more are in the way.
    let one = try network(1).solve()
    let stretch = queue.meanResponse.value / 0.3
    expectClose(one.closed.responseTime(class: 0).value, 0.2 * stretch, 1e-10)
    let three = try network(3).solve()
    #expect(three.openResponseTime(class: 0) > one.openResponseTime(class: 0))
    #expect(one.openResponseTime(class: 0) > empty.openResponseTime(class: 0))
    #expect(throws: ClosedNetworkRefusal.self) {
      try MixedNetwork(
        openClasses: [.init(name: "open", arrivalRate: queue.arrivalRate * (1.001 / utilization))],
        closedClasses: [],
        stations: network(0).stations.map {
          .init(name: $0.name, discipline: $0.discipline, demands: [$0.demands[0]])
        }
      ).solve()
    }
  }

  /// Linearizer against exact solutions.
  ///
  /// Over 400 networks of this kind throughputs were off by at
  /// most 7.1 % (3.9 % in 95 of 100) and response times by 9.3 % (6.0 %); over 400 of single servers
  /// by 2.4 % (0.6 %) and 3.1 % (1.5 %).
  @Test(arguments: seeds) func linearizerIsClose(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 131)
    let network = randomMultiClass(&random)
    let exact = try network.solveExactly()
    let approximate = try network.solveApproximately()
    for index in network.classes.indices {
      expectClose(
        approximate.throughputs[index].value, exact.throughputs[index].value, 0.08)
      expectClose(
        approximate.responseTime(class: index).value, exact.responseTime(class: index).value, 0.1)
    }
  }

  /// Linearizer beside open classes, against exact mixed networks.
  @Test(arguments: seeds) func mixedLinearizerIsClose(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed &* 977)
    let closed = randomMultiClass(&random)
    let load = random.uniform(0.1...0.6)
    // An open class that loads each queue to that share of what it has.
    let network = MixedNetwork(
      openClasses: [.init(name: "open", arrivalRate: RequestsPerSecond(10))],
      closedClasses: closed.classes,
      stations: closed.stations.map { station in
        var servers = 0.0
        if case .queue(let count) = station.discipline { servers = Double(count) }
        return .init(
          name: station.name, discipline: servers > 0 ? .queue(servers: Int(servers)) : .delay,
          demands: [Seconds(load * servers / 10)] + station.demands)
      })
    let exact = try network.solve()
    let approximate = try network.solveApproximately()
    #expect(approximate.method.word == "approximate" && exact.method == .exact)
    for index in closed.classes.indices {
      expectClose(
        approximate.closed.throughputs[index].value, exact.closed.throughputs[index].value, 0.1)
    }
    expectClose(
      approximate.openResponseTime(class: 0).value, exact.openResponseTime(class: 0).value, 0.12)
    // Few population vectors are solved exactly.
    #expect(try network.solveByBestMethod().method == .exact)
  }

  @Test func anyNumberOfClosedCustomersBesideOpenOnes() throws {
    func network(_ arrivals: Double) -> MixedNetwork {
      MixedNetwork(
        openClasses: [.init(name: "open", arrivalRate: RequestsPerSecond(arrivals))],
        closedClasses: (0..<3).map {
          .init(name: "\($0)", population: 200, thinkTime: Seconds(1 + Double($0)))
        },
        stations: [
          .init(
            name: "app", discipline: .queue(servers: 4),
            demands: [0.02, 0.01, 0.01, 0.02].map { Seconds($0) })
        ])
    }
    let solution = try network(100).solveByBestMethod()
    #expect(solution.method.word == "approximate")
    // What the open class leaves is all used: four servers less two.
    let busy = try #require(solution.closed.utilization(station: 0))
    #expect(busy > 0.48 && busy <= 0.51)
    #expect(throws: ClosedNetworkRefusal.self) { try network(201).solveByBestMethod() }
  }

  private func randomMultiClass(_ random: inout SplitMix64) -> ClosedNetwork {
    let classes = (0..<Int(random.uniform(2...3.99))).map { index in
      ClosedNetwork.CustomerClass(
        name: "\(index)", population: Int(random.uniform(1...14)),
        thinkTime: Seconds(random.uniform(0...2)))
    }
    return ClosedNetwork(
      classes: classes, stations: stations(&random, classes: classes.count, servers: 1...5))
  }

  @Test func tooManyStatesAreApproximated() throws {
    let network = ClosedNetwork(
      classes: (0..<4).map {
        .init(name: "\($0)", population: 100 + $0, thinkTime: Seconds(Double($0)))
      },
      stations: [
        .init(
          name: "app", discipline: .queue(servers: 4),
          demands: [0.02, 0.03, 0.01, 0.05].map { Seconds($0) }),
        .init(
          name: "db", discipline: .queue(servers: 1),
          demands: [0.002, 0.004, 0.001, 0.005].map { Seconds($0) }),
      ])
    #expect(throws: ClosedNetworkRefusal.tooManyStates(limit: ClosedNetwork.exactStateLimit)) {
      try network.solveExactly()
    }
    let solution = try network.solve()
    #expect(solution.method.word == "approximate")
    let busy = try #require(solution.utilization(station: 0))
    #expect(busy > 0.95 && busy <= 1.02)
  }
}
