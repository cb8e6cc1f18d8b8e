import Foundation

/// What people added to a folder that an earlier run filled.
struct AddedItems {
  /// Paths within the folder, in order: files, links, and folders that stand for all they hold.
  private(set) var paths: [String] = []
  /// The first of them whose place a new file needs, or whose folder must become a file.
  let obstacle: String?

  /// Looks through a folder without following links.
  ///
  /// - Parameters:
  ///   - root: The folder on disk.
  ///   - written: The paths that the earlier run wrote.
  ///   - files: The paths that the next run writes.
  /// - Throws: The error of the file system, where a folder cannot be read.
  init(root: String, written: [String], files: [String]) throws {
    let written = Set(written)
    // Only folders with files of a plan in them need a look inside; others stay whole.
    let shared = Set((written.union(files)).flatMap(Self.folders))
    var open = [""]
    while let folder = open.popLast() {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.isEmpty ? root : "\(root)/\(folder)")
      for name in names {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        // The attributes are those of a link itself, never of what it names.
        let type =
          try FileManager.default.attributesOfItem(atPath: "\(root)/\(path)")[.type]
          as? FileAttributeType
        if type == .typeDirectory {
          if shared.contains(path) { open.append(path) } else { paths.append(path) }
        } else if !written.contains(path) {
          paths.append(path)
        }
      }
    }
    paths.sort()
    let places = Set(files)
    let needed = Set(files.flatMap(Self.folders))
    obstacle = paths.first { path in
      places.contains(path) || needed.contains(path)
        || Self.folders(of: path).contains { places.contains($0) }
    }
  }

  /// The folders that a path lies in, without the root.
  private static func folders(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
  }
}
