import CapacityPlanning
import CatalogModel
import OrderedCollections
import Quantities
import RealModule
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The numeric answers by what a tenth more changes: p99, cost or the load on the busiest
  /// capacity of the present stage, whichever changes most.
  ///
  /// The architecture and its sizes are held, as in the risk analysis: the question is what an
  /// answer does to what would be built. Columns of tables are not looked at.
  package func influence() -> [Influence] {
    guard let stage = plan.current, let base = figures(plan.requirements, stage) else { return [] }
    let relevance = Relevance(questionnaire, sheet)
    let ranked = questionnaire.questions.enumerated().compactMap { place, question in
      relevance.isRelevant(question.id) ? influence(question, stage, base).map { (place, $0) } : nil
    }
    return ranked.sorted { ($1.1.effect, $0.0) < ($0.1.effect, $1.0) }.map(\.1)
  }

  private typealias Figures = (p99: Double, cost: Double, strain: Double)

  private func figures(_ requirements: SystemRequirements, _ stage: PlannedStage) -> Figures? {
    let model = CapacityModel(
      catalog: catalog, parameters: plan.parameters, requirements: requirements)
    let costs = CostModel(
      catalog: catalog, parameters: plan.parameters, requirements: requirements)
    let workload = requirements.workload(users: requirements.users.now)
    guard let point = try? model.point(stage.architecture, under: workload),
      let cost = try? costs.totals(of: stage.architecture, under: workload).total.value
    else { return nil }
    return (point.p99, cost, point.strain)
  }

  private func influence(
    _ question: Question, _ stage: PlannedStage, _ base: Figures
  ) -> Influence? {
    guard case .number(let kind) = question.kind, let value = likely(question), value > 0 else {
      return nil
    }
    var changed = sheet
    let more = min(
      kind.greatest, kind.isInteger ? max(value + 1, (value * 1.1).rounded()) : value * 1.1)
    guard more > value else { return nil }
    changed.answers[question.id] = Answer(.number(Estimate(more)))
    let derived = RequirementsDerivation.derive(questionnaire, changed, catalog)
    guard let requirements = derived.requirements, let other = figures(requirements, stage) else {
      return nil
    }
    let step = Double.log(more / value) / Double.log(1.1)
    func effect(_ old: Double, _ new: Double) -> Double {
      guard old > 0, new > 0, old.isFinite, new.isFinite else { return 0 }
      return (Double.exp(Double.log(new / old) / step) - 1) * 100
    }
    let effects = [
      ("p99", effect(base.p99, other.p99)), ("cost", effect(base.cost, other.cost)),
      ("load", effect(base.strain, other.strain)),
    ]
    let greatest = effects.map { $0.1.magnitude }.max() ?? 0
    let told = effects.filter { $0.1.magnitude >= 0.05 }.map { name, effect in
      "\(name) \(effect > 0 ? "+" : "")\(DecimalText.fixed(effect, 1))%"
    }
    return Influence(
      question: question.id, effect: greatest,
      text: told.isEmpty ? "nothing here" : told.joined(separator: ", "))
  }

  private func likely(_ question: Question) -> Double? {
    if case .number(let estimate)? = sheet[question.id] { return estimate.likely }
    switch question.fallback {
    case .value(.number(let estimate))?: return estimate.likely
    default: return nil
    }
  }
}
