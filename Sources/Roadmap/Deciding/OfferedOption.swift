import CatalogModel
import OptionScoring

/// An option of a decision whose model the code has.
struct OfferedOption<Model: Sendable>: Sendable {
  /// Its place among the options of the decision.
  let place: Int
  let option: OptionDefinition
  let model: Model
}

extension DecisionDefinition {
  /// The options whose model the code has, in the catalog's order.
  func options<Model: RawRepresentable<String> & CaseIterable & Sendable>(
    modelledAs type: Model.Type
  ) -> [OfferedOption<Model>] {
    var offered: [OfferedOption<Model>] = []
    offered.reserveCapacity(options.count)
    let models = Model.allCases
    for (place, option) in options.enumerated() {
      // Going through a few words takes less time than the search of an initializer.
      guard let model = models.first(where: { $0.rawValue == option.model }) else { continue }
      offered.append(OfferedOption(place: place, option: option, model: model))
    }
    return offered
  }

  /// Signals of options that have nothing of their own but whether they stand today.
  func plain(incumbent: String?) -> OptionSignals {
    var signals = OptionSignals(self)
    for (place, option) in options.enumerated() {
      signals[place] =
        option.id == incumbent ? OptionCosts.plainStanding : OptionCosts.plainStandingNot
    }
    return signals
  }
}
