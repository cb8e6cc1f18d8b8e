import Glibc

/// A pipe that ends the main thread's wait: signal handlers and the worker write a byte to it.
///
/// It lives as long as the process, because a handler may run at any time.
enum WakeUp {
  /// The byte that is not a signal's number.
  static let work: UInt8 = 0

  /// The reading end, to be polled; nonblocking.
  static let readEnd = ends.read

  private static let ends: (read: Int32, write: Int32) = {
    var fds: [Int32] = [-1, -1]
    guard pipe(&fds) == 0 else { return (-1, -1) }
    for fd in fds {
      _ = fcntl(fd, F_SETFL, O_NONBLOCK)
      _ = fcntl(fd, F_SETFD, FD_CLOEXEC)
    }
    return (fds[0], fds[1])
  }()

  /// Ends the wait; safe in a signal handler once `readEnd` was used.
  static func ring(_ byte: UInt8) {
    let saved = errno
    var byte = byte
    _ = write(ends.write, &byte, 1)
    errno = saved
  }

  /// The bytes that arrived since the last call.
  static func drain() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(readEnd, &buffer, buffer.count)
    return Array(buffer.prefix(max(0, count)))
  }
}
