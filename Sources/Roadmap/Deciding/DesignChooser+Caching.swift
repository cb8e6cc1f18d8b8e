import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

extension DesignChooser {
  private static let cachingTiers: Set<Tier> = [
    .compute, .entry, .database, .tables, .cache, .edge,
  ]

  /// What keeps reads from the data tier.
  func chooseCaching(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    log.signals["hasSQL"] = Signal(.flag(design.engine != nil), from: ["data"])
    log.signals["hasTables"] = Signal(
      .flag(design.placement.stores.values.contains(.table)), from: ["data"])
    var options: [String: Signals] = [:]
    for caching in Design.Caching.allCases {
      var draft = design
      draft.caching = caching
      let effort: Double =
        switch caching {
        case .none: 0
        case .edgeResponses: try effort("edge-cache")
        case .valkey, .memcached, .accelerator: try effort("cache")
        }
      options[caching.rawValue] = try costs.signals(
        draft, tiers: Self.cachingTiers,
        isIncumbent: caching == incumbent?.caching, effort: effort)
    }
    try addSavings(&options, costs, design)
    guard let caching = try log.decide("caching", options: options).flatMap(Design.Caching.init)
    else { return false }
    design.caching = caching
    return true
  }

  /// Adds to each option what it saves, as a share of the data tier's bill without a cache.
  ///
  /// `saved = (cost without - cost with, effort included) / bill of the data tier`, from -1 to 1.
  /// Both prices stand in the formula (P7). Where nothing carries the load without a cache, the
  /// dearest option takes the place of doing without.
  private func addSavings(
    _ options: inout [String: Signals], _ costs: OptionCosts, _ design: Design
  ) throws(Catalog.Gap) {
    func cost(_ option: Design.Caching) -> Double? {
      guard case .number(let cost)? = options[option.rawValue]?["monthlyCost"]?.value else {
        return nil
      }
      return cost
    }
    let fitting = Design.Caching.allCases.filter { cost($0) != nil }
    let reference =
      fitting.contains(.none)
      ? Design.Caching.none : fitting.max { (cost($0) ?? 0) < (cost($1) ?? 0) }
    guard let reference, let without = cost(reference) else { return }
    var draft = design
    draft.caching = reference
    guard let architecture = try costs.draft(draft) else { return }
    let items = try costs.items(architecture)
    let data = (items.total(of: .database) + items.total(of: .tables)).value
    for option in fitting {
      guard let own = cost(option) else { continue }
      let saved = data > 0 ? max(-1, min(1, (without - own) / data)) : 0
      options[option.rawValue]?["savedShare"] = Signal(
        .number(saved), from: RequirementSignals.rateQuestions + ["requests.cacheableShare"],
        formula: "(\(DecimalText.fixed(without)) without - \(DecimalText.fixed(own)) with it, "
          + "effort included) / \(DecimalText.fixed(data)) USD/month of the data tier")
    }
  }
}
