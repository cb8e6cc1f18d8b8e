import Quantities
import Queueing
import RealModule
import Requirements

/// The wait for a connection of a machine's pool, before every query.
///
/// M/M/c with a server per connection and the mean time that a query holds one, queueing at the
/// database included (`held = hop + residence + storage or commit`). Assumes that machines are asked
/// at random and that the time held is exponential.
struct ConnectionWait {
  /// Empty where hardly one query in a million waits.
  let stages: [PathStage]
  let meanWait: Seconds

  /// - Parameters:
  ///   - read: What a read holds its connection for, on average, and `write` the same of a write.
  /// - Throws: Saturation of the pool.
  init(_ state: NetworkState, read: Seconds, write: Seconds) throws(PathLimit) {
    guard let compute = state.compute else {
      // A function has a connection of its own.
      stages = []
      meanWait = .zero
      return
    }
    let reads = state.traffic.sqlReads
    let writes = state.requestWrites
    let rate = (reads + writes) * (1 / Double(compute.machines))
    guard rate > .zero else {
      stages = []
      meanWait = .zero
      return
    }
    let held = (read * reads.value + write * writes.value) / (reads + writes).value
    let queue: MultiServerQueue
    do {
      queue = try MultiServerQueue(
        arrivalRate: rate, serviceTime: held, servers: compute.connections)
    } catch {
      throw .saturated("connection pool of a machine")
    }
    meanWait = queue.meanWait
    stages = HolderWait.stages(queue.delayProbability, queue.meanWait)
  }
}

/// The wait for a worker of a machine, which is held from the first to the last processor phase and
/// through all data accesses: `LayeredTier`.
struct WorkerWait {
  /// Empty where hardly one request in a million waits.
  let stages: [PathStage]
  /// The mean time at the processors over the demand, where the workers limit how many share them; nil
  /// where nobody waits for a worker.
  let processorStretch: Double?

  /// Machines with more workers than this wait for processors and not for each other.
  private static let most = 128

  /// - Parameter connection: The mean wait for a connection, before each query.
  /// - Throws: Saturation of the workers.
  init(_ state: NetworkState, connection: Seconds) throws(PathLimit) {
    let rate = state.origin.requestRate
    guard let compute = state.compute, let workers = compute.workers, workers <= Self.most,
      rate > .zero
    else {
      stages = []
      processorStretch = nil
      return
    }
    let demand = Seconds(compute.load.value / (rate.value * compute.speed))
    let delay = state.heldDelay(connection: connection)
    let shared = state.sharedStations
    let perMachine = rate * (1 / Double(compute.machines))
    let elsewhere = (perMachine * (delay + shared.map(\.demand).sum())).value
    guard
      !Self.isLoose(
        workers: workers, processors: compute.servers, utilization: compute.utilization,
        elsewhere: elsewhere)
    else {
      stages = []
      processorStretch = nil
      return
    }
    do {
      let tier = try LayeredTier(
        arrivalRate: rate, instances: compute.machines, holders: workers,
        processors: compute.servers, processorDemand: demand, heldDelay: delay, shared: shared)
      let waits = tier.delayProbability > HolderWait.negligible
      stages = waits ? [tier.waitStage] : []
      processorStretch = waits ? try tier.processorStretch() : nil
    } catch {
      guard case .saturation = error else { throw .unsolved("workers of a machine") }
      throw .saturated("workers of a machine")
    }
  }

  /// Whether more requests than workers on a machine have a chance below two in a million.
  ///
  /// Those at the processors have a geometric tail, `P(> c + k) <= ρ^k`; those elsewhere are taken as
  /// Poisson, with Chernoff's bound `P(> n) <= e^(n - m) (m/n)^n`.
  private static func isLoose(
    workers: Int, processors: Int, utilization: Double, elsewhere: Double
  ) -> Bool {
    guard utilization < 1 else { return false }
    let negligible = 1e-6
    let atProcessors =
      Double(processors) + Double.log(negligible) / Double.log(max(1e-9, utilization))
    let left = Double(workers) - atProcessors
    guard left > elsewhere else { return false }
    // Twice the mean stands in for the queues of shared stations.
    let mean = max(1e-9, 2 * elsewhere)
    return left > mean && left - mean + left * Double.log(mean / left) < Double.log(negligible)
  }
}

/// A wait that some have and that is exponential for those.
private enum HolderWait {
  /// What hardly one request in a million has.
  static let negligible = 1e-6

  static func stages(_ probability: Double, _ mean: Seconds) -> [PathStage] {
    guard probability > negligible else { return [] }
    return [
      .choice([
        PathBranch(probability: probability, stages: [.exponential(mean: mean / probability)])
      ])
    ]
  }
}

extension NetworkState {
  /// What a request of the average class waits for while it holds a worker, without queues: hops,
  /// storage, commits, replies of caches and tables.
  func heldDelay(connection: Seconds) -> Seconds {
    let rate = origin.requestRate
    guard rate > .zero else { return .zero }
    var total = parameters.cacheReply * traffic.cacheLookups.value
    for load in origin.classes { total += load.awaitedTime * load.rate.value }
    if let database {
      let read = connection + database.hop + parameters.storageRead * database.missShare
      let write = connection + database.hop + database.commit
      total += read * traffic.sqlReads.value + write * requestWrites.value
    }
    for table in traffic.tables {
      total += parameters.tableRead * table.reads.value
      total += parameters.tableWrite * (table.writes - table.load.set.ingestRate).value
    }
    return total / rate.value
  }

  /// Workers that requests hold at the peak while nobody waits, on all machines.
  var heldWorkers: Double {
    guard let compute else { return 0 }
    let shared = sharedStations.map(\.demand).sum()
    return compute.load.value / compute.speed
      + (origin.requestRate * (heldDelay(connection: .zero) + shared)).value
  }

  /// Connections that queries hold at the peak while nobody waits, on all machines.
  var heldConnections: Double {
    guard let database else { return 0 }
    let read =
      database.hop + parameters.databaseReadTime / database.speed
      + parameters.storageRead * database.missShare
    let write = database.hop + parameters.databaseWriteTime / database.speed + database.commit
    return (traffic.sqlReads * read).value + (requestWrites * write).value
  }

  /// The stations that all machines share, with the load of a request: all that reaches them, so
  /// that what comes besides requests counts as well.
  var sharedStations: [LayeredTier.SharedStation] {
    let rate = origin.requestRate
    guard let database, database.tier.engine != .onInstance, rate > .zero else { return [] }
    let reads = traffic.sqlReads.value
    let offloaded = reads * database.offloadedShare
    var stations: [LayeredTier.SharedStation] = []
    func add(_ servers: Int, load: Double, queries: Double) {
      guard load > 0 else { return }
      stations.append(
        LayeredTier.SharedStation(
          servers: servers, demand: Seconds(load / (database.speed * rate.value)),
          visits: queries / rate.value))
    }
    add(
      database.servers, load: database.writerLoad,
      queries: reads - offloaded + requestWrites.value)
    if database.replicas > 0 {
      add(
        database.servers * database.replicas,
        load: database.replicaLoad * Double(database.replicas), queries: offloaded)
    }
    return stations
  }
}
