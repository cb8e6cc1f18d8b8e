package import CatalogModel
import Synchronization

/// What drafts cost that have everything but their design in common, each priced once.
///
/// There are a few dozens of them, so that a row is gone through by the hashes of the designs.
package final class DraftCosts: Sendable {
  private struct Priced {
    let tiers: TierSet
    let design: Design
    let cost: DraftCost
  }

  private struct Row {
    var hashes: [UInt64] = []
    var drafts: [Priced] = []

    func cost(_ hash: UInt64, _ tiers: TierSet, _ design: Design) -> DraftCost? {
      for place in hashes.indices where hashes[place] == hash {
        if drafts[place].tiers == tiers, drafts[place].design == design {
          return drafts[place].cost
        }
      }
      return nil
    }
  }

  /// Stands for what they have in common, in the memo that made it.
  package let number: Int
  private let row = Mutex(Row())

  init(number: Int) { self.number = number }

  /// What some tiers of a draft cost, computed by `compute` the first time.
  ///
  /// - Throws: What `compute` throws.
  package func cost(
    of tiers: TierSet, _ design: Design, _ compute: () throws(Catalog.Gap) -> DraftCost
  ) throws(Catalog.Gap) -> DraftCost {
    var fold = NumberFold()
    fold.add(tiers.rawValue)
    design.add(to: &fold)
    let hash = fold.value
    if let known = row.withLock({ $0.cost(hash, tiers, design) }) { return known }
    let cost = try compute()
    row.withLock { row in
      row.hashes.append(hash)
      row.drafts.append(Priced(tiers: tiers, design: design, cost: cost))
    }
    return cost
  }
}
