import Quantities
import Queueing

/// Prints what the queueing core does in a second of one core, and the ratio to a fixed loop of
/// the same run, which is what to compare between machines.
@main
enum SolverBench {
  static func main() throws {
    let reference = perSecond { floor() }
    func report(_ name: String, _ rate: Double) {
      let ratio = DecimalText.significant(rate / reference, 3)
      print("\(DecimalText.fixed(rate)) \(name) a second (\(ratio) of the reference loop)")
    }
    print("\(DecimalText.fixed(reference)) reference loops of 1,000 square roots a second")
    let network = Self.network
    report("means of an open network with 8 stations", perSecond { mean(network) })
    let path = try ResponsePath(Self.stages())
    report("99th percentiles of a path over 8 stations", perSecond { path.percentile(0.99).value })
    report(
      "Erlang C of a million servers at 99.99 %",
      perSecond {
        ErlangFormula.delayProbability(servers: 1_000_000, offeredLoad: Erlangs(999_900))
      })
    try LawBench.report()
    try QueueingBench.report()
    try SimulatorBench.report()
  }

  /// Runs a body for about half a second and gives how often it ran in one.
  private static func perSecond(_ body: () -> Double) -> Double {
    let clock = ContinuousClock()
    var sink = 0.0
    var count = 0
    let start = clock.now
    while clock.now - start < .milliseconds(500) {
      for _ in 0..<16 { sink += body() }
      count += 16
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
