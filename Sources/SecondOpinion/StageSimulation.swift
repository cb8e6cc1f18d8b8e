package import CapacityPlanning
import Quantities
package import Simulation

/// Simulates what is asked of an architecture, and puts it beside what the model says.
package struct StageSimulation: Sendable {
  package struct Settings: Sendable {
    package var seed: UInt64
    /// The widest interval wanted, relative to its value.
    package var precision: Double
    /// How the balancer chooses a machine.
    package var balancing: Node.Balancing
    /// Events after which it ends, however wide the intervals.
    package var greatestEvents: Int
    package var replications: Int

    package init(
      seed: UInt64 = 1, precision: Double = 0.01, balancing: Node.Balancing = .random,
      greatestEvents: Int = 60_000_000, replications: Int = 20
    ) {
      self.seed = seed
      self.precision = precision
      self.balancing = balancing
      self.greatestEvents = greatestEvents
      self.replications = replications
    }
  }

  package let description: NetworkDescription
  package let settings: Settings

  package init(_ description: NetworkDescription, _ settings: Settings) {
    self.description = description
    self.settings = settings
  }

  private static let percentiles = [0.5, 0.95, 0.99]
  /// Calls of a replication beyond which cold starts are not simulated: such functions start so seldom
  /// that none would be seen, and their pool takes long to settle.
  private static let greatestColdRun = 500_000.0

  /// Simulates to the precision of the settings.
  ///
  /// Rounds end with the first in which the widest interval is narrow enough, the next being sized from
  /// the last; ending where it is narrow by chance makes intervals cover the truth a little less often
  /// than 99 times in 100.
  ///
  /// - Parameters:
  ///   - model: The response times that the model gives.
  ///   - utilization: The utilization that the model gives a station.
  ///   - coldStart: The share of cold starts that the model gives; nil on servers.
  ///   - progress: Called with the share of the work that is done, as far as it is known.
  /// - Throws: What cannot be simulated.
  package func compare(
    with model: Latency, utilization: (NetworkDescription.Station) -> Double?, coldStart: Double?,
    progress: (@Sendable (Double) -> Void)? = nil
  ) throws(SystemFault) -> ComparedStage {
    var comparisons: [NumberComparison] = []
    var coldShare: Double?
    let rate = description.classes.map(\.rate).sum().value
    if let expiry = description.functionExpiry {
      let share = try simulatedColdShare(
        perExpiry: rate * description.meanShare * expiry.value)
      coldShare = share?.value
      if let coldStart, let share {
        comparisons.append(
          NumberComparison(
            .coldStarts, model: coldStart, simulated: share,
            errorClass: WarmPool.error))
      }
    }
    let described = DescribedSystem(
      description, balancing: settings.balancing, coldShare: coldShare ?? 0)
    let result = try simulate(described, progress: progress)
    add(result, described, model, utilization, to: &comparisons)
    return ComparedStage(
      comparisons: comparisons, method: model.method, replications: result.replications,
      requests: result.requests, events: result.events, part: described.part,
      isPrecise: Self.precision(result, described) <= settings.precision,
      precision: Self.precision(result, described))
  }

  /// How often an environment starts when functions are called at the average rate; nil where that would
  /// take too many calls.
  ///
  /// - Parameter calls: Calls in the time after which an idle environment expires. The pool is filled for
  ///   twice that time and watched for five times: within less of it nothing that the start left behind
  ///   has expired.
  private func simulatedColdShare(
    perExpiry calls: Double
  ) throws(SystemFault) -> StudentInterval? {
    let counted = max(20_000, 5 * calls)
    guard counted + 2 * calls <= Self.greatestColdRun else { return nil }
    let described = DescribedSystem(
      description, balancing: settings.balancing, coldShare: nil,
      rateFactor: description.meanShare)
    var run = try SimulationRun(
      described.system,
      SimulationSettings(
        seed: settings.seed &+ 1, replications: settings.replications,
        warmUp: warmUp(described) + 2000 + Int(2 * calls), percentiles: Self.percentiles))
    run.run(requests: Int(counted))
    let share = run.result().environments[0].coldShare
    // What was never seen in n calls is below 4.6/n, in 99 of 100 runs.
    let unseen = 4.6 / (counted.rounded(.down) * Double(settings.replications))
    return StudentInterval(value: share.value, halfWidth: max(share.halfWidth, unseen))
  }

  private func simulate(
    _ described: DescribedSystem, progress: (@Sendable (Double) -> Void)?
  ) throws(SystemFault) -> SimulationResult {
    let warmUp = warmUp(described)
    let count = settings.replications
    var run = try SimulationRun(
      described.system,
      SimulationSettings(
        seed: settings.seed, replications: count, warmUp: warmUp, percentiles: Self.percentiles))
    var requests = max(5_000, warmUp)
    // The work is the square of what is wanted over what is there, known after the first round.
    var share = 0.05
    func round(to target: Double) -> (@Sendable (Int) -> Void)? {
      guard let progress else { return nil }
      let start = share
      return { done in progress(start + (target - start) * Double(done) / Double(count)) }
    }
    run.run(requests: requests, progress: round(to: share))
    var result = run.result()
    while true {
      let widest = Self.precision(result, described)
      guard widest > settings.precision && result.events < settings.greatestEvents else { break }
      let ratio = widest / (0.95 * settings.precision)
      let left = Double(settings.greatestEvents) / Double(max(1, result.events))
      let factor = min(max(ratio * ratio, 1.2), 8, max(1.2, left))
      share = min(0.95, max(share, 1 / min(ratio * ratio, left)))
      requests = Int(Double(requests) * factor)
      run.run(requests: requests, progress: round(to: min(1, share * factor)))
      result = run.result()
    }
    progress?(1)
    return result
  }

  /// Requests until the system has filled: several times those in it, and some for each server.
  private func warmUp(_ described: DescribedSystem) -> Int {
    let servers = described.system.nodes.reduce(0.0) { total, node in
      switch node.discipline {
      case .firstComeFirstServed(let count): total + Double(node.instances * count)
      case .processorSharing(let count): total + Double(node.instances) * count
      }
    }
    let rate = description.classes.map(\.rate).sum().value * described.part
    let inSystem = description.classes.reduce(0.0) { longest, one in
      max(longest, rate * one.unqueuedTime.value)
    }
    return 2_000 + Int(20 * servers + 8 * min(inSystem, 20_000))
  }

  /// The widest interval of the foreground classes together, which background work is not part of.
  private static func precision(
    _ result: SimulationResult, _ described: DescribedSystem
  ) -> Double {
    let foreground = result.classes.prefix(described.foreground)
    let all = foreground.count == result.classes.count ? [result.all] : Array(foreground)
    return all.map { ([$0.mean] + $0.percentiles).map(\.relativeHalfWidth).max() ?? .infinity }
      .min() ?? .infinity
  }

  private func add(
    _ result: SimulationResult, _ described: DescribedSystem, _ model: Latency,
    _ utilization: (NetworkDescription.Station) -> Double?, to comparisons: inout [NumberComparison]
  ) {
    let rate = description.classes.map(\.rate).sum().value
    let background = result.classes.dropFirst(described.foreground)
    let noise = background.reduce(0) { $0 + $1.throughput.value }
    comparisons.append(
      NumberComparison(
        .throughput, model: rate,
        simulated: StudentInterval(
          value: (result.all.throughput.value - noise) / described.part,
          halfWidth: result.all.throughput.halfWidth / described.part),
        errorClass: ComparisonAllowance.flow))
    for (index, station) in description.stations.enumerated() {
      guard let value = utilization(station) else { continue }
      comparisons.append(
        NumberComparison(
          .utilization(station.name), model: value, simulated: result.nodes[index].utilization,
          errorClass: ComparisonAllowance.flow))
    }
    // Background work is no request, so that all requests together are known only without any.
    if background.isEmpty { add(model.all, result.all, model.errors, to: &comparisons) }
    for one in model.classes {
      guard let found = result.classes.first(where: { $0.name == one.name }) else { continue }
      if background.isEmpty && model.classes.count == 1 { continue }
      add(one, found, model.errors, to: &comparisons)
    }
  }

  private func add(
    _ model: ClassLatency, _ simulated: ClassResult, _ errors: LatencyErrors,
    to comparisons: inout [NumberComparison]
  ) {
    comparisons.append(
      NumberComparison(
        .mean(model.name), model: model.mean.value, simulated: simulated.mean,
        errorClass: errors.mean))
    for (index, p) in Self.percentiles.enumerated() {
      let value = [model.p50, model.p95, model.p99][index].value
      comparisons.append(
        NumberComparison(
          .percentile(p, model.name), model: value, simulated: simulated.percentiles[index],
          errorClass: errors.percentiles))
    }
  }
}
