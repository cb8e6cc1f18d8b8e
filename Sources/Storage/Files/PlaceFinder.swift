import CatalogModel

/// Finds the line of a file that a finding is about, by how the line begins.
///
/// Loaded values do not keep their places: thousands of them would cost every command time that
/// only `catalog lint` has a use for.
struct PlaceFinder {
  private let tree: FileTree
  private var lines: [String: [Substring]] = [:]
  /// By file, the first line of each word that lines begin with.
  private var beginnings: [String: [Substring: Int]] = [:]

  init(tree: FileTree) {
    self.tree = tree
  }

  /// The place of the first line that begins with the anchor, or the file as a whole.
  ///
  /// A folder stands for the YAML files in it. An anchor that begins with `...` is looked for
  /// within lines.
  mutating func place(of anchor: String, in path: String) -> Place {
    let files =
      path.contains(".") ? [path] : tree.names(path).map { "\(path)/\($0)" }
    guard !anchor.isEmpty else { return Place(file: tree.display(path)) }
    for file in files {
      let lines = cachedLines(of: file)
      if anchor.hasPrefix("...") {
        if let place = within(lines, anchor.dropFirst(3), file) { return place }
        continue
      }
      let known = beginnings[file]?[anchor[...]]
      guard let index = known ?? lines.firstIndex(where: { Self.begins($0, with: anchor) }) else {
        continue
      }
      let indent = lines[index].prefix { $0 == " " }.count
      return Place(file: tree.display(file), line: index + 1, column: indent + 1)
    }
    return Place(file: tree.display(path))
  }

  /// Whether a line begins with an anchor that is no single word.
  private static func begins(_ line: Substring, with anchor: String) -> Bool {
    guard anchor.contains(" ") else { return false }
    let text = line.drop { $0 == " " }
    guard text.hasPrefix(anchor) else { return false }
    let next = text.dropFirst(anchor.count).first
    return next == nil || next == "\t" || next == ":" || anchor.hasSuffix(",")
  }

  private func within(_ lines: [Substring], _ text: Substring, _ file: String) -> Place? {
    for (index, line) in lines.enumerated() {
      for start in line.indices where line[start...].hasPrefix(text) {
        let next = line[start...].dropFirst(text.count).first
        guard next.map({ !$0.isLetter && !$0.isNumber }) ?? true else { continue }
        let column = line.distance(from: line.startIndex, to: start) + 1
        return Place(file: tree.display(file), line: index + 1, column: column)
      }
    }
    return nil
  }

  private mutating func cachedLines(of path: String) -> [Substring] {
    if let known = lines[path] { return known }
    let text = String(decoding: tree.bytes(path) ?? [], as: UTF8.self)
    let split = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines[path] = split
    var words: [Substring: Int] = [:]
    for (index, line) in split.enumerated() {
      let word = line.drop { $0 == " " }.prefix { $0 != ":" && $0 != "\t" }
      if words[word] == nil { words[word] = index }
    }
    beginnings[path] = words
    return split
  }
}
