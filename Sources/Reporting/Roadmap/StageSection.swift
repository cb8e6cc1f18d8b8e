import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// One stage in full: two lines to read, and everything else folded away.
struct StageSection {
  let story: StageStory
  let plan: Plan
  let whatIfs: [WhatIf]
  /// The place of what people note about the stage.
  var notes = ""
  var certificate: SizingCertificate?

  private var planned: PlannedStage { story.planned }

  /// Where a stage stands beside the present one, which says how much of it is told.
  private enum Place {
    /// Below the present one: it is not built any more.
    case past
    case present
    /// The one that comes next.
    case next
    /// Further ahead, where sizes and bills are sketches; `plan.json` has them.
    case later
  }

  private var place: Place {
    guard let current = plan.currentIndex else { return story.number == 1 ? .next : .later }
    if story.isPresent { return .present }
    if story.number - 1 < current {
      // What the present stage continues unchanged is the present architecture.
      let isContinued = (story.number...current).allSatisfy { !plan.isDistinct($0) }
      return isContinued ? .present : .past
    }
    let next = plan.stages.indices.first { $0 > current && plan.isDistinct($0) }
    return story.number - 1 == next ? .next : .later
  }

  var text: String {
    let blocks =
      place == .past ? pastBlocks : planned.isUnchanged ? unchangedBlocks : changedBlocks
    return """
      ### \(story.heading)

      \(introduction)
      \(notes.isEmpty ? "" : "\n\(notes)\n")
      <details>
      <summary>\(MarkdownText.html(summary))</summary>

      \(blocks.filter { !$0.isEmpty }.joined(separator: "\n\n"))

      </details>
      """
  }

  /// The name of the notes about a stage.
  static func notesName(_ stage: StagePlan) -> String {
    URIText.encoded("stage-\(stage.definition.id)")
  }

  private var summary: String {
    place == .past
      ? "In short, since it lies behind the present stage"
      : planned.isUnchanged
        ? "Limits, response times and cost at this load"
        : "Changes, sizes, limits, response times, cost and what is deferred"
  }

  private var introduction: String {
    var sentences: [String] = []
    if story.isPresent { sentences.append("**This is the stage to run now.**") }
    sentences.append(MarkdownText.escaped(entrySentence))
    if story.stage.definition.isOfHorizon, !planned.isUnchanged {
      sentences.append(
        "It is sized for ≈ \(NumberText.users(story.stage.workload.users)), the most that your answers lead to "
          + "within \(NumberText.count(plan.requirements.budget.horizonMonths)) months.")
    }
    if story.fallsShort {
      sentences.append(
        "**It carries only ≈ \(story.carries), not the "
          + "\(NumberText.users(story.stage.workload.users)) of its label:** "
          + MarkdownText.escaped(MarkdownText.sentence(planned.breaking.cause.text))
          + remedy)
    }
    for quota in story.passedQuotas {
      sentences.append(
        "Have the quota for \(MarkdownText.escaped(quota.resource)) raised to at least "
          + "\(NumberText.count(quota.load / quota.safeShare)) "
          + "\(MarkdownText.escaped(quota.unit)) before.")
    }
    return sentences.joined(separator: " ")
  }

  private var remedy: String {
    if case .limit(let limit) = planned.breaking.cause, limit.tier == .tables {
      return " More capacity does not help a single key: spread it over several, or cache it."
    }
    return " Nothing in the catalog carries more."
  }

  private var entrySentence: String {
    let sized = NumberText.users(story.stage.workload.users)
    guard let entry = planned.entry else {
      return "The first architecture, sized for \(sized)."
    }
    if entry.isUnchanged {
      return "The architecture of the stage before carries \(sized) as well; nothing changes."
    }
    let cause = entry.overturned ?? entry.cause.text
    guard let users = entry.users else { return MarkdownText.sentence("entered when \(cause)") }
    let time = entry.months.map { $0 > 0 ? " (\(NumberText.months($0)))" : " (passed already)" }
    return MarkdownText.sentence(
      "entered at ≈ \(NumberText.users(users))\(time ?? ""), because \(Self.lowered(cause))")
  }

