import CapacityPlanning
import CatalogModel
import OptionScoring
import OrderedCollections
package import Requirements
import Roadmap

/// `tenfold diff`: which inputs differ between two plans, and what that changed.
package struct PlanDifference: Sendable {
  let old: ReportInput
  let new: ReportInput
  /// Changes of the catalog that one of the two plans read.
  let read: [CatalogChange]
  /// Changes of the catalog that neither plan looked at.
  let unread: [CatalogChange]
  let changes: [PlanChange]
  /// What was answered otherwise.
  let answers: [AnswerChange]
  /// Whether every change of the catalog is listed, also what no plan looked at.
  let listsAll: Bool

  /// Compares two plans, each with the catalog that it was made with.
  ///
  /// - Parameter answers: How the answers of the two differ.
  package init(
    from old: ReportInput, to new: ReportInput, answers: [AnswerChange] = [],
    listsAll: Bool = false
  ) {
    self.answers = answers
    self.old = old
    self.new = new
    self.listsAll = listsAll
    changes = PlanComparison(old: old.plan, new: new.plan).changes
    let catalog =
      old.catalog.digest == new.catalog.digest
      ? [] : CatalogDifference.changes(from: old.catalog, to: new.catalog)
    let used = Reading(old).merging(Reading(new))
    read = catalog.filter(used.covers)
    unread = catalog.filter { !used.covers($0) }
  }

  /// Whether the plans differ; changes of the catalog that changed nothing do not count.
  package var hasChanges: Bool { !changes.isEmpty }

  /// Whether the answers differ.
  var hasOtherAnswers: Bool { old.answersDigest != new.answersDigest }
}

/// What a plan looked at in its catalog.
private struct Reading {
  var ids: Set<String>
  var decisions: Set<String>
  var services: Set<String>
  var purchase: Set<String>

  init(_ input: ReportInput) {
    let plan = input.plan
    let bills = plan.everyItem
    ids = input.reads.union(bills.map(\.priceID))
    let taken = plan.stages.flatMap(\.decisions).map(\.definition)
    decisions = Set(taken.map(\.id))
    services = Set(taken.flatMap { $0.options.compactMap(\.service) })
      .union(plan.requirements.servicesToday)
    purchase = Set(bills.compactMap { $0.commitment?.option })
  }

  func merging(_ other: Reading) -> Reading {
    var both = self
    both.ids.formUnion(other.ids)
    both.decisions.formUnion(other.decisions)
    both.services.formUnion(other.services)
    both.purchase.formUnion(other.purchase)
    return both
  }

  func covers(_ change: CatalogChange) -> Bool {
    let first = String(change.id.prefix { $0 != "#" && $0 != " " })
    switch change.subject {
    case .fact, .price, .instance: return ids.contains(first)
    case .rule, .option:
      return decisions.contains(String(change.id.prefix { $0 != "/" && $0 != "." }))
    case .service, .notice: return services.contains(change.id)
    case .stage, .advice, .move: return true
    case .purchase: return purchase.contains(change.id)
    case .source, .unit, .row, .health: return false
    }
  }
}
