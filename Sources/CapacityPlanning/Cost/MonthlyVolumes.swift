import Quantities
import Requirements

/// What a month of a workload amounts to: requests, bytes, queries.
struct MonthlyVolumes: Sendable {
  /// Requests that reach the back end.
  let requests: Double
  /// Requests before a cache at the edge took its share.
  let requestsAtEdge: Double
  let pages: Double
  /// Bytes of API responses and pages to users, in GB.
  let responseGB: Double
  let responseGBFromOrigin: Double
  /// Static files to users, in GB and in requests.
  let staticGB: Double
  let staticRequests: Double
  let functionGBSeconds: Double
  let database: DatabaseVolumes
  let jobVirtualCPUHours: Double
  /// Runs of background jobs, which grow with the users as their load does.
  let jobRuns: Double
  /// Users connected on average over the month.
  let connectedUsers: Double
  let ingestedRecordsPerSecond: Double
  let meanRate: RequestsPerSecond
  let meanShare: Double
  let traffic: DataTraffic

  /// The month of a workload whose peak an architecture meets with all zones.
  ///
  /// - Parameters:
  ///   - origin: The workload behind the edge.
  ///   - traffic: What reaches the stores.
  ///   - missShare: The share of the reads that miss the memory of the SQL database.
  init(
    _ architecture: Architecture, workload: Workload, origin: Workload, traffic: DataTraffic,
    missShare: Double, requirements: SystemRequirements, parameters: PlanningParameters
  ) {
    let month = workload.meanShare * Bill.seconds
    self.traffic = traffic
    meanShare = workload.meanShare
    meanRate = origin.meanRequestRate
    requests = origin.requestRate.value * month
    requestsAtEdge = workload.requestRate.value * month
    pages = requirements.frontEnd.kind == "none" ? 0 : workload.actionRate.value * month
    let transfer = MonthlyTransfer(workload, requirements)
    responseGB = transfer.responses
    responseGBFromOrigin = MonthlyTransfer.responses(origin, seconds: month)
    staticGB = transfer.files
    staticRequests =
      requirements.frontEnd.servesFiles ? pages * parameters.staticRequestsPerAction : 0
    functionGBSeconds =
      architecture.compute.platform == .lambda
      ? requests
        * NetworkState.unqueuedDuration(origin, architecture: architecture, parameters).value
        * architecture.compute.memory.value : 0
    database = DatabaseVolumes(
      RelationalDemand(
        traffic, meanShare: workload.meanShare, connections: 0, zones: 1, meanRate: meanRate),
      missShare: missShare)
    jobVirtualCPUHours = workload.jobLoad.value * Bill.hours
    let growth = workload.users.value / max(1, requirements.users.now.value)
    jobRuns = requirements.jobs.reduce(0) { $0 + $1.runsPerDay } * growth * Bill.hours / 24
    // The mean share is that of a rush, which the active users do not include.
    connectedUsers = workload.activeUsers * workload.flashCrowd * workload.meanShare
    ingestedRecordsPerSecond = requirements.dataSets.reduce(0) { $0 + $1.ingestRate.value }
  }
}

extension MonthlyVolumes {
  /// The month of a workload whose peak is a state, with all zones.
  init(
    _ state: NetworkState, workload: Workload, requirements: SystemRequirements,
    parameters: PlanningParameters
  ) {
    self.init(
      state.architecture, workload: workload, origin: state.origin, traffic: state.traffic,
      missShare: state.database?.missShare ?? 0, requirements: requirements, parameters: parameters)
  }
}
