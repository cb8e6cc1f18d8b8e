import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// Inversion against closed forms.
@Suite struct PathClosedFormTests {
  static let shares = [0.01, 0.1, 0.5, 0.501, 0.9, 0.99, 0.999]

  @Test(arguments: [1e-6, 0.003, 1, 1e5]) func exponential(_ mean: Double) throws {
    let path = try ResponsePath([.exponential(mean: Seconds(mean))])
    expectClose(path.mean.value, mean, 1e-15)
    expectClose(path.variance, mean * mean, 1e-12)
    for p in Self.shares {
      expectClose(path.percentile(p).value, -log1p(-p) * mean, 1e-10)
    }
    for multiple in [1e-9, 1e-3, 1, 10, 100, 600] {
      expectClose(path.tail(beyond: Seconds(multiple * mean)), exp(-multiple), 1e-10)
    }
  }

  /// What samples take: fewer nodes, the same tail to a part in ten thousand and the same percentile.
  @Test(arguments: UInt64(1)...60) func coarseTailsAreCloseEnough(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var stages: [PathStage] = []
    for _ in 0..<(1 + Int(random.uniform(0...12))) {
      let mean = Seconds(exp(random.uniform(-7...0)))
      stages.append(
        random.uniform(0...1) < 0.5
          ? .exponential(mean: mean)
          : .choice([
            PathBranch(probability: random.uniform(0...1), stages: [.exponential(mean: mean)])
          ]))
    }
    let path = try ResponsePath(stages)
    for p in [0.5, 0.95, 0.99, 0.9999] {
      let time = path.percentile(p)
      guard time > .zero else { continue }
      expectClose(path.tail(beyond: time, isCoarse: true), path.tail(beyond: time), 1e-4)
      expectClose(path.percentile(p, tolerance: 1e-3).value, time.value, 1e-4)
    }
  }

  @Test(arguments: [1, 2, 5, 16, 30, 34, 35, 60, 200, 2000]) func erlang(_ phases: Int) throws {
    let mean = 0.8
    let whole = try ResponsePath([.erlang(mean: Seconds(mean), phases: phases)])
    // The same law, stage by stage.
    let one = PathStage.exponential(mean: Seconds(mean / Double(phases)))
    let parts = try ResponsePath([.repeated(visits: Double(phases), stages: [one])])
    expectClose(whole.variance, mean * mean / Double(phases), 1e-12)
    for multiple in [0.5, 0.9, 1, 1.1, 1.7, 2.5] {
      let expected = erlangTail(phases, beyond: multiple * Double(phases))
      let time = Seconds(multiple * mean)
      #expect((whole.tail(beyond: time) - expected).magnitude <= 2e-10, "\(multiple)")
      #expect((parts.tail(beyond: time) - expected).magnitude <= 2e-10, "\(multiple)")
    }
    for p in Self.shares {
      let time = whole.percentile(p)
      let expected = erlangTail(phases, beyond: time.value / mean * Double(phases))
      #expect((expected - (1 - p)).magnitude <= 1e-8 * (1 - p) + 1e-10, "p\(p)")
      expectClose(parts.percentile(p).value, time.value, 1e-8)
    }
  }

  @Test(arguments: [
    ("near scales", [1.0, 2, 3]), ("many near scales", [1.0, 1.7, 2.6, 3.5, 4.7, 6.1]),
    ("wide scales", [1e-4, 1e-2, 0.5]), ("very wide scales", [1e-7, 1e-4, 1, 600]),
  ])
  func hypoexponential(_ name: String, _ means: [Double]) throws {
    let path = try ResponsePath(means.map { .exponential(mean: Seconds($0)) })
    let total = means.reduce(0, +)
    expectClose(path.mean.value, total, 1e-14)
    func tail(_ t: Double) -> Double {
      means.indices.reduce(0) { sum, index in
        let others = means.indices.filter { $0 != index }.reduce(1) {
          $0 * means[index] / (means[index] - means[$1])
        }
        return sum + others * exp(-t / means[index])
      }
    }
    for multiple in [0.5, 1, 2, 5, 20] {
      expectClose(path.tail(beyond: Seconds(multiple * total)), tail(multiple * total), 1e-8)
    }
    for p in Self.shares where p >= 0.1 {
      expectClose(tail(path.percentile(p).value), 1 - p, 1e-8)
    }
  }

