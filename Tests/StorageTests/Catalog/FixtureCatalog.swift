import Foundation
import Storage

/// The small catalog of the fixtures, with files that a test replaces.
enum FixtureCatalog {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/catalog").path

  /// The repository's own catalog.
  static let real = SharedDirectory(
    path: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Catalog").path)

  /// The files in memory, by relative path.
  static let files: [String: String] = {
    var files: [String: String] = [:]
    for path in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? []
    {
      if let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) {
        files[path] = text
      }
    }
    return files
  }()

  /// The catalog with the text of one file changed; nil removes the file.
  static func tree(changing path: String, to text: String?) -> FileTree {
    var files = files
    files[path] = text
    return FileTree(files)
  }
}
