import CatalogModel
import Quantities

extension CostModel {
  /// Machines, tasks or functions, and the workers of background jobs.
  func addCompute(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let tier = architecture.compute
    switch tier.platform {
    case .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
      guard let name = tier.instanceType,
        let instance = catalog.computeInstance(name)
      else { throw .instances(tier.instanceType ?? tier.platform.rawValue) }
      bill.addHours(
        .compute, "\(name) instances", machines: Double(tier.minimumCount),
        hourly: instance.hourly, type: name, of: .ec2, citation: instance.citation)
      try bill.add(
        .compute, "root volumes", tier.platform.rootVolume.value * Double(tier.minimumCount),
        "GB-months", at: "ebs.gp3.gb-month")
      if tier.platform == .eks {
        try bill.add(
          .compute, "EKS control plane", Bill.hours, "hours", at: "eks.control-plane.hour")
      }
    case .fargate:
      let taskHours = Double(tier.minimumCount) * Bill.hours
      try bill.add(
        .compute, "task vCPU-hours", taskHours * tier.virtualCPUs, "vCPU-hours",
        at: "fargate.arm.vcpu-hour")
      try bill.add(
        .compute, "task memory", taskHours * tier.memory.value, "GB-hours",
        at: "fargate.arm.gb-hour")
    case .lambda: break
    }
    try addFunctions(&bill, architecture, volumes)
    if let workers = architecture.workers { try addWorkers(&bill, workers, volumes) }
  }

  /// Requests and time of functions, those of jobs after those of requests: an account has one free
  /// tier and one count for the price steps, which begin after what is free.
  private func addFunctions(
    _ bill: inout Bill, _ architecture: Architecture, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    let answers = architecture.compute.platform == .lambda
    let worker = architecture.workers.flatMap { $0.platform == .lambda ? $0 : nil }
    let jobSeconds = volumes.jobVirtualCPUHours * 3600 * (worker?.memory.value ?? 0)
    guard answers || worker != nil else { return }
    let parts: [(tier: Tier, prefix: String, requests: Double, seconds: Double)] = [
      (.compute, "", answers ? volumes.requests : 0, answers ? volumes.functionGBSeconds : 0),
      (.workers, "job ", worker == nil ? 0 : volumes.jobRuns, jobSeconds),
    ]
    let freeRequests = try catalog.number("planning.lambdaFree#requests")
    let freeSeconds = try catalog.number("planning.lambdaFree#gbSeconds")
    var requests = 0.0
    var seconds = 0.0
    for part in parts {
      let paidRequests = max(0, requests - freeRequests)
      let paidSeconds = max(0, seconds - freeSeconds)
      requests += part.requests
      seconds += part.seconds
      try bill.add(
        part.tier, part.prefix + "function requests",
        max(0, requests - freeRequests) - paidRequests, "requests", at: "lambda.arm.request")
      try bill.add(
        part.tier, part.prefix + "function time", max(0, seconds - freeSeconds) - paidSeconds,
        "GB-seconds", after: paidSeconds,
        steps: [
          .init("lambda.arm.gb-second.tier1", upTo: 7.5e9),
          .init("lambda.arm.gb-second.tier2", upTo: 1.875e10),
          .init("lambda.arm.gb-second.tier3"),
        ])
    }
  }

  private func addWorkers(
    _ bill: inout Bill, _ workers: WorkerTier, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    switch workers.platform {
    case .lambda: break
    case .singleInstance:
      // The one box does the work itself, and is sized for it.
      break
    case .fargate, .autoScalingGroup, .ecsOnEC2, .eks:
      // Tasks run while there is work; on instances they are counted at the same rate.
      try bill.add(
        .workers, "job vCPU-hours", volumes.jobVirtualCPUHours * workers.virtualCPUs,
        "vCPU-hours", at: "fargate.arm.vcpu-hour")
      try bill.add(
        .workers, "job memory", volumes.jobVirtualCPUHours * workers.memory.value, "GB-hours",
        at: "fargate.arm.gb-hour")
    }
  }
}
