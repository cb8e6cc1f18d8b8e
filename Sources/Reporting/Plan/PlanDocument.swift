import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// `plan.json`: everything that a program may want, with the units in the names of the members.
package struct PlanDocument: Sendable {
  let input: ReportInput

  package init(_ input: ReportInput) {
    self.input = input
  }

  /// The file as it goes into the plan's folder.
  package var file: RenderedFile { RenderedFile(path: "plan.json", parts: value.parts) }

  /// The document, its members sorted.
  package var text: String { value.document }

  /// The version of the document's layout.
  ///
  /// It stays 1 until a first release: until then no layout is published, and the changelog names what
  /// changed. From then on a member that is taken away, renamed or of another meaning raises it; one more
  /// member does not.
  static let schemaVersion = 1.0

  private var value: JSONValue {
    let plan = input.plan
    let verdict = Verdict(input)
    var members: JSONMembers = [
      "schemaVersion": .number(Self.schemaVersion),
      "made": Self.provenance(input),
      "verdict": .string(verdict.word),
      "exitCode": .number(Double(verdict.exitCode)),
      "advice": .strings(verdict.sentences),
      "system": system,
      "presentStage": .optional(plan.currentIndex.map { plan.stages[$0].definition.id }),
      "labeledStage": .optional(plan.labeledIndex.map { plan.stages[$0].definition.id }),
      "present": plan.present.map { StageJSON.present($0) } ?? .null,
      "gates": .array(plan.gates.map(Self.gate)),
      "waivers": .array(plan.waivers.map(Self.waiver)),
      "asOf": .optional(plan.day?.description),
      "stages": .array(
        plan.stages.enumerated().map { stage in
          StageJSON(
            plan: plan, index: stage.offset, stage: stage.element,
            whatIfs: input.failures.first { $0.stage == stage.offset }?.whatIfs ?? [],
            certificate: input.certificates.first { $0.stage == stage.offset }?.certificate
          ).value.written(level: 2)
        }),
      "crossovers": .array(plan.crossovers.map(Self.crossover)),
      "notes": .array(
        plan.notes.map { .object(["rule": .string($0.rule), "text": .string($0.text)]) }),
      "assumptions": .array(plan.requirements.assumptions.map(Self.assumption)),
      "idleQuestions": .strings(plan.idleQuestions),
      "planningValues": .array(SourceList.planningFacts(input).map(Self.fact)),
      "sources": .array(SourceList(input).entries.map(Self.source)),
      "dataGrowth": .array(plan.dataGrowth.map(Self.growth)),
      "risk": input.risk.map { RiskJSON.value($0, plan: plan) } ?? .null,
      "schedule": input.schedule.map { ScheduleSection(schedule: $0, plan: plan).json } ?? .null,
      "units": .object(JSONMembers(MemberUnits.byName.mapValues(JSONValue.string))),
    ]
    if let composition = plan.composition {
      members["composition"] = CompositionJSON(input: input, composition: composition).value
    }
    if let flips = input.flips { members["reversals"] = WhyJSON.flips(flips) }
    if !input.refusals.isEmpty {
      members["refusals"] = .array(input.refusals.map(WhyJSON.refusal))
    }
    if !input.catalog.overrides.isEmpty {
      members["overrides"] = OverrideList(input).json
    }
    return .object(members)
  }

  private var system: JSONValue {
    let requirements = input.plan.requirements
    return .object([
      "name": .string(requirements.name), "region": .string(requirements.region),
      "users": .number(requirements.users.now.value),
      "monthlyGrowthShare": .number(requirements.users.monthlyGrowth),
      "method": .string(Method.derived.label),
    ])
  }

  static func provenance(_ input: ReportInput) -> JSONValue {
    .object([
      "version": .string(input.version), "answersFile": .string(input.answersFile),
      "answersDigest": .string(input.answersDigest),
      "catalogDigest": .string(input.catalog.digest), "region": .string(input.catalog.region),
    ])
  }

  static func gate(_ gate: Gate) -> JSONValue {
    .object([
      "id": .string(gate.id), "question": .string(gate.question),
      "required": .string(gate.required), "observed": .string(gate.observed),
      "passes": .bool(gate.passes), "blame": .optional(gate.blame),
      "method": .string(GateMethod.method(of: gate).label),
      "level": .string(gate.level.rawValue), "fails": .bool(gate.fails),
      "isJudged": .bool(gate.isJudged),
      "measure": .optional(gate.measure?.rawValue),
      "waiver": gate.waiver.map(waiver) ?? .null,
    ])
  }

  /// A waiver with what became of it.
  static func waiver(_ state: WaiverState) -> JSONValue {
    .object([
      "gate": .string(state.waiver.gate), "owner": .string(state.waiver.owner),
      "reason": .string(state.waiver.reason), "expires": .string(state.waiver.expires),
      "state": .string(state.state.rawValue),
      "judgedOnNewestDayOfCatalog": .optional(state.assumedDay.map(String.init(describing:))),
    ])
  }

  private static func crossover(_ crossover: Crossover) -> JSONValue {
    .object([
      "rule": .string(crossover.rule), "cheaperBelow": .string(crossover.below),
      "cheaperAbove": .string(crossover.above), "value": .number(crossover.value),
      "unit": .string(crossover.unit), "assumption": .string(crossover.assumption),
      "method": .string(Method.derived.label),
    ])
  }

  private static func growth(_ growth: DataGrowth) -> JSONValue {
    .object([
      "resource": .string(growth.resource), "holder": .string(growth.holder),
      "sizeGiB": .number(growth.size.value), "limitGiB": .number(growth.limit.value),
      "monthsFromNow": .optional(growth.months), "method": .string(DataGrowth.method.label),
    ])
  }

  private static func assumption(_ assumption: Assumption) -> JSONValue {
    .object([
      "question": .string(assumption.question), "value": .string(assumption.value),
      "range": .optional(assumption.range), "reason": .string(assumption.reason),
    ])
  }

  /// A fact with its provenance.
  static func fact(_ fact: Fact) -> JSONValue {
    .object([
      "id": .string(fact.id), "value": .string(FactText.value(fact)), "unit": .string(fact.unit),
      "source": .string(fact.citation.source), "asOf": .string(fact.citation.asOf),
      "confidence": .string(fact.citation.confidence.rawValue),
    ])
  }

  private static func source(_ entry: SourceList.Entry) -> JSONValue {
    .object([
      "id": .string(entry.source.id), "title": .string(entry.source.title),
      "location": .string(entry.source.location), "asOf": .string(entry.source.asOf),
      "confidence": .string(entry.source.confidence.rawValue), "gives": .string(entry.uses),
    ])
  }
}
