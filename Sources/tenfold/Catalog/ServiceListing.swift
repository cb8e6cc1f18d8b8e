import CatalogModel
import OrderedCollections

/// The services of a catalog as a list.
struct ServiceListing {
  /// A service in the JSON form.
  struct Row: Encodable {
    let id: String
    let name: String
    let category: String
    let state: String
    let replacement: [String]
    let facts: Int
    let recalledFacts: Int
  }

  let rows: [Row]

  init(_ catalog: Catalog, category: String?, state: String?, sortedBy key: ListSortKey) {
    let rows = catalog.services.values.map { service in
      Row(
        id: service.id, name: service.name, category: service.category,
        state: service.lifecycle.state.rawValue, replacement: service.lifecycle.replacement,
        facts: service.facts.count,
        recalledFacts: service.facts.values.count { $0.citation.confidence == .recalled })
    }.filter { (category ?? $0.category) == $0.category && (state ?? $0.state) == $0.state }
    self.rows = rows.sorted { left, right in
      switch key {
      case .category: (left.category, left.id) < (right.category, right.id)
      case .state: (left.state, left.id) < (right.state, right.id)
      default: left.id < right.id
      }
    }
  }

  var table: ListTable<Row> {
    ListTable(
      columns: [
        .init("id", "ID") { $0.id }, .init("name", "NAME") { $0.name },
        .init("category", "CATEGORY") { $0.category }, .init("state", "STATE") { $0.state },
        .init("replacement", "REPLACEMENT") { $0.replacement.joined(separator: ", ") },
        .init("facts", "FACTS", .right) { String($0.facts) },
        .init("recalled", "RECALLED*", .right) { String($0.recalledFacts) },
      ], usual: ["id", "name", "category", "state", "facts", "recalled"])
  }
}
