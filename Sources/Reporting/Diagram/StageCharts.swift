import CapacityPlanning
import CatalogModel
import Quantities
import RealModule
import Requirements
import Roadmap

/// The cost and the use of the stages as charts that GitHub draws, each beside its table.
///
/// Costs of stages lie powers of ten apart and Mermaid has no logarithmic axis, so the chart shows
/// their decimal logarithms, and says so.
struct StageCharts {
  let stories: [StageStory]

  /// Both charts; empty where there are fewer than two stages to compare.
  var text: String {
    guard stories.count > 1 else { return "" }
    return [cost, utilization].joined(separator: "\n\n")
  }

  private var names: String {
    "[" + stories.map { "\"\($0.number)\"" }.joined(separator: ", ") + "]"
  }

  private var cost: String {
    let costs = stories.map(\.planned.costs.total)
    let powers = costs.map { Self.power($0) }
    let greatest = max(1, (powers.max() ?? 1).rounded(.up))
    var table = MarkdownTable(">Stage", "Users", ">USD/month ∑", ">USD/user ∑")
    for (story, cost) in zip(stories, costs) {
      let users = story.stage.workload.users
      table.add(
        "\(story.number)", MarkdownText.escaped(story.stage.definition.label),
        NumberText.dollars(cost),
        DecimalText.significant(NumberText.rounded(cost.value / max(1, users.value), digits: 3)))
    }
    return """
      **Cost of each stage** at the upper end of its label, USD a month as a power of ten (3 is 1,000)

      ```mermaid
      xychart-beta
        title "USD/month, power of ten, by stage"
        x-axis \(names)
        y-axis 0 --> \(DecimalText.fixed(greatest))
        bar [\(powers.map { DecimalText.fixed($0, 2) }.joined(separator: ", "))]
      ```

      \(table.text)
      """
  }

  /// The decimal logarithm; 0 up to one dollar.
  private static func power(_ cost: USDPerMonth) -> Double {
    cost.value > 1 ? Double.log10(cost.value) : 0
  }

  private var utilization: String {
    let limits = stories.map(\.fullest)
    let uses = limits.map { min(1, $0?.utilization ?? 0) * 100 }
    let safe = limits.map { min(1, $0?.safeShare ?? 1) * 100 }
    var table = MarkdownTable(">Stage", "Fullest part", ">In use", ">Safe up to")
    for (story, limit) in zip(stories, limits) {
      table.add(
        "\(story.number)",
        limit.map { MarkdownText.escaped("\($0.tier.rawValue) \($0.resource)") } ?? "none",
        limit.map { "\($0.method.sign) \(NumberText.share($0.utilization))" } ?? "",
        limit.map { NumberText.share($0.safeShare) } ?? "")
    }
    func list(_ values: [Double]) -> String {
      values.map { DecimalText.fixed($0, 1) }.joined(separator: ", ")
    }
    return """
      **Use of the fullest part** (bars) and what is safe (line), percent

      ```mermaid
      xychart-beta
        title "Use of the fullest part and what is safe, percent"
        x-axis \(names)
        y-axis 0 --> 100
        bar [\(list(uses))]
        line [\(list(safe))]
      ```

      \(table.text)
      """
  }
}
