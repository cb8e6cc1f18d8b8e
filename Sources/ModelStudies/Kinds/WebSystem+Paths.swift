import Quantities
import Queueing
import RealModule

/// The ways of requests through a web system at its load.
struct WebPaths {
  private let system: WebSystem
  private let load: WebLoad
  private let wait: [ConvolvedPath.Part]
  private let primaryWait: Node
  private let replicaWait: Node

  /// What a call meets at a node of the database.
  private struct Node {
    /// First come first served: the queue whose wait it is; nil under sharing.
    var queue: GeneralQueue?
    /// Before it shares the node, where only so many do.
    var wait: [ConvolvedPath.Part] = []
    /// The mean stretch while it shares.
    var stretch = 1.0
    let servers: Int
  }

  init(_ system: WebSystem, _ load: WebLoad) throws {
    self.system = system
    self.load = load
    wait = try Self.workerWait(system, load)
    primaryWait = try Self.node(
      system, load, servers: system.primaryServers, stretch: load.primary, part: 1
    ) { kind in
      [(kind.writes, kind.writeDemand)]
        + (system.replicas == 0 ? [(kind.reads, kind.readDemand)] : [])
    }
    replicaWait = try Self.node(
      system, load, servers: system.replicaServers, stretch: load.replica,
      part: 1 / Double(max(1, system.replicas))
    ) { system.replicas == 0 ? [] : [($0.reads, $0.readDemand)] }
  }

  /// The way of one class.
  func parts(of kind: WebSystem.Kind) throws -> [ConvolvedPath.Part] {
    var parts: [ConvolvedPath.Part] = [.constant(Seconds(kind.network))]
    parts += wait
    let (servers, slowdown) = system.processor
    let pooled = system.balancing == .leastOutstanding ? servers * system.instances : servers
    for law in [kind.before, kind.after] {
      if let law { parts.append(try sharing(law.scaled(by: slowdown), load.app, pooled)) }
    }
    if kind.calls > 0 { parts += try calls(of: kind) }
    return parts
  }

  /// The way of a request of any class.
  func mixture() throws -> [ConvolvedPath.Part] {
    if system.kinds.count == 1 { return try parts(of: system.kinds[0]) }
    return [.choice(try system.kinds.map { ($0.probability, try parts(of: $0)) })]
  }

  private func calls(of kind: WebSystem.Kind) throws -> [ConvolvedPath.Part] {
    var ways: [(probability: Double, parts: [ConvolvedPath.Part])] = []
    let reads = 1 - kind.writeFraction
    let lookup: [ConvolvedPath.Part] = kind.cacheTime.map { [.time($0)] } ?? []
    if reads * kind.hitRatio > 0 { ways.append((reads * kind.hitRatio, lookup)) }
    if reads * (1 - kind.hitRatio) > 0, let law = kind.readDemand {
      let node = system.replicas == 0 ? primaryWait : replicaWait
      ways.append((reads * (1 - kind.hitRatio), lookup + (try visit(node, law))))
    }
    if kind.writeFraction > 0, let law = kind.writeDemand {
      ways.append((kind.writeFraction, try visit(primaryWait, law)))
    }
    let whole = Int(kind.calls)
    var parts: [ConvolvedPath.Part] = [.repeated(whole, [.choice(ways)])]
    let fraction = kind.calls - Double(whole)
    if fraction > 0 { parts.append(.choice([(fraction, [.choice(ways)])])) }
    return parts
  }

  private func visit(_ node: Node, _ law: Distribution) throws -> [ConvolvedPath.Part] {
    if let queue = node.queue { return [.queue(queue, service: law)] }
    return node.wait + [try sharing(law, node.stretch, node.servers)]
  }

  /// Sharing that stretches on average by this much: at the utilization at which M/M/c does.
  private func sharing(
    _ law: Distribution, _ stretch: Double, _ servers: Int
  ) throws -> ConvolvedPath.Part {
    let utilization = Self.utilization(stretch: stretch, servers)
    guard utilization > 1e-6 else { return .time(law) }
    return try orRefuse {
      .sharing(
        try GeneralProcessorSharingQueue(
          arrivalRate: RequestsPerSecond(utilization * Double(servers) / law.mean.value),
          demand: law, servers: servers))
    }
  }

  /// The utilization of c servers at which the mean response is this multiple of the demand.
  private static func utilization(stretch: Double, _ servers: Int) -> Double {
    guard stretch > 1 + 1e-9 else { return 0 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let queue = try? MultiServerQueue(
        arrivalRate: RequestsPerSecond(middle * Double(servers)), serviceTime: Seconds(1),
        servers: servers)
      if let queue, queue.meanResponse.value < stretch { low = middle } else { high = middle }
    }
    return low
  }

