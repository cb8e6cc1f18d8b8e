import CatalogModel
import Quantities

/// The range of a fact of the catalog as an input to draw.
enum RangedFact {
  /// The input of a fact by the id that models read it by; nil where its value is known.
  ///
  /// A fact that is a range by itself is drawn from it with its middle as the likely value, which
  /// is what the models take.
  static func input(_ id: String, _ catalog: Catalog) -> UncertainInput? {
    guard let fact = catalog.fact(id), let estimate = estimate(of: fact), !estimate.isKnown else {
      return nil
    }
    return UncertainInput(name: id, unit: fact.unit, estimate: estimate, origin: .fact)
  }

  private static func estimate(of fact: Fact) -> Estimate? {
    guard case .range(let low, let high) = fact.value, let middle = fact.number, low < high else {
      return nil
    }
    return Estimate(low: low, likely: middle, high: high)
  }
}
