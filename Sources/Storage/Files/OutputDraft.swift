import Foundation
import Synchronization

/// The next files of a folder, each put beside it as soon as it is made, so that nobody keeps them until
/// all are made.
///
/// The folder itself stays as it is until `finish`. What a file of the folder says already is not written
/// again; where that is so of all of them, nothing is written at all.
package final class OutputDraft: Sendable {
  private let directory: OutputDirectory
  private let target: URL
  private let staging: StagingFolder
  /// Whether nothing was there when the draft was begun, so that no file needs a look.
  private let isFirst: Bool
  private let state = Mutex(State())

  private struct State {
    var paths: [String] = []
    /// Files that the folder has already, as they were when they were looked at.
    var same: [String: FileStamp] = [:]
    var isStaged = false
  }

  init(of directory: OutputDirectory) {
    self.directory = directory
    target = directory.target
    staging = StagingFolder(beside: target)
    isFirst = access(target.path, F_OK) != 0
  }

  /// Takes away what ended runs left beside the folder, and looks whether a plan may stand there at all.
  ///
  /// - Throws: Where something else does.
  func begin() throws {
    staging.sweep()
    try directory.namingFailures { _ = try directory.written(in: target) }
  }

  /// Takes files; from several threads at the same time.
  ///
  /// - Throws: `FileWriteFailure` when writing fails.
  package func add(_ files: [OutputDirectory.File]) throws {
    try directory.namingFailures {
      let stamps = files.map { file in
        isFirst
          ? nil : FileStamp(of: target.path + "/" + file.path, ifItHolds: file.content)
      }
      let changed = zip(files, stamps).filter { $1 == nil }.map(\.0)
      try state.withLock { state in
        for (file, stamp) in zip(files, stamps) {
          state.paths.append(file.path)
          if !isFirst { state.same[file.path] = stamp }
        }
        if !changed.isEmpty { try stage(changed.map(\.path), &state) }
      }
      try staging.write(changed)
    }
  }

  /// Makes the folder of what is written, and those within it that some files need.
  private func stage(_ paths: [String], _ state: inout State) throws {
    if !state.isStaged {
      try staging.create()
      state.isStaged = true
    }
    for path in paths { try staging.makeFolder(of: path) }
  }

  /// Puts everything that was taken into the place of what an earlier run left, in one step.
  ///
  /// - Throws: As `OutputDirectory.write`, and where somebody changed meanwhile what stays as it is.
  func finish() throws {
    try directory.namingFailures {
      let paths = state.withLock { $0.paths }
      let list = paths.sorted().joined(separator: "\n") + "\n"
      try add([OutputDirectory.File(path: OutputDirectory.manifest, text: list)])
      let (added, written) = try directory.contents(
        of: target, besides: paths + [OutputDirectory.manifest])
      try state.withLock { state in
        if !state.isStaged, Set(written) == Set(state.same.keys) {
          for (path, stamp) in state.same { try check(path, stamp) }
          return
        }
        try stage(added + state.same.keys, &state)
        for name in added { try staging.keep(name, of: target) }
        for (path, stamp) in state.same { try keep(path, stamp) }
        try staging.exchange(with: target)
      }
    }
  }

  /// Takes over a file that stays as it is: as the same file, where the file system has links.
  private func keep(_ path: String, _ stamp: FileStamp) throws {
    try check(path, stamp)
    try staging.keep(path, of: target)
  }

  /// Looks whether a file is still what it was.
  private func check(_ path: String, _ stamp: FileStamp) throws {
    guard FileStamp(of: target.path + "/" + path) == stamp else {
      throw FileWriteFailure.failed(
        path: "\(directory.path)/\(path)",
        reason: "somebody changed it while the plan was made; plan again")
    }
  }

  /// Takes away what was written and has not taken the folder's place.
  func remove() {
    if state.withLock({ $0.isStaged }) { staging.remove() }
  }
}
