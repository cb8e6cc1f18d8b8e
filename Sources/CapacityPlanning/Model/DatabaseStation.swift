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

  /// The law of one query's CPU part: FCFS queue with the query's demand at that utilization.
  private func processing(_ cpuTime: Seconds, utilization: Double) -> PathStage? {
    let demand = cpuTime / speed
    let rate = RequestsPerSecond(utilization * Double(servers) / demand.value)
    guard
      let queue = try? MultiServerQueue(arrivalRate: rate, serviceTime: demand, servers: servers)
    else { return nil }
    return .queue(queue)
  }

  /// One read: the network, the processor of the writer or a replica, storage on a miss; nil when
  /// one of them is saturated.
  func readStages() -> [PathStage]? {
    guard let onWriter = processing(parameters.databaseReadTime, utilization: writerUtilization)
    else { return nil }
    var stages: [PathStage] = [.exponential(mean: hop)]
    if offloadedShare > 0 {
      guard
        let onReplica = processing(parameters.databaseReadTime, utilization: replicaUtilization)
      else { return nil }
      stages.append(
        .choice([
          PathBranch(probability: offloadedShare, stages: [onReplica]),
          PathBranch(probability: 1 - offloadedShare, stages: [onWriter]),
        ]))
    } else {
      stages.append(onWriter)
    }
    if missShare > 0 {
      stages.append(
        .choice([
          PathBranch(
            probability: missShare, stages: [.exponential(mean: parameters.storageRead)])
        ]))
    }
    return stages
  }

  /// One write: the network, the writer's processor, the commit; nil when saturated.
  func writeStages() -> [PathStage]? {
    guard let onWriter = processing(parameters.databaseWriteTime, utilization: writerUtilization)
    else { return nil }
    return [.exponential(mean: hop), onWriter, .exponential(mean: commit)]
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
