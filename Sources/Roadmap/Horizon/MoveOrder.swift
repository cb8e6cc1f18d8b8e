package import CatalogModel
import OrderedCollections

/// Puts the steps of a move in an order in which none stands before its prerequisites: measuring before
/// tuning (P6), a larger instance before replicas before caches (D13 to D15), preparation before a cut.
package struct MoveOrder {
  private let catalog: Catalog

  package init(catalog: Catalog) { self.catalog = catalog }

  /// The steps so that each follows those of the move that its kind waits for; what need not wait stays
  /// in the order that it had.
  func ordered(_ steps: [Step]) -> [Step] {
    var left = steps
    var done: [Step] = []
    while !left.isEmpty {
      let free = left.firstIndex { step in
        !left.contains { other in
          other != step && waits(step.effortKind, for: other.effortKind)
        }
      }
      // The lint refuses a circle, so that something is always free.
      done.append(left.remove(at: free ?? 0))
    }
    return done
  }

  /// Whether one kind of step must not stand before another, by way of others as well.
  func waits(_ kind: String, for other: String) -> Bool {
    var pending = catalog.moves[kind]?.after ?? []
    var seen: Set<String> = []
    while let next = pending.popLast() {
      if next == other, next != kind { return true }
      if seen.insert(next).inserted { pending += catalog.moves[next]?.after ?? [] }
    }
    return false
  }

  /// The steps with their definitions and the days at which each begins before the new stands.
  ///
  /// What is taken away goes last, when the new stands, and holds nothing up.
  package func scheduled(_ steps: [Step]) -> [ScheduledStep] {
    let known = ordered(steps).compactMap { step in
      catalog.moves[step.effortKind].map { (step, $0) }
    }
    var remaining = 0.0
    var list: [ScheduledStep] = []
    for (step, move) in known.reversed() where step.kind != .remove {
      remaining += move.leadDays
      list.append(ScheduledStep(step: step, move: move, leadDays: remaining))
    }
    list.reverse()
    var since = 0.0
    for (step, move) in known where step.kind == .remove {
      list.append(ScheduledStep(step: step, move: move, leadDays: 0 - since))
      since += move.leadDays
    }
    return list
  }
}
