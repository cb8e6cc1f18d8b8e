import Foundation

/// Reads whole files straight into arrays: a catalog has hundreds of them, and each would pass through
/// two buffers of Foundation.
enum FileContents {
  /// The bytes of a regular file; nil where there is none at that path, or it cannot be read.
  static func whole(_ path: String) -> [UInt8]? { part(path, 0..<Int.max) }

  /// The first bytes of what is known to be a regular file before it is opened, because opening a pipe
  /// waits for who writes into it; nil as for the whole.
  static func regular(_ path: String, most: Int) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return part(path, 0..<most)
  }

  /// The bytes of a range of a regular file, fewer where it ends before; nil as for the whole.
  static func part(_ path: String, _ range: Range<Int>) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let wanted = range.clamped(to: 0..<Int(status.st_size))
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted.count) { buffer, count in
      while count < buffer.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count,
          off_t(wanted.lowerBound + count))
        if got < 0 && errno == EINTR { continue }
        isWhole = got >= 0
        guard got > 0 else { break }
        count += got
      }
    }
    return isWhole ? bytes : nil
  }
}
