import CatalogModel
import Requirements

/// An answer file of an older version of the format, rewritten in the present one.
///
/// Only names of keys and the version change: comments, order and layout stay as they are.
package struct AnswerMigration: Sendable {
  /// The version that the file had.
  package let from: Int
  package let text: String

  /// Migrates a text through every version since its own; nil where it has the present version, or
  /// one that there never was.
  package init?(_ text: String) {
    guard case .success(let document) = AnswerFileReader.document(Array(text.utf8), file: "") else {
      return nil
    }
    self.init(text, document)
  }

  /// The same for a text that was parsed already.
  init?(_ text: String, _ document: YAMLDocument) {
    guard let version = Self.version(document.root), version < AnswerSheet.schemaVersion,
      FormatChange.all.contains(where: { $0.from == version })
    else { return nil }
    var migrated = text
    var root = document.root
    for change in FormatChange.all where change.from >= version {
      migrated = Self.applying(change, to: migrated, root)
      guard case .success(let next) = AnswerFileReader.document(Array(migrated.utf8), file: "")
      else { return nil }
      root = next.root
    }
    from = version
    self.text = migrated
  }

  /// The version that a file names; nil where it names none.
  private static func version(_ root: YAMLNode) -> Int? {
    guard case .mapping(let entries) = root.content,
      case .scalar(let scalar)? = entries.first(where: { $0.key == "schemaVersion" })?.value.content,
      case .number(let number) = scalar.kind
    else { return nil }
    return Int(exactly: number)
  }

  private static func applying(_ change: FormatChange, to text: String, _ root: YAMLNode) -> String
  {
    var edits = TextEdits(text)
    guard case .mapping(let sections) = root.content else { return text }
    for section in sections {
      if section.key == "schemaVersion", let start = edits.offset(section.value.position) {
        let length = "\(change.from)".unicodeScalars.count
        edits.replace(start..<(start + length), with: "\(change.from + 1)")
      }
      for entry in keys(of: section.value) {
        let path = "\(section.key).\(entry.key)"
        guard let rename = change.renames.first(where: { $0.old == path }),
          let start = edits.offset(entry.keyPosition)
        else { continue }
        // A quoted key keeps its quotes.
        let isQuoted = ["\"", "'"].contains(edits.scalars[start])
        let first = start + (isQuoted ? 1 : 0)
        edits.replace(first..<(first + entry.key.unicodeScalars.count), with: rename.new)
      }
    }
    return edits.edited
  }

  /// The keys of a section, or of every row of a table, also of one that carries a note.
  private static func keys(of node: YAMLNode) -> [YAMLEntry] {
    switch node.content {
    case .scalar: []
    case .mapping(let entries):
      entries.flatMap { entry -> [YAMLEntry] in
        guard entry.key == "value", case .sequence = entry.value.content else { return [entry] }
        return keys(of: entry.value)
      }
    case .sequence(let rows): rows.flatMap(keys)
    }
  }
}
