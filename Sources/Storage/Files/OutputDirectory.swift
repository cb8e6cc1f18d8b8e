import Foundation

/// Writes the files of a plan so that a reader sees the whole old plan or the whole new one.
package struct OutputDirectory: Sendable {
  /// The folder as the caller named it.
  package let path: String

  package init(path: String) {
    self.path = path
  }

  /// A file to write: its path within the folder, and its text.
  package struct File: Hashable, Sendable {
    package let path: String
    package let text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The list of the files that an earlier run wrote, one path a line.
  private static let manifest = ".tenfold-files"

  /// Replaces the files of an earlier run by these, and keeps every file that people added.
  ///
  /// Everything is written into a new folder beside the old one, which then takes its place; a
  /// failure before that leaves the old one as it was.
  ///
  /// - Throws: `FileWriteFailure` when the folder holds something else than a plan, or when
  ///   writing fails.
  package func write(_ files: [File]) throws(FileWriteFailure) {
    let manager = FileManager.default
    let target = URL(fileURLWithPath: path).standardizedFileURL
    let parent = target.deletingLastPathComponent()
    let staging = parent.appendingPathComponent(
      ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
    do {
      let kept = try foreignFiles(in: target)
      try manager.createDirectory(at: parent, withIntermediateDirectories: true)
      try? manager.removeItem(at: staging)
      try manager.createDirectory(at: staging, withIntermediateDirectories: false)
      for name in kept {
        try makeFolder(of: staging.appendingPathComponent(name))
        try manager.copyItem(
          at: target.appendingPathComponent(name), to: staging.appendingPathComponent(name))
      }
      let list = files.map(\.path).sorted().joined(separator: "\n") + "\n"
      for file in files + [File(path: Self.manifest, text: list)] {
        let place = staging.appendingPathComponent(file.path)
        try makeFolder(of: place)
        try Data(file.text.utf8).write(to: place)
      }
      try exchange(target, with: staging)
    } catch let failure as FileWriteFailure {
      try? manager.removeItem(at: staging)
      throw failure
    } catch {
      try? manager.removeItem(at: staging)
      throw .failed(path: path, reason: (error as NSError).localizedDescription)
    }
  }

  /// Files of the folder that no earlier run wrote; a folder without a manifest must be empty.
  private func foreignFiles(in target: URL) throws -> [String] {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: target.path, isDirectory: &isDirectory) else { return [] }
    guard isDirectory.boolValue else { throw FileWriteFailure.exists(path: path) }
    let names = try manager.subpathsOfDirectory(atPath: target.path).sorted()
    let files = names.filter { name in
      var isFolder: ObjCBool = false
      let place = target.appendingPathComponent(name).path
      return manager.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
    }
    let manifest = target.appendingPathComponent(Self.manifest)
    guard let list = try? String(contentsOf: manifest, encoding: .utf8) else {
      guard files.isEmpty else {
        throw FileWriteFailure.failed(
          path: path, reason: "it holds files that are no plan; name an empty or a new folder")
      }
      return []
    }
    let written = Set(list.split(separator: "\n").map(String.init) + [Self.manifest])
    return files.filter { !written.contains($0) }
  }

  private func makeFolder(of file: URL) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  }

  private func exchange(_ target: URL, with staging: URL) throws {
    let manager = FileManager.default
    guard manager.fileExists(atPath: target.path) else {
      try manager.moveItem(at: staging, to: target)
      return
    }
    let old = staging.deletingPathExtension().appendingPathExtension("old")
    try? manager.removeItem(at: old)
    try manager.moveItem(at: target, to: old)
    do {
      try manager.moveItem(at: staging, to: target)
    } catch {
      try? manager.moveItem(at: old, to: target)
      throw error
    }
    try? manager.removeItem(at: old)
  }
}
