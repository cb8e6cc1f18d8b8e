import Foundation

/// Places for output that are no regular files: a pipe, a device such as `/dev/stderr`.
package enum OutputPath {
  /// Whether something is there that cannot be replaced by a file, only written to.
  package static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let type = status.st_mode & S_IFMT
    return type != S_IFREG && type != S_IFDIR
  }

  /// Writes to it as far as it takes.
  package static func write(_ text: String, to path: String) throws(FileWriteFailure) {
    func failure() -> FileWriteFailure {
      .failed(path: path, reason: String(cString: strerror(errno)))
    }
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    guard DescriptorBytes.write(text, to: descriptor) else { throw failure() }
  }
}
