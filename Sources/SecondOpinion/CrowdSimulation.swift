import CapacityPlanning
import Quantities
import Simulation

/// Simulates a crowd at machines that are scaled after it, minute by minute.
struct CrowdSimulation {
  let crowd: CrowdModel
  let settings: StageSimulation.Settings

  init(_ crowd: CrowdModel, _ settings: StageSimulation.Settings) {
    self.crowd = crowd
    self.settings = settings
  }

  /// A fleet larger than this is simulated by a part of it, with its part of the arrivals.
  ///
  /// How many machines a decision adds is rounded, so that a part of a fleet does not scale as the whole
  /// does: the part should be a large one.
  private static let greatestFleet = 100.0
  /// Seconds at the mean rate before the crowd.
  private static let before = 600.0

  /// The fullest minute and the most machines beside those of the model.
  ///
  /// - Throws: What cannot be simulated.
  func compare(progress: (@Sendable (Double) -> Void)?) throws(SystemFault) -> ComparedStage {
    let part = min(1, Self.greatestFleet / Double(crowd.most))
    func machines(_ count: Int) -> Int { max(1, Int((Double(count) * part).rounded(.up))) }
    let node = Node(
      "compute", .processorSharing(servers: Double(crowd.servers)),
      instances: machines(crowd.least),
      balancing: settings.balancing, speed: crowd.speed,
      scaling: crowd.most > crowd.least
        ? Scaling(
          target: crowd.target, period: crowd.period, pointsOut: crowd.periodsToGrow,
          pointsIn: crowd.periodsToShrink, lag: crowd.lag, least: machines(crowd.least),
          most: machines(crowd.most), greatestStep: 1 / crowd.target) : nil)
    // In the part, the arrivals are those of as many machines as there are.
    let scale = Double(machines(crowd.most)) / Double(crowd.most)
    var pieces = [RatePiece(from: Seconds(-.infinity), RequestsPerSecond(crowd.rates[0] * scale))]
    for (second, rate) in crowd.rates.enumerated().dropFirst()
    where rate != crowd.rates[second - 1] {
      pieces.append(
        RatePiece(from: Seconds(Double(second)), RequestsPerSecond(rate * scale)))
    }
    let system = SimulatedSystem(
      nodes: [node],
      classes: [RequestKind("all", [.serve(node: 0, .exponential(mean: crowd.demand))])],
      sources: [Source(.poisson(pieces))])
    let count = settings.replications
    var told: (@Sendable (Int) -> Void)?
    if let progress { told = { progress(Double($0) / Double(count)) } }
    let trace = try SimulationTrace(
      system, node: 0, seed: settings.seed, replications: count, from: Seconds(-Self.before),
      interval: Seconds(Double(CrowdModel.minute)), count: crowd.rates.count / CrowdModel.minute,
      progress: told)
    let peak = trace.peak?.inSystem ?? StudentInterval(value: 0, halfWidth: 0)
    let most = trace.points.map { $0.instances }.max { $0.value < $1.value } ?? peak
    func whole(_ interval: StudentInterval) -> StudentInterval {
      StudentInterval(value: interval.value / scale, halfWidth: interval.halfWidth / scale)
    }
    let comparisons = [
      NumberComparison(
        .fullestMinute("compute"), model: crowd.greatestInMinute, simulated: whole(peak),
        errorClass: crowd.error),
      // A decision of the simulated group may come a machine before or after.
      NumberComparison(
        .mostMachines, model: Double(crowd.mostMachines),
        simulated: StudentInterval(
          value: whole(most).value, halfWidth: max(whole(most).halfWidth, 1 / scale)),
        errorClass: crowd.error),
    ]
    return ComparedStage(
      comparisons: comparisons, method: crowd.method, replications: trace.replications,
      requests: Int(crowd.rates.reduce(0, +) * scale) * count, events: trace.events, part: scale,
      isPrecise: true, precision: peak.relativeHalfWidth)
  }
}
