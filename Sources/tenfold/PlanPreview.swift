import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
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
    return "stage \(plan.stages[index].definition.label)"
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

  private var pages: [ResultPage] { [] }
}
