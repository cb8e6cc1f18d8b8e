import Quantities
import TestSupport
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

  /// Counting over moments in a row is asking for each by itself, whatever stays the same between them.
  @Test func momentsInARowAreCountedAsEachByItself() {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<50 {
      var moment = (rate: 40.0, instances: 3, backlog: 0.0)
      let moments = (0..<200).map { _ in
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: moment.rate = Double.random(in: 0...120, using: &generator)
        case 1: moment.instances = Int.random(in: 0...6, using: &generator)
        case 2: moment.backlog = Double.random(in: 0...40, using: &generator)
        case 3: moment.rate = 0
        default: break
        }
        return moment
      }
      for limit in [0, 0.05, 0.5, 2] {
        let alone = moments.count {
          wait.percentile(0.95, rate: $0.rate, instances: $0.instances, backlog: $0.backlog)
            > limit
        }
        #expect(wait.count(0.95, above: limit, moments) == alone)
      }
    }
  }
}
