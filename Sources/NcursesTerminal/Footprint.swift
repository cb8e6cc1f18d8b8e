import CNcurses
import Glibc

/// Keeps the memory of a session near what it really uses.
///
/// A plan takes several megabytes for some milliseconds. The C library would keep them for each thread
/// that made one, in an arena of its own, and pages that nothing uses would stay resident.
enum Footprint {
  /// Lets all threads share two arenas; to be called before threads make plans.
  static func shareArenas() {
    _ = mallopt(Int32(cn_arena_limit), 2)
  }

  /// Gives back to the system what nothing uses: pages of the heap, and pages of code, most of which
  /// belong to the start and to making a plan.
  ///
  /// Code is mapped again, from the system's cache, where it is run again.
  static func giveBack() {
    _ = malloc_trim(0)
    for range in codeRanges(text(of: "/proc/self/maps")) {
      guard let start = UnsafeMutableRawPointer(bitPattern: range.lowerBound) else { continue }
      _ = madvise(start, Int(range.count), MADV_DONTNEED)
    }
  }

  /// The addresses of code that is mapped from files and cannot be written, in the form of
  /// `/proc/PID/maps` (proc(5)): `55cc16266000-55cc187d9000 r-xp 0026e000 08:01 1234   /usr/bin/tenfold`.
  static func codeRanges(_ maps: String) -> [Range<UInt>] {
    maps.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", omittingEmptySubsequences: true)
      guard parts.count >= 6, parts[1] == "r-xp", parts[5].hasPrefix("/") else { return nil }
      let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[0] < ends[1] else { return nil }
      return ends[0]..<ends[1]
    }
  }

  /// A file of the kernel, whose size is not known before; empty where it cannot be read.
  private static func text(of path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer.prefix(count)
    }
  }
}
