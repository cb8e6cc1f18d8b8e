import CatalogModel
import Quantities

/// The ranges of facts of the catalog as inputs to draw.
struct RangedFact {
  private let catalog: Catalog
  /// What says how we plan and not how things are.
  private let policies: Set<String>

  init(_ catalog: Catalog) throws(Catalog.Gap) {
    self.catalog = catalog
    guard case .texts(let ids)? = catalog.fact("planning.policies")?.value else {
      throw .fact("planning.policies")
    }
    policies = Set(ids)
  }

  /// The input of a fact by the id that models read it by.
  ///
  /// Nil for policies, for what is no fact, and for what is known: its range is that of
  /// `Catalog.estimate`.
  func input(_ id: String) -> UncertainInput? {
    let name = id.prefix { $0 != "#" }
    guard !policies.contains(String(name)), let fact = catalog.fact(String(name)),
      let estimate = try? catalog.estimate(id), !estimate.isKnown
    else { return nil }
    return UncertainInput(name: id, unit: fact.unit, estimate: estimate, origin: .fact)
  }
}
