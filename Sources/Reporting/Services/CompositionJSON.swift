import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A system of services for programs: units, stages, edges, decomposition; a member of the document.
struct CompositionJSON {
  let input: ReportInput
  let composition: Composition

  var value: JSONValue {
    .object([
      "units": .array(composition.units.indices.map { unit($0).written(level: 3) }),
      "stages": .array(composition.stages.enumerated().map { stage($0.element, $0.offset) }),
      "presentStage": .optional(
        composition.currentIndex.map { composition.stages[$0].definition.id }),
      "present": composition.present.map(present) ?? .null,
      "services": .array(composition.system.services.map(service)),
      "edges": .array(composition.decomposition.edges.map(graded)),
      "decomposition": decomposition,
    ])
  }

  private func unit(_ index: Int) -> JSONValue {
    let unit = composition.units[index]
    let plan = unit.plan
    // With one unit the stages are those of the plan.
    let stages = (composition.isDivided ? Array(unit.range) : []).map { stage in
      StageJSON(
        plan: plan, index: stage, stage: plan.stages[stage], whatIfs: [],
        certificate: input.unitCertificates[index]?.first { $0.stage == stage }?.certificate
      ).value.written(level: 5)
    }
    return .object([
      "name": .string(unit.unit.name), "services": .strings(unit.unit.services),
      "firstStage": .string(plan.stages[unit.firstStage].definition.id),
      "isInternal": .bool(plan.requirements.isInternal),
      "stages": .array(stages),
      "schedule": input.unitSchedules[index].map {
        ScheduleSection(schedule: $0, plan: plan).json
      } ?? .null,
      "present": composition.isDivided
        ? plan.present.map { StageJSON.present($0) } ?? .null : .null,
    ])
  }

  private func service(_ service: SystemService) -> JSONValue {
    .object([
      "name": .string(service.name), "team": .string(service.team),
      "deployedAlone": .bool(service.isDeployedAlone), "runtime": .string(service.runtime),
    ])
  }

  private func stage(_ stage: CompositeStage, _ index: Int) -> JSONValue {
    .object([
      "id": .string(stage.definition.id),
      "units": .strings(composition.units(at: index).map(\.unit.name)),
      "isReachable": .bool(stage.isReachable),
      "latency": stage.latency.map(StageJSON.latency) ?? .null,
      "latencyZoneLost": stage.latencyZoneLost.map(StageJSON.latency) ?? .null,
      "cost": stage.costs.map { costs($0, index) } ?? .null,
      "breaking": stage.breaking.map(breaking) ?? .null,
      "cuts": .array(stage.cuts.map(cut)), "steps": .array(stage.steps.map(StageJSON.step)),
      "edges": .array(stage.edges.map(edge)),
    ])
  }

  private func present(_ present: CompositePresent) -> JSONValue {
    .object([
      "latency": present.latency.map(StageJSON.latency) ?? .null,
      "latencyZoneLost": present.latencyZoneLost.map(StageJSON.latency) ?? .null,
      "cost": costs(present.costs, composition.currentIndex ?? 0),
    ])
  }

  private func costs(_ costs: CompositeCosts, _ index: Int) -> JSONValue {
    let units = zip(composition.units(at: index), costs.units).map { unit, cost in
      JSONValue.object([
        "unit": .string(unit.unit.name), "monthlyCostUSD": .number(cost.value),
      ])
    }
    return .object([
      "monthlyCostUSD": .number(costs.total.value), "units": .array(units),
      "sharedNetwork": CostJSON.value(costs.shared), "messages": CostJSON.value(costs.edges),
      "method": .string(Method.derived.label),
    ])
  }

  private func breaking(_ breaking: CompositeBreaking) -> JSONValue {
    .object([
      "unit": .string(breaking.unit), "users": .optional(breaking.load.users?.value),
      "cause": .string(breaking.load.cause.text), "method": .string(BreakingLoad.method.label),
    ])
  }

