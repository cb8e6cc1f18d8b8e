import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements

/// Drafts what each option would amount to, and turns sizes and bills into signals of options.
///
/// A reference, since every decision of a workload has a look at it.
final class OptionCosts: Sendable {
  let workload: Workload
  private let ground: ChoiceGround
  private let drafts: DraftSizing
  /// What drafts cost that was asked for before, also by others.
  private let known: DraftCosts
  /// Whether somebody reads what signals add up from.
  let isExplained: Bool

  /// - Parameters:
  ///   - isExplained: Whether somebody reads what signals add up from, and which questions they rest on.
  ///   - hasStores: Whether drafts have stores of data; what others cost is the same for many data sets.
  init(
    _ ground: ChoiceGround, _ workload: Workload, isExplained: Bool, hasStores: Bool = true
  ) {
    let workload = hasStores ? workload : workload.summingData()
    self.isExplained = isExplained
    self.ground = ground
    self.workload = workload
    drafts = DraftSizing(ground.sizing, ground.costs, for: workload)
    known = ground.drafts(under: workload, hasStores: hasStores)
  }

  /// What drafts of these requirements have in common, by its number in the memo.
  var basis: Int { known.number }

  /// The architecture of a design at the planning targets, or nil when nothing is large enough or
  /// the region has no price for a part.
  func draft(_ design: Design) throws(Catalog.Gap) -> Architecture? {
    do throws(Catalog.Gap) {
      return try drafts.draft(design)
    } catch {
      guard case .price = error else { throw error }
      return nil
    }
  }

  /// What some tiers of a design cost at the planning targets; nil when nothing is large enough or the
  /// region has no price for a part.
  func totals(of tiers: TierSet, _ design: Design) throws(Catalog.Gap) -> TierCosts? {
    do throws(Catalog.Gap) {
      return try drafts.totals(of: tiers, design)
    } catch {
      guard case .price = error else { throw error }
      return nil
    }
  }

  /// What some tiers of a design would cost.
  private func cost(of tiers: TierSet, _ design: Design) throws(Catalog.Gap) -> DraftCost {
    // What is remembered is not read again, which somebody may want to know.
    if ground.catalog.reads != nil { return try computed(tiers, design) }
    return try known.cost(of: tiers, design) { () throws(Catalog.Gap) in
      try computed(tiers, design)
    }
  }

  private func computed(_ tiers: TierSet, _ design: Design) throws(Catalog.Gap) -> DraftCost {
    do throws(Catalog.Gap) {
      // Where the code runs is decided first: what every option needs and the region lacks shows there.
      let isFirst = tiers.contains(.compute)
      guard let totals = try drafts.totals(of: isFirst ? .all : tiers, design) else {
        return .unfit
      }
      return .fits(isFirst ? totals.only(tiers) : totals)
    } catch {
      guard case .price(let key) = error else { throw error }
      return .missingPrice(key)
    }
  }

  /// The first of some prices that the region lacks, as a signal that rejects an option.
  func missingPrice(_ keys: [String], for variants: [String: String]) -> Signal? {
    let catalog = ground.catalog.reading(variants)
    for key in keys {
      do throws(Catalog.Gap) {
        _ = try catalog.price(key)
      } catch {
        if case .price(let missing) = error { return self.missing(missing) }
      }
    }
    return nil
  }

  private func missing(_ key: String) -> Signal {
    Signal(
      .text(key), from: ["system.region"],
      formula: "a price of \(ground.catalog.region) for every part")
  }

  /// Signals of an option that some tiers of a draft make: whether it fits, and what they cost; or
  /// the price that the region lacks for it.
  ///
  /// - Parameters:
  ///   - effort: Person-days of the change to it, spread over the planning months; 0 for what
  ///     stands.
  ///   - isRejected: Whether the option is rejected whatever it costs: it is not priced, and taken to
  ///     fit.
  func signals(
    _ design: Design, tiers: TierSet, isIncumbent: Bool, effort: Double = 0,
    isRejected: Bool = false
  ) throws(Catalog.Gap) -> Signals {
    var signals = isIncumbent ? Self.standingAndFit : Self.newAndFit
    if isRejected { return signals }
    let running: TierCosts
    switch try cost(of: tiers, design) {
    case .missingPrice(let key):
      signals[.fits] = nil
      signals[.missingPrice] = missing(key)
      return signals
    case .unfit:
      signals[.fits] = Self.fitsNot
      return signals
    case .fits(let costs):
      running = costs
    }
    let spread =
      isIncumbent
      ? 0 : effort * ground.parameters.personDayCost / ground.parameters.effortMonths
    guard isExplained else {
      signals[.monthlyCost] = Signal(
        .number(running.total.value + spread), unit: "USD/month")
      return signals
    }
    signals[.monthlyCost] = Signal(
      .number(running.total.value + spread), unit: "USD/month",
      from: RequirementSignals.rateQuestions + ["users.peakToAverage", "system.region"],
      formula: effort > 0
        ? "bill of the tiers concerned + effort spread over a year"
        : "bill of the tiers concerned",
      parts: Tier.allCases.filter(tiers.holds).map { tier in
        SignalPart(tier.rawValue, running[tier].value)
      } + (spread > 0 ? [SignalPart("effort", spread)] : []))
    return signals
  }

  /// Of options that have nothing of their own but whether they stand today.
  static let plainStanding: Signals = [.incumbent: standing]
  static let plainStandingNot: Signals = [.incumbent: standingNot]

  private static let standingAndFit: Signals = [.incumbent: standing, .fits: fits]
  private static let newAndFit: Signals = [.incumbent: standingNot, .fits: fits]
  private static let standing = Signal(.flag(true), from: ["system.today"])
  private static let standingNot = Signal(.flag(false), from: ["system.today"])
  private static let fits = fits(true)
  private static let fitsNot = fits(false)

  private static func fits(_ fits: Bool) -> Signal {
    Signal(
      .flag(fits), from: RequirementSignals.rateQuestions,
      formula: "a size of the region that carries the peak")
  }
}
