import Foundation
import Storage
import TestSupport

/// A copy of the repository's catalog in a temporary folder, which goes away with it.
final class CatalogCopy: Sendable {
  let folder: URL

  /// `compiled.bin` of the repository's catalog, as this build writes it, made once for all tests: it depends on
  /// nothing but the files' names and bytes.
  static let compiled: [UInt8]? = (try? CatalogCopy()).map {
    CatalogCompiler.compile($0.tree).bytes
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "tenfold-catalog-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: URL(filePath: RepositoryFiles.path("Catalog")), to: folder)
    try? FileManager.default.removeItem(at: folder.appending(path: "compiled.bin"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var directory: SharedDirectory { SharedDirectory(path: folder.path) }
  var tree: FileTree { FileTree(directory) }

  func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    let place = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place)
  }

  func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: folder.appending(path: path))
  }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: path))
  }

  /// Replaces the first occurrence of a text; false where there is none.
  func replace(_ old: String, with new: String, in path: String) throws -> Bool {
    let text = try text(path)
    guard let range = text.range(of: old) else { return false }
    try write(text.replacingCharacters(in: range, with: new), to: path)
    return true
  }
}
