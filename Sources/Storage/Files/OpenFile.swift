import Foundation

/// Questions about a file that is open.
enum OpenFile {
  /// Whether it is the one that a path names now, which it is not once that was removed or replaced.
  static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
    var (open, named) = (stat(), stat())
    return fstat(descriptor, &open) == 0 && stat(path, &named) == 0
      && open.st_ino == named.st_ino && open.st_dev == named.st_dev
  }
}
