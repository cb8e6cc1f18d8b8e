import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

extension DesignChooser {
  private static let cachingTiers: TierSet = [
    .compute, .entry, .database, .tables, .cache, .edge,
  ]

  private static let savingsQuestions =
    RequirementSignals.rateQuestions + ["requests.cacheableShare"]

  /// What keeps reads from the data tier.
  func chooseCaching(
    _ log: inout DecisionLog, _ costs: OptionCosts, _ design: inout Design, _ incumbent: Design?
  ) throws(Catalog.Gap) -> Bool {
    log[.hasSQL] = Signal(.flag(design.engine != nil), from: ["data"])
    log[.hasTables] = Signal(
      .flag(design.placement.stores.values.contains(.table)), from: ["data"])
    let stands = held(of: "caching", incumbent)
    let outcome = try log.outcome(
      of: "caching", ChoiceBasis(costs, from: design, incumbent: stands, isFirst: stands == nil)
    ) { (unpriced) throws(Catalog.Gap) in
      try caches(unpriced, costs, design, stands: stands)
    }
    guard let chosen = log.take(outcome),
      let caching = Design.Caching(rawValue: chosen.model)
    else { return false }
    design.caching = caching
    design.take(chosen, of: "caching")
    return true
  }

  /// The signals of the caches.
  ///
  /// Where nothing carries the load without a cache, savings are measured against the dearest of all others, so
  /// that each of them is priced.
  private func caches(
    _ unpriced: UnpricedRejection, _ costs: OptionCosts, _ design: Design,
    stands: String?
  ) throws(Catalog.Gap) -> OptionSignals {
    var options = OptionSignals(unpriced.definition)
    func price(
      _ offered: OfferedOption<Design.Caching>, isRejected: Bool
    ) throws(Catalog.Gap) {
      var draft = design
      draft.caching = offered.model
      draft.take(offered.option, of: "caching")
      let effort: Double =
        switch offered.model {
        case .none: 0
        case .edgeResponses: try effort("edge-cache")
        case .valkey, .memcached, .accelerator: try effort("cache")
        }
      options[offered.place] = try costs.signals(
        draft, tiers: Self.cachingTiers, isIncumbent: offered.option.id == stands, effort: effort,
        isRejected: isRejected)
    }
    let all = unpriced.definition.options(modelledAs: Design.Caching.self)
    let without = all.first { $0.model == .none }
    if let without { try price(without, isRejected: false) }
    let isMeasuredAgainstNone =
      without.map { options[$0.place]?[.monthlyCost] != nil } ?? false
    for offered in all where offered.place != without?.place {
      try price(
        offered, isRejected: isMeasuredAgainstNone && unpriced.rejects(offered.place))
    }
    // A cache that stood before this decision is no longer part of the draft.
    var bare = design
    bare.variants["caching"] = nil
    try addSavings(&options, all, costs, bare)
    return options
  }

  /// Adds to each option what it saves, as a share of the data tier's bill without a cache.
  ///
  /// `saved = (cost without - cost with, effort included) / bill of the data tier`, from -1 to 1.
  /// Both prices stand in the formula (P7). Where nothing carries the load without a cache, the
  /// dearest option takes the place of doing without.
  private func addSavings(
    _ options: inout OptionSignals, _ all: [OfferedOption<Design.Caching>], _ costs: OptionCosts,
    _ design: Design
  ) throws(Catalog.Gap) {
    let priced = options
    func cost(_ offered: OfferedOption<Design.Caching>) -> Double? {
      priced.number(.monthlyCost, of: offered.place)
    }
    let fitting = all.filter { cost($0) != nil }
    let reference =
      fitting.first { $0.model == .none }
      ?? fitting.max { (cost($0) ?? 0) < (cost($1) ?? 0) }
    guard let reference, let without = cost(reference) else { return }
    var draft = design
    draft.caching = reference.model
    draft.take(reference.option, of: "caching")
    guard let data = try costs.totals(of: Self.dataTiers, draft)?.total.value else { return }
    for offered in fitting {
      guard let own = cost(offered) else { continue }
      let saved = data > 0 ? max(-1, min(1, (without - own) / data)) : 0
      options[offered.place]?[.savedShare] = Signal(
        .number(saved), from: Self.savingsQuestions,
        formula: costs.isExplained
          ? "(\(DecimalText.fixed(without)) without - \(DecimalText.fixed(own)) with it, "
            + "effort included) / \(DecimalText.fixed(data)) USD/month of the data tier" : nil)
    }
  }

  private static let dataTiers: TierSet = [.database, .tables]
}
