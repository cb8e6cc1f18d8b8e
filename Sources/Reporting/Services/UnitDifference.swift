import CatalogModel
import Requirements
import Roadmap

extension Plan {
  /// Whether there is ever more than one deployment unit.
  var isDivided: Bool { composition?.isDivided ?? false }

  /// The deployment units of a stage by its id, with what they hold; the whole as one unit where it
  /// is not divided.
  func units(ofStage id: String) -> [(name: String, services: String, stage: StagePlan)] {
    guard let index = stages.firstIndex(where: { $0.definition.id == id }) else { return [] }
    guard let composition, composition.isDivided else {
      return [(requirements.name, "one deployment", stages[index])]
    }
    return composition.units(at: index).compactMap { unit in
      unit.stage(index).map {
        (unit.unit.name, unit.unit.services.joined(separator: ", "), $0)
      }
    }
  }

  /// A plan of one stage, for comparing a unit with another.
  func showing(_ stage: StagePlan?, ofStage id: String) -> Plan {
    Plan(
      requirements: requirements, parameters: parameters, stages: stage.map { [$0] } ?? [],
      templateFacts: templateFacts, currentIndex: nil, present: nil, gates: [], crossovers: [],
      notes: [], idleQuestions: [])
  }
}

extension PlanChange {
  /// The same change as one of a deployment unit.
  func of(unit: String) -> PlanChange {
    PlanChange(subject, stage, id.isEmpty ? unit : "\(unit): \(id)", from: old, to: new)
  }
}
