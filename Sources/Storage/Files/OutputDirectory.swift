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

  /// Replaces the files of an earlier run by these, and keeps everything that people added: files,
  /// links as links, and folders, empty or hidden ones as well.
  ///
  /// Everything is written into a new folder beside the old one, which then takes its place; a
  /// failure before that leaves the old one as it was.
  ///
  /// - Throws: `FileWriteFailure` when the folder holds something else than a plan, when a file
  ///   would take the place of one that people added, or when writing fails.
  package func write(_ files: [File]) throws(FileWriteFailure) {
    let manager = FileManager.default
    let target = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    let parent = target.deletingLastPathComponent()
    let staging = parent.appendingPathComponent(
      ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
    do {
      let list = files.map(\.path).sorted().joined(separator: "\n") + "\n"
      let files = files + [File(path: Self.manifest, text: list)]
      let kept = try additions(in: target, besides: files.map(\.path))
      try manager.createDirectory(at: parent, withIntermediateDirectories: true)
      try? manager.removeItem(at: staging)
      try manager.createDirectory(at: staging, withIntermediateDirectories: false)
      for name in kept {
        try makeFolder(of: staging.appendingPathComponent(name))
        try manager.copyItem(
          atPath: target.appendingPathComponent(name).path,
          toPath: staging.appendingPathComponent(name).path)
      }
      for file in files {
        let place = staging.appendingPathComponent(file.path)
        try makeFolder(of: place)
        try write(file.text, to: place.path)
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

  /// What people added to the folder, none of it in the way of the new files.
  private func additions(in target: URL, besides files: [String]) throws -> [String] {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: target.path, isDirectory: &isDirectory) else { return [] }
    guard isDirectory.boolValue else { throw FileWriteFailure.exists(path: path) }
    let manifest = target.appendingPathComponent(Self.manifest)
    guard let list = try? String(contentsOf: manifest, encoding: .utf8) else {
      guard try manager.contentsOfDirectory(atPath: target.path).isEmpty else {
        throw FileWriteFailure.failed(
          path: path, reason: "it holds files that are no plan; name an empty or a new folder")
      }
      return []
    }
    let written = list.split(separator: "\n").map(String.init) + [Self.manifest]
    let additions = try AddedItems(root: target.path, written: written, files: files)
    if let obstacle = additions.obstacle {
      throw FileWriteFailure.failed(
        path: "\(path)/\(obstacle)",
        reason: "it was added to the folder, and the plan has a file of its own there; move it away"
      )
    }
    return additions.paths
  }

  /// Writes without waiting for the disk: the folder is exchanged as a whole, and can be made again.
  private func write(_ text: String, to path: String) throws {
    guard let stream = fopen(path, "w") else {
      throw FileWriteFailure.failed(path: path, reason: String(cString: strerror(errno)))
    }
    var text = text
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stream) == $0.count }
    guard fclose(stream) == 0, written else {
      throw FileWriteFailure.failed(path: path, reason: String(cString: strerror(errno)))
    }
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
