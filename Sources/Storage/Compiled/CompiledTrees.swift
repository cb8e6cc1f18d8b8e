import CatalogModel

/// The YAML files of a catalog, parsed before: `Catalog/compiled.bin`, which
/// `tenfold catalog compile` makes from the readable files.
///
/// A tree stands in for its file only where length and hash of the file's bytes are those that it
/// was made from, so that a catalog that somebody edits is read as it stands; a file without a
/// tree, and a file of trees that is damaged, cost time and nothing else. What the trees say goes
/// through the same readers and the same checks as what the parser says.
///
/// Behind the trees are sections with what reading all files together came to (`CompiledSection`), for the
/// program that wrote them.
struct CompiledTrees: Sendable {
  /// The file's name below the catalog's folder.
  static let fileName = "compiled.bin"
  /// What the file begins with; the number changes with the notation.
  static let mark = Array("tenfold trees 4\n".utf8)

  /// Where the tree of a file stands, and what it was made from.
  private struct Entry: Sendable {
    let length: Int
    let hash: UInt64
    let range: Range<Int>
  }

  /// Where the trees are.
  private enum Holder: Sendable {
    case memory([UInt8])
    case file(FileTree)
  }

  private let holder: Holder
  private let entries: [String: Entry]
  private let sections: [String: Section]

  /// Where a section stands, and what it was made from.
  private struct Section: Sendable {
    let key: UInt64
    let hash: UInt64
    let range: Range<Int>
  }

  private typealias Contents = (entries: [String: Entry], sections: [String: Section])

  /// The trees of a catalog's folder; nil where there are none or where they are damaged.
  init?(_ tree: FileTree) {
    guard let bytes = tree.bytes(Self.fileName) else { return nil }
    self.init(bytes)
  }

  /// The same for whoever wants few of them: each is read when it is asked for.
  ///
  /// - Parameter headSize: How much of the file is read at first, in bytes; a table of contents that is
  ///   longer has all of it read.
  init?(sparing tree: FileTree, headSize: Int = 1 << 14) {
    guard let head = tree.part(Self.fileName, 0..<headSize) else { return nil }
    guard head.count == headSize, let contents = Self.contents(head, of: .max) else {
      self.init(tree)
      return
    }
    self.init(.file(tree), contents)
  }

  /// Trees in memory.
  init?(_ bytes: [UInt8]) {
    guard let contents = Self.contents(bytes, of: bytes.count) else { return nil }
    self.init(.memory(bytes), contents)
  }

  private init(_ holder: Holder, _ contents: Contents) {
    self.holder = holder
    entries = contents.entries
    sections = contents.sections
  }

  /// A cursor at a tree; nil where the file became shorter.
  private func cursor(_ range: Range<Int>) -> ByteCursor? {
    switch holder {
    case .memory(let bytes): return ByteCursor(bytes, range)
    case .file(let tree):
      guard let bytes = tree.part(Self.fileName, range), bytes.count == range.count else {
        return nil
      }
      return ByteCursor(bytes, bytes.indices)
    }
  }

  /// Reads the table of contents.
  private static func contents(_ bytes: [UInt8], of size: Int) -> Contents? {
    guard bytes.starts(with: mark) else { return nil }
    var cursor = ByteCursor(bytes, mark.count..<bytes.count)
    do throws(DamagedTree) {
      var sizes: [(path: String, length: Int, hash: UInt64, size: Int)] = []
      for _ in 0..<(try cursor.count()) {
        sizes.append(
          (try cursor.text(), try cursor.number(), try cursor.word(), try cursor.number()))
      }
      let writer = try cursor.text()
      var parts: [(name: String, key: UInt64, hash: UInt64, size: Int)] = []
      for _ in 0..<(try cursor.count()) {
        parts.append(
          (try cursor.text(), try cursor.word(), try cursor.word(), try cursor.number()))
      }
      var start = cursor.position
      var entries: [String: Entry] = [:]
      for (path, length, hash, count) in sizes {
        guard count <= size - start else { return nil }
        entries[path] = Entry(length: length, hash: hash, range: start..<(start + count))
        start += count
      }
      var sections: [String: Section] = [:]
      for (name, key, hash, count) in parts {
        guard count <= size - start else { return nil }
        sections[name] = Section(key: key, hash: hash, range: start..<(start + count))
        start += count
      }
      return (entries, writer == ProgramIdentity.text ? sections : [:])
    } catch {
      return nil
    }
  }

