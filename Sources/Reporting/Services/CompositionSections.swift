import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The stages of a system of several deployment units, for `roadmap.md`.
struct CompositionSections {
  let input: ReportInput
  let composition: Composition

  /// The units that run now, and what lies between them.
  var diagram: String {
    guard let index = composition.currentIndex else { return "" }
    let users = composition.current?.breaking?.load.users.map { "up to \(NumberText.users($0))" }
    let chart = SystemDiagram(
      composition: composition, stage: index, load: users ?? "any number")
    return """
      ## \(RoadmapDocument.presentHeading)

      Each unit is drawn part by part in a section of its own. A dotted arrow is not waited for.

      ```mermaid
      \(chart.text)
      ```
      """
  }

  /// A row for each stage, then one for each of its units; a stage that changes none of them has one row.
  var stages: String {
    var table = MarkdownTable(
      "Stage (users)", "Unit", "Architecture", "Carries up to ≈", ">Peak req/s ∑", ">p95 ms ≈",
      ">p99 ms ≈", ">USD/month ∑")
    for (index, stage) in composition.stages.enumerated() {
      let label = "\(index + 1): \(stage.definition.label)"
      let latency = stage.latency?.all
      let changes = hasChanges(index)
      table.add(
        index == composition.currentIndex ? "**\(label), now**" : label, "all, end to end",
        changes ? "" : "unchanged",
        stage.breaking?.load.users.map(NumberText.users) ?? "",
        "", latency.map { NumberText.milliseconds($0.p95) } ?? "",
        latency.map { NumberText.milliseconds($0.p99) } ?? "",
        stage.costs.map { NumberText.dollars($0.total) } ?? "")
      guard changes else { continue }
      for (place, unit) in composition.units(at: index).enumerated() {
        add(unit, index, stage.costs?.units[place], to: &table)
      }
      if let costs = stage.costs, !costs.shared.isEmpty || !costs.edges.isEmpty {
        table.add(
          "", "between them", "the network that all share, and messages", "", "", "", "",
          NumberText.dollars(costs.shared.total + costs.edges.total))
      }
    }
    return """
      ## \(RoadmapDocument.stagesHeading)

      Each unit is deployed, scaled and paid for by itself. Load, response times and cost are those \
      at the upper end of the label, at the peak; the cost is that of a month. Times of all units \
      are those that users wait for (\(MarkdownText.escaped(EndToEnd.method.label))).

      \(table.text)
      """
  }

  /// Whether a stage has other units or other glue than the one before, or changes a unit.
  private func hasChanges(_ index: Int) -> Bool {
    guard index > 0, index != composition.currentIndex,
      composition.stages[index].units == composition.stages[index - 1].units,
      composition.stages[index].edges.map(\.glue) == composition.stages[index - 1].edges.map(\.glue)
    else { return true }
    return composition.units(at: index).contains { unit in
      !(unit.stage(index)?.planned?.isUnchanged ?? false)
    }
  }

  private func add(
    _ unit: UnitPlan, _ index: Int, _ cost: USDPerMonth?, to table: inout MarkdownTable
  ) {
    guard let stage = unit.stage(index) else { return }
    let name = MarkdownText.escaped(unit.unit.name)
    let rate = NumberText.count(stage.workload.requestRate.value)
    guard let planned = stage.planned else {
      table.add("", name, "**out of reach**", "", rate, "", "", "")
      return
    }
    let latency = planned.assessment.latency?.all
    table.add(
      "", name,
      planned.isUnchanged
        ? "unchanged" : MarkdownText.escaped(ArchitectureWords(stage: planned).short),
      planned.breaking.users.map(NumberText.users) ?? "any number", rate,
      latency.map { NumberText.milliseconds($0.p95) } ?? "saturated",
      latency.map { NumberText.milliseconds($0.p99) } ?? "saturated",
      cost.map(NumberText.dollars) ?? "")
  }

