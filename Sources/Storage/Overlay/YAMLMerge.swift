import CatalogModel

/// Lays one YAML tree over another: mappings by key, lists by the `id` of their elements, and
/// everything else as a whole.
///
/// Nodes keep the places they were written at, so that what a reader finds wrong in the result
/// names the overlay's file.
struct YAMLMerge {
  let log: DiagnosticLog
  /// The key that names an element of a list: `id`, or of notices `service`.
  var identityKey = "id"

  /// Lists of the rules that are wholes: half a condition or half an example means nothing.
  private static let wholes: Set<String> = ["when", "require", "examples", "curve"]
  private static let provenance = CitationReader.keys

  /// The base with the overlay on top of it.
  ///
  /// - Parameter name: How messages call what the nodes describe.
  func merged(_ base: YAMLNode, _ over: YAMLNode, name: String = "") -> YAMLNode {
    switch (base.content, over.content) {
    case (.mapping(let old), .mapping(let new)):
      if let key = ["value", "state"].first(where: { key in old.contains { $0.key == key } }) {
        return cited(old, new, valueKey: key, at: over.position, name: name)
      }
      return YAMLNode(.mapping(entries(old, new, name: name)), at: base.position)
    case (.sequence(let old), .sequence(let new)) where isNamed(old) && isNamed(new):
      return YAMLNode(.sequence(elements(old, new, name: name)), at: base.position)
    default:
      noteConflict(base, over, name: name)
      return over
    }
  }

