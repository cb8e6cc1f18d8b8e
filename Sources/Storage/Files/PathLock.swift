import Foundation

/// A lock on a path that need not exist, waited for, held by one owner at a time, be it of this process
/// or of another.
///
/// It is a file beside the path, which is taken away when the lock is given back. Who waited for a file
/// that is gone by then waits for the new one.
final class PathLock {
  private let descriptor: Int32
  private let file: String

  /// Waits for the lock.
  ///
  /// - Parameter path: The path as people named it.
  /// - Throws: Where the folder of the path cannot be made or written to.
  init(beside target: URL, named path: String) throws(FileWriteFailure) {
    let parent = target.deletingLastPathComponent()
    file = parent.appendingPathComponent(".\(target.lastPathComponent).lock").path
    do {
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    } catch {
      throw .failed(path: path, reason: (error as NSError).localizedDescription)
    }
    while true {
      let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard opened >= 0 else {
        throw .failed(path: path, reason: String(cString: strerror(errno)))
      }
      var outcome = flock(opened, LOCK_EX)
      while outcome != 0 && errno == EINTR { outcome = flock(opened, LOCK_EX) }
      guard outcome == 0 else {
        let cause = errno
        close(opened)
        throw .failed(path: path, reason: String(cString: strerror(cause)))
      }
      if OpenFile.isNamed(file, opened) {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  deinit {
    unlink(file)
    close(descriptor)
  }
}
