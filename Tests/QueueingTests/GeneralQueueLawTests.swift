import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Laws that queues of general laws obey, on random queues; a failure names its seed.
@Suite struct GeneralQueueLawTests {
  static let seeds = Array(UInt64(1)...12)

  /// A random law of mean one: of every kind.
  private func law(_ random: inout SplitMix64, smooth: Bool = false) -> Distribution {
    let mean = Seconds(1)
    switch Int(random.uniform(0...(smooth ? 6.99 : 8.99))) {
    case 0: return .exponential(mean: mean)
    case 1: return .erlang(mean: mean, phases: Int(random.uniform(2...9)))
    case 2: return .hyperexponential(mean: mean, variation: random.uniform(1.1...3))
    case 3: return .gamma(mean: mean, variation: random.uniform(0.3...2))
    case 4: return .lognormal(mean: mean, variation: random.uniform(0.3...2))
    case 5: return .weibull(mean: mean, shape: random.uniform(0.5...3))
    case 6: return .lomax(mean: mean, shape: random.uniform(2.2...6))
    case 7: return .deterministic(mean)
    default:
      let raw = Distribution.boundedPareto(
        lowest: Seconds(0.2), highest: Seconds(random.uniform(20...200)),
        shape: random.uniform(1.2...2.5))
      return raw.scaled(by: 1 / raw.mean.value)
    }
  }

  @Test(arguments: seeds) func momentsAreIntegralsOfTails(_ seed: UInt64) {
    var random = SplitMix64(seed: seed &* 7919)
    for _ in 0..<4 {
      let law = law(&random)
      #expect(law.isValid)
      // E[T] and E[T²]/2 over the logarithm of time, where all laws are smooth enough.
      var first = 0.0
      var second = 0.0
      let step = 0.002
      var x = -18.0
      while x < 16 {
        let t = exp(x)
        let tail = law.tail(beyond: Seconds(t))
        first += step * t * tail
        second += step * t * t * tail
        x += step
      }
      expectClose(first, law.mean.value, 2e-3)
      expectClose(law.mean.value, 1, 1e-12)
      let square = law.squaredVariation
      #expect((2 * second - 1 - square).magnitude <= 0.02 * (square + 0.2), "\(law)")
    }
  }

  @Test(arguments: seeds) func exponentialServiceIsTheMarkovQueue(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = Int(random.uniform(1...40))
    let utilization = random.uniform(0.2...0.97)
    let rate = RequestsPerSecond(utilization * Double(servers))
    let gap = Distribution.exponential(mean: Seconds(1 / rate.value))
    let markov = try MultiServerQueue(
      arrivalRate: rate, serviceTime: Seconds(1), servers: servers)
    let renewal = try GeneralArrivalQueue(
      interarrival: gap, serviceTime: Seconds(1), servers: servers)
    expectClose(renewal.sigma, utilization, 1e-10)
    try expectSame(renewal, markov, 1e-9)
    if servers <= 12 {
      let phases = try PhaseTypeQueue(
        interarrival: gap, service: .exponential(mean: Seconds(1)), servers: servers)
      #expect(phases.method == .exact)
      try expectSame(phases, markov, 1e-6)
    }
  }

  /// What must agree between two ways to solve one queue.
  private func expectSame(
    _ one: some WaitingLaws, _ other: some WaitingLaws, _ tolerance: Double
  ) throws {
    expectClose(one.utilization, other.utilization, 1e-12)
    expectClose(one.delayProbability, other.delayProbability, tolerance)
    expectClose(one.meanWait.value, other.meanWait.value, tolerance)
    expectClose(one.inSystem, other.inSystem, tolerance)
    for p in [0.5, 0.9, 0.99] {
      let wait = other.waitPercentile(p).value
      #expect((one.waitPercentile(p).value - wait).magnitude <= tolerance * (wait + 1), "w\(p)")
      expectClose(
        one.responsePercentile(p).value, other.responsePercentile(p).value,
        max(tolerance, 1e-4))
    }
  }

  @Test(arguments: seeds) func singleServerTwice(_ seed: UInt64) throws {
    // Inversion against matrices, where the law has phases.
    var random = SplitMix64(seed: seed)
    let utilization = random.uniform(0.3...0.9)
    let rate = RequestsPerSecond(utilization)
    let gap = Distribution.exponential(mean: Seconds(1 / utilization))
    let service: Distribution =
      seed.isMultiple(of: 2)
      ? .erlang(mean: Seconds(1), phases: Int(random.uniform(2...6)))
      : .hyperexponential(mean: Seconds(1), variation: random.uniform(1.2...3))
    try expectSame(
      try PhaseTypeQueue(interarrival: gap, service: service, servers: 1),
      try GeneralServiceQueue(arrivalRate: rate, service: service), 1e-7)
  }

