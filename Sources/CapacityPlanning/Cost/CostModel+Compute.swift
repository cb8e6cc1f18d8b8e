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
        hourly: instance.hourly, type: name, citation: instance.citation)
      try bill.add(
        .compute, "root volumes", 20 * Double(tier.minimumCount), "GB-months",
        at: "ebs.gp3.gb-month")
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
    case .lambda:
      let freeRequests = try catalog.number("planning.lambdaFree#requests")
      let freeSeconds = try catalog.number("planning.lambdaFree#gbSeconds")
      try bill.add(
        .compute, "function requests", max(0, volumes.requests - freeRequests), "requests",
        at: "lambda.arm.request")
      try bill.add(
        .compute, "function time", max(0, volumes.functionGBSeconds - freeSeconds), "GB-seconds",
        steps: [
          .init("lambda.arm.gb-second.tier1", upTo: 7.5e9),
          .init("lambda.arm.gb-second.tier2", upTo: 1.875e10),
          .init("lambda.arm.gb-second.tier3"),
        ])
    }
    if let workers = architecture.workers { try addWorkers(&bill, workers, volumes) }
  }

  private func addWorkers(
    _ bill: inout Bill, _ workers: WorkerTier, _ volumes: MonthlyVolumes
  ) throws(Catalog.Gap) {
    switch workers.platform {
    case .lambda:
      try bill.add(
        .workers, "job function time",
        volumes.jobVirtualCPUHours * 3600 * workers.memory.value, "GB-seconds",
        at: "lambda.arm.gb-second.tier1")
    case .fargate, .singleInstance, .autoScalingGroup, .ecsOnEC2, .eks:
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
