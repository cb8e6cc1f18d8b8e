import Quantities
import Testing

@testable import CapacityPlanning

/// The wait at a moment of a crowd.
@Suite struct MomentaryWaitTests {
  private let wait = MomentaryWait(serviceTime: Seconds(0.1), serversPerInstance: 2)

  /// Nobody waits in the fluid at 90 % of 8 servers, but of M/M/8 one in twenty waits for long.
  @Test func aPercentileIsMoreThanTheMean() {
    #expect(wait.percentile(0.95, rate: 72, instances: 4) > 0.1)
    #expect(wait.percentile(0.95, rate: 8, instances: 4) == 0)
  }

  @Test func aBacklogIsServedByAllServers() {
    #expect(abs(wait.percentile(0.95, rate: 200, instances: 4, backlog: 400) - 5) < 1e-12)
    #expect(wait.percentile(0.95, rate: 72, instances: 4, backlog: 400) == 5)
    #expect(wait.percentile(0.95, rate: 1, instances: 0) == .infinity)
  }

  @Test func moreMachinesNeverWaitLonger() {
    var before = Double.infinity
    for instances in 4...12 {
      let now = wait.percentile(0.95, rate: 70, instances: instances, backlog: 10)
      #expect(now <= before)
      before = now
    }
  }
}
