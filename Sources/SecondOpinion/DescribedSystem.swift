import CapacityPlanning
import Quantities
import Simulation

/// A network description as a system to simulate.
///
/// Machines behind a balancer are instances of a node. A fleet that shares no station with others
/// is simulated by a part of it, since its machines do not know of each other.
struct DescribedSystem {
  let system: SimulatedSystem
  /// Classes whose response times count; those of background work follow.
  let foreground: Int
  /// The simulated part of the fleet and of its requests.
  let part: Double

  /// The most machines that are simulated where they share nothing.
  private static let greatestFleet = 24
  /// The greatest rate of functions that is simulated where they share nothing.
  private static let greatestRate = 100.0

  /// - Parameters:
  ///   - coldShare: The share of calls that start an environment; nil to simulate environments.
  ///   - rateFactor: On all rates, such as that of the average over that of the peak.
  init(
    _ description: NetworkDescription, balancing: Node.Balancing, coldShare: Double?,
    rateFactor: Double = 1
  ) {
    let isAlone = description.stations.count == 1
    let machines = description.stations.first?.machines ?? 1
    let fleet = isAlone ? min(machines, Self.greatestFleet) : machines
    let total = description.classes.map(\.rate).sum()
    var part = isAlone ? Double(fleet) / Double(machines) : 1
    if description.stations.isEmpty && coldShare != nil {
      part = min(1, Self.greatestRate / max(total.value, 1e-9))
    }
    self.part = part
    let nodes = description.stations.map { station in
      Node(
        station.name,
        station.discipline == .processorSharing
          ? .processorSharing(servers: Double(station.servers))
          : .firstComeFirstServed(servers: station.servers),
        instances: isAlone ? fleet : station.machines,
        balancing: station.discipline == .processorSharing ? balancing : .random,
        speed: station.speed)
    }
    var classes: [RequestKind] = []
    var environments: [EnvironmentPool] = []
    var cold: Law?
    for one in description.classes {
      var steps = Self.steps(one.stages, coldShare: coldShare, cold: &cold)
      if coldShare == nil, let expiry = description.functionExpiry, let law = cold {
        environments = [EnvironmentPool("functions", idleTimeout: expiry, coldStart: law)]
        steps = [.inEnvironment(0, steps)]
      }
      classes.append(RequestKind(one.name, steps))
    }
    foreground = classes.count
    let scale = part * rateFactor
    var sources = [
      Source.poisson(
        total * scale,
        mix: description.classes.enumerated().map { ClassShare($0.offset, $0.element.rate / total) }
      )
    ]
    for background in description.backgrounds {
      sources.append(
        .poisson(background.rate * scale, mix: [ClassShare(classes.count, 1)]))
      classes.append(
        RequestKind(
          background.name,
          [.serve(node: background.station, .exponential(mean: background.mean))]))
    }
    system = SimulatedSystem(
      nodes: nodes,
      pools: description.holders.map { Pool($0.name, size: $0.size, of: $0.station) },
      environments: environments, classes: classes, sources: sources)
  }

  private static func steps(
    _ stages: [NetworkDescription.Stage], coldShare: Double?, cold: inout Law?
  ) -> [Step] {
    var steps: [Step] = []
    for stage in stages {
      switch stage {
      case .constant(let time): steps.append(.delay(.deterministic(time)))
      case .exponential(let mean): steps.append(.delay(.exponential(mean: mean)))
      case .work(let station, let mean):
        steps.append(.serve(node: station, .exponential(mean: mean)))
      case .coldStart(let mean, let phases):
        let law = Law.erlang(mean: mean, phases: phases)
        cold = law
        // With environments the start is theirs.
        if let coldShare { steps.append(.choice([Way(coldShare, [.delay(law)])])) }
      case .choice(let branches):
        var ways: [Way] = []
        for branch in branches {
          ways.append(
            Way(
              min(1, branch.probability),
              Self.steps(branch.stages, coldShare: coldShare, cold: &cold)))
        }
        steps.append(.choice(ways))
      case .holding(let holders, let inner):
        steps.append(
          .holding(pool: holders, Self.steps(inner, coldShare: coldShare, cold: &cold)))
      case .onMachine(let station, let inner):
        steps.append(
          .at(node: station, Self.steps(inner, coldShare: coldShare, cold: &cold)))
      case .repeated(let visits, let inner):
        steps.append(
          .repeated(
            visits: visits, Self.steps(inner, coldShare: coldShare, cold: &cold)))
      }
    }
    return steps
  }
}
