import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Puts the stages of units together to stages of the system.
struct CompositeStages {
  let catalog: Catalog
  let requirements: SystemRequirements
  let units: [UnitPlan]
  let cuts: [Decomposition.Cut]

  /// A stage of the system with the units at these places.
  func stage(
    _ index: Int, _ definition: StageDefinition, _ places: [Int]
  ) throws(Catalog.Gap) -> CompositeStage {
    let here = places.map { units[$0] }
    let planned = here.compactMap { $0.stage(index)?.planned }
    let edges = try EdgeGlue(
      catalog: catalog, requirements: requirements, units: here.map(\.unit)
    ).edges(at: definition.sizedFor)
    let own = cuts.filter { $0.stage == index }
    let isComplete = planned.count == here.count
    let load = here.compactMap { $0.stage(index)?.workload }
    return CompositeStage(
      definition: definition, units: places,
      latency: isComplete ? try latency(here, planned, load, zoneLost: false) : nil,
      latencyZoneLost: isComplete ? try latency(here, planned, load, zoneLost: true) : nil,
      costs: isComplete ? try costs(planned.map(\.costs), edges, load) : nil,
      breaking: isComplete ? breaking(here, planned) : nil, cuts: own,
      steps: try steps(own, edges), edges: edges)
  }

  /// The present users on the units of the present stage; nil where one is out of reach.
  func present(_ places: [Int], at index: Int) throws(Catalog.Gap) -> CompositePresent? {
    let here = places.map { units[$0] }
    let planned = here.compactMap { $0.stage(index)?.planned }
    let present = here.compactMap(\.plan.present)
    guard planned.count == here.count, present.count == here.count else { return nil }
    let edges = try EdgeGlue(
      catalog: catalog, requirements: requirements, units: here.map(\.unit)
    ).edges(at: requirements.users.now)
    let load = present.map(\.workload)
    return CompositePresent(
      latency: try latency(here, planned, load, zoneLost: false),
      latencyZoneLost: try latency(here, planned, load, zoneLost: true),
      costs: try costs(present.map(\.costs), edges, load))
  }

  /// Some users on the units of a stage; nil where one is out of reach.
  func state(
    _ places: [Int], at index: Int, under users: Users
  ) throws(Catalog.Gap) -> CompositePresent? {
    let here = places.map { units[$0] }
    let planned = here.compactMap { $0.stage(index)?.planned }
    guard planned.count == here.count else { return nil }
    var loads: [Workload] = []
    var bills: [[CostItem]] = []
    for (unit, stage) in zip(here, planned) {
      let load = unit.plan.requirements.workload(users: users)
      let costs = CostModel(
        catalog: catalog, parameters: unit.plan.parameters, requirements: unit.plan.requirements)
      bills.append(try costs.items(stage.architecture, under: load))
      loads.append(load)
    }
    let edges = try EdgeGlue(
      catalog: catalog, requirements: requirements, units: here.map(\.unit)
    ).edges(at: users)
    return CompositePresent(
      latency: try latency(here, planned, loads, zoneLost: false),
      latencyZoneLost: try latency(here, planned, loads, zoneLost: true),
      costs: try costs(bills, edges, loads))
  }

  private func latency(
    _ here: [UnitPlan], _ planned: [PlannedStage], _ loads: [Workload], zoneLost: Bool
  ) throws(Catalog.Gap) -> Latency? {
    if zoneLost, planned.allSatisfy({ $0.architecture.zones == 1 }) { return nil }
    let duty = zip(zip(here, planned), loads).map { unit, load in
      UnitOnDuty(
        unit: unit.0.unit,
        model: CapacityModel(
          catalog: catalog, parameters: unit.0.plan.parameters,
          requirements: unit.0.plan.requirements),
        architecture: unit.1.architecture, workload: load)
    }
    return try EndToEnd(
      duty, of: requirements, hop: here[0].plan.parameters.networkHop, zoneLost: zoneLost
    ).latency()
  }

  private func costs(
    _ bills: [[CostItem]], _ edges: [EdgePlan], _ loads: [Workload]
  ) throws(Catalog.Gap) -> CompositeCosts {
    let split = SharedCosts(bills)
    let meanShare = loads.first?.meanShare ?? 1
    let messages = edges.compactMap { edge in
      edge.glue.map { MessageCosts.Edge(name: edge.edge.name, glue: $0, rate: edge.rate) }
    }
    return CompositeCosts(
      units: split.own.map(\.total), shared: split.shared,
      edges: try MessageCosts(catalog: catalog).items(messages, meanShare: meanShare))
  }

  private func breaking(
    _ here: [UnitPlan], _ planned: [PlannedStage]
  ) -> CompositeBreaking? {
    var first: (unit: String, load: BreakingLoad)?
    for (unit, stage) in zip(here, planned) {
      let own = stage.breaking.users?.value ?? .infinity
      if own < (first.map { $0.load.users?.value ?? .infinity } ?? .infinity) || first == nil {
        first = (unit.unit.name, stage.breaking)
      }
    }
    return first.map { CompositeBreaking(unit: $0.unit, load: $0.load) }
  }

  /// What a cut takes besides the steps of the units: preparation, the cut itself, the glue of each
  /// edge that it lays open.
  private func steps(
    _ cuts: [Decomposition.Cut], _ edges: [EdgePlan]
  ) throws(Catalog.Gap) -> [Step] {
    func days(_ kind: String) throws(Catalog.Gap) -> Double {
      try catalog.number("planning.effortPersonDays#" + kind)
    }
    var steps: [Step] = []
    for cut in cuts {
      let reason = cut.trigger.symptom.reason
      steps.append(
        Step(
          kind: .add, title: "Prepare the cut of \(cut.leaving) away from \(cut.from.name)",
          because: Decomposition.warning, reasons: [reason], rule: "M2",
          personDays: try days("preparation"), effortKind: "preparation", isTuning: false))
      steps.append(
        Step(
          kind: .replace,
          title: cut.services.count == 1
            ? "Deploy \(cut.leaving) by itself" : "Deploy \(cut.leaving) together, by themselves",
          because: cut.trigger.text,
          reasons: [reason], rule: cut.trigger.symptom.rule, personDays: try days("cut"),
          effortKind: "cut", isTuning: false))
      let rest = cut.from.services.filter { !cut.services.contains($0) }
      for edge in edges {
        let ends = [edge.edge.source, edge.edge.target]
        guard ends.contains(where: cut.services.contains), ends.contains(where: rest.contains),
          let glue = edge.glue
        else { continue }
        steps.append(
          Step(
            kind: .add,
            title:
              "Glue \(edge.edge.source) to \(edge.edge.target) by \(edge.decision.title(glue))",
            because: edge.edge.waits
              ? "the caller waits for the answer" : "nobody waits for the answer",
            reasons: [.functional], rule: "M7", personDays: try days("glue"), effortKind: "glue",
            isTuning: false))
      }
    }
    return steps
  }
}
