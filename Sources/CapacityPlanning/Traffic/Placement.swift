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
    var stores: [String: Store] = [:]
    for set in requirements.dataSets { stores[set.name] = Self.store(of: set, in: architecture) }
    self.stores = stores
  }

  /// The store of one data set in an architecture.
  static func store(of set: DataSet, in architecture: Architecture) -> Store {
    if architecture.tables.contains(where: { $0.name == set.name }) { return .table }
    return architecture.hasFileStorage && set.content == "files" ? .files : .sql
  }

  /// The data sets of a store, in the order of the answers.
  package func sets(in store: Store, of requirements: SystemRequirements) -> [DataSet] {
    requirements.dataSets.filter { stores[$0.name] == store }
  }
}
