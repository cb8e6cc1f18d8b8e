import Foundation

/// Replaces several files together, as far as a file system can.
///
/// All new texts are written beside the old files and flushed to the disk first; only then are they
/// renamed, one after the other. A failure before the first rename leaves everything as it was; one
/// between renames is undone from links to the old files. Only a crash between two renames leaves
/// some files new and some old, each of them whole; the same command then finishes the work.
package enum FileSetWriter {
  /// - Parameter texts: The new texts by path; the files need not exist, their folders must.
  package static func write(_ texts: [String: String]) throws(FileWriteFailure) {
    var steps: [Step] = []
    defer { for step in steps { step.clean() } }
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      let step = Step(path)
      steps.append(step)
      try step.prepare(text)
    }
    var done: [Step] = []
    for step in steps {
      do throws(FileWriteFailure) {
        try step.commit()
      } catch {
        for step in done.reversed() { step.undo() }
        throw error
      }
      done.append(step)
    }
  }

  /// One file: its place, its new text beside it, and a link to the old one.
  private struct Step {
    let path: String
    private let target: String
    private let new: String
    private let old: String

    init(_ path: String) {
      self.path = path
      let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      let folder = url.deletingLastPathComponent().path
      let stem = "\(folder)/.\(url.lastPathComponent).\(getpid())"
      target = url.path
      new = stem + ".new"
      old = stem + ".old"
    }

    func prepare(_ text: String) throws(FileWriteFailure) {
      var status = stat()
      let exists = stat(target, &status) == 0
      let mode = exists ? status.st_mode & 0o777 : 0o644
      let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw failure() }
      defer { close(descriptor) }
      // The mask of new files does not apply to ones that are replaced.
      guard fchmod(descriptor, mode) == 0 else { throw failure() }
      guard DescriptorBytes.write(text, to: descriptor) else { throw failure() }
      guard fsync(descriptor) == 0 else { throw failure() }
      if exists, link(target, old) != 0 { throw failure() }
    }

    func commit() throws(FileWriteFailure) {
      guard rename(new, target) == 0 else { throw failure() }
    }

    /// Puts the old file back, or takes away one that did not exist.
    func undo() {
      if rename(old, target) != 0 { unlink(target) }
    }

    func clean() {
      unlink(new)
      unlink(old)
    }

    private func failure() -> FileWriteFailure {
      .failed(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
