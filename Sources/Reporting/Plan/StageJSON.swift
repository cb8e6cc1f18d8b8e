import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A stage of the roadmap for programs.
struct StageJSON {
  let plan: Plan
  let index: Int
  let stage: StagePlan
  let whatIfs: [WhatIf]
  var certificate: SizingCertificate?

  var value: JSONValue {
    var members: JSONMembers = [
      "id": .string(stage.definition.id), "label": .string(stage.definition.label),
      "load": Self.load(stage.workload), "isPresent": .bool(index == plan.currentIndex),
      "isReachable": .bool(stage.planned != nil),
    ]
    // An unchanged stage stands by the decisions of the one before.
    if !(stage.planned?.isUnchanged ?? false) {
      members["decisions"] = .array(stage.decisions.map(DecisionJSON.value))
    }
    if let planned = stage.planned {
      members.take(self.planned(planned))
    }
    return .object(members)
  }

  private func planned(_ planned: PlannedStage) -> JSONMembers {
    let story = StageStory(
      stage: stage, planned: planned, number: index + 1, isPresent: index == plan.currentIndex,
      requirements: plan.requirements)
    return [
      "isUnchanged": .bool(planned.isUnchanged), "fallsShort": .bool(story.fallsShort),
      "architecture": ArchitectureJSON.value(planned),
      "assessment": Self.assessment(planned.assessment),
      "cost": CostJSON.value(planned.costs),
      "breaking": breaking(planned, story),
      "entry": planned.entry.map(entry) ?? .null,
      "failures": FailureJSON.value(whatIfs),
      "certificate": certificate.map { CertificateSection(certificate: $0).json } ?? .null,
      "steps": .array(planned.steps.map(Self.step)),
      "effortPersonDays": .number(planned.steps.map(\.personDays).reduce(0, +)),
      "duties": DutyTable(matrix: planned.duties).json,
      "effortPersonDaysMethod": .string(Method.derived.label),
      "deferred": .array(
        planned.deferred.map {
          .object(["title": .string($0.title), "trigger": .string($0.trigger)])
        }),
    ]
  }

  /// The present load on the present architecture.
  static func present(_ present: PresentState) -> JSONValue {
    .object([
      "load": load(present.workload), "assessment": assessment(present.assessment),
      "cost": CostJSON.value(present.costs),
    ])
  }

  private static func load(_ workload: Workload) -> JSONValue {
    .object([
      "users": .number(workload.users.value), "activeUsers": .number(workload.activeUsers),
      "peakRequestsPerSecond": .number(workload.requestRate.value),
      "meanRequestsPerSecond": .number(workload.meanRequestRate.value),
      "computeLoadVCPU": .number(workload.computeLoad.value),
      "readsPerSecond": .number(workload.readRate.value),
      "writesPerSecond": .number(workload.writeRate.value),
      "method": .string(Method.derived.label),
    ])
  }

  private static func assessment(_ assessment: Assessment) -> JSONValue {
    .object([
      "limits": .array(assessment.limits.map(limit)),
      "latency": assessment.latency.map(latency) ?? .null,
      "latencyZoneLost": assessment.latencyZoneLost.map(latency) ?? .null,
      "computeUtilizationZoneLost": .optional(assessment.computeUtilizationZoneLost),
      "bottleneck": assessment.bottleneck.map(limit) ?? .null,
      "method": .string(Method.exact.label),
    ])
  }

  static func latency(_ latency: Latency) -> JSONValue {
    .object([
      "all": times(latency.all), "classes": .array(latency.classes.map(times)),
      "distantUsers": latency.distant.map(times) ?? .null,
      "method": .string(latency.method.label), "meanMethod": .string(Method.exact.label),
    ])
  }

  private static func times(_ row: ClassLatency) -> JSONValue {
    .object([
      "name": .string(row.name), "meanMilliseconds": .number(row.mean.milliseconds),
      "p50Milliseconds": .number(row.p50.milliseconds),
      "p95Milliseconds": .number(row.p95.milliseconds),
      "p99Milliseconds": .number(row.p99.milliseconds),
    ])
  }

  private static func limit(_ limit: Limit) -> JSONValue {
    .object([
      "tier": .string(limit.tier.rawValue), "resource": .string(limit.resource),
      "load": .number(limit.load), "capacity": .number(limit.capacity),
      "unit": .string(limit.unit), "utilization": .number(limit.utilization),
      "safeShare": .number(limit.safeShare), "isPassed": .bool(limit.isPassed),
      "isQuota": .bool(limit.isQuota), "metric": limit.metric.map(metric) ?? .null,
      "method": .string(limit.method.label),
    ])
  }

  static func metric(_ metric: Metric) -> JSONValue {
    .object([
      "namespace": .string(metric.namespace), "name": .string(metric.name),
      "statistic": .string(metric.statistic), "threshold": .number(metric.threshold),
      "unit": .string(metric.unit), "method": .string(Method.derived.label),
    ])
  }

  private func breaking(_ planned: PlannedStage, _ story: StageStory) -> JSONValue {
    .object([
      "users": .optional(planned.breaking.users?.value),
      "monthsFromNow": .optional(
        planned.breaking.users.flatMap { plan.requirements.months(until: $0) }),
      "cause": .string(planned.breaking.cause.text),
      "metric": story.nextTrigger.map(Self.metric) ?? .null,
      "method": .string(BreakingLoad.method.label),
    ])
  }

  private func entry(_ entry: StageEntry) -> JSONValue {
    .object([
      "users": .optional(entry.users?.value), "monthsFromNow": .optional(entry.months),
      "cause": .string(entry.overturned ?? entry.cause.text),
      "reason": .string(entry.reason.rawValue), "isUnchanged": .bool(entry.isUnchanged),
      "metric": trigger(entry).map(Self.metric) ?? .null,
      "method": .string(BreakingLoad.method.label),
    ])
  }

  /// The metric that shows what gives way in the architecture before.
  private func trigger(_ entry: StageEntry) -> Metric? {
    guard let before = plan.stages[..<index].last(where: { $0.planned != nil })?.planned else {
      return nil
    }
    return TriggerMetric.metric(
      of: entry.cause, in: before.architecture, objectives: plan.requirements.objectives)
  }

  static func step(_ step: Step) -> JSONValue {
    .object([
      "kind": .string(step.kind.rawValue), "title": .string(step.title),
      "because": .string(step.because), "reasons": .strings(step.reasons.map(\.rawValue)),
      "rule": .optional(step.rule), "effortPersonDays": .number(step.personDays),
      "isTuning": .bool(step.isTuning), "method": .string(Method.derived.label),
    ])
  }
}
