import CapacityPlanning
import CatalogModel
package import Quantities
import Requirements
import Uncertainty

/// One draw of everything that is uncertain: what the models would compute with if it were so.
struct Scenario {
  let requirements: SystemRequirements
  let model: CapacityModel

  init(catalog: Catalog, parameters: PlanningParameters, requirements: SystemRequirements) {
    self.requirements = requirements
    model = CapacityModel(
      catalog: catalog, parameters: parameters, requirements: requirements)
  }
}

/// A number that is drawn from its range: an answer, or a recalled fact of the catalog.
package struct UncertainInput: Hashable, Sendable {
  /// The path of an answer or the id of a fact.
  package let name: String
  package let unit: String
  package let estimate: Estimate
  package let origin: Origin

  package enum Origin: String, Hashable, Sendable {
    /// A range that the team gave.
    case answer
    /// A default range of a question that nobody answered.
    case assumption
    /// A recalled value of the catalog.
    case fact
  }

  package init(name: String, unit: String, estimate: Estimate, origin: Origin) {
    self.name = name
    self.unit = unit
    self.estimate = estimate
    self.origin = origin
  }
}

/// All inputs with a range, and the scenarios that their samples make.
struct UncertainInputs {
  let inputs: [UncertainInput]
  private let base: Scenario
  private let places: Catalog.NumberPlaces

  /// The answers with a range, and of the facts that were read those with one.
  init(_ base: Scenario, facts: [UncertainInput]) throws(Catalog.Gap) {
    self.base = base
    places = try base.model.catalog.places(of: facts.map(\.name))
    inputs =
      base.requirements.ranges.map {
        UncertainInput(
          name: $0.path, unit: $0.unit, estimate: $0.estimate,
          origin: $0.isAssumed ? .assumption : .answer)
      } + facts
  }

  /// The scenario of one sample.
  ///
  /// - Parameter share: The share of an input's law that lies below its value, by the input's index.
  func scenario(_ share: (Int) -> Double) throws(Catalog.Gap) -> Scenario {
    let answered = base.requirements.ranges.count
    func values(_ range: Range<Int>) -> [Double] {
      range.map { RangeLaw.value(of: inputs[$0].estimate, at: share($0)) }
    }
    let requirements = base.requirements.taking(values(0..<answered))
    guard inputs.count > answered else {
      return Scenario(
        catalog: base.model.catalog,
        parameters: base.model.parameters.measured(requirements.database),
        requirements: requirements)
    }
    let catalog = base.model.catalog.replacing(places, by: values(answered..<inputs.count))
    return Scenario(
      catalog: catalog,
      parameters: try PlanningParameters(
        catalog, runtime: requirements.runtime, like: base.model.parameters
      ).measured(requirements.database),
      requirements: requirements)
  }
}