  @Test(arguments: [(1, 0.3), (1, 0.999), (4, 0.9), (16, 0.5), (50, 0.999)])
  func oneQueueIsItsOwnLaw(_ servers: Int, _ utilization: Double) throws {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(utilization * Double(servers) / 0.02),
      serviceTime: Seconds(0.02), servers: servers)
    let path = try ResponsePath([.queue(queue)])
    expectClose(path.mean.value, queue.meanResponse.value, 1e-13)
    for p in Self.shares {
      expectClose(path.percentile(p).value, queue.responsePercentile(p).value, 1e-9)
    }
    for time in [0.001, 0.02, 0.3, 2].map({ Seconds($0) }) {
      expectClose(path.tail(beyond: time), queue.responseTail(beyond: time), 1e-9)
    }
  }
}

/// Constant times and choices: jumps, plateaus and scales far apart.
@Suite struct PathMixtureTests {
  static let shares = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999]

  @Test func constantsAloneAreAStep() throws {
    let path = try ResponsePath([.constant(Seconds(0.25)), .constant(Seconds(0.5))])
    #expect(path.mean == Seconds(0.75))
    #expect(path.variance == 0)
    #expect(path.tail(beyond: Seconds(0.749_999)) == 1)
    #expect(path.tail(beyond: Seconds(0.75)) == 0)
    for p in [0.01, 0.5, 0.999] { #expect(path.percentile(p) == Seconds(0.75)) }
  }

  @Test func noStagesTakeNoTime() throws {
    let path = try ResponsePath([])
    #expect(path.mean == .zero)
    #expect(path.percentile(0.99) == .zero)
    #expect(path.tail(beyond: .zero) == 0)
  }

  @Test(arguments: [(0.5, 1.0), (0.9, 1), (0.901, 3), (0.97, 3), (0.971, 9), (0.999, 9)])
  func constantBranchesAreAStaircase(_ p: Double, _ expected: Double) throws {
    let path = try ResponsePath([
      .choice([
        PathBranch(probability: 0.9, stages: [.constant(Seconds(1))]),
        PathBranch(probability: 0.07, stages: [.constant(Seconds(3))]),
        PathBranch(probability: 0.03, stages: [.constant(Seconds(9))]),
      ])
    ])
    #expect(path.percentile(p) == Seconds(expected))
    expectClose(path.mean.value, 0.9 + 0.21 + 0.27, 1e-14)
    #expect((path.tail(beyond: Seconds(3)) - 0.03).magnitude < 1e-15)
  }

  @Test(arguments: [0.01, 0.6, 0.69]) func skippedStagesTakeNoTime(_ p: Double) throws {
    let path = try ResponsePath([
      .choice([PathBranch(probability: 0.3, stages: [.exponential(mean: Seconds(2))])])
    ])
    #expect(path.percentile(p) == .zero)
    expectClose(path.percentile(0.97).value, 2 * log(10), 1e-10)
    expectClose(path.tail(beyond: Seconds(4)), 0.3 * exp(-2), 1e-12)
  }

  /// One start in a thousand is cold: 0.4 s and an exponential 0.1 s.
  ///
  /// Beside a service of 0.1 ms to 100 ms, in closed form.
  @Test(arguments: [1e-4, 3e-3, 0.02, 0.1]) func coldStarts(_ service: Double) throws {
    let cold = 0.001
    let extra = 0.1001
    let path = try ResponsePath([
      .exponential(mean: Seconds(service)),
      .choice([
        PathBranch(
          probability: cold,
          stages: [.constant(Seconds(0.4)), .exponential(mean: Seconds(extra))])
      ]),
    ])
    func tail(_ t: Double) -> Double {
      let warm = exp(-t / service)
      guard t > 0.4 else { return (1 - cold) * warm + cold }
      let late = t - 0.4
      let both = (extra * exp(-late / extra) - service * exp(-late / service)) / (extra - service)
      return (1 - cold) * warm + cold * both
    }
    for time in [1e-5, 1e-3, 0.05, 0.399, 0.4, 0.401, 0.7, 2] {
      let computed = path.tail(beyond: Seconds(time))
      #expect((computed - tail(time)).magnitude <= 1e-12 + 1e-9 * tail(time), "\(time)")
    }
    for p in [0.01, 0.5, 0.9, 0.99, 0.998, 0.9989, 0.999, 0.9991, 0.9999] {
      let time = path.percentile(p).value
      expectClose(tail(time), 1 - p, 1e-8)
    }
  }

  @Test(arguments: [(20, 1.0), (40, 1.0), (60, 30.0), (300, 0.01), (300, 1.0), (300, 5.0)])
  func manyPhasesBesideFew(_ phases: Int, _ mean: Double) throws {
    let path = try ResponsePath([
      .choice([
        PathBranch(probability: 0.5, stages: [.erlang(mean: Seconds(mean), phases: phases)]),
        PathBranch(probability: 0.5, stages: [.exponential(mean: Seconds(1))]),
      ])
    ])
    func tail(_ t: Double) -> Double {
      0.5 * erlangTail(phases, beyond: t / mean * Double(phases)) + 0.5 * exp(-t)
    }
    for multiple in [0.01, 0.3, 0.9, 1, 1.1, 3, 10] {
      let time = multiple * mean
      #expect((path.tail(beyond: Seconds(time)) - tail(time)).magnitude < 1e-8, "\(multiple)")
    }
    for p in Self.shares {
      #expect((tail(path.percentile(p).value) - (1 - p)).magnitude < 1e-8, "p\(p)")
    }
  }

  @Test(arguments: [(12, 0.05), (40, 0.1), (100, 0.02), (100, 0.3), (400, 0.4)])
  func someRequestsMakeManyCalls(_ calls: Int, _ share: Double) throws {
    let call = PathStage.exponential(mean: Seconds(0.001))
    let path = try ResponsePath([
      .exponential(mean: Seconds(0.1)),
      .choice([
        PathBranch(
          probability: share, stages: [.repeated(visits: Double(calls), stages: [call])])
      ]),
    ])
    // X exponential of rate 10, Y Erlang of rate 1000: P(X+Y > t) = P(Y > t) + E[e^(-10(t-Y)); Y < t],
    // and under the weight e^(10y) Y is Erlang of rate 990.
    func tail(_ t: Double) -> Double {
      let weighted =
        exp(-10 * t - Double(calls) * log(0.99)) * (1 - erlangTail(calls, beyond: 990 * t))
      let both = erlangTail(calls, beyond: 1000 * t) + weighted
      return (1 - share) * exp(-10 * t) + share * both
    }
    for time in [0.001, 0.02, 0.1, 0.4, 0.5, 1] {
      #expect((path.tail(beyond: Seconds(time)) - tail(time)).magnitude < 1e-8, "\(time)")
    }
    for p in Self.shares {
      #expect((tail(path.percentile(p).value) - (1 - p)).magnitude < 1e-8, "p\(p)")
    }
  }

  @Test(arguments: Array(UInt64(1)...12))
  func agreesWithNumericConvolution(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let near = random.uniform(0.2...1)
    let far = random.uniform(1...4)
    let wait = random.uniform(0.1...0.9)
    let hit = random.uniform(0.05...0.95)
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(wait / near), serviceTime: Seconds(near), servers: 1)
    let path = try ResponsePath([
      .queue(queue),
      .choice([
        PathBranch(probability: hit, stages: [.erlang(mean: Seconds(far), phases: 3)]),
        PathBranch(
          probability: 1 - hit,
          stages: [.constant(Seconds(far)), .exponential(mean: Seconds(near))]),
      ]),
    ])
    // P(T > t) = P(X > t) + ∫ f_X(x) P(Y > t - x) dx with X the queue's, by Simpson's rule on either
    // side of the jump in the derivative.
    let rate = (1 - wait) / near
    func second(_ t: Double) -> Double {
      let phase = 3 * t / far
      let erlang = exp(-phase) * (1 + phase + phase * phase / 2)
      return hit * erlang + (1 - hit) * (t < far ? 1 : exp(-(t - far) / near))
    }
    func integral(_ from: Double, _ to: Double, _ t: Double) -> Double {
      guard to > from else { return 0 }
      let steps = 2000
      var sum = 0.0
      for step in 0...steps {
        let x = from + (to - from) * Double(step) / Double(steps)
        let weight = step == 0 || step == steps ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
        sum += weight * rate * exp(-rate * x) * second(t - x)
      }
      return sum * (to - from) / Double(steps) / 3
    }
    func tail(_ t: Double) -> Double {
      let jump = max(0, t - far)
      return exp(-rate * t) + integral(0, jump, t) + integral(jump, t, t)
    }
    for t in [0.3, 1, far, far + 0.1, 6, 12] {
      #expect((path.tail(beyond: Seconds(t)) - tail(t)).magnitude < 1e-9, "tail at \(t)")
    }
    for p in [0.05, 0.5, 0.95, 0.99] {
      #expect((tail(path.percentile(p).value) - (1 - p)).magnitude < 1e-9, "p\(p)")
    }
  }

  @Test func fractionalVisitsAreAChoice() throws {
    let query: [PathStage] = [.constant(Seconds(0.001)), .exponential(mean: Seconds(0.004))]
    let visits = try ResponsePath([.repeated(visits: 2.25, stages: query)])
    let choice = try ResponsePath(
      query + query + [.choice([PathBranch(probability: 0.25, stages: query)])])
    expectClose(visits.mean.value, 2.25 * 0.005, 1e-13)
    for p in [0.01, 0.5, 0.99] {
      expectClose(visits.percentile(p).value, choice.percentile(p).value, 1e-10)
    }
  }

  @Test func revisitingAQueueIsApproximate() throws {
    let queue = PathStage.queue(
      try MultiServerQueue(
        arrivalRate: RequestsPerSecond(50), serviceTime: Seconds(0.01), servers: 1))
    #expect(try ResponsePath([queue, queue]).method == .exact)
    #expect(try ResponsePath([.repeated(visits: 0.4, stages: [queue])]).method == .exact)
    #expect(try ResponsePath([.repeated(visits: 1.4, stages: [queue])]).method != .exact)
  }

  @Test func manyEqualChoicesMergeIntoAFewWays() throws {
    // Twenty cache lookups, each a constant hit or a miss: 2^20 ways, 21 that differ.
    let path = try ResponsePath([
      .repeated(
        visits: 20,
        stages: [
          .choice([
            PathBranch(probability: 0.9, stages: [.constant(Seconds(0.0003))]),
            PathBranch(probability: 0.1, stages: [.exponential(mean: Seconds(0.004))]),
          ])
        ])
    ])
    expectClose(path.mean.value, 20 * (0.9 * 0.0003 + 0.1 * 0.004), 1e-12)
    func tail(_ t: Double) -> Double {
      var sum = 0.0
      for misses in 0...20 {
        let ways = exp(lgamma(21) - lgamma(Double(misses) + 1) - lgamma(Double(21 - misses)))
        let probability = ways * pow(0.1, Double(misses)) * pow(0.9, Double(20 - misses))
        let rest = t - Double(20 - misses) * 0.0003
        sum += probability * (rest < 0 ? 1 : erlangTail(misses, beyond: rest / 0.004))
      }
      return sum
    }
    for time in [0.005, 0.007, 0.02, 0.05] {
      expectClose(path.tail(beyond: Seconds(time)), tail(time), 1e-9)
    }
    // The way without a miss, of probability 0.12, ends at 6 ms to the digit.
    #expect(path.tail(beyond: Seconds(0.00601)) < path.tail(beyond: Seconds(0.00599)) - 0.12)
    for p in [0.5, 0.95, 0.99, 0.999] {
      expectClose(tail(path.percentile(p).value), 1 - p, 1e-8)
    }
  }

  @Test func tooManyDifferentWaysAreRefused() {
    let stages = (0..<11).map { index in
      PathStage.choice([
        PathBranch(
          probability: 0.5, stages: [.constant(Seconds(Double(1 << index) * 1.000_1))])
      ])
    }
    #expect(throws: PathRefusal(limit: 1024)) { try ResponsePath(stages) }
    #expect(throws: Never.self) { try ResponsePath(Array(stages.dropLast())) }
  }
}

/// P(Erlang > t) for phases of mean one: fewer than `phases` Poisson events in `t`.
private func erlangTail(_ phases: Int, beyond t: Double) -> Double {
  (0..<phases).reduce(0) { $0 + exp(Double($1) * log(t) - t - lgamma(Double($1) + 1)) }
}
