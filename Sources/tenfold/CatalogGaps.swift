import ArgumentParser
import CatalogModel

/// What a computation on the catalog gives.
///
/// - Throws: Exit code 78 after naming what the catalog lacks.
func onCatalog<Value>(_ compute: () throws(Catalog.Gap) -> Value) throws -> Value {
  do {
    return try compute()
  } catch {
    Console.message(error.message)
    throw ExitCode(78)
  }
}

extension Catalog.Gap {
  /// What is missing, for people.
  var message: String {
    switch self {
    case .fact(let id): "Catalog: error: the fact `\(id)` is missing or is not a number"
    case .price(let key): "Catalog: error: there is no price for `\(key)` in this region"
    case .instances(let name): "Catalog: error: no instance type `\(name)` in this region"
    case .purchase(let id): "Catalog: error: there is no purchase option `\(id)`"
    }
  }
}
