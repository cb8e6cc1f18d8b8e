import Foundation
import Quantities
import Queueing
import TestSupport
import Testing

/// What was not measured is said to be so, and what would take too long is refused before it is begun.
@Suite struct EnvelopeTests {
  /// A case, what its tag says of the lack of measurements; nil where it was measured.
  struct Case: CustomTestStringConvertible {
    let name: String
    let says: String?
    let method: @Sendable () throws -> Method
    var testDescription: String { name }

    init(_ name: String, _ says: String?, _ method: @escaping @Sendable () throws -> Method) {
      self.name = name
      self.says = says
      self.method = method
    }
  }

  private static func general(
    servers: Int, load: Double, variation: Double = 0.5
  ) throws -> Method {
    try GeneralQueue(
      interarrival: .lognormal(
        mean: Seconds(0.01 / (load * Double(servers))), variation: variation),
      service: .lognormal(mean: Seconds(0.01), variation: 0.5), servers: servers
    ).method
  }

  private static func sharing(servers: Int, load: Double, variation: Double) throws -> Method {
    try GeneralProcessorSharingQueue(
      arrivalRate: RequestsPerSecond(load * Double(servers)),
      demand: .lognormal(mean: Seconds(1), variation: variation), servers: servers
    ).method
  }

  private static func fork(_ branches: Int, servers: Int, load: Double) throws -> Method {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(load * Double(servers)), serviceTime: Seconds(1),
      servers: servers)
    return ForkJoin(
      [ForkJoin.Branch](
        repeating: .init(queue, service: .exponential(mean: Seconds(1))), count: branches)
    ).method
  }

  private static func fork(
    _ arrivals: ForkJoin.Arrivals, _ service: Distribution
  ) throws -> Method {
    let queue = try MultiServerQueue(
      arrivalRate: RequestsPerSecond(0.5), serviceTime: Seconds(1), servers: 1)
    return ForkJoin(.init(queue, service: service, arrivals: arrivals), ways: 2).method
  }

  private static func closed(_ users: Int) -> Method {
    ClosedResponse.method(
      ClosedNetwork(
        population: users, thinkTime: Seconds(1),
        stations: [
          .init(name: "queue", discipline: .queue(servers: 2), demands: [Seconds(0.1)])
        ]))
  }

  static let cases = [
    Case("parallel calls of one process", nil) {
      try fork(.poisson, .exponential(mean: Seconds(1)))
    },
    // As varied as Poisson's, and not them: lognormal of a variation of one, say.
    Case("parallel calls of other arrivals", "arrivals that are not Poisson") {
      try fork(.renewal(squaredVariation: 1), .exponential(mean: Seconds(1)))
    },
    Case("parallel calls of very heavy tails", "service without a third moment") {
      try fork(.poisson, .lomax(mean: Seconds(1), shape: 2.5))
    },
    Case("queue within", nil) { try general(servers: 4, load: 0.8) },
    Case("queue close to saturation", "utilizations above 95 %") {
      try general(servers: 4, load: 0.97)
    },
    Case("queue of many servers", "more than 128 servers") {
      try general(servers: 130, load: 0.9)
    },
    Case("queue of varied arrivals", "variations above 3") {
      try general(servers: 2, load: 0.5, variation: 4)
    },
    Case("sharing within", nil) { try sharing(servers: 4, load: 0.8, variation: 1.5) },
    Case("sharing of varied demands", "variations above 2") {
      try sharing(servers: 4, load: 0.8, variation: 2.5)
    },
    Case("sharing among many servers", "more than 16 servers") {
      try sharing(servers: 20, load: 0.8, variation: 1.5)
    },
    Case("sharing close to saturation", "utilizations above 90 %") {
      try sharing(servers: 4, load: 0.94, variation: 1.5)
    },
    Case("parallel calls within", nil) { try fork(8, servers: 4, load: 0.8) },
    Case("many parallel calls", "more than 8 branches") { try fork(9, servers: 1, load: 0.5) },
    Case("parallel calls to many servers", "more than 4 servers") {
      try fork(2, servers: 5, load: 0.5)
    },
    Case("parallel calls close to saturation", "utilizations above 80 %") {
      try fork(2, servers: 1, load: 0.85)
    },
    Case("closed within", nil) { closed(400) },
    Case("closed with many users", "more than 400 customers") { closed(401) },
  ]

  @Test(arguments: cases) func whatWasNotMeasuredIsSaid(_ one: Case) throws {
    let method = try one.method()
    guard case .approximate(let text, let within) = method else {
      Issue.record("\(method.label)")
      return
    }
    #expect(within != nil)
    if let says = one.says {
      #expect(text.contains("; not measured for \(says)"), "\(text)")
    } else {
      #expect(!text.contains("not measured"), "\(text)")
    }
  }

  /// Of the phases and servers that are too many nothing is computed; the approximation answers and says
  /// that it is one.
  @Test func tooManyConfigurationsAreLeftToAnApproximation() throws {
    let law = Distribution.hyperexponential(mean: Seconds(1), variation: 2)
    func gap(_ servers: Int) -> Distribution {
      .hyperexponential(mean: Seconds(1 / (0.8 * Double(servers))), variation: 2)
    }
    #expect(
      try PhaseTypeQueue(interarrival: gap(4), service: law, servers: 4).method == .exact)
    #expect(throws: QueueRefusal.tooManyConfigurations) {
      try PhaseTypeQueue(interarrival: gap(3000), service: law, servers: 3000)
    }
    let many = try GeneralQueue(interarrival: gap(3000), service: law, servers: 3000)
    #expect(many.method.word == "approximate")
    #expect(many.method.label.contains("not measured for more than 128 servers"))
  }

  /// A transient that would take hours is refused at once, with the limit.
  @Test func tooLongATransientIsRefused() {
    let queue = TransientQueue(
      arrivalRate: PiecewiseConstant(
        before: 4e6, pieces: [.init(from: .zero, value: 6e6)]),
      serviceTime: Seconds(0.1),
      servers: PiecewiseConstant(before: 800_000, pieces: []), horizon: Seconds(864_000))
    #expect(throws: TransientRefusal.self) { try queue.solve(.init(times: [Seconds(60)])) }
  }

  /// Erlang B of instances that are always kept, whatever the law of the service: constant and lognormal
  /// times in a simulation that knows no formula.
  @Test(arguments: [(2.0, 3), (8, 10), (20, 18)])
  func keptInstancesLoseByErlangB(_ load: Double, _ kept: Int) {
    let share = WarmInstances.coldShare(
      arrivalRate: RequestsPerSecond(load), serviceTime: Seconds(1), warm: kept)
    for law in ["constant", "lognormal"] {
      var random = SplitMix64(seed: 3)
      func uniform() -> Double { random.uniform(1e-12...1) }
      func service() -> Double {
        guard law == "lognormal" else { return 1 }
        let normal = (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
        let deviation = log(2.0).squareRoot()
        return exp(-deviation * deviation / 2 + deviation * normal)
      }
      var ends: [Double] = []
      var now = 0.0
      var cold = 0
      let requests = 200_000
      for _ in 0..<requests {
        now -= log(uniform()) / load
        ends.removeAll { $0 <= now }
        if ends.count < kept { ends.append(now + service()) } else { cold += 1 }
      }
      let found = Double(cold) / Double(requests)
      #expect((found / share - 1).magnitude < 0.05, "\(law): \(found), not \(share)")
    }
  }
}
