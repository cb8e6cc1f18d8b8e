import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The units of each stage for a terminal.
struct CompositionSummary {
  let composition: Composition

  func lines(width: Int) -> [String] {
    var table = PlainTable(
      ["", "users", "unit", "carries ≈", "req/s ∑", "p99 ms ≈", "USD/month ∑", "architecture"],
      rightAligned: [3, 4, 5, 6])
    for (index, stage) in composition.stages.enumerated() {
      table.add([
        index == composition.currentIndex ? "now" : "", stage.definition.label, "all",
        stage.breaking?.load.users.map { NumberText.count($0.value) } ?? "", "",
        stage.latency.map { NumberText.milliseconds($0.all.p99) } ?? "",
        stage.costs.map { NumberText.dollars($0.total) } ?? "",
        stage.isReachable ? "" : "out of reach",
      ])
      for (place, unit) in composition.units(at: index).enumerated() {
        guard let own = unit.stage(index) else { continue }
        let rate = NumberText.count(own.workload.requestRate.value)
        guard let planned = own.planned else {
          table.add(["", "", unit.unit.name, "", rate, "", "", "out of reach"])
          continue
        }
        table.add([
          "", "", unit.unit.name,
          planned.breaking.users.map { NumberText.count($0.value) } ?? "any", rate,
          planned.assessment.latency.map { NumberText.milliseconds($0.all.p99) } ?? "saturated",
          stage.costs.map { NumberText.dollars($0.units[place]) } ?? "",
          planned.isUnchanged ? "unchanged" : ArchitectureWords(stage: planned).short,
        ])
      }
    }
    return table.lines(width: width)
  }

  /// What is cut, merged or in the way, in a line each.
  func advice(width: Int) -> [String] {
    CompositionWords(composition: composition).advice.flatMap {
      TextWrap.lines($0, width: width)
    }
  }
}

/// A system of services in sentences that all documents share.
struct CompositionWords {
  let composition: Composition

  /// What is cut, merged or in the way.
  var advice: [String] {
    let decomposition = composition.decomposition
    var lines: [String] = []
    if let first = decomposition.cuts.first {
      lines.append(
        "Cut \(first.leaving) away on entering stage \(first.stage + 1): \(first.trigger.text). "
          + Decomposition.warning)
    } else if let refusal = decomposition.refusal {
      lines.append("A trigger for a cut fires, and nothing is cut: \(refusal).")
    }
    lines += joined
    lines += decomposition.merges.map { "Candidate for a merge: \($0.text)." }
    lines += decomposition.functions.orphans.map {
      "No service carries the function \($0.function)."
    }
    return lines
  }

  /// What is deployed apart and planned as one, since it shares data (M4).
  private var joined: [String] {
    let alone = Set(composition.system.services.filter(\.isDeployedAlone).map(\.name))
    return composition.system.dataSets.compactMap { set in
      let users = set.ownership.users
      guard users.count > 1, users.contains(where: alone.contains) else { return nil }
      let apart = users.filter(alone.contains).joined(separator: ", ")
      return "\(users.joined(separator: ", ")) are planned as one deployment, although \(apart) "
        + "\(users.filter(alone.contains).count == 1 ? "is" : "are") deployed apart: they share the "
        + "data set \(set.name), and what shares data can be neither changed nor scaled apart."
    }
  }

  /// The stage by the load of all units, and by the label where the two differ.
  private func position(_ plan: Plan, _ index: Int) -> String {
    func label(_ index: Int) -> String {
      let text = composition.stages[index].definition.label
      return text == "1" ? "1 user" : "\(text) users"
    }
    let now = NumberText.users(plan.requirements.users.now)
    let stage = "stage \(index + 1) (\(label(index)))"
    guard let labeled = plan.labeledIndex, labeled != index else {
      return "By the load of all units and by its \(now) this is \(stage)."
    }
    return labeled > index
      ? "By the load of all units this is still \(stage), although \(now) bear the label "
        + "\(label(labeled)): the smaller architecture carries them."
      : "By the load of all units this is already \(stage), although \(now) bear the label "
        + "\(label(labeled)): that stage's architecture no longer carries them."
  }

  /// The verdict's sentences for several units.
  func sentences(_ plan: Plan) -> [String]? {
    guard let index = composition.currentIndex, let present = composition.present,
      let stage = composition.current
    else { return nil }
    let units = composition.units(at: index)
    let named = units.compactMap { unit in
      unit.stage(index)?.planned.map {
        "\(unit.unit.name) (\(ArchitectureWords(stage: $0).short))"
      }
    }
    var sentences = [
      "Run \(units.count) deployments: \(named.joined(separator: "; ")).",
      position(plan, index),
    ]
    if let breaking = stage.breaking {
      sentences.append(
        breaking.load.users.map {
          "All of it carries up to ≈ \(NumberText.users($0)); then of \(breaking.unit) "
            + "\(breaking.load.cause.text)."
        } ?? "It carries more users than there are; nothing gives way.")
    }
    sentences.append(
      "At the present \(NumberText.users(plan.requirements.users.now)) it costs "
        + "∑ \(NumberText.cost(present.costs.total)).")
    if let latency = present.latency {
      let objectives = plan.requirements.objectives
      sentences.append(
        "Response times at the peak, from end to end: p95 ≈ \(NumberText.time(latency.all.p95)) of "
          + "\(NumberText.time(objectives.p95)) allowed, p99 ≈ "
          + "\(NumberText.time(latency.all.p99)) of \(NumberText.time(objectives.p99)).")
    }
    return sentences + advice
  }
}
