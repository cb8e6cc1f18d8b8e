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
    let facts: Int
    let recalledFacts: Int
  }

  let rows: [Row]

  init(_ catalog: Catalog, sortedBy key: ListSortKey) {
    let rows = catalog.services.values.map { service in
      Row(
        id: service.id, name: service.name, category: service.category,
        state: service.lifecycle.state.rawValue, facts: service.facts.count,
        recalledFacts: service.facts.values.count { $0.citation.confidence == .recalled })
    }
    self.rows = rows.sorted { left, right in
      switch key {
      case .category: (left.category, left.id) < (right.category, right.id)
      case .state: (left.state, left.id) < (right.state, right.id)
      default: left.id < right.id
      }
    }
  }

  var text: String {
    var table = TextTable([
      ("ID", .left), ("NAME", .left), ("CATEGORY", .left), ("STATE", .left), ("FACTS", .right),
      ("RECALLED*", .right),
    ])
    for row in rows {
      table.add([
        row.id, row.name, row.category, row.state, String(row.facts), String(row.recalledFacts),
      ])
    }
    return table.text + "\n\(rows.count) services. * no document was read for these facts\n"
  }
}
