package import CatalogModel

/// A mapping node with the log of its file.
package struct YAMLMapping {
  /// In the order of the file.
  package let entries: [YAMLEntry]
  /// The mapping as a whole.
  package let cursor: YAMLCursor

  /// The value of a key, or nil without an error where the key is absent.
  package subscript(key: String) -> YAMLCursor? {
    guard let entry = entries.first(where: { $0.key == key }) else { return nil }
    return cursor.at(entry.value)
  }

  /// The value of a key that must be there.
  package func required(_ key: String) -> YAMLCursor? {
    if let value = self[key] { return value }
    cursor.error("the key `\(key)` is missing", remedy: "add `\(key): ...`")
    return nil
  }

  /// Key, place of the key and value of every entry, in the order of the file.
  package var cursors: [(key: String, keyPlace: Place, value: YAMLCursor)] {
    entries.map { entry in
      (entry.key, cursor.place(entry.keyPosition), cursor.at(entry.value))
    }
  }

  /// Where the entry of a key begins.
  package func keyPlace(_ key: String) -> Place? {
    entries.first { $0.key == key }.map { cursor.place($0.keyPosition) }
  }

  /// Records an error for every key that is not known.
  package func reportUnknownKeys(known: [String]) {
    for entry in entries where !known.contains(entry.key) {
      let guess = Spelling.nearest(to: entry.key, among: known)
      let remedy = guess.map { "did you mean `\($0)`?" }
      cursor.log.add(
        Diagnostic(
          .error, at: cursor.place(entry.keyPosition), "unknown key `\(entry.key)`",
          remedy: remedy ?? "known keys: \(known.joined(separator: ", "))"))
    }
  }
}
