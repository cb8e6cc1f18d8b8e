import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Tails and bounds by transforms as they stand, against those of expanded ways.
@Suite struct PathTransformTests {
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
    default: return .common(CommonStages([try stage(&random, depth: depth - 1)]))
    }
  }

  /// Stages one after another, of which some come back: `E[e^(-sT)]` of what is common is evaluated once.
  static func stages(_ seed: UInt64) throws -> [PathStage] {
    var random = SplitMix64(seed: seed)
    var stages: [PathStage] = []
    for _ in 0..<Int(random.uniform(1...5.99)) {
      stages.append(try Self.stage(&random, depth: 2))
    }
    let common = PathStage.common(CommonStages([try stage(&random, depth: 1)]))
    stages.append(.repeated(visits: random.uniform(0...3), stages: [common]))
    stages.append(
      .choice([
        PathBranch(probability: 0.3, stages: [common, try stage(&random, depth: 1)]),
        PathBranch(probability: 0.6, stages: [common]),
      ]))
    return stages
  }

  @Test func tailsAreThoseOfThePathAndBelowTheirBounds() throws {
    var (compared, proven, refused) = (0, 0, 0)
    for seed in UInt64(1)...400 {
      let stages = try Self.stages(seed)
      guard let path = try? ResponsePath(stages) else { continue }
      guard let transform = PathTransform(stages) else {
        refused += 1
        continue
      }
      for multiple in [0.3, 1, 2, 4, 8, 15, 30] {
        let time = path.mean * multiple
        let tail = path.tail(beyond: time)
        #expect(transform.bound(beyond: time) >= tail - 1e-8, "seed \(seed), \(multiple)")
        #expect(
          (transform.tail(beyond: time) - tail).magnitude <= 1e-8, "seed \(seed), \(multiple)")
        compared += 1
        for level in [0.05, 0.01] {
          #expect(
            transform.isTail(beyond: time, atMost: level) == (tail <= level),
            "seed \(seed), \(multiple)")
          if transform.isTail(beyond: time, surelyAtMost: level) {
            #expect(tail <= level, "seed \(seed), \(multiple)")
            proven += 1
          }
        }
      }
    }
    // Constant times on some ways only are left to the expansion.
    #expect(refused > 20)
    #expect(compared > 500)
    #expect(proven > 150)
  }

  @Test func percentilesAreThoseOfThePath() throws {
    var compared = 0
    for seed in UInt64(1)...120 {
      let stages = try Self.stages(seed)
      guard let path = try? ResponsePath(stages), let transform = PathTransform(stages) else {
        continue
      }
      compared += 1
      for p in [0.05, 0.5, 0.9, 0.95, 0.99, 0.999] {
        let expected = path.percentile(p).value
        expectClose(transform.percentile(p).value, expected, 1e-6)
        expectClose(transform.percentile(p, tolerance: 1e-3).value, expected, 2e-4)
      }
    }
    #expect(compared > 20)
  }

  /// One search begins where the other ended.
  @Test func severalPercentilesAreThoseOfEach() throws {
    var compared = 0
    for seed in UInt64(1)...120 {
      let stages = try Self.stages(seed)
      guard let path = try? ResponsePath(stages) else { continue }
      let shares = [0.5, 0.95, 0.99, 0.999]
      let together = path.percentiles(shares)
      for (p, time) in zip(shares, together) {
        expectClose(time.value, path.percentile(p).value, 1e-8)
      }
      guard let transform = PathTransform(stages) else { continue }
      compared += 1
      for (p, time) in zip(shares, transform.percentiles(shares, tolerance: 1e-3)) {
        expectClose(time.value, path.percentile(p).value, 2e-4)
      }
    }
    #expect(compared > 20)
  }

  /// Many phases have no contour: branches are taken each by itself, one of a choice or the whole.
  @Test func manyPhasesAreInvertedBranchByBranch() throws {
    let steady = PathStage.erlang(mean: Seconds(0.2), phases: 90)
    let paths: [[PathStage]] = [
      [steady],
      [
        .constant(Seconds(0.01)),
        .choice([
          PathBranch(probability: 0.3, stages: [steady]),
          PathBranch(probability: 0.6, stages: [.exponential(mean: Seconds(0.1))]),
        ]),
      ],
    ]
    for stages in paths {
      let path = try ResponsePath(stages)
      let transform = try #require(PathTransform(stages))
      for time in [0.05, 0.15, 0.2, 0.22, 0.3, 0.6] {
        let tail = path.tail(beyond: Seconds(time))
        #expect((transform.tail(beyond: Seconds(time)) - tail).magnitude <= 1e-8, "\(time)")
        #expect(transform.isTail(beyond: Seconds(time), atMost: 0.05) == (tail <= 0.05), "\(time)")
      }
      for p in [0.5, 0.9, 0.95, 0.99] {
        expectClose(transform.percentile(p).value, path.percentile(p).value, 1e-6)
      }
    }
  }

  /// Most take the constant time alone.
  @Test func timeZeroHasAProbability() throws {
    let stages: [PathStage] = [
      .constant(Seconds(0.1)),
      .choice([PathBranch(probability: 0.3, stages: [.exponential(mean: Seconds(0.02))])]),
    ]
    let transform = try #require(PathTransform(stages))
    #expect(transform.percentile(0.5).value == 0.1 && transform.percentile(0.7).value == 0.1)
    expectClose(transform.percentile(0.9).value, 0.1 + 0.02 * log(3), 1e-8)
    expectClose(transform.tail(beyond: Seconds(0.1)), 0.3, 1e-12)
    #expect(transform.tail(beyond: Seconds(0.099)) == 1)
  }

  /// `e · x · e^(-x)` at x means is the best there is; a few values of s come near.
  @Test(arguments: [6.0, 8, 12]) func anExponentialTimeIsBoundedWell(_ means: Double) throws {
    let transform = try #require(PathTransform([.exponential(mean: Seconds(0.02))]))
    let least = M_E * means * exp(-means)
    let found = transform.bound(beyond: Seconds(0.02 * means))
    #expect(found >= least && found <= 2.2 * least)
    #expect(transform.isTail(beyond: Seconds(0.02 * means), surelyAtMost: 0.05))
    #expect(!transform.isTail(beyond: Seconds(0.02), surelyAtMost: 0.05))
  }

  @Test func constantTimesAreToldFromLaterOnes() throws {
    let transform = try #require(
      PathTransform([.constant(Seconds(0.1)), .constant(Seconds(0.2))]))
    #expect(transform.isTail(beyond: Seconds(0.4), surelyAtMost: 0.01))
    #expect(!transform.isTail(beyond: Seconds(0.29), atMost: 0.99))
  }
}
