import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap
import TerminalUI

/// The reasons behind the numbers of all pages.
extension ShownPlan {
  /// Why a percentile is what it is, under the load of the units that are shown.
  ///
  /// - Parameters:
  ///   - latency: What is waited for, from end to end over these units.
  ///   - zoneLost: The same with a zone lost; nil where there is no second one.
  func why(
    percentile name: String, _ value: Seconds?, _ latency: Latency?, zoneLost: Latency?,
    of loads: [UnitLoad]
  ) -> Why {
    var parts: [Why.Part] = [
      .init(
        "formula",
        "the \(name) of the sum of the residence times at the stations of a request's path; their "
          + "transforms are multiplied and inverted numerically"),
      .init("how", latencyMethod.label),
    ]
    for load in loads {
      let place = loads.count > 1 ? "\(load.part.unit ?? ""): " : ""
      parts.append(.init("input", "\(place)arrival rate \(rate(load.workload))"))
      parts += load.assessment.limits.filter { $0.resource == "CPU" || $0.isQuota == false }.map {
        .init("input", "\(place)\($0.tier.rawValue), \($0.resource): \(formula($0))")
      }
    }
    if let mean = latency?.all.mean {
      parts.append(.init("mean", Words.milliseconds(mean)))
    }
    for load in latency?.classes ?? [] {
      parts.append(
        .init(
          "class \(load.name)",
          "p50 \(Words.milliseconds(load.p50)), p95 \(Words.milliseconds(load.p95)), p99 "
            + Words.milliseconds(load.p99)))
    }
    if let zoneLost {
      parts.append(.init("with a zone lost", "p99 \(Words.milliseconds(zoneLost.all.p99))"))
    }
    let objectives = plan.requirements.objectives
    parts.append(
      .init(
        "objective",
        "p95 \(Words.milliseconds(objectives.p95)), p99 \(Words.milliseconds(objectives.p99))"))
    for load in loads {
      parts += reach.ids(load).compactMap(factPart).filter { !parts.contains($0) }
    }
    return Why("\(name): \(value.map(Words.milliseconds) ?? "saturated")", parts)
  }

  func rate(_ workload: Workload) -> String {
    "\(DecimalText.significant(workload.requestRate.value)) requests/s in the peak of "
      + Words.users(workload.users.value)
  }

  /// Load over capacity of a limit.
  func formula(_ limit: Limit) -> String {
    "\(DecimalText.significant(limit.load)) of \(DecimalText.significant(limit.capacity)) "
      + "\(limit.unit) = \(Words.percent(limit.utilization))"
  }

  /// Why a capacity is used as much as it is.
  func why(_ limit: Limit, _ workload: Workload) -> Why {
    var parts: [Why.Part] = [
      .init("formula", "utilization = load / capacity = \(formula(limit))"),
      .init("how", limit.method.label),
      .init("input", "arrival rate \(rate(workload))"),
      .init("safe up to", safeShare(of: limit)),
    ]
    if let metric = limit.metric { parts.append(.init("alarm", Self.alarm(metric))) }
    if let headroom = limit.headroom {
      parts.append(.init("headroom", "\(DecimalText.significant(headroom)) times this load"))
    }
    if limit.isQuota { parts.append(.init("quota", "AWS raises it on request")) }
    return Why("\(limit.tier.rawValue), \(limit.resource)", parts)
  }

  /// Up to which share a capacity is safe, and what says so.
  private func safeShare(of limit: Limit) -> String {
    let share = Words.percent(limit.safeShare)
    guard limit.safeShare < 1 else { return "\(share): it may be used up whole" }
    let ids = Self.safeFacts(of: limit)
    let exact = ids.first { (try? catalog.number($0)) == limit.safeShare }
    if let exact, let fact = factPart(exact) { return "\(share), \(fact.label): \(fact.text)" }
    let facts = ids.compactMap(factPart).map { "\($0.label): \($0.text)" }
    guard !facts.isEmpty else { return share }
    return "\(share), so that what remains after losing a zone carries the rest within "
      + facts.joined(separator: "; ")
  }

  /// The planning facts from which the safe share of a resource follows.
  private static func safeFacts(of limit: Limit) -> [String] {
    let target = "planning.targetUtilization#"
    let zoneLost = "planning.utilizationZoneLost"
    if limit.isQuota { return ["planning.quotaTarget"] }
    switch (limit.tier, limit.resource) {
    case (.compute, "CPU"): return [target + "cpu", zoneLost]
    case (.compute, "workers"), (.compute, "connection pools"), (.database, "connections"):
      return [target + "connections"]
    case (.database, _) where limit.resource.contains("CPU"):
      return [target + "database-cpu", zoneLost]
    case (.workers, _): return [target + "cpu"]
    case (.cache, "memory"): return [target + "cache-memory"]
    case (.cache, _): return [target + "database-cpu"]
    default: return ["planning.quotaTarget"]
    }
  }

  private static func alarm(_ metric: Metric) -> String {
    "\(metric.namespace) \(metric.name), \(metric.statistic) above "
      + "\(DecimalText.significant(metric.threshold)) \(metric.unit)"
  }

  /// Why an item of the bill costs what it does.
  ///
  /// - Parameter owner: Whose item it is, where there are several units.
  func why(_ item: CostItem, of owner: String? = nil) -> Why {
    var parts: [Why.Part] = [
      .init(
        "formula",
        "\(DecimalText.significant(item.quantity, 5)) \(item.unit) x "
          + "\(DecimalText.significant(item.unitPrice, 4)) USD = "
          + "\(DecimalText.fixed(item.monthly.value, 2)) USD/month"),
      .init("price", item.priceID), .init("source", source(item.citation)),
    ]
    if let commitment = item.commitment {
      parts.append(
        .init(
          "commitment",
          "\(commitment.title); on demand it is "
            + "\(DecimalText.significant(commitment.onDemandUnitPrice, 4)) USD"))
    }
    let place = owner.map { "\($0), " } ?? ""
    return Why("\(place)\(item.tier.rawValue): \(item.name)", parts)
  }

  /// Why a bill comes to its total: its items, which add up to it.
  func why(total items: [CostItem], _ workload: Workload) -> Why {
    let sorted = items.sorted { $0.monthly > $1.monthly }
    return Why(
      "Cost: \(Words.dollars(items.total.value))",
      [.init("formula", "the sum of \(items.count) items at \(rate(workload))")]
        + sorted.prefix(30).map {
          .init($0.tier.rawValue, "\($0.name): \(Words.dollars($0.monthly.value))")
        } + [.init("not covered", "taxes and support; every item of the page Cost has its price")])
  }

  /// Why an architecture carries as many users as it does.
  ///
  /// - Parameter unit: The unit that gives way, where there are several.
  func why(_ breaking: BreakingLoad, stage: String, unit: String? = nil) -> Why {
    var parts: [Why.Part] = unit.map { [.init("unit", $0)] } ?? []
    parts += [
      .init("what gives way", breaking.cause.text),
      .init("how", BreakingLoad.method.label),
    ]
    if let users = breaking.users {
      parts.append(.init("that is", Words.months(plan.requirements.months(until: users))))
    }
    if let metric = breaking.cause.metric { parts.append(.init("alarm", Self.alarm(metric))) }
    let users = breaking.users.map { Words.users($0.value) } ?? "any number of users"
    return Why("Stage \(stage) carries \(users)", parts)
  }
}
