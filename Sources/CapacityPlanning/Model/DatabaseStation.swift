import CatalogModel
import Quantities
import Queueing

/// The SQL database as stations: a writer, and replicas that share the reads they may answer.
struct DatabaseStation {
  let tier: RelationalTier
  /// Read replicas that serve; fewer while a zone is lost.
  let replicas: Int
  /// vCPUs of each instance; of Serverless v2, those of its greatest capacity.
  let virtualCPUs: Double
  let memory: GiB
  /// vCPUs in use on the writer and on each replica.
  let writerLoad: Double
  let replicaLoad: Double
  /// The share of all reads that replicas answer.
  let offloadedShare: Double
  /// The share of reads that go to storage.
  let missShare: Double
  let parameters: PlanningParameters

  /// The vCPUs that an instance is worth: fewer than it has where they contend.
  var effectiveCPUs: Double { parameters.databaseScaling.effective(virtualCPUs) }
  var servers: Int { max(1, Int(virtualCPUs)) }
  var speed: Double { min(1, effectiveCPUs / Double(servers)) }
  var writerUtilization: Double { writerLoad / effectiveCPUs }
  var replicaUtilization: Double { replicaLoad / effectiveCPUs }

  /// A read or a write as a part of a way.
  struct Access {
    let stages: [PathStage]
    let mean: Seconds
  }

  /// The CPU part of a query on a node: an FCFS queue with the query's demand at the utilization of
  /// the node, or a share of the processors of the application's own instance.
  private func processing(
    _ cpuTime: Seconds, utilization: Double, of node: String, on host: SharedProcessors?
  ) throws(PathLimit) -> Access {
    if let host { return Access(stages: [host.stage(cpuTime)], mean: host.mean(cpuTime)) }
    let demand = cpuTime / speed
    let rate = RequestsPerSecond(utilization * Double(servers) / demand.value)
    do {
      let queue = try MultiServerQueue(arrivalRate: rate, serviceTime: demand, servers: servers)
      return Access(stages: [.queue(queue)], mean: queue.meanResponse)
    } catch {
      throw .saturated(node)
    }
  }

  /// One read: the network, the processor of the writer or a replica, storage on a miss.
  ///
  /// - Parameter host: The processors of the application's own instance, where the database is.
  /// - Throws: What is saturated.
  func read(on host: SharedProcessors?) throws(PathLimit) -> Access {
    let time = parameters.databaseReadTime
    let onWriter = try processing(
      time, utilization: writerUtilization, of: "database writer", on: host)
    var stages: [PathStage] = [.exponential(mean: hop)]
    var mean = hop
    if offloadedShare > 0 {
      let onReplica = try processing(
        time, utilization: replicaUtilization, of: "database replicas", on: host)
      stages.append(
        .choice([
          PathBranch(probability: offloadedShare, stages: onReplica.stages),
          PathBranch(probability: 1 - offloadedShare, stages: onWriter.stages),
        ]))
      mean += onReplica.mean * offloadedShare + onWriter.mean * (1 - offloadedShare)
    } else {
      stages += onWriter.stages
      mean += onWriter.mean
    }
    if missShare > 0 {
      stages.append(
        .choice([
          PathBranch(
            probability: missShare, stages: [.exponential(mean: parameters.storageRead)])
        ]))
      mean += parameters.storageRead * missShare
    }
    return Access(stages: stages, mean: mean)
  }

  /// One write: the network, the writer's processor, the commit.
  ///
  /// - Throws: Saturation of the writer.
  func write(on host: SharedProcessors?) throws(PathLimit) -> Access {
    let onWriter = try processing(
      parameters.databaseWriteTime, utilization: writerUtilization, of: "database writer", on: host)
    return Access(
      stages: [.exponential(mean: hop)] + onWriter.stages + [.exponential(mean: commit)],
      mean: hop + onWriter.mean + commit)
  }

  /// The time until a change is kept safely.
  var commit: Seconds {
    let isAurora = tier.engine == .aurora || tier.engine == .auroraServerless
    return isAurora ? parameters.commitAurora : parameters.commitRDS
  }

  /// A proxy adds a hop; a database on the same instance has none, but a connection of its own.
  var hop: Seconds {
    switch (tier.engine, tier.hasProxy) {
    case (.onInstance, _): parameters.networkHop * 0.1
    case (_, true): parameters.networkHop * 2
    case (_, false): parameters.networkHop
    }
  }
}
