import CapacityPlanning
import Quantities

extension InfrastructureModel {
  /// Flags and lists of what runs code, application and workers alike.
  var tierValues: [String: Any] {
    let platform = shape.platform
    let isARM = request.architecture.compute.processor == "arm64"
    let tasks = tiers.filter { [.ecsOnEC2, .fargate].contains($0.platform) }
    let groups = tiers.filter { [.ecsOnEC2, .autoScalingGroup].contains($0.platform) }
    let nodes = tiers.filter { $0.platform == .eks }
    let functions = tiers.filter { $0.platform == .lambda }
    let isWorkerFunction = shape.workerPlatform == .lambda
    let messaging = request.architecture.messaging
    return [
      "isSingle": platform == .singleInstance,
      "isLambda": platform == .lambda,
      "isEKS": platform == .eks,
      "hasFunctions": shape.hasFunctions,
      "hasECSCluster": shape.hasECSCluster,
      "hasECSNodes": shape.hasECSNodes,
      "hasEKSCluster": shape.hasEKSCluster,
      "hasFargateTasks": tiers.contains { $0.platform == .fargate },
      "hasInstanceGroups": !groups.isEmpty || !nodes.isEmpty,
      "hasTasks": !tasks.isEmpty,
      "ownsNAT": shape.hasNAT && !request.isUnit,
      "hasAmazonLinux": platform == .singleInstance
        || groups.contains { $0.platform == .autoScalingGroup },
      "imageArchitecture": isARM ? "arm64" : "x86_64",
      "ecsImagePath": isARM ? "arm64/" : "",
      "taskArchitecture": isARM ? "ARM64" : "X86_64",
      "functionArchitecture": isARM ? "arm64" : "x86_64",
      "rootVolume": DecimalText.fixed(
        ComputePlatform.autoScalingGroup.rootVolume.value, grouped: false),
      "nodeVolume": DecimalText.fixed(ComputePlatform.eks.rootVolume.value, grouped: false),
      "nodeImageType": isARM ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
      "workerReadsQueue": isWorkerFunction && messaging.contains(.queue),
      "workerReadsStream": isWorkerFunction && messaging.contains(.stream),
      "roles": tiers.enumerated().map { index, tier in
        roleValues(tier, isLast: index + 1 == tiers.count)
      },
      "tasks": tasks.map(values),
      "groups": groups.map(values),
      "nodeGroups": nodes.map(values),
      "functions": functions.map(values),
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
