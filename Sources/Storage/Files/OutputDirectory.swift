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
    let content: FileText

    package init(path: String, text: String) {
      self.path = path
      content = .whole(text)
    }

    /// A file with a text in UTF-8 whose parts follow each other.
    package init(path: String, parts: [[UInt8]]) {
      self.path = path
      content = .parts(parts)
    }

    /// The whole text.
    package var text: String { content.string }
  }

  /// The list of the files that an earlier run wrote, one path a line.
  static let manifest = ".tenfold-files"

  var target: URL {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
  }

  /// Replaces the files of an earlier run by these, and keeps everything that people added: files,
  /// links as links, and folders, empty or hidden ones as well.
  ///
  /// Everything is put into a new folder beside the old one, which then takes its place in one step; a
  /// failure before that, and the end of the process at any moment, leave the old one as it was. Files
  /// that say the same as before stay the same files, with their dates; where nothing changes,
  /// nothing is written. Of two runs at once the later one's plan remains, whole.
  ///
  /// - Throws: `FileWriteFailure` when the folder holds something else than a plan, when a file
  ///   would take the place of one that people added, or when writing fails.
  package func write(_ files: [File]) throws {
    try drafting { try $0.add(files) }
  }

  /// Replaces the files of an earlier run, as `write`, by those that a draft is given, with nobody else
  /// between: of two runs at once the second one waits and then reads what the first one wrote.
  ///
  /// - Returns: What `make` returns.
  /// - Throws: As `write`, and what `make` throws; the folder is as it was then.
  package func replace<Result>(_ make: (OutputDraft) throws -> Result) throws -> Result {
    let lock = try PathLock(beside: target, named: path)
    return try withExtendedLifetime(lock) { try drafting(make) }
  }

  private func drafting<Result>(_ make: (OutputDraft) throws -> Result) throws -> Result {
    let draft = OutputDraft(of: self)
    do {
      try draft.begin()
      let result = try make(draft)
      try draft.finish()
      return result
    } catch {
      draft.remove()
      throw error
    }
  }

  /// Has every failure name the folder.
  func namingFailures(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as FileWriteFailure {
      throw failure
    } catch {
      throw FileWriteFailure.failed(path: path, reason: (error as NSError).localizedDescription)
    }
  }

  /// The texts of an earlier plan that the next one builds on.
  ///
  /// - Parameters:
  ///   - files: Paths within the folder.
  ///   - folders: Folders whose Markdown files are all read.
  /// - Returns: By path; what is not there or is no file is left out.
  /// - Throws: Where a file is no UTF-8: what people wrote into it would be lost.
  package func texts(
    of files: [String], inFolders folders: [String]
  ) throws(FileWriteFailure) -> [String: String] {
    let root = target.path
    let listed = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? [])
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    var texts: [String: String] = [:]
    for file in files + listed {
      guard let bytes = Self.bytes("\(root)/\(file)") else { continue }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw .failed(
          path: "\(path)/\(file)",
          reason:
            "it holds bytes that are no UTF-8, so that notes in it would be lost; mend or move it")
      }
      texts[file] = text
    }
    return texts
  }

  /// A file that differs from what a run would write.
  package struct Difference: Hashable, Sendable {
    package let path: String
    /// What is there; nil where there is no such file.
    package let old: String?
    /// What would be there; nil where the file would be removed.
    package let new: String?
  }

  /// What `write` would change, in the order of the paths; the list of the files counts as well.
  ///
  /// - Throws: As `write`, where it would refuse to begin.
  package func differences(_ files: [File]) throws(FileWriteFailure) -> [Difference] {
    let root = target
    do {
      let (_, written) = try contents(of: root, besides: files.map(\.path))
      let next = Dictionary(files.map { ($0.path, $0.text) }) { $1 }
      let paths = Set(written).union(next.keys).subtracting([Self.manifest])
      return paths.sorted().compactMap { path in
        let old = Self.bytes("\(root.path)/\(path)").map { String(decoding: $0, as: UTF8.self) }
        return old == next[path] ? nil : Difference(path: path, old: old, new: next[path])
      }
    } catch let failure as FileWriteFailure {
      throw failure
    } catch {
      throw .failed(path: path, reason: (error as NSError).localizedDescription)
    }
  }

  /// What people added to the folder, none of it in the way of the new files, and what an earlier run
  /// wrote.
  func contents(
    of target: URL, besides files: [String]
  ) throws -> (added: [String], written: [String]) {
    guard let written = try written(in: target) else { return ([], []) }
    let additions = try AddedItems(root: target.path, written: written, files: files)
    if let obstacle = additions.obstacle {
      throw FileWriteFailure.failed(
        path: "\(path)/\(obstacle)",
        reason: "it was added to the folder, and the plan has a file of its own there; move it away"
      )
    }
    return (additions.paths, written)
  }

  /// The files that an earlier run wrote; nil where nothing is, or an empty folder.
  ///
  /// - Throws: Where something stands in the place that is no plan.
  func written(in target: URL) throws -> [String]? {
    let manager = FileManager.default
    var isDirectory: ObjCBool = false
    guard manager.fileExists(atPath: target.path, isDirectory: &isDirectory) else { return nil }
    guard isDirectory.boolValue else { throw FileWriteFailure.noFolder(path: path) }
    let manifest = target.appendingPathComponent(Self.manifest)
    if let list = try? String(contentsOf: manifest, encoding: .utf8) {
      return list.split(separator: "\n").map(String.init) + [Self.manifest]
    }
    guard try manager.contentsOfDirectory(atPath: target.path).isEmpty else {
      throw FileWriteFailure.failed(
        path: path, reason: "it holds files that are no plan; name an empty or a new folder")
    }
    return nil
  }

  /// The bytes of a regular file; nil where there is none.
  private static func bytes(_ path: String) -> [UInt8]? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }
}
