import CatalogModel

/// Finds the line of a file that a finding is about, by how the line begins.
///
/// Loaded values do not keep their places: thousands of them would cost every command time that
/// only `catalog lint` has a use for.
struct PlaceFinder {
  private let tree: FileTree
  private var lines: [String: [Substring]] = [:]

  init(tree: FileTree) {
    self.tree = tree
  }

  /// The place of the first line that begins with the anchor, or the file as a whole.
  ///
  /// A folder stands for the YAML files in it.
  mutating func place(of anchor: String, in path: String) -> Place {
    let files =
      path.contains(".") ? [path] : tree.names(path).map { "\(path)/\($0)" }
    for file in files {
      for (index, line) in cachedLines(of: file).enumerated() {
        let text = line.drop { $0 == " " }
        guard !anchor.isEmpty, text.hasPrefix(anchor) else { continue }
        let next = text.dropFirst(anchor.count).first
        guard next == nil || next == "\t" || next == ":" || anchor.hasSuffix(",") else { continue }
        let column = line.count - text.count + 1
        return Place(file: tree.display(file), line: index + 1, column: column)
      }
    }
    return Place(file: tree.display(path))
  }

  private mutating func cachedLines(of path: String) -> [Substring] {
    if let known = lines[path] { return known }
    let text = String(decoding: tree.bytes(path) ?? [], as: UTF8.self)
    let split = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines[path] = split
    return split
  }
}
