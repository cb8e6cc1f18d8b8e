import CatalogModel
import OrderedCollections

/// Reads `services/<id>.yaml`.
enum ServiceReader {
  static func read(_ root: YAMLCursor, fileName: String, context: FileContext) -> Service? {
    guard let mapping = root.mapping(keys: ["id", "name", "category", "lifecycle", "facts"]) else {
      return nil
    }
    let id = mapping.required("id").flatMap { cursor -> String? in
      guard let id = cursor.text() else { return nil }
      if id != fileName {
        cursor.error(
          "the id `\(id)` differs from the name of the file", remedy: "write `\(fileName)`")
      }
      return id
    }
    let name = mapping.required("name")?.text()
    let category = mapping.required("category")?.text()
    let lifecycle = mapping.required("lifecycle").flatMap { Self.lifecycle($0, context: context) }
    var facts: OrderedDictionary<String, Fact> = [:]
    if let entries = mapping["facts"]?.mapping() {
      for (key, keyPlace, value) in entries.cursors {
        let factID = fileName + "." + key
        context.define(factID, at: keyPlace)
        if let fact = FactReader.read(value, id: factID, context: context) { facts[key] = fact }
      }
    }
    guard let id, let name, let category, let lifecycle else { return nil }
    return Service(id: id, name: name, category: category, lifecycle: lifecycle, facts: facts)
  }

  private static func lifecycle(_ cursor: YAMLCursor, context: FileContext) -> Lifecycle? {
    guard
      let mapping = cursor.mapping(
        keys: ["state", "note", "replacement", "migration"] + CitationReader.keys)
    else { return nil }
    let state = mapping.required("state")?.choice(of: Lifecycle.State.self)
    let note = mapping["note"].flatMap { $0.text() }
    let citation = CitationReader.read(mapping, context: context)
    guard let state, let citation else { return nil }
    let replacement = (mapping["replacement"]?.elements() ?? []).compactMap { element -> String? in
      let service = element.text()
      if let service { context.nameService(service, at: element.place) }
      return service
    }
    return Lifecycle(
      state: state, note: note, citation: citation, replacement: replacement,
      migration: mapping["migration"].flatMap { $0.text() })
  }
}
