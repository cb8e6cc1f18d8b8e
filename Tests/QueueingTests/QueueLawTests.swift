import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Laws that every queue obeys, on random queues; a failure names its seed.
@Suite struct QueueLawTests {
  static let seeds = Array(UInt64(1)...40)

  /// A random stable queue: one to about 300 servers, utilization up to 0.999.
  private func queue(_ random: inout SplitMix64) throws -> MultiServerQueue {
    let servers = Int(exp(random.uniform(0...5.7)))
    let time = exp(random.uniform(-9...2))
    let utilization = 1 - exp(random.uniform(-6.9 ... -0.01))
    return try MultiServerQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers) / time),
      serviceTime: Seconds(time), servers: servers)
  }

  @Test(arguments: seeds) func littleAndUtilization(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let queue = try queue(&random)
    let rate = queue.arrivalRate.value
    expectClose(queue.queueLength, rate * queue.meanWait.value, 1e-12)
    expectClose(queue.inSystem, rate * queue.meanResponse.value, 1e-12)
    expectClose(
      queue.utilization, rate * queue.serviceTime.value / Double(queue.servers), 1e-12)
    expectClose(queue.inSystem - queue.queueLength, queue.offeredLoad.value, 1e-9)
  }

  @Test(arguments: seeds) func meansAreIntegralsOfTails(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let queue = try queue(&random)
    // Simpson's rule over the part of the tail that counts.
    let end = queue.responsePercentile(1 - 1e-13).value
    let steps = 20_000
    var sum = 0.0
    for step in 0...steps {
      let weight = step == 0 || step == steps ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
      let time = Seconds(end * Double(step) / Double(steps))
      sum += weight * queue.responseTail(beyond: time)
    }
    expectClose(sum * end / Double(steps) / 3, queue.meanResponse.value, 1e-6)
  }

  @Test(arguments: seeds) func percentilesInvertTails(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let queue = try queue(&random)
    for p in [0.001, 0.3, 0.5, 0.51, 0.95, 0.999, 1 - 1e-9] {
      let time = queue.responsePercentile(p)
      expectClose(queue.responseTail(beyond: time), 1 - p, 1e-8)
      let wait = queue.waitPercentile(p)
      if queue.delayProbability <= 1 - p {
        #expect(wait == .zero)
      } else {
        expectClose(queue.waitTail(beyond: wait), 1 - p, 1e-9)
      }
    }
  }

  @Test(arguments: seeds) func oneServerIsTheClosedForm(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let time = exp(random.uniform(-9...2))
    let utilization = random.uniform(0.001...0.99)
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(utilization / time), serviceTime: Seconds(time), servers: 1)
    expectClose(queue.delayProbability, utilization, 1e-12)
    expectClose(queue.meanResponse.value, time / (1 - utilization), 1e-12)
    for p in [0.01, 0.5, 0.99] {
      let expected = -log1p(-p) * time / (1 - utilization)
      expectClose(queue.responsePercentile(p).value, expected, 1e-10)
    }
  }

  @Test(arguments: seeds) func moreLoadIsSlowerAndMoreServersAreFaster(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let queue = try queue(&random)
    let larger = try MultiServerQueue(
      arrivalRate: queue.arrivalRate, serviceTime: queue.serviceTime, servers: queue.servers + 1)
    let calmer = try MultiServerQueue(
      arrivalRate: queue.arrivalRate * 0.97, serviceTime: queue.serviceTime,
      servers: queue.servers)
    for other in [larger, calmer] {
      #expect(other.utilization < queue.utilization)
      #expect(other.delayProbability < queue.delayProbability)
      #expect(other.meanWait < queue.meanWait)
      #expect(other.waitTail(beyond: queue.serviceTime) < queue.waitTail(beyond: queue.serviceTime))
      #expect(other.responsePercentile(0.99) <= queue.responsePercentile(0.99))
    }
  }

  @Test(arguments: seeds) func erlangBObeysItsRecursion(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Across the borders between the three ways of summing.
    let servers = Int(exp(random.uniform(3.9...11)))
    let load = Double(servers) * random.uniform(0.9...1.1)
    let before = ErlangFormula.blocking(servers: servers - 1, offeredLoad: Erlangs(load))
    let now = ErlangFormula.blocking(servers: servers, offeredLoad: Erlangs(load))
    expectClose(now, load * before / (Double(servers) + load * before), 1e-11)
    expectClose(
      ErlangFormula.logBlocking(servers: servers, offeredLoad: Erlangs(load)), log(now), 1e-10)
  }

  @Test(arguments: seeds) func finiteCapacityTendsToInfinite(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = Int(random.uniform(1...40))
    let time = exp(random.uniform(-6...1))
    let rate = RequestsPerSecond(random.uniform(0.1...0.9) * Double(servers) / time)
    let wide = FiniteCapacityQueue(
      arrivalRate: rate, serviceTime: Seconds(time), servers: servers, capacity: servers + 800)
    let queue = try MultiServerQueue(
      arrivalRate: rate, serviceTime: Seconds(time), servers: servers)
    expectClose(wide.queueLength, queue.queueLength, 1e-9)
    expectClose(wide.delayProbability, queue.delayProbability, 1e-9)
    // Without waiting room it is Erlang B.
    let narrow = FiniteCapacityQueue(
      arrivalRate: rate, serviceTime: Seconds(time), servers: servers, capacity: servers)
    let blocking = ErlangFormula.blocking(servers: servers, offeredLoad: queue.offeredLoad)
    expectClose(narrow.blockingProbability, blocking, 1e-12)
    expectClose(narrow.blockingProbability + narrow.acceptedShare, 1, 1e-12)
    #expect(wide.blockingProbability <= narrow.blockingProbability)
  }

  @Test(arguments: seeds) func patienceLiesBetweenLossAndWaiting(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = Int(random.uniform(1...60))
    let time = exp(random.uniform(-6...1))
    let utilization = random.uniform(0.2...1.6)
    let rate = RequestsPerSecond(utilization * Double(servers) / time)
    func queue(_ patience: Double) -> AbandonmentQueue {
      AbandonmentQueue(
        arrivalRate: rate, serviceTime: Seconds(time), patience: Seconds(patience * time),
        servers: servers)
    }
    let some = queue(random.uniform(0.1...5))
    // What arrives is served or gives up.
    expectClose(some.throughput.value, rate.value * (1 - some.abandonmentProbability), 1e-9)
    #expect(some.utilization < 1)
    // Nobody waits: Erlang B.
    let blocking = ErlangFormula.blocking(
      servers: servers, offeredLoad: Erlangs(utilization * Double(servers)))
    expectClose(queue(1e-9).abandonmentProbability, blocking, 1e-6)
    // Endless patience under a load that can be carried: Erlang C.
    if utilization < 0.9 {
      let plain = try MultiServerQueue(
        arrivalRate: rate, serviceTime: Seconds(time), servers: servers)
      expectClose(queue(1e9).queueLength, plain.queueLength, 1e-5)
    }
  }
}

/// Checks that two numbers agree to a relative tolerance.
func expectClose(
  _ computed: Double, _ expected: Double, _ tolerance: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = (computed - expected).magnitude
  #expect(
    difference <= tolerance * expected.magnitude, "\(computed), not \(expected)",
    sourceLocation: sourceLocation)
}
