import Quantities
import Queueing
import Testing

/// Saturation is an answer that names the station and its load, never an infinity.
@Suite struct SaturationTests {
  @Test(arguments: [
    ("exactly at capacity", 50.0, 0.02, 1, 2), ("just beyond", 100.000001, 0.02, 2, 3),
    ("far beyond", 1e6, 1.0, 3, 1_000_001),
  ])
  func queueNamesItsLoad(
    _ name: String, _ rate: Double, _ time: Double, _ servers: Int, _ stable: Int
  ) {
    let saturation = #expect(throws: Saturation.self, "\(name)") {
      try MultiServerQueue(
        arrivalRate: RequestsPerSecond(rate), serviceTime: Seconds(time), servers: servers)
    }
    #expect(saturation?.offeredLoad == Erlangs(rate * time))
    #expect(saturation?.servers == servers)
    #expect(saturation?.station == nil)
    #expect(saturation?.serversForStability == stable)
  }

  @Test func justBelowCapacityIsAnswered() throws {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(50), serviceTime: Seconds(0.02).nextDown, servers: 1)
    #expect(queue.meanResponse.value.isFinite)
    #expect(queue.delayProbability > 0.999_999)
    #expect(queue.responsePercentile(0.99).value.isFinite)
  }

  @Test func nothingArrivingIsNoLoad() throws {
    let queue = try MultiServerQueue(
      arrivalRate: .zero, serviceTime: Seconds(0.02), servers: 2)
    #expect(queue.delayProbability == 0)
    #expect(queue.meanResponse == Seconds(0.02))
    #expect(queue.waitPercentile(0.99) == .zero)
  }

  @Test(arguments: [
    ServerCriterion.delayProbability(atMost: 0), .meanWait(atMost: .zero), .blocking(atMost: 0),
    .responsePercentile(0.99, atMost: Seconds(0.4)), .waitTail(beyond: .zero, atMost: 0),
  ])
  func unattainableCriteriaHaveNoAnswer(_ criterion: ServerCriterion) {
    // The 99th percentile of the service alone is 0.46 s.
    let servers = criterion.minimumServers(
      arrivalRate: RequestsPerSecond(30), serviceTime: Seconds(0.1))
    #expect(servers == nil)
  }

  @Test(arguments: [
    ServerCriterion.delayProbability(atMost: 1e-12), .meanWait(atMost: Seconds(1e-9)),
    .blocking(atMost: 0.5), .blocking(atMost: 1e-200), .waitTail(beyond: Seconds(1), atMost: 0.5),
    .responsePercentile(0.99, atMost: Seconds(0.4606)), .delayProbability(atMost: 1),
  ])
  func minimumIsTheLeastThatMeets(_ criterion: ServerCriterion) throws {
    for rate in [0.1, 3, 30, 1234].map({ RequestsPerSecond($0) }) {
      let time = Seconds(0.1)
      let servers = try #require(criterion.minimumServers(arrivalRate: rate, serviceTime: time))
      #expect(criterion.isMet(by: servers, arrivalRate: rate, serviceTime: time))
      if servers > 1 {
        #expect(!criterion.isMet(by: servers - 1, arrivalRate: rate, serviceTime: time))
      }
    }
  }
}

extension Seconds {
  /// The next smaller duration that is representable.
  fileprivate var nextDown: Seconds { Seconds(value.nextDown) }
}
