import CapacityPlanning
import Quantities

extension InfrastructureModel {
  /// Flags and lists of what runs code, application and workers alike.
  var tierValues: TemplateItem {
    let platform = shape.platform
    let isARM = request.architecture.compute.processor == "arm64"
    let tasks = tiers.filter { [.ecsOnEC2, .fargate].contains($0.platform) }
    let groups = tiers.filter { [.ecsOnEC2, .autoScalingGroup].contains($0.platform) }
    let nodes = tiers.filter { $0.platform == .eks }
    let functions = tiers.filter { $0.platform == .lambda }
    let isWorkerFunction = shape.workerPlatform == .lambda
    let messaging = request.architecture.messaging
    return [
      "isSingle": .flag(platform == .singleInstance),
      "isLambda": .flag(platform == .lambda),
      "isEKS": .flag(platform == .eks),
      "hasFunctions": .flag(shape.hasFunctions),
      "hasECSCluster": .flag(shape.hasECSCluster),
      "hasECSNodes": .flag(shape.hasECSNodes),
      "hasEKSCluster": .flag(shape.hasEKSCluster),
      "hasFargateTasks": .flag(tiers.contains { $0.platform == .fargate }),
      "hasInstanceGroups": .flag(!groups.isEmpty || !nodes.isEmpty),
      "hasTasks": .flag(!tasks.isEmpty),
      "ownsNAT": .flag(shape.hasNAT && !request.isUnit),
      "hasAmazonLinux": .flag(
        platform == .singleInstance
          || groups.contains { $0.platform == .autoScalingGroup }),
      "imageArchitecture": .text(isARM ? "arm64" : "x86_64"),
      "ecsImagePath": .text(isARM ? "arm64/" : ""),
      "taskArchitecture": .text(isARM ? "ARM64" : "X86_64"),
      "functionArchitecture": .text(isARM ? "arm64" : "x86_64"),
      "rootVolume": .text(
        DecimalText.fixed(
          ComputePlatform.autoScalingGroup.rootVolume.value, grouped: false)),
      "nodeVolume": .text(DecimalText.fixed(ComputePlatform.eks.rootVolume.value, grouped: false)),
      "nodeImageType": .text(isARM ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD"),
      "workerReadsQueue": .flag(isWorkerFunction && messaging.contains(.queue)),
      "workerReadsStream": .flag(isWorkerFunction && messaging.contains(.stream)),
      "roles": .list(
        tiers.enumerated().map { index, tier in
          roleValues(tier, isLast: index + 1 == tiers.count)
        }),
      "tasks": .list(tasks.map(values)),
      "groups": .list(groups.map(values)),
      "nodeGroups": .list(nodes.map(values)),
      "functions": .list(functions.map(values)),
    ]
  }

  private func values(_ tier: TierSize) -> TemplateItem {
    let isApp = tier.id == "app"
    return [
      "id": .text(tier.id), "logical": .text(isApp ? "App" : "Worker"),
      "isECSGroup": .flag(tier.platform == .ecsOnEC2),
      "isFargateTask": .flag(tier.platform == .fargate),
      "isGroupAttached": .flag(
        isApp && tier.platform == .autoScalingGroup && shape.hasBalancing),
      "isTaskAttached": .flag(isApp && shape.hasBalancing),
      "isTaskWithFiles": .flag(isApp && shape.hasSharedFiles),
      "isWorkerFunction": .flag(!isApp),
      "isFunctionInVPC": .flag(shape.areFunctionsInVPC),
      "isScaled": .flag(tier.isScaled), "scalesOnBacklog": .flag(tier.scalesOnBacklog),
      "isTaskBehindRule": .flag(isApp && shape.isALBForCloudFront),
      "isLast": .flag(tier.id == tiers.last { $0.platform == tier.platform }?.id),
    ]
  }

  private func roleValues(_ tier: TierSize, isLast: Bool) -> TemplateItem {
    let principal =
      switch tier.platform {
      case .singleInstance, .autoScalingGroup: "ec2.amazonaws.com"
      case .ecsOnEC2, .fargate: "ecs-tasks.amazonaws.com"
      case .eks: "pods.eks.amazonaws.com"
      case .lambda: "lambda.amazonaws.com"
      }
    return [
      "id": .text(tier.id), "logical": .text(tier.id == "app" ? "App" : "Worker"),
      "principal": .text(principal), "isPodRole": .flag(tier.platform == .eks),
      "isFunctionRole": .flag(tier.platform == .lambda),
      "isFunctionInVPC": .flag(shape.areFunctionsInVPC),
      "isInstanceRole": .flag([.singleInstance, .autoScalingGroup].contains(tier.platform)),
      "isLast": .flag(isLast),
    ]
  }
}