  private static func workerWait(
    _ system: WebSystem, _ load: WebLoad
  ) throws -> [ConvolvedPath.Part] {
    guard let workers = system.workers else { return [] }
    let (servers, slowdown) = system.processor
    var shared: [LayeredTier.SharedStation] = []
    let primary = system.average(system.primaryWork)
    if primary > 0 {
      let visits = system.average { $0.writes + (system.replicas == 0 ? $0.reads : 0) }
      shared.append(
        .init(servers: system.primaryServers, demand: Seconds(primary), visits: visits))
    }
    let replica = system.average(system.replicaWork)
    for _ in 0..<system.replicas where replica > 0 {
      shared.append(
        .init(
          servers: system.replicaServers, demand: Seconds(replica),
          visits: system.average(\.reads) / Double(system.replicas)))
    }
    do {
      let tier = try LayeredTier(
        arrivalRate: RequestsPerSecond(load.rate), instances: system.instances, holders: workers,
        processors: servers, processorDemand: Seconds(system.average(\.appDemand) * slowdown),
        heldDelay: Seconds(system.average { $0.delay - $0.network }), shared: shared,
        balancing: system.layeredBalancing)
      return delayed(tier.delayProbability, tier.meanWait)
    } catch {
      guard case .saturation(let saturation) = error else {
        throw StudyRefusal("the workers are beyond what is solved exactly")
      }
      throw StudyRefusal(saturation)
    }
  }

  /// A wait that a share of the requests has, exponential for those.
  private static func delayed(_ probability: Double, _ mean: Seconds) -> [ConvolvedPath.Part] {
    guard probability > 0, mean > .zero else { return [] }
    return [.choice([(probability, [.time(.exponential(mean: mean / probability))])])]
  }

  private static func node(
    _ system: WebSystem, _ load: WebLoad, servers: Int, stretch: Double, part: Double,
    _ visits: (WebSystem.Kind) -> [(count: Double, law: Distribution?)]
  ) throws -> Node {
    var rate = 0.0
    var mean = 0.0
    var square = 0.0
    var laws: Set<Distribution> = []
    for kind in system.kinds {
      for (count, law) in visits(kind) {
        guard let law, count > 0 else { continue }
        let weight = load.rate * kind.probability * count * part
        rate += weight
        mean += weight * law.mean.value
        square += weight * (1 + law.squaredVariation) * law.mean.value * law.mean.value
        laws.insert(law)
      }
    }
    guard rate > 0 else { return Node(servers: servers) }
    mean /= rate
    let all = mixed(laws, mean: mean, variation: max(0, square / rate / (mean * mean) - 1))
    if !system.sharesDatabase {
      // In a closed system at the utilization that its users leave it.
      let utilization = min(
        rate * mean / Double(servers), Self.utilization(stretch: stretch, servers))
      let gap =
        mean
        / (Double(servers)
          * max(1e-9, system.rate == nil ? utilization : rate * mean / Double(servers)))
      do {
        return Node(
          queue: try GeneralQueue(
            interarrival: .exponential(mean: Seconds(gap)), service: all, servers: servers),
          servers: servers)
      } catch {
        throw StudyRefusal("the database is saturated, or its law is beyond the methods")
      }
    }
    guard let most = system.mostConcurrent else { return Node(stretch: stretch, servers: servers) }
    do {
      let tier = try LayeredTier(
        arrivalRate: RequestsPerSecond(rate), instances: 1, holders: most, processors: servers,
        processorDemand: Seconds(mean), heldDelay: .zero, shared: [])
      return Node(
        wait: delayed(tier.delayProbability, tier.meanWait), stretch: tier.meanHeld.value / mean,
        servers: servers)
    } catch {
      throw StudyRefusal("the database is saturated")
    }
  }

  /// One law for several: themselves where they are one, else of their two moments.
  private static func mixed(
    _ laws: Set<Distribution>, mean: Double, variation: Double
  ) -> Distribution {
    if laws.count == 1, let only = laws.first { return only }
    let mean = Seconds(mean)
    if variation < 1e-6 { return .deterministic(mean) }
    let isLognormal = laws.contains { if case .lognormal = $0 { true } else { false } }
    if isLognormal { return .lognormal(mean: mean, variation: variation.squareRoot()) }
    return variation >= 1
      ? .hyperexponential(mean: mean, variation: variation.squareRoot())
      : .gamma(mean: mean, variation: variation.squareRoot())
  }
}

extension WebSystem {
  var layeredBalancing: LayeredTier.Balancing {
    switch balancing {
    case .random: .random
    case .roundRobin: .roundRobin
    case .leastOutstanding: .leastOutstanding
    }
  }
}
