import CatalogModel

/// What the overlays of a catalog contribute, file by file, before any of it is understood.
struct Overlays: Sendable {
  /// A table of an overlay.
  struct Table: Sendable {
    let file: String
    let bytes: [UInt8]
  }

  /// Trees to lay over the YAML file of a path, in the order of the overlays.
  private(set) var documents: [String: [YAMLNode]] = [:]
  /// Tables to lay over the table of a path, in the order of the overlays.
  private(set) var tables: [String: [Table]] = [:]
  /// Names and bytes of all files in order, for the digest.
  private(set) var files: [(path: String, bytes: [UInt8])] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Facts of no file of the base stand in a file of their own.
  static let newFacts = "planning/+.yaml"

  private static let single = [
    "sources", "lifecycle-notices", "stages", "units", "discounts", "advice", "talk",
    "health", "moves",
  ]
  private static let folders = [
    "services", "planning", "criteria", "options", "questions", "purchase",
  ]
  private static let tableNames = ["ec2.tsv", "rds.tsv", "aurora.tsv", "elasticache.tsv"]

  /// Reads every file of the overlays.
  ///
  /// - Parameter facts: The path of the base's file that defines a planning fact.
  init(_ overlays: [FileTree], regions: [String], facts: [String: String]) {
    for overlay in overlays { read(overlay, regions, facts) }
  }

  private mutating func read(
    _ overlay: FileTree, _ regions: [String], _ facts: [String: String]
  ) {
    for name in overlay.names("") {
      if name.hasSuffix(".md") { continue }
      if name.hasSuffix(".yaml") {
        let known = Self.single.map { $0 + ".yaml" }
        guard known.contains(name) else {
          stray(name, in: overlay, known: known)
          continue
        }
        document(name, of: overlay, facts)
      } else if Self.folders.contains(name) {
        for file in overlay.names(name) {
          guard file.hasSuffix(".yaml") else {
            stray("\(name)/\(file)", in: overlay, known: [])
            continue
          }
          document("\(name)/\(file)", of: overlay, facts)
        }
      } else if name == "instances" {
        tables(in: name, of: overlay, known: Self.tableNames)
      } else if name == "prices" {
        for region in overlay.names(name) {
          guard region == "global" || regions.contains(region) else {
            stray("prices/\(region)", in: overlay, known: regions.map { "prices/\($0)" })
            continue
          }
          let known = region == "global" ? ["services.tsv"] : Self.tableNames + ["services.tsv"]
          tables(in: "prices/\(region)", of: overlay, known: known)
        }
      } else {
        stray(name, in: overlay, known: Self.folders + ["instances", "prices"])
      }
    }
  }

  private mutating func tables(in folder: String, of overlay: FileTree, known: [String]) {
    for name in overlay.names(folder) {
      let path = "\(folder)/\(name)"
      guard known.contains(name), let bytes = overlay.bytes(path) else {
        stray(path, in: overlay, known: known.map { "\(folder)/\($0)" })
        continue
      }
      files.append((path, bytes))
      tables[path, default: []].append(Table(file: overlay.display(path), bytes: bytes))
    }
  }

  private mutating func document(
    _ path: String, of overlay: FileTree, _ facts: [String: String]
  ) {
    let file = overlay.display(path)
    guard let bytes = overlay.bytes(path) else {
      diagnostics.append(Diagnostic(.error, at: Place(file: file), "the file cannot be read"))
      return
    }
    files.append((path, bytes))
    switch YAMLDocument.parse(bytes, file: file) {
    case .failure(let list): diagnostics += list.diagnostics
    case .success(let document):
      let root = document.root.marked(file)
      if path.hasPrefix("planning/"), case .mapping(let entries) = root.content {
        distribute(entries, at: root.position, facts)
      } else {
        documents[path, default: []].append(root)
      }
    }
  }

  /// Planning facts are named by their whole keys: an overlay need not know which file of the
  /// catalog holds them.
  private mutating func distribute(
    _ entries: [YAMLEntry], at position: YAMLPosition, _ facts: [String: String]
  ) {
    for (path, group) in Dictionary(grouping: entries, by: { facts[$0.key] ?? Self.newFacts }) {
      documents[path, default: []].append(YAMLNode(.mapping(group), at: position))
    }
  }

  private mutating func stray(_ path: String, in overlay: FileTree, known: [String]) {
    let guess = Spelling.nearest(to: path, among: known).map { "did you mean `\($0)`?" }
    diagnostics.append(
      Diagnostic(
        .error, at: Place(file: overlay.display(path)), "this is no file of a catalog",
        remedy: guess
          ?? (known.isEmpty ? "name it .yaml" : "known here: \(known.joined(separator: ", "))")))
  }

  /// A document with trees over it; without bytes the first tree is the document.
  func laid(
    _ trees: [YAMLNode], on bytes: [UInt8], file: String, path: String, log: DiagnosticLog
  ) -> Result<YAMLDocument, DiagnosticList> {
    var trees = trees[...]
    let start: YAMLNode
    if bytes.isEmpty, let first = trees.popFirst() {
      start = first
    } else {
      switch YAMLDocument.parse(bytes, file: file) {
      case .failure(let list): return .failure(list)
      case .success(let document): start = document.root
      }
    }
    let merge = YAMLMerge(
      log: log, identityKey: path == "lifecycle-notices.yaml" ? "service" : "id")
    let root = trees.reduce(start) { merge.merged($0, $1) }
    return .success(YAMLDocument(file: file, root: root))
  }
}
