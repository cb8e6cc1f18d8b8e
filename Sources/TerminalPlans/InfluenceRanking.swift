import CapacityPlanning
import CatalogModel
import OrderedCollections
import Quantities
import RealModule
import Requirements
import Roadmap
package import TerminalUI

extension ShownPlan {
  /// The numeric answers, also those in rows of tables, by what a tenth more changes: p99, cost or
  /// the load on the busiest capacity of the present stage, whichever changes most.
  ///
  /// The architecture and its sizes are held, as in the risk analysis: the question is what an
  /// answer does to what would be built. Of a divided system every unit is looked at: the costs are
  /// added, of the response times and loads the greatest counts.
  package func influence() -> [Influence] {
    guard let base = figures(plan.requirements) else { return [] }
    let ranked = AnswerLever.all(questionnaire, sheet, catalog).enumerated()
      .compactMap { place, lever in influence(lever, base).map { (place, $0) } }
    return ranked.sorted { ($1.1.effect, $0.0) < ($0.1.effect, $1.0) }.map(\.1)
  }

  private typealias Figures = (p99: Double, cost: Double, strain: Double)

  /// The figures of the present architecture under other requirements.
  private func figures(_ requirements: SystemRequirements) -> Figures? {
    guard let divided else {
      return plan.current.flatMap { figures(plan.parameters, requirements, $0) }
    }
    guard let index = divided.currentIndex else { return nil }
    let here = divided.units(at: index)
    let units = here.map(\.unit)
    var all: Figures = (0, 0, 0)
    for unit in here {
      guard let stage = unit.stage(index)?.planned,
        let own = figures(
          unit.plan.parameters, requirements.projected(onto: unit.unit, of: units), stage)
      else { return nil }
      all = (max(all.p99, own.p99), all.cost + own.cost, max(all.strain, own.strain))
    }
    return all
  }

  private func figures(
    _ parameters: PlanningParameters, _ requirements: SystemRequirements, _ stage: PlannedStage
  ) -> Figures? {
    let model = CapacityModel(
      catalog: catalog, parameters: parameters, requirements: requirements)
    let costs = CostModel(catalog: catalog, parameters: parameters, requirements: requirements)
    let workload = requirements.workload(users: requirements.users.now)
    guard let point = try? model.point(stage.architecture, under: workload),
      let cost = try? costs.totals(of: stage.architecture, under: workload).total.value
    else { return nil }
    return (point.p99, cost, point.strain)
  }

  private func influence(_ lever: AnswerLever, _ base: Figures) -> Influence? {
    guard case .number(let kind) = lever.question.kind, case .number(let estimate) = lever.value,
      estimate.likely > 0
    else { return nil }
    let value = estimate.likely
    let more = min(
      kind.greatest, kind.isInteger ? max(value + 1, (value * 1.1).rounded()) : value * 1.1)
    guard more > value else { return nil }
    let changed = sheet.changing(
      [ChangedAnswer(lever, to: .number(Estimate(more)), distance: 0)], in: questionnaire)
    let derived = RequirementsDerivation.derive(questionnaire, changed, catalog)
    guard let requirements = derived.requirements, let other = figures(requirements) else {
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
      lever.path, effect: greatest,
      text: told.isEmpty ? "nothing here" : told.joined(separator: ", "))
  }
}