  /// The names of the sections that this program wrote, sorted.
  var sectionNames: [String] { sections.keys.sorted() }

  /// The key that a section was made for; nil where there is no such section.
  func key(ofSection name: String) -> UInt64? { sections[name]?.key }

  /// The bytes of a section; nil where there is none, or where it is damaged.
  func bytes(ofSection name: String) -> [UInt8]? {
    guard let section = sections[name] else { return nil }
    let bytes: [UInt8]?
    switch holder {
    case .memory(let all): bytes = Array(all[section.range])
    case .file(let tree): bytes = tree.part(Self.fileName, section.range)
    }
    guard let bytes, bytes.count == section.range.count, ContentHash.of(bytes) == section.hash
    else { return nil }
    return bytes
  }

  /// The files that have a tree, sorted.
  var paths: [String] { entries.keys.sorted() }

  /// Whether a file's tree was made from these bytes.
  func isCurrent(_ path: String, _ content: [UInt8]) -> Bool { entry(path, content) != nil }

  private func entry(_ path: String, _ content: [UInt8]) -> Entry? {
    guard let entry = entries[path], entry.length == content.count,
      entry.hash == ContentHash.of(content)
    else { return nil }
    return entry
  }

  /// The document of a file, if its tree was made from exactly these bytes.
  ///
  /// - Parameter file: The name that diagnostics give as the place.
  func document(_ path: String, _ content: [UInt8], file: String) -> YAMLDocument? {
    guard let entry = entry(path, content), var cursor = cursor(entry.range),
      let root = try? Self.node(&cursor, depth: 0)
    else { return nil }
    return YAMLDocument(file: file, root: root)
  }

  /// Reads one node: its kind, its place, and what it holds.
  private static func node(
    _ cursor: inout ByteCursor, depth: Int
  ) throws(DamagedTree) -> YAMLNode {
    guard depth <= YAMLLimits.standard.depth else { throw DamagedTree() }
    let kind = try cursor.byte()
    let position = try position(&cursor)
    switch kind {
    case CompiledKind.plain:
      return YAMLNode(.scalar(YAMLScalar(try cursor.text(), isQuoted: false)), at: position)
    case CompiledKind.quoted:
      return YAMLNode(.scalar(YAMLScalar(try cursor.text(), isQuoted: true)), at: position)
    case CompiledKind.sequence:
      let count = try cursor.count()
      var nodes: [YAMLNode] = []
      nodes.reserveCapacity(count)
      for _ in 0..<count { nodes.append(try node(&cursor, depth: depth + 1)) }
      return YAMLNode(.sequence(nodes), at: position)
    case CompiledKind.mapping:
      let count = try cursor.count()
      var entries: [YAMLEntry] = []
      entries.reserveCapacity(count)
      for _ in 0..<count {
        let key = try cursor.text()
        let keyPosition = try self.position(&cursor)
        entries.append(
          YAMLEntry(
            key: key, keyPosition: keyPosition, value: try node(&cursor, depth: depth + 1)))
      }
      return YAMLNode(.mapping(entries), at: position)
    default: throw DamagedTree()
    }
  }

  private static func position(_ cursor: inout ByteCursor) throws(DamagedTree) -> YAMLPosition {
    YAMLPosition(line: try cursor.number(), column: try cursor.number())
  }
}

/// The first byte of a node.
enum CompiledKind {
  static let plain: UInt8 = 0
  static let quoted: UInt8 = 1
  static let sequence: UInt8 = 2
  static let mapping: UInt8 = 3
}

/// Bytes that are no tree; the file they stand for is parsed instead.
struct DamagedTree: Error {}
