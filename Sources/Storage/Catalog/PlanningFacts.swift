package import CatalogModel
package import OrderedCollections

extension CatalogReader {
  /// Some planning facts of a catalog, without reading the rest of it.
  ///
  /// Only files that mention one of the ids are decoded, and nothing is checked against other files:
  /// what is wrong with the catalog is told by `read`, which whoever plans calls anyway. Overlays are
  /// not looked at.
  ///
  /// - Returns: The facts that were found and could be read, by id.
  package static func planningFacts(
    _ ids: some Sequence<String>, in tree: FileTree
  ) -> OrderedDictionary<String, Fact> {
    var missing = Set(ids)
    guard !missing.isEmpty else { return [:] }
    let reader = CatalogFileReader(tree: tree, compiled: CompiledTrees(sparing: tree))
    var found: OrderedDictionary<String, Fact> = [:]
    for name in tree.names("planning") where name.hasSuffix(".yaml") && !missing.isEmpty {
      let path = "planning/\(name)"
      guard let bytes = tree.bytes(path), missing.contains(where: { mentions($0, bytes) }),
        case .planning(let facts)? = reader.read(path, as: .planning).content
      else { continue }
      for fact in facts where missing.remove(fact.id) != nil { found[fact.id] = fact }
    }
    return found
  }

  private static func mentions(_ id: String, _ bytes: [UInt8]) -> Bool {
    var id = id
    return id.withUTF8 { id in
      guard let first = id.first, bytes.count >= id.count else { return false }
      return bytes.withUnsafeBufferPointer { bytes in
        (0...(bytes.count - id.count)).contains { start in
          bytes[start] == first && bytes[start..<(start + id.count)].elementsEqual(id)
        }
      }
    }
  }
}
