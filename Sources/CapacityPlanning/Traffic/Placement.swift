package import Requirements

/// Which store each data set lives in.
package struct Placement: Hashable, Sendable {
  /// The kinds of stores; raw values are option ids of `Catalog/criteria/store.yaml`.
  package enum Store: String, Hashable, Sendable, CaseIterable {
    case sql
    case table = "dynamodb"
    case files = "s3"
  }

  /// By the data set's name.
  package let stores: [String: Store]

  package init(stores: [String: Store]) {
    self.stores = stores
  }

  /// The placement that an architecture shows: tables and files by name, all else in SQL.
  package init(_ architecture: Architecture, requirements: SystemRequirements) {
    let tables = Set(architecture.tables.map(\.name))
    var stores: [String: Store] = [:]
    for set in requirements.dataSets {
      if tables.contains(set.name) {
        stores[set.name] = .table
      } else {
        stores[set.name] =
          architecture.hasFileStorage && set.content == "files" ? .files : .sql
      }
    }
    self.stores = stores
  }

  /// The data sets of a store, in the order of the answers.
  package func sets(in store: Store, of requirements: SystemRequirements) -> [DataSet] {
    requirements.dataSets.filter { stores[$0.name] == store }
  }
}
