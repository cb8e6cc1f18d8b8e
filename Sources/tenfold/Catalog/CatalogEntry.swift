import CatalogModel
import OrderedCollections
import Quantities

/// One thing of the catalog in full: what it is, lines of property, value and provenance, and where
/// it is used.
struct CatalogEntry: Encodable {
  /// A property with where it comes from.
  struct Line: Encodable {
    let name: String
    let value: String
    /// How far it may be off, where the fact says so itself.
    let range: String?
    let unit: String
    let source: String
    let asOf: String
    let confidence: String
    let note: String?
    /// The rules and models that read this property, where the entry has several.
    let usedBy: [String]
  }

  /// A rule or a model that uses it.
  struct Use: Encodable {
    let kind: String
    let id: String
    let text: String
  }

  let id: String
  let kind: String
  let title: String
  /// For a service, its lifecycle in words.
  let lifecycle: String?
  /// Services that take its place.
  let replacement: [String]
  /// What to move to, and how.
  let migration: String?
  private(set) var lines: [Line]
  let uses: [Use]
  /// What an overlay changed in it, as the catalog below had it.
  private(set) var overrides: [String]

  init(
    id: String, kind: String, title: String, lifecycle: Lifecycle? = nil, lines: [Line],
    uses: [Use] = []
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.lifecycle = lifecycle.map { $0.state.rawValue + ($0.note.map { ": \($0)" } ?? "") }
    replacement = lifecycle?.replacement ?? []
    migration = lifecycle?.migration
    self.lines = lines
    self.uses = uses
    overrides = []
  }

  /// The same entry with what overlays changed in it.
  func noting(_ overrides: [CatalogOverride]) -> CatalogEntry {
    var entry = self
    entry.overrides = overrides.filter { $0.change.isAbout(id) }.map { override in
      "\(override.change.id): \(override.change.old ?? "new") -> "
        + "\(override.change.new ?? "removed") (\(override.place))"
    }
    return entry
  }

  var text: String {
    var text = "\(id): \(title)\n"
    if let lifecycle { text += "lifecycle: \(lifecycle)\n" }
    if !replacement.isEmpty { text += "replaced by: \(replacement.joined(separator: ", "))\n" }
    if let migration { text += "migration: \(migration)\n" }
    if !lines.isEmpty { text += "\n" + table.text }
    for line in lines { if let note = line.note { text += "\n\(line.name): \(note)\n" } }
    if lines.contains(where: { $0.confidence == Confidence.recalled.rawValue }) {
      text += "\n* recalled: no document was read\n"
    }
    if !overrides.isEmpty {
      text += "\nChanged by overlays\n" + overrides.map { "  \($0)\n" }.joined()
    }
    if uses.isEmpty { return text + "\nNo rule or model uses it by name.\n" }
    var used = TextTable([("USED BY", .left), ("NAME", .left), ("", .left)])
    for use in uses { used.add([use.kind, use.id, use.text]) }
    return text + "\n" + used.text
  }

  private var table: TextTable {
    let isUsed = lines.contains { !$0.usedBy.isEmpty }
    let last: [(name: String, alignment: TextTable.Alignment)] = isUsed ? [("USED BY", .left)] : []
    var table = TextTable(
      [
        ("PROPERTY", .left), ("VALUE", .left), ("UNIT", .left), ("AS OF", .left),
        ("CONFIDENCE", .left), ("SOURCE", .left),
      ] + last, widest: 36)
    for line in lines {
      let isRecalled = line.confidence == Confidence.recalled.rawValue
      let value = line.value + (line.range.map { " (\($0))" } ?? "")
      table.add(
        [
          line.name, value, line.unit, line.asOf, line.confidence + (isRecalled ? "*" : ""),
          line.source,
        ] + (isUsed ? [line.usedBy.joined(separator: ", ")] : []))
    }
    return table
  }
}

extension CatalogChange {
  /// Whether it changes the thing of the id, or a part of it.
  fileprivate func isAbout(_ name: String) -> Bool {
    id == name || ["#", " ", ".", "/"].contains { id.hasPrefix(name + $0) }
  }
}

extension CatalogEntry.Line {
  init(_ fact: Fact, name: String, usedBy: [String] = []) {
    self.init(
      name, fact.value.inWords, fact.unit, fact.citation, range: fact.spread?.inWords,
      note: fact.note, usedBy: usedBy)
  }

  init(
    _ name: String, _ value: String, _ unit: String, _ citation: Citation, range: String? = nil,
    note: String? = nil, usedBy: [String] = []
  ) {
    self.init(
      name: name, value: value, range: range, unit: unit, source: citation.source,
      asOf: citation.asOf, confidence: citation.confidence.rawValue, note: note, usedBy: usedBy)
  }
}

extension FactSpread {
  fileprivate var inWords: String {
    switch self {
    case .range(let least, let greatest):
      "\(DecimalText.exact(least)) to \(DecimalText.exact(greatest))"
    case .factor(let factor): "by a factor of \(DecimalText.exact(factor)) either way"
    }
  }
}

extension CatalogEntry.Use {
  init(_ use: RuleUses.Use) {
    self.init(kind: use.kind, id: use.id, text: use.text)
  }
}
