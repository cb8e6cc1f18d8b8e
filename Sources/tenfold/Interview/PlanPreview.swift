import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Reporting
import Requirements
import Roadmap
import TerminalUI

/// A plan in the few words that fit beside the questions.
struct PlanPreview {
  let plan: Plan
  let catalog: Catalog
  let answersFile: String
  let findings: [Preview.Finding]

  /// The preview with the pages of its result.
  var preview: Preview {
    let failed = plan.gates.filter { !$0.passes }
    let verdictText =
      failed.isEmpty
      ? "every objective and the budget are met"
      : failed.map { "\($0.id): \($0.observed), required \($0.required)" }.joined(separator: "; ")
    return Preview(
      verdict: failed.isEmpty ? .met : .missed, verdictText: verdictText, stage: stage,
      decisions: decisions, monthlyCost: observed("budget"), p99: observed("p99"),
      nextBottleneck: nextBottleneck, findings: findings, pages: pages)
  }

  private func observed(_ gate: String) -> String {
    plan.gates.first { $0.id == gate }?.observed ?? ""
  }

  private var stage: String {
    guard let index = plan.currentIndex else { return "none carries the present users" }
    return "\(index + 1), \(plan.stages[index].definition.label) users"
  }

  private var nextBottleneck: String {
    guard let current = plan.current else { return "" }
    guard let users = current.breaking.users else { return "nothing gives way" }
    return "\(current.breaking.cause.text) at \(DecimalText.significant(users.value, 2)) users"
  }

  private var decisions: [Preview.Decision] {
    let shown = ["compute", "exposure", "balancing", "database", "caching", "edge", "store"]
    return (plan.current?.decisions ?? []).compactMap { decision in
      guard shown.contains(decision.definition.id), let chosen = decision.chosen, chosen != "none"
      else { return nil }
      let title = decision.scope.map { "\(decision.definition.title): \($0)" }
      return Preview.Decision(
        title: title ?? decision.definition.title, option: decision.title(chosen),
        margin: margin(decision))
    }
  }

  private func margin(_ decision: Decision) -> String {
    guard let margin = decision.margin, decision.ranking.count > 1 else { return "" }
    return "+\(DecimalText.fixed(margin)) over \(decision.title(decision.ranking[1].option))"
  }

  /// The result: the summary and the decisions as the commands print them, then bill and
  /// assumptions.
  private var pages: [ResultPage] {
    let report = ReportInput(
      plan: plan, catalog: catalog, version: Version.text, answersDigest: "",
      answersFile: answersFile, textWidth: Self.pageWidth)
    var pages = [ResultPage(title: "Plan", lines: Self.lines(PlanSummary(report).text))]
    if let decisions = try? ExplanationDocument(report) {
      pages.append(ResultPage(title: "Decisions", lines: Self.lines(decisions.text)))
    }
    pages.append(ResultPage(title: "Bill", lines: bill))
    pages.append(ResultPage(title: "Assumptions", lines: assumptions))
    return pages
  }

  /// Pages are finished text, so they fit the narrowest usual terminal, within its margins.
  private static let pageWidth = 76

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private var bill: [String] {
    guard let total = plan.presentTotal else { return ["Nothing carries the present users."] }
    let items = plan.presentItems.map { item in
      (item, DecimalText.fixed(item.monthly.value, 2))
    }
    let width = items.map(\.1.count).max() ?? 0
    func amount(_ text: String) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    return ["USD a month at the present number of users", ""]
      + items.map { item, cost in
        "\(amount(cost))  \(item.tier.rawValue): \(item.name), "
          + "\(DecimalText.significant(item.quantity, 4)) \(item.unit) at \(item.priceID)"
      } + [amount(DecimalText.fixed(total.value, 2)) + "  in all"]
  }

  private var assumptions: [String] {
    plan.requirements.assumptions.flatMap { assumption in
      let range = assumption.range.map { " (\($0))" } ?? ""
      return ["\(assumption.question) = \(assumption.value)\(range)", "    \(assumption.reason)"]
    }
  }
}
