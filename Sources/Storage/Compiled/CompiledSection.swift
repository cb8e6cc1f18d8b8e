import CatalogModel
import Parallelism
import Requirements

/// What reading several files of a catalog together came to, as `compiled.bin` holds it behind the trees.
///
/// It stands in for reading and checking those files only where they are byte for byte what it was made from, none
/// is missing and none has joined them, where there was nothing to say about them, and where the program is the one
/// that wrote it (`ProgramIdentity`). A catalog with overlays is read from the files, and so is what the lint looks
/// at.
struct CompiledSection {
  let name: String
  /// Tells the files that it was made from; see `FilesKey`.
  let key: UInt64
  let bytes: [UInt8]

  /// The sections of a catalog, from its files as they stand; none where programs cannot be told apart.
  static func all(of tree: FileTree) -> [CompiledSection] {
    guard ProgramIdentity.text != nil else { return [] }
    var base = tree
    base.removeOverlays()
    return CompiledQuestions.sections(of: base) + CompiledCatalog.sections(of: base)
  }

  /// The names of the sections that were made from other files than those that stand there now.
  static func outOfStep(_ compiled: CompiledTrees, _ tree: FileTree) -> [String] {
    var base = tree
    base.removeOverlays()
    let listing = CatalogListing(base, nil)
    let names = QuestionnaireReader.names(in: base)
    var keys: [String: UInt64?] = [
      CompiledQuestions.section: CompiledQuestions.key(base, names, regions: listing.regions),
      CompiledCatalog.section: CompiledCatalog.key(base, listing),
    ]
    for region in listing.regions {
      keys[CompiledCatalog.section(ofRegion: region)] = CompiledCatalog.key(
        base, region: region)
    }
    return compiled.sectionNames.filter { name in
      keys[name].flatMap { $0 } != compiled.key(ofSection: name)
    }
  }
}

/// A hash that tells whether files are those that something was made from.
enum FilesKey {
  /// - Parameters:
  ///   - paths: Of the files; their order counts.
  ///   - others: What else it was made from.
  /// - Returns: Nil where a file cannot be read.
  static func of(_ paths: [String], in tree: FileTree, and others: [String]) -> UInt64? {
    var list = ByteList()
    list.add(others.count)
    for text in others { list.add(text) }
    for (path, content) in zip(paths, paths.parallelMap { tree.bytes($0).map(ContentHash.of) }) {
      guard let content else { return nil }
      list.add(path)
      list.add(word: content)
    }
    return ContentHash.of(list.bytes)
  }
}
