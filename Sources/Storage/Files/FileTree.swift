/// The files below a folder, by relative path: on disk, or in memory for tests.
package struct FileTree: Sendable {
  /// The folder as diagnostics name it, or empty.
  package let root: String
  /// The names in a folder of the tree, sorted; empty where the folder does not exist.
  package let names: @Sendable (_ folder: String) -> [String]
  /// The bytes of a file; nil where it does not exist or cannot be read.
  package let bytes: @Sendable (_ path: String) -> [UInt8]?
  /// The bytes of a range of a file, fewer where it ends before; nil as for all of it.
  let part: @Sendable (_ path: String, _ range: Range<Int>) -> [UInt8]?
  /// Partial catalogs that are laid over this one, each over those before it.
  package private(set) var overlays: [FileTree] = []

  /// The files of a folder on disk.
  package init(_ directory: SharedDirectory) {
    let root = directory.path
    self.root = root
    self.names = { folder in
      FolderContents.names(folder.isEmpty ? root : "\(root)/\(folder)")
    }
    self.bytes = { path in FileContents.whole("\(root)/\(path)") }
    self.part = { path, range in FileContents.part("\(root)/\(path)", range) }
  }

  /// Files in memory.
  ///
  /// - Parameter root: The folder that diagnostics name.
  package init(_ files: [String: String], root: String = "") {
    self.root = root
    self.names = { folder in
      let prefix = folder.isEmpty ? "" : folder + "/"
      let names = files.keys.filter { $0.hasPrefix(prefix) }.compactMap {
        $0.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
      }
      return Set(names).sorted()
    }
    let bytes: @Sendable (String) -> [UInt8]? = { path in files[path].map { Array($0.utf8) } }
    self.bytes = bytes
    self.part = Self.part(of: bytes)
  }

  /// Parts of files that are in memory anyway.
  private static func part(
    of bytes: @escaping @Sendable (String) -> [UInt8]?
  ) -> @Sendable (String, Range<Int>) -> [UInt8]? {
    { path, range in bytes(path).map { Array($0[range.clamped(to: $0.indices)]) } }
  }

  /// The same files with partial catalogs over them, the last one on top.
  package func laidUnder(_ overlays: [FileTree]) -> FileTree {
    var tree = self
    tree.overlays += overlays
    return tree
  }

  /// Takes the overlays away.
  mutating func removeOverlays() { overlays = [] }

  private init(
    root: String, names: @escaping @Sendable (String) -> [String],
    bytes: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.root = root
    self.names = names
    self.bytes = bytes
    self.part = Self.part(of: bytes)
  }

  /// The same tree with other texts in files that it has.
  package func replacing(_ texts: [String: String]) -> FileTree {
    let bytes = bytes
    return FileTree(root: root, names: names) { path in
      texts[path].map { Array($0.utf8) } ?? bytes(path)
    }
  }

  /// A file's name in diagnostics.
  package func display(_ path: String) -> String { root.isEmpty ? path : "\(root)/\(path)" }

  /// The texts of all files below the root whose names have an ending, by path.
  package func texts(endingIn ending: String, below folder: String = "") -> [String: String] {
    var texts: [String: String] = [:]
    for name in names(folder) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if name.hasSuffix(ending) {
        texts[path] = bytes(path).map { String(decoding: $0, as: UTF8.self) }
      } else if !name.contains(".") {
        texts.merge(self.texts(endingIn: ending, below: path)) { first, _ in first }
      }
    }
    return texts
  }
}
