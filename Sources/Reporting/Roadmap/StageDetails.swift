import CapacityPlanning
import CatalogModel
import Quantities
import Requirements
import Roadmap

/// The numbers of a stage as tables: limits, response times, costs, and what breaks next.
struct StageDetails {
  private let story: StageStory
  private let workload: Workload
  private let assessment: Assessment
  private let bill: [CostItem]

  /// At the upper end of the stage's label.
  init(_ story: StageStory) {
    self.story = story
    workload = story.stage.workload
    assessment = story.planned.assessment
    bill = story.planned.costs
  }

  /// Under the present load.
  init(_ story: StageStory, now present: PresentState) {
    self.story = story
    workload = present.workload
    assessment = present.assessment
    bill = present.costs
  }

  private var load: String { NumberText.users(workload.users) }

  var limits: String {
    var table = MarkdownTable(
      "Limit", ">Load", ">Capacity", "Unit", ">In use", ">Safe", "Metric", "Alarm")
    for limit in assessment.limits {
      let use = "\(limit.method.sign) \(NumberText.share(limit.utilization))"
      table.add(
        MarkdownText.escaped(
          "\(limit.tier.rawValue): \(limit.resource)"
            + (limit.isQuota ? " (a quota, raised on request)" : "")),
        NumberText.count(limit.load), NumberText.count(limit.capacity),
        MarkdownText.escaped(limit.unit), limit.isPassed ? "**\(use)**" : use,
        NumberText.share(limit.safeShare),
        limit.metric.map(RoadmapDocument.name) ?? "none: something else runs out first",
        limit.metric.map(NumberText.threshold) ?? "")
    }
    guard !table.isEmpty else { return "" }
    return "**Limits** at \(load) and \(NumberText.rate(workload.requestRate))\n\n"
      + table.text
  }

  var latency: String {
    guard let latency = assessment.latency else {
      let reason = assessment.latencyLimit?.text ?? "a station is saturated"
      return "**Response times:** none, because \(reason)."
    }
    var table = MarkdownTable(
      "Response time", ">Mean ms =", ">p50 ms ≈", ">p95 ms ≈", ">p99 ms ≈")
    func add(_ row: ClassLatency, _ name: String) {
      table.add(
        MarkdownText.escaped(name), NumberText.milliseconds(row.mean),
        NumberText.milliseconds(row.p50), NumberText.milliseconds(row.p95),
        NumberText.milliseconds(row.p99))
    }
    add(latency.all, latency.all.name)
    for row in latency.classes { add(row, row.name) }
    if let distant = latency.distant { add(distant, distant.name) }
    if let lost = assessment.latencyZoneLost {
      add(lost.all, "\(lost.all.name), a zone lost")
    }
    var note = ""
    if let use = assessment.computeUtilizationZoneLost {
      note = "\n\nWith a zone lost the compute tier runs at = \(NumberText.share(use))"
      note += assessment.latencyZoneLost == nil ? " and saturates." : "."
    }
    return "**Response times** at the peak of \(load)\n\n\(table.text)\(note)"
  }

  var costByTier: String {
    var table = MarkdownTable("Part", ">USD/month ∑", ">Share ∑")
    let total = bill.total
    for (tier, cost) in bill.totalsByTier where cost > .zero {
      table.add(
        tier.rawValue, NumberText.cents(cost), NumberText.share(cost / total))
    }
    table.add("**all**", "**\(NumberText.cents(total))**", "100 %")
    let bound = CommitmentSummary(bill).map {
      "\n\n" + MarkdownText.escaped(CommitmentText.sentence($0))
    }
    return "**Monthly cost** at \(load)\n\n" + table.text + (bound ?? "")
  }

  var costItems: String {
    var table = MarkdownTable(
      "Item", ">Quantity ∑", "Unit", ">USD each", ">USD/month ∑", "Price", "As of")
    var hasRecalled = false
    for item in bill {
      hasRecalled = hasRecalled || item.citation.confidence == .recalled
      table.add(
        MarkdownText.escaped(item.name), DecimalText.significant(item.quantity, 4),
        MarkdownText.escaped(item.unit), DecimalText.significant(item.unitPrice, 5),
        NumberText.cents(item.monthly),
        MarkdownText.code(item.priceID) + item.citation.mark + (item.commitment == nil ? "" : "‡"),
        item.citation.asOf)
    }
    let legend =
      hasRecalled
      ? "\n\n† Recalled: no document was read for it; check it before you rely on it." : ""
    let prices =
      CommitmentSummary(bill).map {
        "on demand, or \(MarkdownText.escaped($0.option)) where marked ‡"
      }
      ?? "list prices on demand"
    return "**Bill** (quantity times unit price, \(prices))\n\n" + table.text + legend
  }

  var next: String {
    let breaking = story.planned.breaking
    guard breaking.users != nil else {
      return "**What breaks next:** nothing below ten billion users."
    }
    let metric = story.nextTrigger.map {
      " It shows in \(RoadmapDocument.name($0)) \(NumberText.threshold($0))"
        + "\(TriggerMetric.condition(of: breaking.cause))."
    }
    return "**What breaks next:** at ≈ \(story.carries) (\(story.breaksWhen)), "
      + MarkdownText.escaped(breaking.cause.text) + "." + (metric ?? "")
  }
}
