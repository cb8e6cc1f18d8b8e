import CapacityPlanning
package import CatalogModel
import OptionScoring
import Quantities
import Reporting
package import Requirements
package import Roadmap
package import TerminalUI

/// A plan with what it was made from, to be put into the words of the terminal.
package struct ShownPlan: Sendable {
  package let plan: Plan
  package let catalog: Catalog
  package let questionnaire: Questionnaire
  package let sheet: AnswerSheet
  /// What is to be said of the answers.
  package let findings: [Preview.Finding]
  /// The deployment unit that is looked at; nil for the whole system.
  package let unit: String?
  /// Which facts response times move with, found once for all pages and units.
  let reach: FactReach

  package init(
    plan: Plan, catalog: Catalog, questionnaire: Questionnaire, sheet: AnswerSheet,
    findings: [Preview.Finding]
  ) {
    self.init(
      plan: plan, catalog: catalog, questionnaire: questionnaire, sheet: sheet, findings: findings,
      unit: nil, reach: FactReach())
  }

  init(
    plan: Plan, catalog: Catalog, questionnaire: Questionnaire, sheet: AnswerSheet,
    findings: [Preview.Finding], unit: String?, reach: FactReach
  ) {
    self.reach = reach
    self.unit = unit
    self.plan = plan
    self.catalog = catalog
    self.questionnaire = questionnaire
    self.sheet = sheet
    self.findings = findings
  }

  /// The plan in the few words that fit beside the questions.
  package var preview: Preview {
    let failed = plan.gates.filter(\.fails)
    let verdictText =
      failed.isEmpty
      ? "every objective and the budget are met"
      : failed.map { "\($0.id): \($0.observed), required \($0.required)" }.joined(separator: "; ")
    return Preview(
      verdict: failed.isEmpty ? .met : .missed, verdictText: verdictText, stage: stageText,
      decisions: previewDecisions, monthlyCost: observed("budget"), p99: observed("p99"),
      nextBottleneck: nextBottleneck, findings: findings, figures: figures, units: unitNames,
      missed: failed.map(\.id))
  }

  private func observed(_ gate: String) -> String {
    plan.gates.first { $0.id == gate }?.observed ?? ""
  }

  private var figures: PlanFigures {
    PlanFigures(
      cost: plan.presentTotal?.value ?? 0,
      p99: (shownLatencyZoneLost ?? shownLatency)?.all.p99.milliseconds,
      carried: shownBreaking?.load.users?.value, stage: plan.currentIndex)
  }

  private var stageText: String {
    plan.currentIndex.map(stageText) ?? "none carries the present users"
  }

  /// The stage's number and label.
  func stageText(_ index: Int) -> String {
    let label = plan.stages[index].definition.label
    return "\(index + 1), \(label) \(label == "1" ? "user" : "users")"
  }

  private var nextBottleneck: String {
    guard let (load, unit) = shownBreaking else { return "" }
    guard let users = load.users else { return "nothing gives way" }
    let place = unit.map { "\($0): " } ?? ""
    return "\(place)\(load.cause.text) at \(Words.users(users.value))"
  }

  private var previewDecisions: [Preview.Decision] {
    let shown = ["compute", "exposure", "balancing", "database", "caching", "edge", "store"]
    return parts.flatMap { part in
      (part.plan.current?.decisions ?? []).compactMap { decision in
        guard shown.contains(decision.definition.id), let chosen = decision.chosen, chosen != "none"
        else { return nil }
        let place = part.unit.map { "\($0): " } ?? ""
        return Preview.Decision(
          title: place + decision.heading, option: decision.title(chosen), margin: margin(decision))
      }
    }
  }

  private func margin(_ decision: Decision) -> String {
    guard let margin = decision.margin, decision.ranking.count > 1 else { return "" }
    if decision.isKept { return "stands and stays" }
    return "+\(DecimalText.fixed(margin.value)) over \(decision.title(decision.ranking[1].option))"
  }

  /// The model of this plan's requirements.
  var model: CapacityModel { model(with: catalog) }

  /// The same with a catalog that notes what is read.
  func model(with catalog: Catalog) -> CapacityModel {
    CapacityModel(catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
  }

  var costs: CostModel {
    CostModel(catalog: catalog, parameters: plan.parameters, requirements: plan.requirements)
  }
}

extension Decision {
  /// Its title, with the data set that it is about.
  var heading: String { scope.map { "\(definition.title): \($0)" } ?? definition.title }
}

/// Texts of numbers, the same on all pages.
enum Words {
  static func dollars(_ value: Double) -> String {
    DecimalText.fixed(value, value < 100 ? 2 : 0) + " USD/month"
  }

  static func milliseconds(_ seconds: Seconds) -> String {
    let value = seconds.milliseconds
    return value >= 10_000
      ? DecimalText.significant(value / 1000) + " s" : DecimalText.significant(value) + " ms"
  }

  /// A number of users that a search found to three digits, without the digits that mean nothing.
  static func count(_ value: Double) -> String {
    var step = 1.0
    while value.magnitude / step >= 1000 { step *= 10 }
    return DecimalText.fixed((value / step).rounded() * step)
  }

  static func users(_ value: Double) -> String { count(value) + " users" }

  /// Effort to two digits: `1 person-day`, `2.5 person-days`.
  static func personDays(_ days: Double) -> String {
    let text = DecimalText.significant(days, 2)
    return "\(text) person-day\(text == "1" ? "" : "s")"
  }

  static func percent(_ share: Double) -> String {
    DecimalText.significant(share * 100, 3) + "%"
  }

  static func months(_ months: Double?) -> String {
    guard let months else { return "never at this growth" }
    if months < 0.5 { return "now" }
    return months > 24
      ? "in \(DecimalText.fixed(months / 12, 1)) years" : "in \(DecimalText.fixed(months)) months"
  }
}
