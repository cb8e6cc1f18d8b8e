import CatalogModel
import OptionScoring

/// Tells which options a rule rejects by what is known before they are priced, where nobody wants to
/// read by how much they would have lost.
struct UnpricedRejection {
  let definition: DecisionDefinition
  let catalog: Catalog
  /// What all options share.
  let shared: SignalRow
  /// Whether it may be told; where reasons are wanted, every option is priced.
  private let isWanted: Bool

  init(definition: DecisionDefinition, catalog: Catalog, shared: SignalRow, isWanted: Bool) {
    self.definition = definition
    self.catalog = catalog
    self.shared = isWanted ? shared.tested(definition.index, in: catalog) : shared
    self.isWanted = isWanted
  }

  /// Whether the option at a place needs no price.
  ///
  /// - Parameter own: What is known of the option alone.
  func rejects(_ place: Int, _ own: Signals = [:]) -> Bool {
    guard isWanted else { return false }
    let option = definition.options[place]
    let row = own.isEmpty ? shared : shared.with(own, definition.index)
    if option.like != nil {
      return rejects(place, row.untested, in: catalog.reading([definition.id: option.id]))
    }
    return rejects(place, row, in: catalog)
  }

  private func rejects(_ place: Int, _ row: SignalRow, in read: Catalog) -> Bool {
    for constraint in definition.index.binding[place] where row.meets(constraint.when, in: read) {
      for condition in constraint.require
      where !row.meets(condition, in: read) && row[condition.place] != nil {
        return true
      }
    }
    return false
  }
}