  /// A sentence that continues another one; names keep their capitals.
  static func lowered(_ text: String) -> String {
    let longest = 8
    let word = text.utf8.prefix(longest).prefix { $0 != UInt8(ascii: " ") }
    guard let first = word.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first),
      word.count < longest, openings.contains(String(Substring(word)))
    else { return text }
    var result = TextBuffer(capacity: text.utf8.count)
    result.append(text)
    result.replaceFirst(first | 0x20)
    return result.text
  }

  /// The words that begin a sentence with a capital only because they begin it; none has eight letters.
  private static let openings: Set<String> = [
    "A", "An", "The", "No", "It", "Only", "With",
    "Several", "Nothing", "Without", "There", "Hardly",
  ]

  private var unchangedBlocks: [String] {
    let details = StageDetails(story)
    return [details.limits, details.latency, details.costByTier, details.next]
  }

  /// What it was, without what one would build it by.
  private var pastBlocks: [String] {
    guard !planned.isUnchanged else { return ["The architecture of the stage before, unchanged."] }
    let words = MarkdownText.escaped(ArchitectureWords(stage: planned).short)
    let cost = NumberText.cost(planned.costs.total)
    let days = planned.steps.map(\.personDays).reduce(0, +)
    return [
      RoadmapDocument.diagram(story),
      "\(words): ∑ \(cost) at \(NumberText.users(story.stage.workload.users)), "
        + "∑ \(NumberText.effort(days)) to build. Sizes, limits and bill are in `plan.json`.",
      StageDetails(story).next,
    ]
  }

  private var changedBlocks: [String] {
    let details = StageDetails(story)
    let diagram = story.isPresent ? "" : RoadmapDocument.diagram(story)
    return [
      diagram, steps, trigger, sizes,
      certificate.map { CertificateSection(certificate: $0).markdown } ?? "",
      place == .present
        ? DutyTable(matrix: planned.duties).markdown : DutyTable(matrix: planned.duties).summary,
      details.limits, details.latency, details.costByTier, FailureTable.stage(whatIfs),
      place == .later ? "The bill, item by item, is in `plan.json`." : details.costItems,
      details.next, deferred,
    ]
  }

  private var steps: String {
    guard !planned.steps.isEmpty else {
      return story.fallsShort
        ? "" : "**Nothing to build:** what is paid by use grows with the load by itself."
    }
    var table = MarkdownTable(
      ">#", "Change", "Why", "Reason", "Rule", ">Person-days ∑")
    for (index, step) in planned.steps.enumerated() {
      table.add(
        "\(index + 1)", MarkdownText.escaped(step.title),
        MarkdownText.escaped(MarkdownText.sentence(step.because)),
        step.reasons.map(\.rawValue).joined(separator: ", "), step.rule ?? "",
        DecimalText.significant(step.personDays))
    }
    let days = planned.steps.map(\.personDays).reduce(0, +)
    return "**What changes and why** (∑ \(NumberText.effort(days)) in all, in this order)\n\n"
      + table.text + (hasChangeDocument ? "\n\n" + changeDocument : "")
  }

  /// Whether the templates have a document of what becomes of the resources of the stage before.
  private var hasChangeDocument: Bool {
    plan.composition == nil && !planned.isUnchanged
      && plan.stages.prefix(story.number - 1).contains { $0.planned != nil }
  }

  private var changeDocument: String {
    "What comes, goes and stays, and what holds data among it, is in `templates/diff/"
      + "\(plan.stages[story.number - 1].definition.id).md`."
  }

  private var trigger: String {
    guard let entry = planned.entry, !entry.isUnchanged, story.number > 1,
      let before = plan.stages[story.number - 2].planned,
      let metric = TriggerMetric.metric(
        of: entry.cause, in: before.architecture, objectives: plan.requirements.objectives)
    else { return "" }
    return "**Trigger:** \(RoadmapDocument.name(metric)) stays \(NumberText.threshold(metric))."
  }

  private var sizes: String {
    var table = MarkdownTable("Part", "Choice", "Size")
    for part in planned.components {
      table.add(
        part.tier.rawValue, MarkdownText.escaped(part.title), MarkdownText.escaped(part.size))
    }
    return "**Parts and sizes**\n\n" + table.text
  }

  private var deferred: String {
    guard !planned.deferred.isEmpty else { return "" }
    var table = MarkdownTable("Left out on purpose", "What will call for it")
    for deferral in planned.deferred {
      table.add(MarkdownText.escaped(deferral.title), MarkdownText.escaped(deferral.trigger))
    }
    return "**Deferred**\n\n" + table.text
  }
}
