import Foundation

/// A lock on a folder that one process holds at a time; it ends with the process, and leaves no file.
package final class DirectoryLock {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Returns: Nil where another process holds it, or the folder cannot be opened.
  package init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { return nil }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}
