import CatalogModel
import OrderedCollections

/// Reads `moves.yaml`: a list of kinds of changes.
enum MovesReader {
  static func read(
    _ root: YAMLCursor, context: FileContext
  ) -> OrderedDictionary<String, MoveDefinition>? {
    guard let cursors = root.elements() else { return nil }
    var moves: OrderedDictionary<String, MoveDefinition> = [:]
    for cursor in cursors {
      let keys =
        ["id", "leadDays", "irreversibility", "after", "migration", "rollback"]
        + CitationReader.keys
      guard let mapping = cursor.mapping(keys: keys) else { continue }
      let id = mapping.required("id")?.text()
      let lead = mapping.required("leadDays")?.number(in: 0...730)
      let irreversibility = mapping.required("irreversibility")?.number(in: 0...10)
      let after = mapping["after"]?.texts() ?? []
      let migration = mapping.required("migration")?.texts()
      let rollback = mapping.required("rollback")?.text()
      let citation = CitationReader.read(mapping, context: context)
      guard let id, let lead, let irreversibility, let migration, let rollback, let citation
      else { continue }
      if migration.isEmpty { cursor.error("the change `\(id)` has no steps") }
      if context.definitions[id] != nil { cursor.error("the change `\(id)` is defined twice") }
      context.define(id, at: cursor.place)
      moves[id] = MoveDefinition(
        id: id, leadDays: lead, irreversibility: irreversibility, after: after,
        migration: migration, rollback: rollback, citation: citation)
    }
    return moves
  }
}
