import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

/// Compares two plans: what was decided, how it is sized, what it costs and how far it carries.
struct PlanComparison {
  let old: Plan
  let new: Plan

  /// All changes: those of the whole plan, then stage by stage, in the order of the subjects.
  var changes: [PlanChange] {
    let before = old.stages.map(\.definition.id)
    let after = new.stages.map(\.definition.id)
    let ids = after + before.filter { !after.contains($0) }
    if old.isDivided || new.isDivided { return whole + ids.flatMap(units) }
    return whole + ids.flatMap(stage)
  }

  /// The changes of a stage of several units: those of the whole, then unit by unit.
  private func units(_ id: String) -> [PlanChange] {
    let before = old.units(ofStage: id)
    let after = new.units(ofStage: id)
    let names =
      after.map(\.name)
      + before.map(\.name).filter { name in
        !after.contains { $0.name == name }
      }
    var changes = compare(
      .part, id, before.map { ($0.name, $0.services) }, after.map { ($0.name, $0.services) })
    for name in names {
      let own = PlanComparison(
        old: old.showing(before.first { $0.name == name }?.stage, ofStage: id),
        new: new.showing(after.first { $0.name == name }?.stage, ofStage: id))
      changes += own.stage(id).map { $0.of(unit: name) }
    }
    return changes
  }

  private var whole: [PlanChange] {
    var changes = compare(
      .verdict, nil, [("", Verdict(plan: old).gates)], [("", Verdict(plan: new).gates)])
    changes += compare(.gate, nil, old.gates.map(Self.gate), new.gates.map(Self.gate))
    changes += compare(.present, nil, [("", Self.present(old))], [("", Self.present(new))])
    changes += compare(.cost, nil, Self.presentCost(old), Self.presentCost(new))
    changes += compare(.note, nil, Self.notes(old), Self.notes(new))
    return changes
  }

  private func stage(_ id: String) -> [PlanChange] {
    let before = old.stages.first { $0.definition.id == id }
    let after = new.stages.first { $0.definition.id == id }
    func parts(
      _ stage: StagePlan?, _ read: (PlannedStage) -> [(String, String)]
    ) -> [(String, String)] {
      stage?.planned.map(read) ?? []
    }
    var changes = compare(.decision, id, Self.decisions(before), Self.decisions(after))
    changes += compare(.part, id, parts(before, Self.parts), parts(after, Self.parts))
    changes += compare(.cost, id, parts(before, Self.cost), parts(after, Self.cost))
    changes += compare(.latency, id, parts(before, Self.latency), parts(after, Self.latency))
    changes += compare(
      .utilization, id, parts(before, Self.utilization), parts(after, Self.utilization))
    changes += compare(.carries, id, parts(before, Self.carries), parts(after, Self.carries))
    changes += compare(.entry, id, parts(before, Self.entry), parts(after, Self.entry))
    return changes
  }

  private func compare(
    _ subject: PlanChange.Subject, _ stage: String?, _ old: [(id: String, text: String)],
    _ new: [(id: String, text: String)]
  ) -> [PlanChange] {
    let before = Dictionary(old.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    var ids = new.map(\.id)
    for row in old where !ids.contains(row.id) { ids.append(row.id) }
    return ids.compactMap { id in
      before[id] == after[id]
        ? nil : PlanChange(subject, stage, id, from: before[id], to: after[id])
    }
  }

  private static func gate(_ gate: Gate) -> (String, String) {
    (
      gate.id,
      "\(gate.observed), \(gate.passes ? "passes" : gate.isWaived ? "waived" : "fails") \(gate.required)"
    )
  }

  /// Notes by their rules; of several of one rule, each by its number.
  private static func notes(_ plan: Plan) -> [(String, String)] {
    var counts: [String: Int] = [:]
    return plan.notes.map { note in
      counts[note.rule, default: 0] += 1
      let count = counts[note.rule] ?? 1
      return (count == 1 ? note.rule : "\(note.rule) \(count)", note.text)
    }
  }

  private static func present(_ plan: Plan) -> String {
    plan.currentIndex.map { "the stage of \(plan.stages[$0].definition.label) users" }
      ?? "no stage carries the present users"
  }

  private static func presentCost(_ plan: Plan) -> [(String, String)] {
    plan.presentTotal.map { [("", NumberText.cost($0))] } ?? []
  }

  private static func decisions(_ stage: StagePlan?) -> [(String, String)] {
    (stage?.decisions ?? []).map { decision in
      (decision.id, decision.chosen.map(decision.title) ?? "no option is left")
    }
  }

  private static func parts(_ stage: PlannedStage) -> [(String, String)] {
    stage.components.map { ($0.slot, $0.size.isEmpty ? $0.title : "\($0.title), \($0.size)") }
  }

  private static func cost(_ stage: PlannedStage) -> [(String, String)] {
    let tiers = Tier.allCases.map { ($0.rawValue, stage.costs.total(of: $0)) }
    return [("", NumberText.cost(stage.costs.total))]
      + tiers.filter { $0.1 > .zero }.map { ($0.0, NumberText.cost($0.1)) }
  }

  private static func latency(_ stage: PlannedStage) -> [(String, String)] {
    guard let latency = stage.assessment.latency else { return [("p99", "saturated")] }
    return [
      ("p95", NumberText.time(latency.all.p95)), ("p99", NumberText.time(latency.all.p99)),
    ]
  }

  private static func utilization(_ stage: PlannedStage) -> [(String, String)] {
    stage.assessment.limits.map {
      ("\($0.tier.rawValue): \($0.resource)", NumberText.share($0.utilization))
    }
  }

  private static func carries(_ stage: PlannedStage) -> [(String, String)] {
    let users = stage.breaking.users.map(NumberText.users) ?? "any number of users"
    return [("", "\(users), then \(stage.breaking.cause.text)")]
  }

  private static func entry(_ stage: PlannedStage) -> [(String, String)] {
    guard let entry = stage.entry else { return [] }
    if entry.isUnchanged { return [("", "nothing changes")] }
    let users = entry.users.map(NumberText.users) ?? "when needed"
    return [("", users + (entry.months.map { ", \(NumberText.months($0))" } ?? ""))]
  }
}
