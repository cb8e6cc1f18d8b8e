import Quantities
import TestSupport
import Testing

@testable import Calibration

/// The station that response times are fitted with, against laws and simulation.
@Suite struct StationModelTests {
  @Test func oneClientNeverWaits() {
    let model = StationModel(demand: Seconds(0.004), servers: 3, delay: Seconds(0.002))
    let level = model.closed(clients: 1, thinkTime: Seconds(0.1))
    #expect((level.throughput.value - 1 / 0.106).magnitude < 1e-9)
    #expect((level.response.value - 0.006).magnitude < 1e-12)
  }

  @Test func boundsAndMonotonyOverManyNetworks() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<60 {
      let model = StationModel(
        demand: Seconds(random.uniform(0.001...0.1)),
        servers: Int.random(in: 1...12, using: &random),
        delay: Seconds(random.uniform(0...0.2)))
      let think = Seconds(random.uniform(0...1))
      var before = 0.0
      for clients in [1.0, 2, 3, 5, 5.5, 9, 40, 200, 3000] {
        let rate = model.closed(clients: clients, thinkTime: think).throughput.value
        let bound = min(
          model.capacity.value, clients / (model.demand + model.delay + think).value)
        #expect(rate <= bound * (1 + 1e-9))
        #expect(rate >= before * (1 - 1e-9))
        before = rate
      }
      #expect(
        before > 0.95 * min(model.capacity.value, 3000 / (model.demand + model.delay + think).value)
      )
    }
  }

  @Test func withoutADelayTheServersAreAllThatLimits() {
    let model = StationModel(demand: Seconds(0.01), servers: 4, delay: .zero)
    #expect(model.closed(clients: 3, thinkTime: .zero).throughput.value == 300)
    #expect(model.closed(clients: 30, thinkTime: .zero).throughput.value == 400)
  }

  @Test(arguments: [2, 6, 20]) func agreesWithSimulation(_ clients: Int) {
    let simulated = SimulatedStation(servers: 4, demand: 0.006, delay: 0.003)
      .closed(clients: clients, thinkTime: 0.005, requests: 20000, seed: 3)
    let model = StationModel(demand: Seconds(0.006), servers: 4, delay: Seconds(0.003))
      .closed(clients: Double(clients), thinkTime: Seconds(0.005))
    #expect((model.throughput.value / simulated.throughput - 1).magnitude < 0.03)
    #expect((model.response.value / simulated.mean - 1).magnitude < 0.04)
  }
}
