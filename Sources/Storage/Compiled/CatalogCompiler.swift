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
    /// Regions whose values are kept, of all that the catalog has.
    package let regions: (kept: Int, all: Int)
  }

  /// The name of the file in the catalog's folder.
  package static let fileName = CompiledTrees.fileName

  /// Parses every YAML file of the catalog, and reads and checks it for every region.
  ///
  /// The trees depend on the bytes of the files alone, the sections behind them also on the program.
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
    let sections = CompiledSection.all(of: tree)
    var all = ByteList(CompiledTrees.mark)
    all.add(files)
    all.add(contents)
    all.add(ProgramIdentity.text ?? "")
    all.add(sections.count)
    for section in sections {
      all.add(section.name)
      all.add(word: section.key)
      all.add(word: ContentHash.of(section.bytes))
      all.add(section.bytes.count)
    }
    all.add(trees)
    for section in sections { all.add(ByteList(section.bytes)) }
    let regions = CatalogReader.regions(of: tree).map(CompiledCatalog.section(ofRegion:))
    let kept = sections.count { regions.contains($0.name) }
    return Outcome(
      bytes: all.bytes, files: files, skipped: skipped, regions: (kept, regions.count))
  }

  /// Files whose tree is missing or was made from other bytes, trees whose file is gone, and where there is none of
  /// them, the sections that were made from other files (`CompiledSection`).
  ///
  /// Nil where nothing is compiled.
  package static func outOfStep(_ tree: FileTree) -> [String]? {
    guard tree.names("").contains(fileName) else { return nil }
    let paths = paths(of: tree)
    guard let compiled = CompiledTrees(tree) else { return [fileName] }
    let stale = paths.filter { !compiled.isCurrent($0, tree.bytes($0) ?? []) }
    let wrong = stale + compiled.paths.filter { !paths.contains($0) }
    guard wrong.isEmpty else { return wrong }
    return CompiledSection.outOfStep(compiled, tree)
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

extension ByteList {
  fileprivate mutating func add(_ node: YAMLNode) {
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
    add(byte: kind)
    add(position)
  }

  private mutating func add(_ position: YAMLPosition) {
    add(position.line)
    add(position.column)
  }
}
