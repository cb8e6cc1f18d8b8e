package import CatalogModel
package import Quantities
import Queueing
package import Requirements

/// One deployment unit on duty: what carries it, and what is asked of it.
package struct UnitOnDuty: Sendable {
  package let unit: DeploymentUnit
  package let model: CapacityModel
  package let architecture: Architecture
  package let workload: Workload

  package init(
    unit: DeploymentUnit, model: CapacityModel, architecture: Architecture, workload: Workload
  ) {
    self.unit = unit
    self.model = model
    self.architecture = architecture
    self.workload = workload
  }
}

/// What users wait for when their request passes several deployment units.
///
/// A call that is waited for adds a network hop and the callee's whole residence, its way in, its
/// queues and its data; calls of one request follow one another. A call that nobody waits for adds
/// nothing. The means are exact for the stations as they are; percentiles come from one path through
/// all stations of all units, taken as independent.
package struct EndToEnd {
  private let units: [UnitOnDuty]
  private let states: [NetworkState]
  private let requirements: SystemRequirements
  private let hop: Seconds

  /// - Parameter requirements: Those of the whole system.
  package init(
    _ units: [UnitOnDuty], of requirements: SystemRequirements, hop: Seconds, zoneLost: Bool
  ) throws(Catalog.Gap) {
    self.units = units
    self.requirements = requirements
    self.hop = hop
    var states: [NetworkState] = []
    for duty in units {
      let lost =
        zoneLost ? try duty.model.zoneLostState(duty.architecture, duty.workload) : nil
      if let lost {
        states.append(lost)
      } else {
        states.append(try duty.model.state(duty.architecture, duty.workload, zoneLost: false))
      }
    }
    self.states = states
  }

  /// How the percentiles are obtained.
  package static let method = Method.approximate(
    "one path through the stations of all units that the request waits for, calls one after the "
      + "other, stations independent; exponential demands; processor sharing")

  /// How they are obtained where a path is too long to be inverted, or leads back to a unit.
  package static let shortenedMethod = Method.approximate(
    "a path through the unit's own stations, with an exponential time of the exact mean for each "
      + "call of another unit")

  /// Response times of the requests that users make; nil when a station on a way is saturated.
  package func latency() -> Latency? {
    var classes: [ClassLatency] = []
    var branches: [(rate: Double, stages: [PathStage])] = []
    var isShortened = false
    // Only paths that are too long need them.
    lazy var means = self.means
    for (index, state) in states.enumerated() {
      for load in state.origin.classes where load.rate > .zero {
        guard let rate = rateOfUsers(load, index) else { continue }
        guard let full = stages(of: load, in: index, way: []) else { return nil }
        // Expanded once for the class and for all together.
        var chosen = [PathStage.common(CommonStages(full.stages))]
        var path = full.isExact ? try? ResponsePath(chosen) : nil
        if path == nil {
          isShortened = true
          guard let means, let short = shortened(load, index, means) else { return nil }
          chosen = [.common(CommonStages(short))]
          path = try? ResponsePath(chosen)
        }
        guard let path else { return nil }
        branches.append((rate, chosen))
        classes.append(ClassLatency(load.name, path))
      }
    }
    let total = branches.reduce(0) { $0 + $1.rate }
    guard total > 0 else { return nil }
    let mixture = try? ResponsePath([
      .choice(branches.map { PathBranch(probability: $0.rate / total, stages: $0.stages) })
    ])
    guard let mixture else { return nil }
    return Latency(
      all: ClassLatency("all requests", mixture), classes: classes,
      method: isShortened ? Self.shortenedMethod : Self.method, errors: CapacityModel.errors)
  }

  /// The mean response time of a request, with all that it waits for: `M_r = own_r + Σ calls · (hop +
  /// M_target)`; nil when a station is saturated.
  package func mean(of request: String) -> Seconds? {
    means?[request]
  }

  private var means: [String: Seconds]? {
    var names: [String] = []
    var own: [Double] = []
    for load in states.flatMap({ state in state.origin.classes.map { (state, $0) } }) {
      guard let stages = load.0.path(of: load.1), let path = try? ResponsePath(stages) else {
        return nil
      }
      names.append(load.1.name)
      own.append(path.mean.value)
    }
    let place = Dictionary(zip(names, 0...)) { first, _ in first }
    var calls = [[Double]](
      repeating: [Double](repeating: 0, count: names.count), count: names.count)
    for (row, name) in names.enumerated() {
      for call in crossings(of: name, weight: 1, passed: []) {
        guard let target = place[call.request] else { continue }
        calls[row][target] += call.calls
        own[row] += call.calls * hop.value
      }
    }
    guard let solved = CallGraph.solved(calls, own) else { return nil }
    return Dictionary(zip(names, solved.map { Seconds($0) })) { first, _ in first }
  }

  /// The rate of a class that users ask for; nil for one that only services do.
  private func rateOfUsers(_ load: ClassLoad, _ index: Int) -> Double? {
    guard let request = requirements.requests.first(where: { $0.name == load.name }) else {
      // A rendered page.
      return units[index].model.requirements.rendersOnServer && load.name == "page"
        ? load.rate.value : nil
    }
    let workload = units[index].workload
    guard request.share > 0,
      let whole = workload.classes.first(where: { $0.name == load.name })?.rate.value, whole > 0
    else { return nil }
    // Services may make the same request; those calls are no answers to users.
    let users =
      request.share * requirements.frontEnd.callsPerAction * workload.actionRate.value
    return load.rate.value * users / whole
  }

  /// Calls of other units that a request waits for, also those that it makes through calls within its
  /// own unit.
  private func crossings(
    of request: String, weight: Double, passed: [String]
  ) -> [(request: String, calls: Double)] {
    guard !passed.contains(request), weight > 1e-6,
      let service = requirements.requests.first(where: { $0.name == request })?.service,
      let unit = units.first(where: { $0.unit.holds(service) })?.unit
    else { return [] }
    return requirements.edges.filter { $0.source == service && $0.waits }.flatMap { edge in
      unit.holds(edge.target)
        ? crossings(
          of: edge.request, weight: weight * edge.calls, passed: passed + [request])
        : [(edge.request, weight * edge.calls)]
    }
  }

  private func stages(
    of load: ClassLoad, in index: Int, way: [String]
  ) -> (stages: [PathStage], isExact: Bool)? {
    guard var stages = states[index].path(of: load) else { return nil }
    var isExact = true
    for call in crossings(of: load.name, weight: 1, passed: []) where call.calls > 0 {
      guard let (target, other) = holder(of: call.request) else { continue }
      guard !way.contains(call.request), way.count < 6 else {
        isExact = false
        continue
      }
      guard let inner = self.stages(of: other, in: target, way: way + [load.name]) else {
        return nil
      }
      isExact = isExact && inner.isExact
      stages.append(
        .repeated(visits: call.calls, stages: [.exponential(mean: hop)] + inner.stages))
    }
    return (stages, isExact)
  }

  /// The unit's own stations, and one time for each call of another unit.
  private func shortened(
    _ load: ClassLoad, _ index: Int, _ means: [String: Seconds]
  ) -> [PathStage]? {
    guard var stages = states[index].path(of: load) else { return nil }
    for call in crossings(of: load.name, weight: 1, passed: []) where call.calls > 0 {
      guard let mean = means[call.request] else { continue }
      stages.append(.repeated(visits: call.calls, stages: [.exponential(mean: mean + hop)]))
    }
    return stages
  }

  private func holder(of request: String) -> (index: Int, load: ClassLoad)? {
    for (index, state) in states.enumerated() {
      if let load = state.origin.classes.first(where: { $0.name == request }) {
        return (index, load)
      }
    }
    return nil
  }
}