  @Test(arguments: [0.5, 0.9, 0.99]) func latticeIsInversion(_ p: Double) throws {
    // Pareto's law without an upper bound has a transform too, but is inverted badly by the kink;
    // laws that have both must agree.
    for (service, tolerance) in [
      (Distribution.gamma(mean: Seconds(1), variation: 0.7), 1e-3),
      (.lognormal(mean: Seconds(1), variation: 1.5), 2e-3),
      (.weibull(mean: Seconds(1), shape: 0.7), 2e-3),
    ] {
      let inverted = try GeneralServiceQueue(
        arrivalRate: RequestsPerSecond(0.7), service: service)
      let lattice = try LatticeQueue(
        interarrival: .exponential(mean: Seconds(1 / 0.7)), service: service)
      expectClose(lattice.meanWait.value, inverted.meanWait.value, tolerance)
      expectClose(lattice.delayProbability, 0.7, tolerance)
      if p > 0.5 {
        expectClose(
          lattice.waitPercentile(p).value, inverted.waitPercentile(p).value, tolerance)
      }
      expectClose(
        lattice.responsePercentile(p).value, inverted.responsePercentile(p).value, tolerance)
    }
  }

  @Test(arguments: [2, 5]) func constantServiceTwice(_ servers: Int) throws {
    let rate = RequestsPerSecond(0.85 * Double(servers))
    let exact = try DeterministicServiceQueue(
      arrivalRate: rate, serviceTime: Seconds(1), servers: servers)
    let lattice = try LatticeQueue(
      interarrival: .exponential(mean: Seconds(1 / rate.value)),
      service: .deterministic(Seconds(1)), servers: servers)
    expectClose(lattice.meanWait.value, exact.meanWait.value, 2e-3)
    expectClose(lattice.delayProbability, exact.delayProbability, 5e-3)
    for p in [0.9, 0.99] {
      expectClose(lattice.waitPercentile(p).value, exact.waitPercentile(p).value, 2e-3)
    }
  }

  @Test(arguments: seeds) func percentilesInvertTails(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let service = law(&random, smooth: true)
    let queue = try GeneralServiceQueue(
      arrivalRate: RequestsPerSecond(random.uniform(0.2...0.95)), service: service)
    expectClose(queue.queueLength, queue.arrivalRate.value * queue.meanWait.value, 1e-12)
    for p in [0.5, 0.9, 0.99, 0.999] {
      expectClose(queue.responseTail(beyond: queue.responsePercentile(p)), 1 - p, 1e-6)
      let wait = queue.waitPercentile(p)
      if wait > .zero { expectClose(queue.waitTail(beyond: wait), 1 - p, 1e-6) }
    }
  }

  @Test(arguments: seeds) func moreLoadIsSlower(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let service = law(&random)
    let low = random.uniform(0.3...0.8)
    let queues = try [low, low + 0.1].map {
      try GeneralServiceQueue(arrivalRate: RequestsPerSecond($0), service: service)
    }
    #expect(queues[0].meanWait <= queues[1].meanWait)
    #expect(queues[0].responsePercentile(0.9) < queues[1].responsePercentile(0.9))
  }

  @Test(arguments: [
    (Distribution.deterministic(Seconds(1)), 0.9), (.exponential(mean: Seconds(1)), 1.0),
    (.boundedPareto(lowest: Seconds(0.5), highest: Seconds(1000), shape: 1.5), 1.0001),
    (.lognormal(mean: Seconds(1), variation: 2), 1.0001),
  ])
  func saturationNamesTheLoad(_ service: Distribution, _ load: Double) throws {
    let rate = RequestsPerSecond(max(load, 1) / service.mean.value)
    let saturation = #expect(throws: Saturation.self) {
      try GeneralServiceQueue(arrivalRate: rate, service: service)
    }
    #expect(saturation?.servers == 1)
    #expect(throws: QueueRefusal.self) {
      try GeneralQueue(
        interarrival: .exponential(mean: Seconds(1 / rate.value)), service: service, servers: 1)
    }
  }

  @Test func lawsWithoutVarianceAreRefusedWhereTheyMustBe() throws {
    let heavy = Distribution.lomax(mean: Seconds(1), shape: 1.5)
    #expect(heavy.squaredVariation == .infinity)
    // One server has an exact law of the wait, and an infinite mean.
    let one = try GeneralServiceQueue(arrivalRate: RequestsPerSecond(0.5), service: heavy)
    #expect(one.meanWait.value == .infinity)
    #expect(one.responsePercentile(0.9).value.isFinite)
    #expect(throws: QueueRefusal.noPhases) {
      try GeneralQueue(
        interarrival: .exponential(mean: Seconds(0.5)), service: heavy, servers: 4)
    }
  }

  @Test(arguments: seeds) func sharingIsInsensitiveInTheMean(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let servers = Int(random.uniform(1...20))
    let rate = RequestsPerSecond(random.uniform(0.2...0.95) * Double(servers))
    let markov = try ProcessorSharingQueue(
      arrivalRate: rate, serviceTime: Seconds(1), servers: servers)
    let general = try GeneralProcessorSharingQueue(
      arrivalRate: rate, demand: law(&random), servers: servers)
    expectClose(general.meanResponse.value, markov.meanResponse.value, 1e-12)
    expectClose(general.meanResponse(demand: Seconds(3)).value, 3 * general.stretch, 1e-12)
    // Little's law, and the mean as the integral of the tail.
    expectClose(markov.inSystem, rate.value * markov.meanResponse.value, 1e-12)
    var sum = 0.0
    let step = 0.02
    var t = step / 2
    while t < 400 {
      sum += step * markov.responseTail(beyond: Seconds(t))
      t += step
    }
    expectClose(sum, markov.meanResponse.value, 1e-4)
  }
}
