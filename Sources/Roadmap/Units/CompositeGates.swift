import CapacityPlanning
import CatalogModel
import Quantities
import Requirements

/// Objectives and budget on all units together: response times from end to end, the weakest part of
/// any unit, the sum of all bills.
struct CompositeGates {
  let catalog: Catalog
  let requirements: SystemRequirements

  /// The gates of a system that was planned; a single one where nothing carries the present users.
  func gates(of composition: Composition) throws(Catalog.Gap) -> [Gate] {
    guard let index = composition.currentIndex, let present = composition.present else {
      return [capacity(composition)]
    }
    return try gates(present, of: composition.units(at: index), at: index)
  }

  /// The gates of the present users on the units of a stage.
  func gates(
    _ present: CompositePresent, of units: [UnitPlan], at index: Int
  ) throws(Catalog.Gap) -> [Gate] {
    let latency = present.latencyZoneLost ?? present.latency
    return [
      self.latency(
        "p95", "objectives.p95Milliseconds", requirements.objectives.p95, latency?.all.p95, units,
        index, \.p95),
      self.latency(
        "p99", "objectives.p99Milliseconds", requirements.objectives.p99, latency?.all.p99, units,
        index, \.p99),
      try availability(units, index), try worst(units, index, GateCheck.recovery),
      try worst(units, index, GateCheck.dataLoss), budget(present, units),
    ].compactMap { $0 }
  }

  /// The gate of the first unit that fails it, or of the first where none does.
  private func worst(
    _ units: [UnitPlan], _ index: Int,
    _ gate: (GateCheck) -> (PlannedStage) throws(Catalog.Gap) -> Gate
  ) throws(Catalog.Gap) -> Gate? {
    var gates: [Gate] = []
    for unit in units {
      guard let stage = unit.stage(index)?.planned else { continue }
      let check = GateCheck(
        catalog: catalog, parameters: unit.plan.parameters, requirements: unit.plan.requirements)
      gates.append(try gate(check)(stage))
    }
    return gates.first { !$0.passes } ?? gates.first
  }

  private func latency(
    _ id: String, _ question: String, _ objective: Seconds, _ observed: Seconds?,
    _ units: [UnitPlan], _ index: Int, _ percentile: (ClassLatency) -> Seconds
  ) -> Gate {
    Gate.latency(id, question, objective: objective, observed: observed) {
      let slowest = units.filter { requirements.isAwaited($0.unit) }.max { left, right in
        time(left, percentile) < time(right, percentile)
      }
      return slowest.map { unit in
        "of the units that a user waits for, \(unit.unit.name) takes longest "
          + "(\(GateText.time(Seconds(time(unit, percentile)))) by itself): shorten its requests, "
          + "call it less often, or let nobody wait for it (edges.waits)."
      }
    }
  }

  private func time(
    _ unit: UnitPlan, _ percentile: (ClassLatency) -> Seconds
  ) -> Double {
    (unit.plan.present?.assessment.latency?.all).map(percentile)?.value ?? .infinity
  }

  private func availability(_ units: [UnitPlan], _ index: Int) throws(Catalog.Gap) -> Gate {
    var weak: [String] = []
    var product = 1.0
    var architectures: [Architecture] = []
    for unit in units {
      guard let stage = unit.stage(index)?.planned else { continue }
      let check = GateCheck(
        catalog: catalog, parameters: unit.plan.parameters, requirements: unit.plan.requirements)
      weak += try check.weaknesses(
        stage.architecture, for: requirements.objectives.availability
      ).map { "\($0) of \(unit.unit.name)" }
      product *= try ServiceLevels(catalog: catalog).serial(stage.architecture).product
      architectures.append(stage.architecture)
    }
    return Gate.availability(
      promised: requirements.objectives.availability, weak: weak,
      spread: GateCheck.spread(architectures),
      reference: "SLAs of all units in series", product: product,
      region: try catalog.number("planning.oneRegionAvailability"))
  }

  private func budget(_ present: CompositePresent, _ units: [UnitPlan]) -> Gate {
    Gate.budget(present.costs.total, limit: requirements.budget.monthly) {
      zip(units, present.costs.units).max { $0.1 < $1.1 }
        .map { "\($0.0.unit.name), \(GateText.dollars($0.1))" } ?? "the network"
    }
  }

  private func capacity(_ composition: Composition) -> Gate {
    var blame = "no stage carries the present users in all units"
    for (index, stage) in composition.stages.enumerated() {
      guard stage.definition.covers(requirements.users.now) else { continue }
      let stuck = composition.units(at: index).first { unit in
        guard let planned = unit.stage(index)?.planned else { return true }
        return planned.breaking.users.map { $0 < requirements.users.now } ?? false
      }
      guard let stuck else { continue }
      let cause = stuck.stage(index)?.planned?.breaking.cause.text ?? "no option is left"
      blame = "\(stuck.unit.name) does not carry them: \(cause)"
      break
    }
    return Gate(
      id: "capacity", question: "users.now",
      required: "\(DecimalText.fixed(requirements.users.now.value)) users",
      observed: "no architecture carries them", passes: false, blame: blame)
  }
}
