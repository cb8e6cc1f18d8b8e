import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// `roadmap.md`: the advice first, then the stages, then everything that it rests on.
package struct RoadmapDocument: Sendable {
  let input: ReportInput

  /// What people wrote into the former document.
  let notes: HumanNotes

  package init(_ input: ReportInput, notes: HumanNotes = HumanNotes()) {
    self.input = input
    self.notes = notes
  }

  var plan: Plan { input.plan }

  /// The file as it goes into the plan's folder.
  package var file: RenderedFile { RenderedFile(path: Self.fileName, contents: text) }

  /// The name of the file within the plan's folder.
  package static let fileName = "roadmap.md"

  /// The most important parts, as much of them as fits a comment of 65,536 characters.
  package var comment: String { short.text(within: SizedMarkdown.comment) }

  /// The same for a step's summary of 1 MiB.
  package var stepSummary: String { short.text(within: SizedMarkdown.stepSummary) }

  private var short: SizedMarkdown {
    let divided = plan.composition.flatMap { $0.isDivided ? $0 : nil }.map {
      CompositionSections(input: input, composition: $0)
    }
    let blocks = [
      ("the verdict", "# \(MarkdownText.escaped(plan.requirements.name))\n\n\(verdict)"),
      ("the gates", gateTable), ("what cannot be met", refusals),
      ("the next bottleneck", divided?.nextBottleneck ?? nextBottleneck),
      ("the architecture", divided?.diagram ?? diagramAlone),
      ("the stages", divided?.stages ?? stageTable),
      ("what it was made from", "<sub>\(MarkdownText.html(input.provenance))</sub>"),
    ]
    // What the links lead to is not there.
    return SizedMarkdown(
      blocks.map { SizedMarkdown.Block(name: $0.0, text: MarkdownText.unlinked($0.1)) })
  }

  private var diagramAlone: String {
    plan.presentStory.map { "## \(Self.presentHeading)\n\n\(Self.diagram($0))" } ?? ""
  }

  /// The document in GitHub-flavored Markdown.
  package var text: String {
    if let composition = plan.composition, composition.isDivided { return divided(composition) }
    let sections =
      [
        header, verdict, gates, refusals, notes.block(Self.systemNotes), presentDiagram, stageTable,
        charts, nextBottleneck, schedule,
      ]
      + stageSections
      + [
        failures, risk, services, decisions, crossovers, goodToKnow, assumptions, overrides,
        planningValues,
        sources, notes.orphans(besides: Set([Self.systemNotes] + stageNotes)),
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// The places of notes of the stages.
  private var stageNotes: [String] {
    plan.stages.filter { !$0.isAbsent }.map(StageSection.notesName)
  }

  /// The document for several deployment units: the system first, then each unit.
  private func divided(_ composition: Composition) -> String {
    let parts = CompositionSections(input: input, composition: composition)
    let sections =
      [
        header, verdict, gates, refusals, notes.block(Self.systemNotes), parts.diagram,
        parts.stages, parts.nextBottleneck, schedule(composition), services, parts.steps,
      ]
      + parts.units
      + [
        crossovers, goodToKnow, assumptions, overrides, planningValues, sources,
        notes.orphans(besides: [Self.systemNotes]),
      ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// What was answered about services, and what follows for their division.
  private var services: String {
    guard let composition = plan.composition else { return "" }
    let tables = ServiceTables(plan: plan, composition: composition)
    return [
      tables.overview, tables.edges, DecompositionSection(composition: composition).text,
      tables.data, tables.functions,
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The diagram of a unit at the present stage.
  var unitDiagram: String { presentDiagram }

  private var header: String {
    // Two hyphens would end the comment early.
    let line = input.provenance.split(separator: "--").joined(separator: "-")
    return "<!-- \(line) -->\n\n"
      + "# \(MarkdownText.escaped(plan.requirements.name)): AWS architecture roadmap"
  }

  private var verdict: String {
    let verdict = Verdict(input)
    let advice = verdict.sentences.map(MarkdownText.escaped)
    let first = advice.first.map { "**\($0)**" } ?? ""
    let rest = advice.dropFirst().joined(separator: " ")
    return "**\(MarkdownText.escaped(verdict.gates))** \(first) \(rest)"
  }

  private var gateTable: String {
    var table = MarkdownTable("Gate", "Required", "Observed", "Result", "To blame")
    for gate in plan.gates {
      table.add(
        gate.id, MarkdownText.escaped(gate.required),
        GateMethod.method(of: gate).sign + " " + MarkdownText.escaped(gate.observed),
        !gate.isJudged
          ? "not judged"
          : gate.passes
            ? "pass"
            : gate.isWaived ? "waived" : gate.level == .error ? "**fail**" : gate.level.rawValue,
        [gate.blame, gate.waiver.map(WaiverText.sentence)].compactMap { $0 }
          .map(MarkdownText.escaped).joined(separator: " "))
    }
    return table.text
  }

  private var gates: String {
    let basis =
      plan.present?.assessment.latencyZoneLost == nil
      ? "" : " The gates take the response times while a zone is lost."
    let waivers = WaiverText.count(plan).map { MarkdownText.escaped($0) + "\n\n" } ?? ""
    return """
      \(gateTable)

      \(waivers)Load, cost and response times above are those of the present users at their peak.\(basis) \
      [All stages](#\(MarkdownText.anchor(Self.stagesHeading))), \
      [the next bottleneck](#\(MarkdownText.anchor(Self.bottleneckHeading))), \
      [assumptions](#\(MarkdownText.anchor(Self.assumptionsHeading))), \
      [sources](#\(MarkdownText.anchor(Self.sourcesHeading))).

      How numbers were obtained: \(Method.legend).
      """
  }

  private var refusals: String {
    guard !input.refusals.isEmpty else { return "" }
    let items = input.refusals.flatMap(RefusalText.sentences).map {
      "- \(MarkdownText.escaped($0))"
    }
    return "## What cannot be met\n\n" + items.joined(separator: "\n")
  }

  private var schedule: String {
    input.schedule.map { ScheduleSection(schedule: $0, plan: plan).markdown } ?? ""
  }

  /// Those of the units, or why there are none.
  private func schedule(_ composition: Composition) -> String {
    let section = DividedSchedule(input: input, composition: composition)
    return section.isEmpty
      ? "## \(ScheduleSection.heading)\n\n"
        + MarkdownText.escaped(ScheduleDocument.absence(plan)) : section.markdown
  }

  private var failures: String { FailureTable.overview(input.failures, plan: plan) }

  private var risk: String {
    input.risk.map { RiskSection(report: $0, plan: plan).text(isWhole: false) } ?? ""
  }

  private var presentDiagram: String {
    guard let story = plan.presentStory, let present = plan.present else { return "" }
    let details = StageDetails(story, now: present)
    return """
      ## \(Self.presentHeading)

      \(Self.diagram(story))

      <details>
      <summary>Limits, response times and cost of the present users</summary>

      \(details.limits)

      \(details.latency)

      \(details.costByTier)

      </details>
      """
  }

  /// The flowchart of a stage as a block that GitHub draws.
  static func diagram(_ story: StageStory) -> String {
    let load = "up to \(story.planned.breaking.users.map(NumberText.users) ?? "any number")"
    return "```mermaid\n\(ArchitectureDiagram(stage: story.planned, load: load).text)\n```"
  }

  /// The name of the notes about the whole system.
  static let systemNotes = "system"
  static let stagesHeading = "The stages"
  static let presentHeading = "The architecture to run now"
  static let bottleneckHeading = "The next bottleneck"
  static let assumptionsHeading = "Assumptions"
  static let sourcesHeading = "Sources"
}
