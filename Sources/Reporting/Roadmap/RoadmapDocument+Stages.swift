import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Roadmap

extension RoadmapDocument {
  /// One row for each stage: when it is entered, what it is, how far it carries, what it costs.
  var stageTable: String {
    var table = MarkdownTable(
      "Stage (users)", "Enter when ≈", "Architecture", "Carries up to ≈", ">Peak req/s ∑",
      "Fullest part", ">p95 ms ≈", ">p99 ms ≈", ">USD/month ∑")
    for (index, stage) in plan.stages.enumerated() {
      let number = index + 1
      if stage.isAbsent { continue }
      let heading = StageStory.heading(number, stage)
      let label = "[\(number): \(stage.definition.label)](#\(MarkdownText.anchor(heading)))"
      let rate = NumberText.count(stage.workload.requestRate.value)
      guard let story = plan.story(at: index) else {
        table.add(label, "", "**out of reach**, see below", "", rate)
        continue
      }
      let latency = story.planned.assessment.latency?.all
      table.add(
        story.isPresent ? "**\(label), now**" : label, enters(story), architecture(story),
        carries(story), rate,
        story.fullest.map(StageStory.signedUse).map(MarkdownText.escaped) ?? "",
        latency.map { NumberText.milliseconds($0.p95) } ?? "saturated",
        latency.map { NumberText.milliseconds($0.p99) } ?? "saturated",
        NumberText.dollars(story.planned.costs.total))
    }
    return """
      ## \(Self.stagesHeading)

      A stage is labeled by users and entered by a metric. Load, use, response times and cost are \
      those at the upper end of the label, at the peak; the cost is that of a month.\(method)

      \(table.text)
      """
  }

  /// How response times were obtained, said once for all stages.
  private var method: String {
    let labels = plan.stages.compactMap(\.planned?.assessment.latency?.method.label)
    var seen: Set<String> = []
    let different = labels.filter { seen.insert($0).inserted }
    return different.isEmpty
      ? ""
      : " Response times here and below: \(MarkdownText.escaped(different.joined(separator: "; or ")))."
  }

  private func enters(_ story: StageStory) -> String {
    guard let entry = story.planned.entry else { return "from the start" }
    if entry.isUnchanged { return "unchanged" }
    guard let users = entry.users else { return "" }
    let metric = TriggerMetric.metric(
      of: entry.cause,
      in: plan.stages[story.number - 2].planned?.architecture
        ?? story.planned.architecture, objectives: plan.requirements.objectives)
    let sign = metric.map {
      ": \(MarkdownText.code($0.name)) \(MarkdownText.escaped(NumberText.threshold($0)))"
    }
    let other = entry.overturned == nil ? "" : ": a choice falls"
    return NumberText.users(users) + (sign ?? other)
  }

  private func architecture(_ story: StageStory) -> String {
    story.planned.isUnchanged
      ? "unchanged" : MarkdownText.escaped(ArchitectureWords(stage: story.planned).short)
  }

  private func carries(_ story: StageStory) -> String {
    let users = MarkdownText.escaped(story.carries)
    return story.fallsShort ? "**only \(users)**" : users
  }

  /// Cost and use of the stages as charts.
  var charts: String { StageCharts(stories: plan.stories()).text }

  /// What gives way next, when, how it shows, and what is done then.
  var nextBottleneck: String {
    guard let story = plan.presentStory else { return "" }
    var lines = ["## \(Self.bottleneckHeading)", ""]
    let breaking = story.planned.breaking
    guard breaking.users != nil else {
      return (lines + ["Nothing gives way below ten billion users."]).joined(separator: "\n")
    }
    let cause = MarkdownText.escaped(MarkdownText.sentence(breaking.cause.text))
    lines.append("**At ≈ \(story.carries), \(story.breaksWhen):** \(cause)")
    if let metric = story.nextTrigger {
      lines.append(
        "Watch \(Self.name(metric)); act when it stays \(NumberText.threshold(metric))"
          + "\(TriggerMetric.condition(of: breaking.cause)).")
    }
    let limits = plan.present?.assessment.limits ?? []
    if let fullest = StageStory.fullest(limits) {
      lines.append(
        "Today the fullest part is \(MarkdownText.escaped(StageStory.signedUse(fullest))) in use; "
          + "\(NumberText.share(fullest.safeShare)) is safe.")
    }
    if let schedule = input.schedule {
      lines.append(
        ScheduleSection(schedule: schedule, plan: plan)
          .answer(in: "[the schedule](#\(MarkdownText.anchor(ScheduleSection.heading)))"))
    } else if let next = plan.stories().first(where: {
      $0.number > story.number && !$0.planned.isUnchanged
    }) {
      let days = next.planned.steps.map(\.personDays).reduce(0, +)
      lines.append(
        "The answer is [stage \(next.number)](#\(MarkdownText.anchor(next.heading))), about "
          + "∑ \(NumberText.effort(days)) of work.")
    }
    return lines.joined(separator: "\n")
  }

  /// A metric as code, with its statistic.
  static func name(_ metric: Metric) -> String {
    "\(MarkdownText.code(metric.namespace)) \(MarkdownText.code(metric.name)) "
      + "(\(metric.statistic))"
  }

  /// A section for each stage, folded but for its first lines.
  var stageSections: [String] {
    ["## Stage by stage"]
      + plan.stages.enumerated().filter { !$0.element.isAbsent }.map { index, stage in
        plan.story(at: index).map {
          StageSection(
            story: $0, plan: plan, whatIfs: whatIfs(ofStage: index),
            notes: notes.block(StageSection.notesName($0.stage)),
            certificate: input.certificates.first { $0.stage == index }?.certificate
          ).text
        }
          ?? outOfReach(stage, number: index + 1)
      }
  }

  private func whatIfs(ofStage index: Int) -> [WhatIf] {
    input.failures.first { $0.stage == index }?.whatIfs ?? []
  }

  private func outOfReach(_ stage: StagePlan, number: Int) -> String {
    let stuck = stage.decisions.first { $0.chosen == nil }
    var lines = [
      "### \(StageStory.heading(number, stage))", "", notes.block(StageSection.notesName(stage)),
      "",
    ]
    guard let stuck else {
      lines.append("Out of reach: no size of the region carries this load.")
      return lines.joined(separator: "\n")
    }
    lines.append(
      "Out of reach: \(MarkdownText.escaped(stuck.definition.title)) has no option left.")
    lines += ["", RejectionTable(decision: stuck).markdown]
    return lines.joined(separator: "\n")
  }
}
