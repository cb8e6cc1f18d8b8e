import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Synchronization

/// What signals of options depend on besides the catalog and the signals that the rules look at.
struct ChoiceBasis: Hashable, Sendable {
  /// What drafts cost, by its number in the memo of sizes; nil where nothing is priced.
  var drafts: Int?
  /// What was chosen before; nil where nothing is priced.
  var design: Design?
  /// The options chosen before that are modelled like others, where prices are looked at alone.
  var variants: [String: String] = [:]
  /// The option that stands.
  var incumbent: String?
  /// Whether nothing stands at all, so that no option is a change.
  var isFirst: Bool
  /// Who operates it and what they are familiar with, where toil matters.
  var operations: Double?
  var skills: [String] = []
  /// Whether cold starts leave the percentiles within their objectives, where that matters.
  var coldStartsFit: Bool?

  /// Where nothing is priced.
  init(incumbent: String?) {
    self.incumbent = incumbent
    isFirst = incumbent == nil
  }

  /// Where drafts that go on from a design are priced.
  init(_ costs: OptionCosts, from design: Design, incumbent: String?, isFirst: Bool) {
    drafts = costs.basis
    self.design = design
    self.incumbent = incumbent
    self.isFirst = isFirst
  }
}

/// Decisions of one system, taken once for all trials of other answers that touch nothing they look at.
///
/// An outcome is a function of the values of the signals that a decision's rules look at, of the weights
/// of its criteria and of the basis of its options' signals. What is kept lacks reasons in words, so that
/// it does not matter whose answers it was. Kept are the decisions of the system that others are compared
/// with, as in `ReplayMemo`.
final class DecisionMemo: Sendable {
  private struct Key: Hashable {
    let decision: String
    let scope: String?
    let detail: DecisionDetail
    let weights: [Double]
    let values: [SignalValue?]
    let basis: ChoiceBasis
  }

  private let kept = Mutex<[Key: Decision]>([:])

  /// The outcome of a decision with some values, decided by `decide` where it is not known.
  ///
  /// - Parameters:
  ///   - keeps: Whether it is kept for others.
  ///   - values: Those of the signals that its rules look at and all options share.
  func decision(
    _ definition: DecisionDefinition, scope: String?, _ detail: DecisionDetail,
    _ basis: ChoiceBasis, keeps: Bool, values: [SignalValue?],
    _ decide: () throws(Catalog.Gap) -> Decision
  ) throws(Catalog.Gap) -> Decision {
    let key = Key(
      decision: definition.id, scope: scope, detail: detail,
      weights: definition.criteria.map(\.effectiveWeight),
      values: values, basis: basis)
    if let known = kept.withLock({ $0[key] }) { return known }
    let decision = try decide()
    if keeps { kept.withLock { $0[key] = decision } }
    return decision
  }
}

/// The memo of decisions as one system uses it.
struct DecisionRecall: Sendable {
  let memo: DecisionMemo
  /// Whether what this system decides is kept for others.
  let keeps: Bool
}
