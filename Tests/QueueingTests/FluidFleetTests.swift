import Testing

@testable import Queueing

/// Steps that are known from the one before are those of a queue that computes each, to more digits than count:
/// a queue that changes by a few millionths of a millionth is taken as settled.
@Suite struct FluidFleetTests {
  @Test(arguments: [0.5, 0.97, 2.5], [nil, 0.4]) func repeatedStepsAreThoseOfTheQueue(
    _ factor: Double, _ timeout: Double?
  ) {
    let (servers, service) = (8.0, 20.0)
    var fleet = FluidFleet(
      steadyStateOf: 0.4 * servers, machines: 4, serversPerMachine: 2, isPooled: false)
    var queue = FluidQueue(steadyStateOf: 0.4 * servers, servers: servers, groups: 4)
    for second in 0..<900 {
      let isCrowd = second >= 60 && second < 400
      let arrivals = servers * service * (isCrowd ? factor : 0.4)
      fleet.advance(by: 1, arrivals: arrivals, machines: 4, service: service)
      queue.advance(by: 1, arrivals: arrivals, servers: servers, groups: 4, service: service)
      if let timeout {
        let waiting = max(0, queue.present - servers * queue.utilization)
        let excess = waiting - servers * service * timeout
        let lost = fleet.dropWaiting(longerThan: timeout, service: service)
        #expect((lost - max(0, excess)).magnitude <= 1e-9 * (1 + lost), "second \(second)")
        if excess > 0 { queue.drop(excess, groups: 4, servers: servers) }
      }
      expectClose(fleet.present, queue.present, 1e-9)
      expectClose(fleet.utilization, queue.utilization, 1e-9)
    }
  }

  /// A fleet that has settled goes on where machines or their speed change.
  @Test func whatHasSettledIsNotRepeatedForOthers() {
    var fleet = FluidFleet(
      steadyStateOf: 3.2, machines: 4, serversPerMachine: 2, isPooled: true)
    var queue = FluidQueue(steadyStateOf: 3.2, servers: 8)
    var settled = 0
    for second in 0..<3000 {
      let machines = second < 1000 ? 4 : 3
      let service = second < 2000 ? 20.0 : 15
      let before = queue
      fleet.advance(by: 1, arrivals: 64, machines: machines, service: service)
      queue.advance(
        by: 1, arrivals: 64, servers: 2 * Double(machines), groups: 1, service: service)
      // Before each change the last step changed next to nothing, which would go on as well.
      if second % 1000 == 999, second < 2000, queue.isNext(to: before) { settled += 1 }
      expectClose(fleet.present, queue.present, 1e-9)
      expectClose(fleet.utilization, queue.utilization, 1e-9)
      if second % 1000 == 0, second > 0 { #expect(!queue.isNext(to: before), "second \(second)") }
    }
    #expect(settled == 2)
  }
}
