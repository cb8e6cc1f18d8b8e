import CatalogModel
import TestSupport
import Testing

@testable import Storage

/// The compiled form stands in for the files that it was made from, and for nothing else.
@Suite struct CompiledCatalogTests {
  private let copy: CatalogCopy

  init() throws { copy = try CatalogCopy() }

  private var paths: [String] {
    let tree = copy.tree
    return ["", "criteria", "planning", "purchase", "questions", "services"].flatMap { folder in
      tree.names(folder).filter { $0.hasSuffix(".yaml") }.map {
        folder.isEmpty ? $0 : "\(folder)/\($0)"
      }
    }
  }

  @Test func holdsWhatTheParserReads() throws {
    let tree = copy.tree
    let outcome = CatalogCompiler.compile(tree)
    #expect(outcome.skipped.isEmpty)
    #expect(outcome.files == paths.count)
    let trees = try #require(CompiledTrees(outcome.bytes))
    for path in paths {
      let bytes = try #require(tree.bytes(path))
      let parsed = try YAMLDocument.parse(bytes, file: path).get()
      let document = try #require(trees.document(path, bytes, file: path))
      #expect(document.root == parsed.root, "\(path)")
    }
    #expect(CatalogCopy.compiled == outcome.bytes)
  }

  /// A head that holds the table of contents, one that is too short for it, and one that holds all.
  @Test(arguments: [1 << 14, 64, 1 << 22])
  func treesThatAreReadOneByOneAreTheSame(headSize: Int) throws {
    let bytes = try #require(CatalogCopy.compiled)
    try copy.write(bytes, to: CatalogCompiler.fileName)
    let whole = try #require(CompiledTrees(bytes))
    let trees = try #require(CompiledTrees(sparing: copy.tree, headSize: headSize))
    #expect(trees.paths == whole.paths)
    for path in paths {
      let text = try #require(copy.tree.bytes(path))
      let document = try #require(trees.document(path, text, file: path))
      #expect(document.root == whole.document(path, text, file: path)?.root, "\(path)")
    }
  }

  @Test func aFileThatBecameShorterHasNoTreeWhereItEnds() throws {
    let bytes = try #require(CatalogCopy.compiled)
    try copy.write(bytes, to: CatalogCompiler.fileName)
    let trees = try #require(CompiledTrees(sparing: copy.tree))
    try copy.write(Array(bytes.prefix(1 << 14)), to: CatalogCompiler.fileName)
    let last = try #require(paths.max())
    let text = try #require(copy.tree.bytes(last))
    #expect(trees.document(last, text, file: last) == nil)
  }

  @Test func loadsTheSameCatalog() throws {
    let readable = CatalogReader.read(copy.directory, region: "eu-west-1")
    #expect(CatalogCompiler.outOfStep(copy.tree) == nil)
    try copy.write(#require(CatalogCopy.compiled), to: CatalogCompiler.fileName)
    #expect(CatalogCompiler.outOfStep(copy.tree) == [])
    let compiled = CatalogReader.read(copy.directory, region: "eu-west-1")
    #expect(compiled.diagnostics == readable.diagnostics)
    let (one, other) = (try #require(readable.catalog), try #require(compiled.catalog))
    #expect(one.digest == other.digest)
    #expect(one.services == other.services)
    #expect(one.planning == other.planning)
    #expect(one.decisions == other.decisions)
    #expect(one.stages == other.stages)
    #expect(one.prices == other.prices)
    #expect(one.units == other.units)
  }

  @Test func aChangedFileIsReadAsItStands() throws {
    try copy.write(#require(CatalogCopy.compiled), to: CatalogCompiler.fileName)
    #expect(
      try copy.replace(
        "value: 900, unit: s", with: "value: 901, unit: s", in: "services/lambda.yaml")
    )
    #expect(CatalogCompiler.outOfStep(copy.tree) == ["services/lambda.yaml"])
    let catalog = try #require(CatalogReader.read(copy.directory, region: "eu-west-1").catalog)
    #expect(try catalog.number("lambda.timeoutSeconds") == 901)
    // Of the same length, so that only the bytes tell.
    try copy.write("id: lambda\n", to: "services/lambda.yaml")
    let broken = CatalogReader.read(copy.directory, region: "eu-west-1")
    #expect(broken.catalog == nil)
    #expect(broken.diagnostics.contains { $0.place.file.hasSuffix("services/lambda.yaml") })
  }

  @Test func aFileThatIsGoneIsGone() throws {
    try copy.write("id: extra\n", to: "services/extra.yaml")
    let bytes = CatalogCompiler.compile(copy.tree).bytes
    try copy.write(bytes, to: CatalogCompiler.fileName)
    try copy.remove("services/extra.yaml")
    #expect(CatalogCompiler.outOfStep(copy.tree) == ["services/extra.yaml"])
    #expect(CatalogReader.read(copy.directory, region: "eu-west-1").catalog != nil)
  }

  /// Whatever the bytes are, there is a tree that is right or none.
  @Test func damagedBytesAreNoTree() throws {
    let files = [
      "services/a.yaml": "id: a\nlist: [1, two, {three: \"4\"}]\n", "units.yaml": "s: {}\n",
    ]
    let tree = FileTree(files)
    let bytes = CatalogCompiler.compile(tree).bytes
    var random = SplitMix64(seed: 7)
    for _ in 0..<2_000 {
      var damaged = bytes
      if random.next() % 2 == 0 {
        damaged.removeLast(Int(random.next() % UInt64(bytes.count)))
      } else {
        let place = Int(random.next() % UInt64(bytes.count))
        damaged[place] = UInt8(truncatingIfNeeded: random.next())
      }
      guard let trees = CompiledTrees(damaged) else { continue }
      for (path, text) in files { _ = trees.document(path, Array(text.utf8), file: path) }
    }
    #expect(CompiledTrees([]) == nil)
    // Another notation is told by its mark alone.
    var earlier = bytes
    let digit = Array("tenfold trees ".utf8).count
    #expect(earlier[digit] == UInt8(ascii: "4"))
    earlier[digit] = UInt8(ascii: "3")
    #expect(CompiledTrees(earlier) == nil)
  }
}
