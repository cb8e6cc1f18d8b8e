import Foundation
import Quantities
import Queueing

/// Prints what the queueing core does in a second of one core, and the ratio to a fixed loop of
/// the same run, which is what to compare between machines.
@main
enum SolverBench {
  static func main() throws {
    print(machine)
    let reference = perSecond { floor() }
    func report(_ name: String, _ rate: Double) {
      let ratio = DecimalText.significant(rate / reference, 3)
      print("\(DecimalText.fixed(rate)) \(name) a second (\(ratio) of the reference loop)")
    }
    print("\(DecimalText.fixed(reference)) reference loops of 1,000 square roots a second")
    func compare(
      _ name: String, _ body: () -> Double, _ other: String, _ naive: () -> Double
    ) {
      report(name, perSecond(body))
      let ratio = perSecond(body) / perSecond(naive)
      let apart = (body() / naive() - 1).magnitude
      print(
        "  \(DecimalText.significant(ratio, 3)) times as many as \(other), "
          + "\(DecimalText.significant(apart, 2)) apart")
    }
    let network = Self.network
    compare(
      "means of an open network with 8 stations", { mean(network) },
      "by sums over states", { NaiveSolvers.openNetworkMean(rate: 100, demands: Self.demands) })
    let path = try ResponsePath(Self.stages())
    compare(
      "99th percentiles of a path over 8 stations", { path.percentile(0.99).value },
      "by bisection on an inverted product",
      { NaiveSolvers.pathPercentile(0.99, rate: 100, demands: Self.demands) })
    compare(
      "Erlang C of a million servers at 99.99 %",
      {
        ErlangFormula.delayProbability(servers: 1_000_000, offeredLoad: Erlangs(999_900))
      }, "by the recurrence over the servers",
      { NaiveSolvers.delayProbability(servers: 1_000_000, load: 999_900) })
    try LawBench.report()
    try QueueingBench.report()
    try SimulatorBench.report()
  }

  /// The processor and how many of its cores there are.
  private static var machine: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return "\(name ?? "unknown processor"), \(ProcessInfo.processInfo.activeProcessorCount) cores"
  }

  /// Runs a body for about half a second and gives how often it ran in one.
  private static func perSecond(_ body: () -> Double) -> Double {
    let clock = ContinuousClock()
    var sink = 0.0
    var count = 0
    let start = clock.now
    var batch = 1
    while clock.now - start < .milliseconds(500) {
      for _ in 0..<batch { sink += body() }
      count += batch
      batch = 16
    }
    let elapsed = clock.now - start
    precondition(!sink.isNaN)
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    return Double(count) / seconds
  }

  private static func floor() -> Double {
    var sum = 0.0
    for number in 1...1000 { sum += Double(number).squareRoot() }
    return sum
  }

  private static func mean(_ network: OpenNetwork) -> Double {
    (try? network.solve().systemResponseTime.value) ?? 0
  }

  /// By station, the servers and the mean service time in seconds.
  private static let demands = (1...8).map { (servers: $0, mean: 0.006 * Double($0)) }

  private static var network: OpenNetwork {
    OpenNetwork(
      classes: [.init(name: "all", arrivalRate: RequestsPerSecond(100))],
      stations: (1...8).map { number in
        .init(
          name: "station \(number)", discipline: .queue(servers: number),
          demands: [Seconds(0.006 * Double(number))])
      })
  }

  private static func stages() throws -> [PathStage] {
    try (1...8).map { number in
      .queue(
        try MultiServerQueue(
          arrivalRate: RequestsPerSecond(100), serviceTime: Seconds(0.006 * Double(number)),
          servers: number))
    }
  }
}
