import Quantities

/// Sizes of a compute tier in order, each dearer and less busy than the one before: more and more
/// machines of one type or tasks of one size, or functions with more and more memory.
struct ComputeSeries: Sendable {
  /// How many sizes there are.
  let length: Int
  let option: @Sendable (Int) -> ComputeTier
  /// USD a month.
  let cost: @Sendable (Int) -> Double
  /// Ties go to the newer one.
  let generation: Int
}

/// How many machines of one kind a tier runs: at the peak, and on average at the same utilization.
struct MachineRange: Sendable {
  /// The least at the peak and at any time, by the limits.
  let least: Int
  let leastRunning: Int
  /// The most that are tried.
  let most: Int
  let meanShare: Double
  let mustStandReady: Bool

  var length: Int { most - least + 1 }

  func count(_ position: Int) -> Int { least + position }

  /// A group that is kept emptier at the peak is kept as empty on average: `n · mean / peak`.
  func running(_ position: Int) -> Int {
    let count = count(position)
    if mustStandReady { return count }
    let sameUse = position == 0 ? 0 : Int((Double(count) * meanShare - 1e-9).rounded(.up))
    return min(count, max(leastRunning, sameUse))
  }
}

/// The planning targets that numbers of machines depend on, read once for all types.
struct MachineTargets: Sendable {
  /// The safe shares of processors, with all zones and with one lost.
  let processors: Double
  let processorsZoneLost: Double
  let connections: Double
  /// As of `PlanningParameters`.
  let workersPerVirtualCPU: Double?
  let mostSmall: Int
  let leastUtilization: Double

  init(_ parameters: PlanningParameters) {
    processors = parameters.computeTarget
    processorsZoneLost = parameters.computeTargetZoneLost
    connections = parameters.connectionTarget
    workersPerVirtualCPU = parameters.workersPerVirtualCPU
    let sizing = parameters.sizing
    mostSmall = sizing.mostSmall
    leastUtilization = sizing.leastUtilization
  }

  /// The requests that a machine works on at a time; nil without a limit.
  func workers(virtualCPUs: Double) -> Int? {
    Self.workers(workersPerVirtualCPU, virtualCPUs: virtualCPUs)
  }

  static func workers(_ each: Double?, virtualCPUs: Double) -> Int? {
    each.map { max(1, Int(($0 * max(1, virtualCPUs)).rounded())) }
  }
}

extension MachineRange {
  /// The range for a demand on machines of a capacity; nil where only larger ones are taken.
  ///
  /// - Parameters:
  ///   - perMachine: vCPUs of one machine that serve requests.
  ///   - speed: Of a processor, against a whole vCPU.
  ///   - workers: Requests that a machine works on at a time; nil without a limit.
  ///   - isLarge: Whether any number of them is taken.
  init?(
    _ demand: ComputeDemand, perMachine: Double, speed: Double, workers: Int?, zones: Int,
    isLarge: Bool, _ targets: MachineTargets
  ) {
    func count(_ load: Erlangs, _ rate: RequestsPerSecond) -> Int {
      let byLoad = InstanceSizing.count(
        load: load.value, perInstance: perMachine, target: targets.processors,
        targetZoneLost: targets.processorsZoneLost, zones: zones)
      guard let workers else { return byLoad }
      // Little's law: a worker is held while processors work and while data is waited for.
      let held = load.value / speed + (rate * demand.waitingTime).value
      let needed = held / (Double(workers) * targets.connections)
      return max(byLoad, Int((needed * (1 - 1e-9)).rounded(.up)))
    }
    let peak = max(max(1, zones), count(demand.peakLoad, demand.peakRate))
    let most = targets.mostSmall
    guard isLarge || peak <= most else { return nil }
    least = peak
    mustStandReady = demand.mustStandReady
    leastRunning =
      demand.mustStandReady
      ? peak : min(peak, max(max(1, zones), count(demand.meanLoad, demand.meanRate)))
    meanShare = demand.peakLoad > .zero ? demand.meanLoad.value / demand.peakLoad.value : 1
    let emptiest =
      (demand.peakLoad.value / (perMachine * targets.leastUtilization)).rounded(.up)
    self.most = isLarge ? max(peak, most, Int(min(1e6, emptiest))) : max(peak, most)
  }
}
