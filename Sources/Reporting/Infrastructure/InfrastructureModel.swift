import CapacityPlanning
import CatalogModel
import Quantities
import Roadmap

/// Everything that the templates of both languages are filled from, derived once from a request.
struct InfrastructureModel {
  let request: InfrastructureRequest
  let shape: DeploymentShape
  /// Application first, then workers.
  let tiers: [TierSize]
  let sizes: [PlanSize]
  let tables: [Table]
  let triggers: [Trigger]
  /// Names of the zones that have subnets.
  let zones: [String]

  struct Table {
    let slug: String
    let store: TableStore
  }

  struct Trigger {
    let slug: String
    let alarm: TriggerAlarm
    let dimensions: [MetricDimension]
    /// The watched table's slug; empty for other parts.
    let table: String
    /// How many of the cache it is looked at on; one for all else.
    var shards = 1
  }

  /// - Throws: `InfrastructureError` where the request cannot be rendered safely or at all.
  init(_ request: InfrastructureRequest) throws(InfrastructureError) {
    try checkNames(of: request)
    let architecture = request.architecture
    let shape = DeploymentShape(architecture, isInternal: request.isInternal)
    if architecture.balancing == .clb { throw .unsupported(option: Balancing.clb.rawValue) }
    if shape.isDatabaseOnInstance && shape.platform != .singleInstance {
      throw .databaseWithoutInstance
    }
    self.request = request
    self.shape = shape
    tiers = tierSizes(of: request, workerPlatform: shape.workerPlatform)
    sizes = planSizes(of: request, tiers: tiers, shape: shape)
    let slugs = Slug.unique(architecture.tables.map(\.name))
    tables = zip(slugs, architecture.tables).map { Table(slug: $0, store: $1) }
    triggers = try resolvedTriggers(of: request, shape: shape, tables: tables)
    let letters = ["a", "b", "c"].map { request.region + $0 }
    let named = request.availabilityZones
    zones = Array((named.count >= shape.networkZones ? named : letters).prefix(shape.networkZones))
  }

  var hasAlarms: Bool { request.architecture.observability.hasMetrics && !triggers.isEmpty }
}

