import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Bounds on tails against the tails themselves.
@Suite struct TailBoundTests {
  private static func queue(_ random: inout SplitMix64) throws -> MultiServerQueue {
    let servers = Int(random.uniform(1...9))
    let service = Seconds(exp(random.uniform(-6 ... -2)))
    return try MultiServerQueue(
      arrivalRate: RequestsPerSecond(
        random.uniform(0.05...0.95) * Double(servers) / service.value),
      serviceTime: service, servers: servers)
  }

  /// A stage of any kind; deeper ones are made of others.
  private static func stage(_ random: inout SplitMix64, depth: Int) throws -> PathStage {
    let mean = Seconds(exp(random.uniform(-7 ... -1)))
    switch Int(random.uniform(0...(depth > 0 ? 8.99 : 5.99))) {
    case 0: return .constant(mean)
    case 1: return .exponential(mean: mean)
    case 2: return .erlang(mean: mean, phases: Int(random.uniform(1...9)))
    case 3: return .queue(try queue(&random))
    case 4: return .revisits(try queue(&random), visits: random.uniform(0...4))
    case 5:
      return .sharing(
        try SharingLaw(
          utilization: random.uniform(0.05...0.95), servers: Int(random.uniform(1...8))
        ).queue(serviceTime: mean))
    case 6:
      return .choice([
        PathBranch(
          probability: random.uniform(0...0.5), stages: [try stage(&random, depth: depth - 1)]),
        PathBranch(
          probability: random.uniform(0...0.5), stages: [try stage(&random, depth: depth - 1)]),
      ])
    case 7:
      return .repeated(
        visits: random.uniform(0...5), stages: [try stage(&random, depth: depth - 1)])
    default: return .common(try CommonStages([try stage(&random, depth: depth - 1)]))
    }
  }

  @Test func noTailIsAboveItsBound() throws {
    var (compared, proven) = (0, 0)
    for seed in UInt64(1)...200 {
      var random = SplitMix64(seed: seed)
      var stages: [PathStage] = []
      for _ in 0..<Int(random.uniform(1...5.99)) {
        stages.append(try Self.stage(&random, depth: 2))
      }
      guard let path = try? ResponsePath(stages) else { continue }
      let bound = TailBound(stages)
      for multiple in [0.3, 1, 2, 4, 8, 15, 30] {
        let time = path.mean * multiple
        let tail = path.tail(beyond: time)
        #expect(bound.tail(beyond: time) >= tail - 1e-8, "seed \(seed), \(multiple)")
        compared += 1
        for level in [0.05, 0.01] where bound.isTail(beyond: time, atMost: level) {
          #expect(tail <= level, "seed \(seed), \(multiple)")
          proven += 1
        }
      }
    }
    // Some paths have too many combinations of constant times to be inverted.
    #expect(compared > 1000)
    #expect(proven > 400)
  }

  /// `e · x · e^(-x)` at x means is the best there is; a few values of s come near.
  @Test(arguments: [6.0, 8, 12]) func anExponentialTimeIsBoundedWell(_ means: Double) {
    let bound = TailBound([.exponential(mean: Seconds(0.02))])
    let least = M_E * means * exp(-means)
    let found = bound.tail(beyond: Seconds(0.02 * means))
    #expect(found >= least && found <= 2.2 * least)
    #expect(bound.isTail(beyond: Seconds(0.02 * means), atMost: 0.05))
    #expect(!bound.isTail(beyond: Seconds(0.02), atMost: 0.05))
  }

  @Test func constantTimesAreToldFromLaterOnes() {
    let bound = TailBound([.constant(Seconds(0.1)), .constant(Seconds(0.2))])
    #expect(bound.isTail(beyond: Seconds(0.4), atMost: 0.01))
    #expect(!bound.isTail(beyond: Seconds(0.29), atMost: 0.99))
  }
}
