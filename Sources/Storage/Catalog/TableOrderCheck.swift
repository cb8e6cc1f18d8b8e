import CatalogModel

/// Finds rows of instance tables that are out of order, so that a new type has one place to go and
/// a change of a price is a change of one line.
///
/// Rows are sorted by the name up to the size, by the size from `nano` to the largest, and by the
/// engine where a table has one. Service prices are checked where they are read.
enum TableOrderCheck {
  static func diagnostics(of tree: FileTree) -> [Diagnostic] {
    let folders = ["instances"] + CatalogReader.regions(of: tree).map { "prices/\($0)" }
    return folders.flatMap { folder in
      ["ec2", "rds", "aurora", "elasticache"].flatMap { name in
        diagnostics(of: "\(folder)/\(name).tsv", in: tree)
      }
    }
  }

  private static func diagnostics(of path: String, in tree: FileTree) -> [Diagnostic] {
    let text = String(decoding: tree.bytes(path) ?? [], as: UTF8.self)
    var hasHeader = false
    var hasEngine = false
    var previous: (name: String, key: Key)?
    var found: [Diagnostic] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard hasHeader else {
        hasHeader = true
        hasEngine = cells.count > 1 && cells[1] == "engine"
        continue
      }
      let name = String(cells.first ?? "")
      let key = Key(name, engine: hasEngine && cells.count > 1 ? String(cells[1]) : "")
      if let last = previous, key < last.key {
        found.append(
          Diagnostic(
            .error, at: Place(file: tree.display(path), line: index + 1, column: 1),
            "`\(name)` is out of order after `\(last.name)`",
            remedy: "sort the rows by family, size and engine"))
      }
      previous = (name, key)
    }
    return found
  }

  /// What rows are sorted by.
  private struct Key: Comparable {
    let family: String
    let size: Int
    let engine: String

    init(_ name: String, engine: String) {
      let parts = name.split(separator: ".")
      family = parts.dropLast().joined(separator: ".")
      size = Self.rank(parts.last.map(String.init) ?? "")
      self.engine = engine
    }

    /// 0 for `nano` to 5 for `xlarge`, above it by the number of `xlarge`s.
    private static func rank(_ size: String) -> Int {
      let small = ["nano", "micro", "small", "medium", "large", "xlarge"]
      if let rank = small.firstIndex(of: size) { return rank }
      return small.count + (Int(size.prefix { $0.isNumber }) ?? .max - small.count)
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.family, left.size, left.engine) < (right.family, right.size, right.engine)
    }
  }
}
