import CatalogModel
import Quantities
import Queueing
import Requirements

/// The stations of an architecture under a workload, with all zones or with one lost.
struct NetworkState {
  let architecture: Architecture
  let origin: Workload
  let traffic: DataTraffic
  let compute: ComputeStation?
  let database: DatabaseStation?
  /// Probability of a cold start; 0 on servers.
  let coldStart: Double
  /// The share of data accesses by store, of those that a response waits for.
  let sqlShare: Double
  let tableShare: Double
  let cacheHit: Double
  let tableHit: Double
  let entryDelay: Seconds
  let parameters: PlanningParameters

  /// The stages of one class in the order that a request goes through them; nil when a station
  /// on its way is saturated.
  func path(of load: ClassLoad) -> [PathStage]? {
    var stages: [PathStage] = []
    if entryDelay > .zero { stages.append(.constant(entryDelay)) }
    guard let work = computeStages(load) else { return nil }
    stages += work
    if load.reads > 0 {
      guard let read = readStages(cacheable: load.cacheableShare) else { return nil }
      if !read.isEmpty { stages.append(.repeated(visits: load.reads, stages: read)) }
    }
    if load.writes > 0 {
      guard let write = writeStages() else { return nil }
      if !write.isEmpty { stages.append(.repeated(visits: load.writes, stages: write)) }
    }
    return stages
  }

  private func computeStages(_ load: ClassLoad) -> [PathStage]? {
    guard let compute else {
      // A function: its own environment, so nobody waits for a processor.
      var stages: [PathStage] = [
        .exponential(mean: parameters.functionOverhead),
        .exponential(mean: load.cpuTime / architecture.compute.virtualCPUs),
      ]
      if coldStart > 0 {
        let start = PathStage.erlang(mean: parameters.functionColdStart, phases: 4)
        stages.append(.choice([PathBranch(probability: coldStart, stages: [start])]))
      }
      return stages
    }
    guard load.cpuTime > .zero else { return [] }
    return compute.stage(cpuTime: load.cpuTime).map { [$0] }
  }

  private func readStages(cacheable: Double) -> [PathStage]? {
    var branches: [PathBranch] = []
    if sqlShare > 0, let database {
      guard let stages = database.readStages() else { return nil }
      let reply = PathStage.exponential(mean: parameters.cacheReply)
      let hit = architecture.cache == nil ? 0 : cacheable * cacheHit
      let lookedUpInVain = architecture.cache == nil ? 0 : cacheable * (1 - cacheHit)
      branches = [
        PathBranch(probability: sqlShare * hit, stages: [reply]),
        PathBranch(probability: sqlShare * lookedUpInVain, stages: [reply] + stages),
        PathBranch(probability: sqlShare * (1 - hit - lookedUpInVain), stages: stages),
      ]
    }
    if tableShare > 0 {
      let hit = cacheable * tableHit
      branches += [
        PathBranch(
          probability: tableShare * hit, stages: [.exponential(mean: parameters.cacheReply)]),
        PathBranch(
          probability: tableShare * (1 - hit), stages: [.exponential(mean: parameters.tableRead)]),
      ]
    }
    return Self.choice(branches)
  }

  private func writeStages() -> [PathStage]? {
    var branches: [PathBranch] = []
    if sqlShare > 0, let database {
      guard let stages = database.writeStages() else { return nil }
      branches.append(PathBranch(probability: sqlShare, stages: stages))
    }
    if tableShare > 0 {
      branches.append(
        PathBranch(
          probability: tableShare, stages: [.exponential(mean: parameters.tableWrite)]))
    }
    return Self.choice(branches)
  }

  private static func choice(_ branches: [PathBranch]) -> [PathStage] {
    let taken = branches.filter { $0.probability > 0 }
    guard let first = taken.first else { return [] }
    return taken.count == 1 && first.probability >= 1 ? first.stages : [.choice(taken)]
  }
}
