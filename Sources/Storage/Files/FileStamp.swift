import Foundation

/// Which file stands at a path and when it was written last, so that another or a changed one is noticed.
struct FileStamp: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The regular file at a path; nil where there is none.
  init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    seconds = time.tv_sec
    nanoseconds = time.tv_nsec
  }

  /// The same; nil as well where the file holds another text.
  init?(of path: String, ifItHolds text: FileText) {
    guard let stamp = FileStamp(of: path), stamp.size == text.count,
      let bytes = FileManager.default.contents(atPath: path), text.isEqual(to: [UInt8](bytes))
    else { return nil }
    self = stamp
  }
}
