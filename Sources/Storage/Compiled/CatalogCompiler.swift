import CatalogModel

/// Makes `compiled.bin` from the readable files of a catalog.
package enum CatalogCompiler {
  /// What compiling came to.
  package struct Outcome: Sendable {
    /// The bytes to write.
    package let bytes: [UInt8]
    /// How many files have a tree.
    package let files: Int
    /// Files that do not parse, which are left out and read as they stand.
    package let skipped: [String]
  }

  /// The name of the file in the catalog's folder.
  package static let fileName = CompiledTrees.fileName

  /// Parses every YAML file of the catalog.
  ///
  /// - Complexity: One pass over the files; the result depends on their bytes alone.
  package static func compile(_ tree: FileTree) -> Outcome {
    let texts = paths(of: tree)
    var contents = ByteList()
    var trees = ByteList()
    var files = 0
    var skipped: [String] = []
    for path in texts {
      guard let bytes = tree.bytes(path),
        case .success(let document) = YAMLDocument.parse(bytes, file: path)
      else {
        skipped.append(path)
        continue
      }
      var list = ByteList()
      list.add(document.root)
      contents.add(path)
      contents.add(bytes.count)
      contents.add(word: ContentHash.of(bytes))
      contents.add(list.bytes.count)
      trees.add(list)
      files += 1
    }
    var all = ByteList(CompiledTrees.mark)
    all.add(files)
    all.add(contents)
    all.add(trees)
    return Outcome(bytes: all.bytes, files: files, skipped: skipped)
  }

  /// Files whose tree is missing or was made from other bytes, and trees whose file is gone; nil
  /// where nothing is compiled.
  package static func outOfStep(_ tree: FileTree) -> [String]? {
    guard tree.names("").contains(fileName) else { return nil }
    let paths = paths(of: tree)
    guard let compiled = CompiledTrees(tree) else { return [fileName] }
    let stale = paths.filter { !compiled.isCurrent($0, tree.bytes($0) ?? []) }
    return stale + compiled.paths.filter { !paths.contains($0) }
  }

  /// The YAML files of the catalog, sorted.
  private static func paths(of tree: FileTree) -> [String] {
    let folders = ["", "criteria", "options", "planning", "purchase", "questions", "services"]
    return folders.flatMap { folder in
      tree.names(folder).filter { $0.hasSuffix(".yaml") }.map {
        folder.isEmpty ? $0 : "\(folder)/\($0)"
      }
    }.sorted()
  }
}

/// Bytes in the making, in the notation that `ByteCursor` reads.
private struct ByteList {
  private(set) var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  mutating func add(_ list: ByteList) { bytes += list.bytes }

  mutating func add(_ number: Int) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func add(word: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
    }
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += text.utf8
  }

  mutating func add(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let scalar):
      begin(scalar.isQuoted ? CompiledKind.quoted : CompiledKind.plain, node.position)
      add(scalar.text)
    case .sequence(let nodes):
      begin(CompiledKind.sequence, node.position)
      add(nodes.count)
      for node in nodes { add(node) }
    case .mapping(let entries):
      begin(CompiledKind.mapping, node.position)
      add(entries.count)
      for entry in entries {
        add(entry.key)
        add(entry.keyPosition)
        add(entry.value)
      }
    }
  }

  private mutating func begin(_ kind: UInt8, _ position: YAMLPosition) {
    bytes.append(kind)
    add(position)
  }

  private mutating func add(_ position: YAMLPosition) {
    add(position.line)
    add(position.column)
  }
}
