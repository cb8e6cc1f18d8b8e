import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// A system of services for programs: units, stages, edges, decomposition; a member of the document.
struct CompositionJSON {
  let input: ReportInput
  let composition: Composition

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("decomposition", decomposition(to:))
      json.member("edges", each: composition.decomposition.edges, graded)
      json.member("present", orNull: composition.present, present)
      json.member(
        "presentStage",
        orNull: composition.currentIndex.map { composition.stages[$0].definition.id })
      json.member("services", each: composition.system.services, service)
      json.member("stages", each: Array(composition.stages.indices), stage)
      json.member("units", each: Array(composition.units.indices), unit)
    }
  }

  private func unit(_ index: Int, to json: inout JSONWriter) {
    let unit = composition.units[index]
    let plan = unit.plan
    json.object { json in
      json.member("firstStage", plan.stages[unit.firstStage].definition.id)
      json.member("isInternal", plan.requirements.isInternal)
      json.member("name", unit.unit.name)
      json.member(
        "present", orNull: composition.isDivided ? plan.present : nil, StageJSON.present)
      json.member("schedule", orNull: input.unitSchedules[index]) {
        ScheduleSection(schedule: $0, plan: plan).write(to: &$1)
      }
      json.member("services", unit.unit.services)
      // With one unit the stages are those of the plan.
      json.member("stages", each: composition.isDivided ? Array(unit.range) : []) { stage, json in
        StageJSON(
          plan: plan, index: stage, stage: plan.stages[stage], whatIfs: [],
          certificate: input.unitCertificates[index]?.first { $0.stage == stage }?.certificate
        ).write(to: &json)
      }
    }
  }

  private func service(_ service: SystemService, to json: inout JSONWriter) {
    json.object { json in
      json.member("deployedAlone", service.isDeployedAlone)
      json.member("name", service.name)
      json.member("runtime", service.runtime)
      json.member("team", service.team)
    }
  }

  private func stage(_ index: Int, to json: inout JSONWriter) {
    let stage = composition.stages[index]
    json.object { json in
      json.member("breaking", orNull: stage.breaking, breaking)
      json.member("cost", orNull: stage.costs) { costs($0, index, to: &$1) }
      json.member("cuts", each: stage.cuts, cut)
      json.member("edges", each: stage.edges, edge)
      json.member("id", stage.definition.id)
      json.member("isReachable", stage.isReachable)
      json.member("latency", orNull: stage.latency, StageJSON.latency)
      json.member("latencyZoneLost", orNull: stage.latencyZoneLost, StageJSON.latency)
      json.member("steps", each: stage.steps, StageJSON.step)
      json.member("units", composition.units(at: index).map(\.unit.name))
    }
  }

  private func present(_ present: CompositePresent, to json: inout JSONWriter) {
    json.object { json in
      json.member("cost") { costs(present.costs, composition.currentIndex ?? 0, to: &$0) }
      json.member("latency", orNull: present.latency, StageJSON.latency)
      json.member("latencyZoneLost", orNull: present.latencyZoneLost, StageJSON.latency)
    }
  }

  private func costs(_ costs: CompositeCosts, _ index: Int, to json: inout JSONWriter) {
    json.object { json in
      json.member("messages") { CostJSON.write(costs.edges, to: &$0) }
      json.member("method", Method.derived.label)
      json.member("monthlyCostUSD", costs.total.value)
      json.member("sharedNetwork") { CostJSON.write(costs.shared, to: &$0) }
      let units = zip(composition.units(at: index), costs.units).map { ($0.unit.name, $1.value) }
      json.member("units", each: units) { unit, json in
        json.object { json in
          json.member("monthlyCostUSD", unit.1)
          json.member("unit", unit.0)
        }
      }
    }
  }

  private func breaking(_ breaking: CompositeBreaking, to json: inout JSONWriter) {
    json.object { json in
      json.member("cause", breaking.load.cause.text)
      json.member("method", BreakingLoad.method.label)
      json.member("unit", breaking.unit)
      json.member("users", orNull: breaking.load.users?.value)
    }
  }

  private func edge(_ edge: EdgePlan, to json: inout JSONWriter) {
    json.object { json in
      json.member("decision") { DecisionJSON.write(edge.decision, to: &$0) }
      json.member("from", edge.from)
      json.member("glue", orNull: edge.glue)
      json.member("method", Method.derived.label)
      json.member("name", edge.edge.name)
      json.member("peakRequestsPerSecond", edge.rate.value)
      json.member("request", edge.edge.request)
      json.member("to", edge.to)
      json.member("waits", edge.edge.waits)
    }
  }

  private func graded(_ edge: Decomposition.GradedEdge, to json: inout JSONWriter) {
    json.object { json in
      json.member("couplingShare", edge.coupling.total)
      json.member("couplingWithQueueShare", edge.queued.total)
      json.member(
        "dimensions", each: Array(zip(edge.coupling.grades, edge.queued.grades))
      ) { grade, json in
        let (plain, queued) = grade
        json.object { json in
          json.member("answer", plain.answer)
          json.member("couplingShare", plain.value)
          json.member("couplingWithQueueShare", queued.value)
          json.member("dimension", plain.dimension.rawValue)
          json.member("weightParts", plain.weight)
        }
      }
      json.member("from", edge.edge.source)
      json.member("method", Method.derived.label)
      json.member("name", edge.edge.name)
      json.member("to", edge.edge.target)
      json.member("waits", edge.edge.waits)
    }
  }

  private func cut(_ cut: Decomposition.Cut, to json: inout JSONWriter) {
    json.object { json in
      json.member("dividedTeams", cut.dividedTeams)
      json.member("from", cut.from.name)
      json.member("services", cut.services)
      json.member("trigger") { trigger(cut.trigger, to: &$0) }
      json.member("units", cut.units.map(\.name))
    }
  }

  private func trigger(_ trigger: CutTrigger, to json: inout JSONWriter) {
    json.object { json in
      json.member("method", Method.derived.label)
      json.member("questions", trigger.questions)
      json.member("rule", trigger.symptom.rule)
      json.member("services", trigger.services)
      json.member("symptom", trigger.symptom.rawValue)
      json.member("text", trigger.text)
      json.member("threshold", trigger.threshold)
      json.member("unit", trigger.unit)
      json.member("value", trigger.observed)
    }
  }

  private func decomposition(to json: inout JSONWriter) {
    let decomposition = composition.decomposition
    json.object { json in
      json.member("data", each: decomposition.data.rows) { row, json in
        json.object { json in
          json.member("blocksCut", row.blocksCut)
          json.member("dataSet", row.dataSet)
          json.member("domain", row.domain)
          json.member("foreignDomains", row.foreignDomains)
          json.member("owner", row.owner)
          json.member("sharedWith", row.sharedWith)
        }
      }
      json.member("functions", each: decomposition.functions.rows) { row, json in
        json.object { json in
          json.member("function", row.function)
          json.member("isOrphan", row.isOrphan)
          json.member("isTorn", row.isTorn)
          json.member("services", row.services)
          json.member("team", row.team)
          json.member("teams", row.teams)
        }
      }
      json.member("isOn", decomposition.isOn)
      json.member("merges", each: decomposition.merges) { merge, json in
        json.object { json in
          json.member("services", merge.services)
          json.member("team", merge.team)
          json.member("text", merge.text)
        }
      }
      json.member("order", each: decomposition.order, candidate)
      json.member("prerequisites", Decomposition.prerequisites)
      json.member("refusal", orNull: decomposition.refusal)
      json.member("servicesWithoutFunction", decomposition.functions.idleServices)
      json.member("triggers", each: decomposition.triggers, trigger)
      json.member("warning", Decomposition.warning)
    }
  }

  private func candidate(_ candidate: CutCandidate, to json: inout JSONWriter) {
    json.object { json in
      json.member("couplingParts", candidate.coupling)
      json.member("isBlocked", candidate.isBlocked)
      json.member("method", Method.derived.label)
      json.member("reason", candidate.reason)
      json.member("service", candidate.service)
      json.member("sharedData", candidate.sharedData)
      json.member("sharedFunctions", candidate.sharedFunctions)
      json.member("team", candidate.team)
    }
  }
}