/// Names that become identifiers or comments have safe characters only, and no value asks
/// CloudFormation to fetch a secret.
private func checkNames(of request: InfrastructureRequest) throws(InfrastructureError) {
  guard Slug.isValid(request.systemName) else {
    throw .unsafeName(field: "systemName", value: request.systemName)
  }
  func check(_ field: String, _ value: String) throws(InfrastructureError) {
    let isSafe = value.allBytes { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isSafe, !value.isEmpty else { throw .unsafeName(field: field, value: value) }
  }
  func checkText(_ field: String, _ text: String) throws(InfrastructureError) {
    if asksForSecret(text) { throw .dynamicReference(field: field) }
  }
  try check("region", request.region)
  try check("stageID", request.stageID)
  try check("planDigest", request.planDigest)
  for zone in request.availabilityZones { try check("availabilityZones", zone) }
  for alarm in request.triggers {
    try check("namespace", alarm.metric.namespace)
    try check("metric", alarm.metric.name)
    try check("statistic", alarm.metric.statistic)
  }
  try checkText("stageLabel", request.stageLabel)
  for alarm in request.triggers { try checkText(alarm.id, alarm.description) }
  for rule in request.facts.health { try checkText(rule.id, rule.text) }
}

/// Whether CloudFormation would put a secret in the place of a part of the text.
private func asksForSecret(_ text: String) -> Bool {
  if text.allBytes({ $0 != UInt8(ascii: "{") }) { return false }
  return text.lowercased().contains("{{resolve:")
}

private func tierSizes(of request: InfrastructureRequest, workerPlatform: ComputePlatform?)
  -> [TierSize]
{
  let architecture = request.architecture
  let compute = architecture.compute
  let app = TierSize(
    id: "app", title: "application", platform: compute.platform,
    instanceType: compute.instanceType
      ?? smallestInstanceType(compute.virtualCPUs, compute.memory, processor: compute.processor),
    minimum: compute.minimumCount, maximum: compute.count, virtualCPUs: compute.virtualCPUs,
    memory: compute.memory, concurrency: compute.concurrency, target: request.processorTarget,
    readsQueue: false, handler: request.facts.runtime.handler(of: "app"))
  guard let workers = architecture.workers, let workerPlatform else { return [app] }
  let type = smallestInstanceType(
    workers.virtualCPUs, workers.memory, processor: compute.processor)
  let readsQueue = architecture.messaging.contains(.queue)
  let worker = TierSize(
    id: "worker", title: "workers", platform: workerPlatform, instanceType: type,
    minimum: busyWorkers(of: request, most: workers.count), maximum: workers.count,
    virtualCPUs: workers.virtualCPUs,
    memory: workers.memory, concurrency: workers.count, target: request.processorTarget,
    readsQueue: readsQueue, handler: request.facts.runtime.handler(of: "worker"),
    backlog: backlog(of: request))
  return [app, worker]
}

/// The workers that always run: as many whole ones as the day's jobs keep busy on average, at least one.
///
/// The bill counts the mean load itself, without what rounding adds or leaves to the peaks.
private func busyWorkers(of request: InfrastructureRequest, most: Int) -> Int {
  min(most, max(1, Int(request.jobLoad.value.rounded(.down))))
}

/// The messages that may wait for each worker, so that by the mean duration of the jobs none waits longer
/// than the catalog lets it.
///
/// At least one, also where one job takes longer than that. Without jobs to tell how long one takes, a message is taken for a second of work.
private func backlog(of request: InfrastructureRequest) -> Int {
  let each = request.jobTime.value > 0 ? request.jobTime.value : 1
  return Int(min(100_000, max(1, (request.facts.jobWait.value / each).rounded(.down))))
}

private func planSizes(
  of request: InfrastructureRequest, tiers: [TierSize], shape: DeploymentShape
) -> [PlanSize] {
  let architecture = request.architecture
  var sizes = tiers.flatMap(\.sizes)
  if shape.hasFunctions {
    sizes.append(
      .text(
        "runtime", "Runtime of AWS Lambda that the functions are written for.",
        request.facts.runtime.identifier, "^[a-z0-9.]+$"))
  }
  if shape.hasAPI && !shape.hasAppSync {
    // Twice the peak admits a surge and stops a runaway client; without a peak, the account's quota.
    let rate = request.peakRate.map { ($0.value * 2).rounded(.up) } ?? 10_000
    sizes += [
      .number("api_rate", "Requests per second that the API admits.", rate, in: 1...1_000_000),
      .number(
        "api_burst", "Requests that the API admits at once.", (rate / 2).rounded(.up),
        in: 1...500_000),
    ]
  }
  if let database = architecture.relational {
    sizes += databaseSizes(database, dataLossMinutes: request.dataLossMinutes)
  }
  if shape.hasDAX { sizes += acceleratorSizes(zones: architecture.zones) }
  if let cache = architecture.cache { sizes += cacheSizes(cache) }
  return sizes
}

private func resolvedTriggers(
  of request: InfrastructureRequest, shape: DeploymentShape, tables: [InfrastructureModel.Table]
) throws(InfrastructureError) -> [InfrastructureModel.Trigger] {
  let slugs = Slug.unique(request.triggers.map(\.id))
  var resolved: [InfrastructureModel.Trigger] = []
  for (slug, alarm) in zip(slugs, request.triggers) {
    let dimensions = shape.dimensions(
      of: alarm.part, namespace: alarm.metric.namespace, metric: alarm.metric.name)
    guard let dimensions else { throw .triggerWithoutPart(trigger: alarm.id) }
    var table = ""
    if case .table(let name) = alarm.part {
      table = tables.first { $0.store.name == name }?.slug ?? ""
    }
    // Each shard holds other keys: one may be full while the others idle.
    let shards = dimensions.contains(.valkeyNode) ? request.architecture.cache?.shards ?? 1 : 1
    resolved.append(
      .init(
        slug: slug, alarm: alarm, dimensions: dimensions, table: table, shards: max(1, shards)))
  }
  return resolved
}
