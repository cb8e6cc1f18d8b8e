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
    guard let handle = FileHandle(forWritingAtPath: path) else {
      throw .failed(path: path, reason: String(cString: strerror(errno)))
    }
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      throw .failed(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}