  /// The keys of both, those of the base first.
  private func entries(_ old: [YAMLEntry], _ new: [YAMLEntry], name: String) -> [YAMLEntry] {
    var entries = old
    for entry in new {
      let inner = name.isEmpty ? entry.key : "\(name).\(entry.key)"
      guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
        entries.append(entry)
        continue
      }
      let before = entries[index].value
      let isWhole = Self.wholes.contains(entry.key) || changesKind(before, entry.value, entry.key)
      if isWhole { noteConflict(before, entry.value, name: inner) }
      entries[index] = YAMLEntry(
        key: entry.key, keyPosition: entry.keyPosition,
        value: isWhole ? entry.value : merged(before, entry.value, name: inner))
    }
    return entries
  }

  /// Whether a score becomes one of another kind, of which the parts of the old one are no part.
  private func changesKind(_ old: YAMLNode, _ new: YAMLNode, _ key: String) -> Bool {
    guard key == "score", case .mapping(let old) = old.content, case .mapping(let new) = new.content
    else { return false }
    return old.first?.key != new.first?.key
  }

  private func elements(_ old: [YAMLNode], _ new: [YAMLNode], name: String) -> [YAMLNode] {
    var elements = old
    for element in new {
      guard let id = identity(of: element) else { continue }
      let inner = name.isEmpty ? id : "\(name).\(id)"
      let index = elements.firstIndex { identity(of: $0) == id }
      if isRemoval(element) {
        if let index {
          elements.remove(at: index)
        } else {
          let known = elements.compactMap(identity)
          report("there is no `\(id)` to remove", at: element, nearest: id, known)
        }
      } else if let index {
        elements[index] = merged(elements[index], element, name: inner)
      } else {
        warnOfSlip(element, id, beside: old)
        elements.append(element)
      }
    }
    return elements
  }

  /// A new element that lacks what all others have, and is called nearly like one of them, most
  /// likely means that one.
  private func warnOfSlip(_ element: YAMLNode, _ id: String, beside others: [YAMLNode]) {
    func keys(_ node: YAMLNode) -> Set<String> {
      guard case .mapping(let entries) = node.content else { return [] }
      return Set(entries.map(\.key))
    }
    let common = others.dropFirst().reduce(others.first.map(keys) ?? []) {
      $0.intersection(keys($1))
    }
    guard !common.isSubset(of: keys(element)),
      let near = Spelling.nearest(to: id, among: others.compactMap(identity))
    else { return }
    log.add(
      Diagnostic(
        .warning, at: place(element.position), "`\(id)` is new here: nothing of another is kept",
        remedy: "did you mean `\(near)`?"))
  }

  /// A fact or a lifecycle: whoever gives another value says where it is from; the unit stays.
  private func cited(
    _ old: [YAMLEntry], _ new: [YAMLEntry], valueKey: String, at position: YAMLPosition,
    name: String
  ) -> YAMLNode {
    guard let value = new.first(where: { $0.key == valueKey }) else {
      return YAMLNode(.mapping(entries(old, new, name: name)), at: position)
    }
    var entries = new
    for key in Self.provenance where !new.contains(where: { $0.key == key }) {
      report(
        "the overlay gives `\(name)` another value, but no `\(key)`", at: value,
        remedy: "add source, asOf and confidence of the new value")
      // What stands in the base keeps the reader from saying it a second time.
      if let entry = old.first(where: { $0.key == key }) { entries.append(entry) }
    }
    if let before = old.first(where: { $0.key == valueKey }) {
      noteConflict(before.value, value.value, name: name)
      if case .mapping(let rows) = before.value.content,
        case .mapping(let newRows) = value.value.content
      {
        let both = rows.filter { row in !newRows.contains { $0.key == row.key } } + newRows
        let table = YAMLNode(.mapping(ordered(both, like: rows)), at: value.value.position)
        entries = entries.map {
          $0.key == valueKey
            ? YAMLEntry(key: $0.key, keyPosition: $0.keyPosition, value: table) : $0
        }
      }
    }
    if let unit = old.first(where: { $0.key == "unit" }) {
      if let other = new.first(where: { $0.key == "unit" }) {
        if text(unit.value) != text(other.value) {
          report(
            "the unit of `\(name)` is `\(text(unit.value) ?? "")`, not `\(text(other.value) ?? "")`",
            at: other, remedy: "convert the value: models read it in the catalog's unit")
        }
      } else {
        entries.append(unit)
      }
    }
    return YAMLNode(.mapping(entries), at: position)
  }

  /// The rows of the base in their order, then what is new.
  private func ordered(_ rows: [YAMLEntry], like base: [YAMLEntry]) -> [YAMLEntry] {
    let known = base.compactMap { old in rows.first { $0.key == old.key } }
    return known + rows.filter { row in !base.contains { $0.key == row.key } }
  }

  private func isNamed(_ nodes: [YAMLNode]) -> Bool {
    !nodes.isEmpty && nodes.allSatisfy { identity(of: $0) != nil }
  }

  private func identity(of node: YAMLNode) -> String? {
    guard case .mapping(let entries) = node.content,
      let entry = entries.first(where: { $0.key == identityKey })
    else { return nil }
    return text(entry.value)
  }

  private func isRemoval(_ node: YAMLNode) -> Bool {
    guard case .mapping(let entries) = node.content,
      let entry = entries.first(where: { $0.key == "remove" })
    else { return false }
    return text(entry.value) == "true"
  }

  private func text(_ node: YAMLNode) -> String? {
    if case .scalar(let scalar) = node.content { return scalar.text }
    return nil
  }

  /// Two overlays on one key: the later one wins, and both are named.
  private func noteConflict(_ base: YAMLNode, _ over: YAMLNode, name: String) {
    guard let earlier = base.position.file, base.content != over.content else { return }
    let before = Place(file: earlier, line: base.position.line, column: base.position.column)
    log.add(
      Diagnostic(
        .warning, at: place(over.position), "`\(name)` is also given at \(before); this one wins"))
  }

  private func place(_ position: YAMLPosition) -> Place {
    Place(file: position.file ?? "", line: position.line, column: position.column)
  }

  private func report(_ message: String, at node: YAMLNode, nearest id: String, _ known: [String]) {
    log.add(
      Diagnostic(
        .error, at: place(node.position), message,
        remedy: Spelling.nearest(to: id, among: known).map { "did you mean `\($0)`?" }))
  }

  private func report(_ message: String, at entry: YAMLEntry, remedy: String) {
    log.add(Diagnostic(.error, at: place(entry.keyPosition), message, remedy: remedy))
  }
}

extension YAMLNode {
  /// The same tree, every place of which names the file.
  func marked(_ file: String) -> YAMLNode {
    func mark(_ position: YAMLPosition) -> YAMLPosition {
      YAMLPosition(line: position.line, column: position.column, file: file)
    }
    let marked: Content =
      switch content {
      case .scalar: content
      case .sequence(let nodes): .sequence(nodes.map { $0.marked(file) })
      case .mapping(let entries):
        .mapping(
          entries.map {
            YAMLEntry(
              key: $0.key, keyPosition: mark($0.keyPosition), value: $0.value.marked(file))
          })
      }
    return YAMLNode(marked, at: mark(position))
  }
}