  /// The unit that gives way first, when, how it shows, and what its schedule does about it.
  var nextBottleneck: String {
    var lines = ["## \(RoadmapDocument.bottleneckHeading)", ""]
    guard let index = composition.currentIndex, let breaking = composition.current?.breaking else {
      return (lines + ["No stage carries the present users."]).joined(separator: "\n")
    }
    guard let users = breaking.load.users else {
      return (lines + ["Nothing gives way below ten billion users."]).joined(separator: "\n")
    }
    let name = MarkdownText.escaped(breaking.unit)
    let when = StageStory.when(users, composition.system)
    let cause = MarkdownText.escaped(MarkdownText.sentence(breaking.load.cause.text))
    lines.append("**At ≈ \(NumberText.users(users)), \(when), \(name) gives way:** \(cause)")
    let unit = composition.units(at: index).first { $0.unit.name == breaking.unit }
    if let unit, let planned = unit.stage(index)?.planned,
      let metric = TriggerMetric.metric(
        of: breaking.load.cause, in: planned.architecture,
        objectives: unit.plan.requirements.objectives)
    {
      lines.append(
        "Watch \(RoadmapDocument.name(metric)) of \(name); act when it stays "
          + "\(NumberText.threshold(metric))"
          + "\(TriggerMetric.condition(of: breaking.load.cause)).")
    }
    if let unit, let answer = answer(of: unit) { lines.append(answer) }
    return lines.joined(separator: "\n")
  }

  /// What the schedule of a unit does about it; nil where it has none.
  private func answer(of unit: UnitPlan) -> String? {
    let own = DividedSchedule(input: input, composition: composition).units
      .first { $0.unit.unit.name == unit.unit.name }
    guard let own else { return nil }
    let heading = DividedSchedule.heading(of: unit.unit.name)
    return ScheduleSection(schedule: own.schedule, plan: unit.plan)
      .answer(in: "[its schedule](#\(MarkdownText.anchor(heading)))")
  }

  /// What is done on entering stages besides the steps of the units.
  var steps: String {
    let stages = composition.stages.enumerated().filter { !$0.element.steps.isEmpty }
    guard !stages.isEmpty else { return "" }
    var table = MarkdownTable("Stage", "Step", "Why", ">Person-days ∑", "Rule")
    for (index, stage) in stages {
      for step in stage.steps {
        table.add(
          "\(index + 1)", MarkdownText.escaped(step.title), MarkdownText.escaped(step.because),
          NumberText.effort(step.personDays), step.rule ?? "")
      }
    }
    return "## Steps between units\n\n" + table.text
  }

  /// A section for each unit, with the documents of its own plan below it.
  var units: [String] {
    composition.units.enumerated().map { index, unit in
      let own = RoadmapDocument(input.unit(index))
      let range = unit.range
      let stages =
        range.count == 1
        ? "stage \(range.lowerBound + 1)"
        : "stages \(range.lowerBound + 1) to \(range.upperBound)"
      let services = unit.unit.services.joined(separator: ", ")
      let head = """
        ## Unit \(unit.unit.name), \(stages)

        Services: \(MarkdownText.escaped(services)). \(
          unit.plan.requirements.isInternal
            ? "Only other services call it." : "Users call it.")
        """
      let parts = [own.unitDiagram, own.stageTable] + own.stageSections + [own.decisions]
      return ([head] + parts.filter { !$0.isEmpty }.map { Self.below(unit, $0) })
        .joined(separator: "\n\n")
    }
  }

  /// A section one level deeper, its heading with the unit's name, so that no two are called alike.
  private static func below(_ unit: UnitPlan, _ section: String) -> String {
    var section = section
    let name = " (\(unit.unit.name), from stage \(unit.firstStage + 1))"
    var text = TextBuffer(capacity: section.utf8.count + 256)
    section.withUTF8 { bytes in
      var isCode = false
      var start = 0
      while start <= bytes.count {
        let end = ByteScan.lineEnd(in: bytes, from: start)
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if start > 0 { text.append(UInt8(ascii: "\n")) }
        if BlockLabels.begins(line, "```") { isCode.toggle() }
        let isHeading = !isCode && line.first == UInt8(ascii: "#")
        if isHeading { text.append(UInt8(ascii: "#")) }
        text.append(line)
        if isHeading, !BlockLabels.begins(line, "###") { text.append(name) }
        start = end + 1
      }
    }
    return text.text
  }
}
