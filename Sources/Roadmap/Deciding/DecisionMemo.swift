import CapacityPlanning
import CatalogModel
import OptionScoring
import Quantities
import Requirements
import Synchronization

/// Decisions of one system, taken once for all trials of other answers that touch nothing they look at.
///
/// It holds for one catalog. An outcome is a function of what a decision's rules see of the signals, of the
/// weights of its criteria and of the basis of its options' signals. What is kept lacks
/// reasons in words, so that it does not matter whose answers it was. Kept are the decisions of the system
/// that others are compared with, as in `ReplayMemo`.
final class DecisionMemo: Sendable {
  private struct Key: Hashable {
    let decision: String
    let scope: String?
    let detail: DecisionDetail
    let weights: [Double]
    let looks: [SignalLook]
    let basis: ChoiceBasis

    // What trials differ in; the rest is compared.
    func hash(into hasher: inout Hasher) {
      var numbers = NumberFold()
      for look in looks {
        switch look {
        case .absent: numbers.add(0)
        case .holding(let bits): numbers.add(Int(truncatingIfNeeded: bits))
        case .value(.number(let number)): numbers.add(number)
        case .value(.flag(let flag)): numbers.add(flag ? 1 : 2)
        case .value(.text(let text)): numbers.add(text.utf8.count)
        case .value(.set(let members)): numbers.add(members.count)
        }
      }
      numbers.add(basis.drafts ?? -1)
      hasher.combine(numbers.value)
      hasher.combine(decision)
      hasher.combine(scope)
    }
  }

  private let kept = Mutex<[Key: Decision]>([:])
  /// What drafts cost of which a decision is kept, by its numbers.
  private let drafts = Mutex<Set<Int>>([])

  /// Whether a decision may be kept that looked at what drafts cost.
  func knows(_ drafts: Int?) -> Bool {
    guard let drafts else { return true }
    return self.drafts.withLock { $0.contains(drafts) }
  }

  /// The outcome of a decision with some signals, decided by `decide` where it is not known.
  ///
  /// - Parameters:
  ///   - keeps: Whether it is kept for others.
  ///   - shared: The signals that all options share.
  ///   - looks: What its rules see of them.
  /// - Throws: What `decide` throws.
  func decision(
    _ definition: DecisionDefinition, scope: String?, _ detail: DecisionDetail,
    _ basis: ChoiceBasis, keeps: Bool, shared: SignalRow, looks: [SignalLook],
    _ decide: () throws(Catalog.Gap) -> Decision
  ) throws(Catalog.Gap) -> Decision {
    let key = Key(
      decision: definition.id, scope: scope, detail: detail,
      weights: definition.weights,
      looks: looks, basis: basis)
    if let known = kept.withLock({ $0[key] }) { return known.looking(at: shared) }
    let decision = try decide()
    if keeps {
      kept.withLock { $0[key] = decision }
      if let drafts = basis.drafts { self.drafts.withLock { _ = $0.insert(drafts) } }
    }
    return decision
  }
}

/// The memo of decisions as one system uses it.
struct DecisionRecall: Sendable {
  let memo: DecisionMemo
  /// Whether what this system decides is kept for others.
  let keeps: Bool
}
