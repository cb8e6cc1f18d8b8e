import CNcurses

/// Keeps the memory of a session near what it really uses.
///
/// A plan takes several megabytes for some milliseconds. The C library would keep them for each thread
/// that made one, in an arena of its own, and pages that nothing uses would stay resident.
enum HeapFootprint {
  /// Lets all threads share two arenas; to be called before there is a second thread.
  static func shareArenas() {
    _ = mallopt(Int32(cn_arena_limit), 2)
  }

  /// Gives pages that nothing uses back to the system; what is in use stays where it is.
  static func giveBack() {
    _ = malloc_trim(0)
  }
}
