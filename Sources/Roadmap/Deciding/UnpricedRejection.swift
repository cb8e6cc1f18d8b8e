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
  let isWanted: Bool

  /// Whether the option at a place needs no price.
  ///
  /// - Parameter own: What is known of the option alone.
  func rejects(_ place: Int, _ own: Signals = [:]) -> Bool {
    guard isWanted else { return false }
    let option = definition.options[place]
    let row = own.isEmpty ? shared : shared.with(own, definition.index)
    if option.like != nil {
      return rejects(place, row, in: catalog.reading([definition.id: option.id]))
    }
    return rejects(place, row, in: catalog)
  }

  private func rejects(_ place: Int, _ row: SignalRow, in read: Catalog) -> Bool {
    definition.index.binding[place].contains { constraint in
      row.meets(constraint.when, in: read)
        && constraint.require.contains { row[$0.place] != nil && !row.meets($0, in: read) }
    }
  }
}
