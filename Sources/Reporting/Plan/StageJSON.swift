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

  func write(to json: inout JSONWriter) {
    let planned = stage.planned
    let story = planned.map {
      StageStory(
        stage: stage, planned: $0, number: index + 1, isPresent: index == plan.currentIndex,
        requirements: plan.requirements)
    }
    json.object { json in
      if let planned, let story {
        json.member("architecture") { ArchitectureJSON.write(planned, to: &$0) }
        json.member("assessment") { Self.assessment(planned.assessment, to: &$0) }
        json.member("breaking") { breaking(planned, story, to: &$0) }
        json.member("certificate", orNull: certificate) {
          CertificateSection(certificate: $0).write(to: &$1)
        }
        json.member("cost") { CostJSON.write(planned.costs, to: &$0) }
      }
      // An unchanged stage stands by the decisions of the one before.
      if !(planned?.isUnchanged ?? false) {
        json.member("decisions", each: stage.decisions) { DecisionJSON.write($0, to: &$1) }
      }
      if let planned, let story {
        json.member("deferred", each: planned.deferred) { part, json in
          json.object { json in
            json.member("title", part.title)
            json.member("trigger", part.trigger)
          }
        }
        json.member("duties") { DutyTable(matrix: planned.duties).write(to: &$0) }
        json.member("effortPersonDays", planned.steps.map(\.personDays).reduce(0, +))
        json.member("effortPersonDaysMethod", Method.derived.label)
        json.member("entry", orNull: planned.entry, entry)
        json.member("failures", each: whatIfs, FailureJSON.write)
        json.member("fallsShort", story.fallsShort)
      }
      json.member("id", stage.definition.id)
      json.member("isPresent", index == plan.currentIndex)
      json.member("isReachable", planned != nil)
      if let planned { json.member("isUnchanged", planned.isUnchanged) }
      json.member("label", stage.definition.label)
      json.member("load") { Self.load(stage.workload, to: &$0) }
      if let planned { json.member("steps", each: planned.steps, Self.step) }
    }
  }

  /// The present load on the present architecture.
  static func present(_ present: PresentState, to json: inout JSONWriter) {
    json.object { json in
      json.member("assessment") { assessment(present.assessment, to: &$0) }
      json.member("cost") { CostJSON.write(present.costs, to: &$0) }
      json.member("load") { load(present.workload, to: &$0) }
    }
  }

  private static func load(_ workload: Workload, to json: inout JSONWriter) {
    json.object { json in
      json.member("activeUsers", workload.activeUsers)
      json.member("computeLoadVCPU", workload.computeLoad.value)
      json.member("meanRequestsPerSecond", workload.meanRequestRate.value)
      json.member("method", Method.derived.label)
      json.member("peakRequestsPerSecond", workload.requestRate.value)
      json.member("readsPerSecond", workload.readRate.value)
      json.member("users", workload.users.value)
      json.member("writesPerSecond", workload.writeRate.value)
    }
  }

  private static func assessment(_ assessment: Assessment, to json: inout JSONWriter) {
    json.object { json in
      json.member("bottleneck", orNull: assessment.bottleneck, limit)
      json.member("computeUtilizationZoneLost", orNull: assessment.computeUtilizationZoneLost)
      json.member("latency", orNull: assessment.latency, latency)
      json.member("latencyZoneLost", orNull: assessment.latencyZoneLost, latency)
      json.member("limits", each: assessment.limits, limit)
      json.member("method", Method.exact.label)
    }
  }

  static func latency(_ latency: Latency, to json: inout JSONWriter) {
    json.object { json in
      json.member("all") { times(latency.all, to: &$0) }
      json.member("classes", each: latency.classes, times)
      json.member("distantUsers", orNull: latency.distant, times)
      json.member("meanMethod", Method.exact.label)
      json.member("method", latency.method.label)
    }
  }

  private static func times(_ row: ClassLatency, to json: inout JSONWriter) {
    json.object { json in
      json.member("meanMilliseconds", row.mean.milliseconds)
      json.member("name", row.name)
      json.member("p50Milliseconds", row.p50.milliseconds)
      json.member("p95Milliseconds", row.p95.milliseconds)
      json.member("p99Milliseconds", row.p99.milliseconds)
    }
  }

  private static func limit(_ limit: Limit, to json: inout JSONWriter) {
    json.object { json in
      json.member("capacity", limit.capacity)
      json.member("isPassed", limit.isPassed)
      json.member("isQuota", limit.isQuota)
      json.member("load", limit.load)
      json.member("method", limit.method.label)
      json.member("metric", orNull: limit.metric, metric)
      json.member("resource", limit.resource)
      json.member("safeShare", limit.safeShare)
      json.member("tier", limit.tier.rawValue)
      json.member("unit", limit.unit)
      json.member("utilization", limit.utilization)
    }
  }

  static func metric(_ metric: Metric, to json: inout JSONWriter) {
    json.object { json in
      json.member("method", Method.derived.label)
      json.member("name", metric.name)
      json.member("namespace", metric.namespace)
      json.member("statistic", metric.statistic)
      json.member("threshold", metric.threshold)
      json.member("unit", metric.unit)
    }
  }

  private func breaking(_ planned: PlannedStage, _ story: StageStory, to json: inout JSONWriter) {
    json.object { json in
      json.member("cause", planned.breaking.cause.text)
      json.member("method", BreakingLoad.method.label)
      json.member("metric", orNull: story.nextTrigger, Self.metric)
      json.member(
        "monthsFromNow",
        orNull: planned.breaking.users.flatMap { plan.requirements.months(until: $0) })
      json.member("users", orNull: planned.breaking.users?.value)
    }
  }

  private func entry(_ entry: StageEntry, to json: inout JSONWriter) {
    json.object { json in
      json.member("cause", entry.overturned ?? entry.cause.text)
      json.member("isUnchanged", entry.isUnchanged)
      json.member("method", BreakingLoad.method.label)
      json.member("metric", orNull: trigger(entry), Self.metric)
      json.member("monthsFromNow", orNull: entry.months)
      json.member("reason", entry.reason.rawValue)
      json.member("users", orNull: entry.users?.value)
    }
  }

  /// The metric that shows what gives way in the architecture before.
  private func trigger(_ entry: StageEntry) -> Metric? {
    guard let before = plan.stages[..<index].last(where: { $0.planned != nil })?.planned else {
      return nil
    }
    return TriggerMetric.metric(
      of: entry.cause, in: before.architecture, objectives: plan.requirements.objectives)
  }

  static func step(_ step: Step, to json: inout JSONWriter) {
    json.object { json in
      json.member("because", step.because)
      json.member("effortPersonDays", step.personDays)
      json.member("isTuning", step.isTuning)
      json.member("kind", step.kind.rawValue)
      json.member("method", Method.derived.label)
      json.member("reasons", step.reasons.map(\.rawValue))
      json.member("rule", orNull: step.rule)
      json.member("title", step.title)
    }
  }
}
