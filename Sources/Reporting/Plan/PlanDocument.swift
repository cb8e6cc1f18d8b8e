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
  package var file: RenderedFile { RenderedFile(path: "plan.json", parts: parts) }

  /// The document, its members sorted.
  package var text: String { parts.text }

  private var parts: TextParts { JSONWriter.document(write) }

  /// The version of the document's layout.
  ///
  /// It stays 1 until a first release: until then no layout is published, and the changelog names what
  /// changed. From then on a member that is taken away, renamed or of another meaning raises it; one more
  /// member does not.
  static let schemaVersion = 1

  private func write(to json: inout JSONWriter) {
    let plan = input.plan
    let verdict = Verdict(input)
    json.object { json in
      json.member("advice", verdict.sentences)
      json.member("asOf", orNull: plan.day?.description)
      json.member("assumptions", each: plan.requirements.assumptions, Self.assumption)
      if let composition = plan.composition {
        json.member("composition") {
          CompositionJSON(input: input, composition: composition).write(to: &$0)
        }
      }
      json.member("crossovers", each: plan.crossovers, Self.crossover)
      json.member("dataGrowth", each: plan.dataGrowth, Self.growth)
      json.member("exitCode", Int(verdict.exitCode))
      json.member("gates", each: plan.gates, Self.gate)
      json.member("idleQuestions", plan.idleQuestions)
      json.member("labeledStage", orNull: plan.labeledIndex.map { plan.stages[$0].definition.id })
      json.member("made") { Self.provenance(input, to: &$0) }
      json.member("notes", each: plan.notes) { note, json in
        json.object { json in
          json.member("rule", note.rule)
          json.member("text", note.text)
        }
      }
      if !input.catalog.overrides.isEmpty {
        json.member("overrides") { OverrideList(input).write(to: &$0) }
      }
      json.member("planningValues", each: SourceList.planningFacts(input), Self.fact)
      json.member("present", orNull: plan.present, StageJSON.present)
      json.member("presentStage", orNull: plan.currentIndex.map { plan.stages[$0].definition.id })
      if !input.refusals.isEmpty {
        json.member("refusals", each: input.refusals, WhyJSON.refusal)
      }
      if let flips = input.flips { json.member("reversals") { WhyJSON.flips(flips, to: &$0) } }
      json.member("risk", orNull: input.risk) { RiskJSON.write($0, plan: plan, to: &$1) }
      json.member("schedule", orNull: input.schedule) {
        ScheduleSection(schedule: $0, plan: plan).write(to: &$1)
      }
      json.member("schemaVersion", Self.schemaVersion)
      json.member("sources", each: SourceList(input).entries, Self.source)
      json.member("stages", each: Array(plan.stages.indices), stage)
      json.member("system", system(to:))
      json.member("units", byName: MemberUnits.byName)
      json.member("verdict", verdict.word)
      json.member("waivers", each: plan.waivers, Self.waiver)
    }
  }

  private func stage(_ index: Int, to json: inout JSONWriter) {
    StageJSON(
      plan: input.plan, index: index, stage: input.plan.stages[index],
      whatIfs: input.failures.first { $0.stage == index }?.whatIfs ?? [],
      certificate: input.certificates.first { $0.stage == index }?.certificate
    ).write(to: &json)
  }

  private func system(to json: inout JSONWriter) {
    let requirements = input.plan.requirements
    json.object { json in
      json.member("method", Method.derived.label)
      json.member("monthlyGrowthShare", requirements.users.monthlyGrowth)
      json.member("name", requirements.name)
      json.member("region", requirements.region)
      json.member("users", requirements.users.now.value)
    }
  }

  static func provenance(_ input: ReportInput, to json: inout JSONWriter) {
    json.object { json in
      json.member("answersDigest", input.answersDigest)
      json.member("answersFile", input.answersFile)
      json.member("catalogDigest", input.catalog.digest)
      json.member("region", input.catalog.region)
      json.member("version", input.version)
    }
  }

  static func gate(_ gate: Gate, to json: inout JSONWriter) {
    json.object { json in
      json.member("blame", orNull: gate.blame)
      json.member("fails", gate.fails)
      json.member("id", gate.id)
      json.member("isJudged", gate.isJudged)
      json.member("level", gate.level.rawValue)
      json.member("measure", orNull: gate.measure?.rawValue)
      json.member("method", GateMethod.method(of: gate).label)
      json.member("observed", gate.observed)
      json.member("passes", gate.passes)
      json.member("question", gate.question)
      json.member("required", gate.required)
      json.member("waiver", orNull: gate.waiver, waiver)
    }
  }

  /// A waiver with what became of it.
  static func waiver(_ state: WaiverState, to json: inout JSONWriter) {
    json.object { json in
      json.member("expires", state.waiver.expires)
      json.member("gate", state.waiver.gate)
      json.member("judgedOnNewestDayOfCatalog", orNull: state.assumedDay?.description)
      json.member("owner", state.waiver.owner)
      json.member("reason", state.waiver.reason)
      json.member("state", state.state.rawValue)
    }
  }

  private static func crossover(_ crossover: Crossover, to json: inout JSONWriter) {
    json.object { json in
      json.member("assumption", crossover.assumption)
      json.member("cheaperAbove", crossover.above)
      json.member("cheaperBelow", crossover.below)
      json.member("method", Method.derived.label)
      json.member("rule", crossover.rule)
      json.member("unit", crossover.unit)
      json.member("value", crossover.value)
    }
  }

  private static func growth(_ growth: DataGrowth, to json: inout JSONWriter) {
    json.object { json in
      json.member("holder", growth.holder)
      json.member("limitGiB", growth.limit.value)
      json.member("method", DataGrowth.method.label)
      json.member("monthsFromNow", orNull: growth.months)
      json.member("resource", growth.resource)
      json.member("sizeGiB", growth.size.value)
    }
  }

  private static func assumption(_ assumption: Assumption, to json: inout JSONWriter) {
    json.object { json in
      json.member("question", assumption.question)
      json.member("range", orNull: assumption.range)
      json.member("reason", assumption.reason)
      json.member("value", assumption.value)
    }
  }

  /// A fact with its provenance.
  static func fact(_ fact: Fact, to json: inout JSONWriter) {
    json.object { json in
      json.member("asOf", fact.citation.asOf)
      json.member("confidence", fact.citation.confidence.rawValue)
      json.member("id", fact.id)
      json.member("source", fact.citation.source)
      json.member("unit", fact.unit)
      json.member("value", FactText.value(fact))
    }
  }

  private static func source(_ entry: SourceList.Entry, to json: inout JSONWriter) {
    json.object { json in
      json.member("asOf", entry.source.asOf)
      json.member("confidence", entry.source.confidence.rawValue)
      json.member("gives", entry.uses)
      json.member("id", entry.source.id)
      json.member("location", entry.source.location)
      json.member("title", entry.source.title)
    }
  }
}
