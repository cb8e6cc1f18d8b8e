import CapacityPlanning
import Quantities

private let instanceTypePattern = "^[a-z][a-z0-9-]*[.][a-z0-9-]+$"

/// Sizes of a tier that runs code, application or workers.
struct TierSize {
  /// `app` or `worker`, which begins the names of its variables.
  let id: String
  /// The tier for people, such as `application`.
  let title: String
  let platform: ComputePlatform
  let instanceType: String
  let minimum: Int
  let maximum: Int
  let virtualCPUs: Double
  let memory: GiB
  let concurrency: Int
  /// Use of the processors that scaling keeps to, in percent.
  let target: Double
  /// Whether it takes messages from the queue.
  let readsQueue: Bool
  /// What the function's package is entered by; nil for what is no function.
  let handler: String?
  /// Messages that may wait for each of it.
  var backlog = 1

  /// Whether it runs as ECS tasks.
  var isTask: Bool { platform == .ecsOnEC2 || platform == .fargate }
  /// Whether it grows and shrinks with its load.
  var isScaled: Bool { minimum < maximum }
  /// Whether the messages that wait say how many tasks there are, not their processors.
  var scalesOnBacklog: Bool { isTask && readsQueue }

  /// The variables that the tier's platform takes, in the order they are listed.
  var sizes: [PlanSize] {
    switch platform {
    case .singleInstance: [type]
    case .autoScalingGroup: [type] + counts(of: "instances") + scaling
    case .eks: [type] + counts(of: "instances")
    case .ecsOnEC2:
      [type] + counts(of: "tasks, one on each instance,") + scaling + taskOnInstance
    case .fargate:
      (isScaled ? counts(of: "tasks") : Array(counts(of: "tasks").prefix(1))) + scaling
        + FargateSize.fitting(virtualCPUs, memory).sizes(of: id)
    case .lambda:
      [
        .number(
          "\(id)_memory", "Memory of the \(title)'s function in MiB.", megabytes, in: 128...10_240),
        .number(
          "\(id)_concurrency", "Most concurrent executions of the \(title)'s function.",
          Double(max(1, concurrency)), in: readsQueue ? 5...1_000 : 1...1_000_000),
        .text(
          "\(id)_handler", "What the \(title)'s package is entered by.", handler ?? "handler",
          "^[A-Za-z0-9_./:-]+$"),
      ]
    }
  }

  private var scaling: [PlanSize] {
    guard isScaled else { return [] }
    return scalesOnBacklog
      ? [
        .number(
          "\(id)_backlog", "Messages that may wait for each task of the \(title).", Double(backlog),
          in: 1...100_000)
      ]
      : [
        .number(
          "\(id)_target",
          "Use of the processors of the \(title) in percent that scaling keeps to, below what the plan calls safe.",
          target, in: 5...90)
      ]
  }

  private var megabytes: Double { (memory.value * 1024).rounded(.up) }

  private var type: PlanSize {
    .text(
      "\(id)_instance_type", "Instance type of the \(title).", instanceType, instanceTypePattern)
  }

  private func counts(of units: String) -> [PlanSize] {
    // More than a service or a group has by default are the plan's all the same, and a quota to raise.
    let most = Double(max(1, minimum, maximum))
    let bound = max(5_000, most)
    return [
      .number(
        "\(id)_minimum", "Fewest \(units) of the \(title).", Double(max(0, minimum)), in: 0...bound),
      .number("\(id)_maximum", "Most \(units) of the \(title).", most, in: 1...bound),
    ]
  }

  /// Three quarters of the instance: the rest is left to the agent, the system and the collector.
  private var taskOnInstance: [PlanSize] {
    [
      .number(
        "\(id)_task_cpu", "Processor units of a task of the \(title) (1,024 are a virtual CPU).",
        (virtualCPUs * 768).rounded(.down), in: 128...196_608),
      .number(
        "\(id)_task_memory", "Memory of a task of the \(title) in MiB.",
        (memory.value * 768).rounded(.down), in: 256...786_432),
    ]
  }
}

/// A pair of processor and memory that Fargate offers.
///
/// Source: Amazon ECS developer guide, "Fargate task definition considerations", task CPU and memory.
struct FargateSize: Hashable {
  let cpuUnits: Int
  let megabytes: Int

  /// The smallest pair that has at least this much of both; the largest where none has.
  static func fitting(_ virtualCPUs: Double, _ memory: GiB) -> FargateSize {
    let wanted = memory.value * 1024
    for offer in offers where Double(offer.cpuUnits) >= virtualCPUs * 1024 {
      let fitting = offer.megabytes.first { Double($0) >= wanted }
      if let fitting { return FargateSize(cpuUnits: offer.cpuUnits, megabytes: fitting) }
    }
    return FargateSize(cpuUnits: 16_384, megabytes: 122_880)
  }

  private static let offers: [(cpuUnits: Int, megabytes: [Int])] = [
    (256, [512, 1024, 2048]),
    (512, Array(stride(from: 1024, through: 4096, by: 1024))),
    (1024, Array(stride(from: 2048, through: 8192, by: 1024))),
    (2048, Array(stride(from: 4096, through: 16_384, by: 1024))),
    (4096, Array(stride(from: 8192, through: 30_720, by: 1024))),
    (8192, Array(stride(from: 16_384, through: 61_440, by: 4096))),
    (16_384, Array(stride(from: 32_768, through: 122_880, by: 8192))),
  ]

  /// The variables of a tier's task.
  func sizes(of id: String) -> [PlanSize] {
    [
      .number(
        "\(id)_task_cpu",
        "Processor units of a task (1,024 are a virtual CPU), as Fargate offers them.",
        Double(cpuUnits), in: 256...16_384),
      .number(
        "\(id)_task_memory", "Memory of a task in MiB, as Fargate offers it with that processor.",
        Double(megabytes), in: 512...122_880),
    ]
  }
}

/// The smallest current-generation instance type with this much processor and memory.
///
/// The plan sizes workers by processor and memory alone. Memory per virtual CPU chooses the family
/// (compute 2 GiB, general 4, memory 8); the burstable family serves up to 2 virtual CPUs and 8 GiB.
func smallestInstanceType(_ virtualCPUs: Double, _ memory: GiB, processor: String) -> String {
  let isARM = processor == "arm64"
  if virtualCPUs <= 2 && memory.value <= 8 {
    let sizes: [(String, Double)] = [
      ("nano", 0.5), ("micro", 1), ("small", 2), ("medium", 4), ("large", 8),
    ]
    let size = sizes.first { memory.value <= $0.1 }?.0 ?? "large"
    return (isARM ? "t4g." : "t3.") + size
  }
  let ratio = memory.value / max(virtualCPUs, 1)
  let (family, perCPU) = ratio <= 2 ? ("c7", 2.0) : ratio <= 4 ? ("m7", 4.0) : ("r7", 8.0)
  let sizes: [(String, Double)] = [
    ("large", 2), ("xlarge", 4), ("2xlarge", 8), ("4xlarge", 16), ("8xlarge", 32),
  ]
  let size =
    sizes.first { virtualCPUs <= $0.1 && memory.value <= $0.1 * perCPU }?.0
    ?? "16xlarge"
  return family + (isARM ? "g." : "i.") + size
}
