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

  /// Whether an option needs no price.
  ///
  /// - Parameter own: What is known of the option alone.
  func rejects(_ option: OptionDefinition, _ own: Signals = [:]) -> Bool {
    guard isWanted, let place = definition.options.firstIndex(where: { $0 === option }) else {
      return false
    }
    let row = own.isEmpty ? shared : shared.with(own, definition.index)
    let read = option.like == nil ? catalog : catalog.reading([definition.id: option.id])
    return definition.index.binding[place].contains { constraint in
      row.meets(constraint.when, in: read)
        && constraint.require.contains { row[$0.place] != nil && !row.meets($0, in: read) }
    }
  }
}