  private func edge(_ edge: EdgePlan) -> JSONValue {
    .object([
      "name": .string(edge.edge.name), "from": .string(edge.from), "to": .string(edge.to),
      "request": .string(edge.edge.request), "waits": .bool(edge.edge.waits),
      "peakRequestsPerSecond": .number(edge.rate.value), "glue": .optional(edge.glue),
      "decision": DecisionJSON.value(edge.decision), "method": .string(Method.derived.label),
    ])
  }

  private func graded(_ edge: Decomposition.GradedEdge) -> JSONValue {
    .object([
      "name": .string(edge.edge.name), "from": .string(edge.edge.source),
      "to": .string(edge.edge.target), "waits": .bool(edge.edge.waits),
      "couplingShare": .number(edge.coupling.total),
      "couplingWithQueueShare": .number(edge.queued.total),
      "dimensions": .array(
        zip(edge.coupling.grades, edge.queued.grades).map { plain, queued in
          .object([
            "dimension": .string(plain.dimension.rawValue), "answer": .string(plain.answer),
            "couplingShare": .number(plain.value), "couplingWithQueueShare": .number(queued.value),
            "weightParts": .number(plain.weight),
          ])
        }), "method": .string(Method.derived.label),
    ])
  }

  private func cut(_ cut: Decomposition.Cut) -> JSONValue {
    .object([
      "services": .strings(cut.services), "from": .string(cut.from.name),
      "units": .strings(cut.units.map(\.name)), "dividedTeams": .strings(cut.dividedTeams),
      "trigger": trigger(cut.trigger),
    ])
  }

  private func trigger(_ trigger: CutTrigger) -> JSONValue {
    .object([
      "symptom": .string(trigger.symptom.rawValue), "rule": .string(trigger.symptom.rule),
      "value": .number(trigger.observed), "threshold": .number(trigger.threshold),
      "unit": .string(trigger.unit), "text": .string(trigger.text),
      "services": .strings(trigger.services), "questions": .strings(trigger.questions),
      "method": .string(Method.derived.label),
    ])
  }

  private var decomposition: JSONValue {
    let decomposition = composition.decomposition
    return .object([
      "isOn": .bool(decomposition.isOn), "refusal": .optional(decomposition.refusal),
      "warning": .string(Decomposition.warning),
      "prerequisites": .strings(Decomposition.prerequisites),
      "triggers": .array(decomposition.triggers.map(trigger)),
      "order": .array(decomposition.order.map(candidate)),
      "merges": .array(
        decomposition.merges.map {
          .object([
            "services": .strings($0.services), "team": .string($0.team), "text": .string($0.text),
          ])
        }),
      "data": .array(
        decomposition.data.rows.map {
          .object([
            "dataSet": .string($0.dataSet), "domain": .string($0.domain),
            "owner": .string($0.owner), "sharedWith": .strings($0.sharedWith),
            "foreignDomains": .strings($0.foreignDomains), "blocksCut": .bool($0.blocksCut),
          ])
        }),
      "functions": .array(
        decomposition.functions.rows.map {
          .object([
            "function": .string($0.function), "team": .string($0.team),
            "services": .strings($0.services), "teams": .strings($0.teams),
            "isOrphan": .bool($0.isOrphan), "isTorn": .bool($0.isTorn),
          ])
        }),
      "servicesWithoutFunction": .strings(decomposition.functions.idleServices),
    ])
  }

  private func candidate(_ candidate: CutCandidate) -> JSONValue {
    .object([
      "service": .string(candidate.service), "team": .string(candidate.team),
      "sharedFunctions": .strings(candidate.sharedFunctions),
      "sharedData": .strings(candidate.sharedData),
      "couplingParts": .number(candidate.coupling), "isBlocked": .bool(candidate.isBlocked),
      "reason": .string(candidate.reason), "method": .string(Method.derived.label),
    ])
  }
}
