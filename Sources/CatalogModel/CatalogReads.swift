import Synchronization

/// Notes which facts and prices are read while a plan is made, so that a comparison can put first
/// what mattered.
package final class CatalogReads: Sendable {
  private let noted = Mutex<Set<String>>([])

  package init() {}

  package func note(_ id: String) {
    noted.withLock { _ = $0.insert(id) }
  }

  /// Ids of facts and keys of prices.
  package var ids: Set<String> { noted.withLock { $0 } }
}
