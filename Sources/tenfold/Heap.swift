import Foundation
import Storage

/// What memory the program takes: how the C library's heap grows and shrinks, and the pages of its code.
enum Heap {
  // `mallopt` and `malloc_trim` of the C library, which the platform's module does not declare.
  private typealias Option = @convention(c) (Int32, Int32) -> Int32
  private typealias Trim = @convention(c) (Int) -> Int32

  /// Has the heaps of all threads grow by megabytes, and keep what is given back, for a command that takes
  /// tens of megabytes within a tenth of a second and then ends.
  ///
  /// By itself glibc asks the kernel for 128 KiB at a time, hundreds of times, and each time the other
  /// threads wait for it as well.
  ///
  /// The first step of the first thread's heap is backed by large pages, where the kernel has them for who asks:
  /// a plan touches thousands of small ones, and each is a trap into the kernel, a twentieth of the processor
  /// time. What is not touched takes no memory, but for what is left of the last large page, 2 MiB.
  static func growInLargeSteps() {
    #if canImport(Glibc)
      guard let symbol = symbol("mallopt") else { return }
      let set = unsafeBitCast(symbol, to: Option.self)
      // M_TOP_PAD, M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h; setting one of them keeps the last
      // one, which rises with what is given back, where it begins.
      _ = set(-2, Int32(step))
      _ = set(-1, 256 << 20)
      _ = set(-3, 32 << 20)
      // More than is left of what the heap has so far, and so at the begin of the step.
      guard let first = malloc(512 << 10) else { return }
      let large: UInt = 2 << 20
      let begin = (UInt(bitPattern: first) + large - 1) / large * large
      let end = UInt(bitPattern: sbrk(0))
      free(first)
      guard begin < end else { return }
      madvise(UnsafeMutableRawPointer(bitPattern: begin), Int(end - begin), Int32(MADV_HUGEPAGE))
    #endif
  }

  #if canImport(Glibc)
    /// By how many bytes a heap grows at least.
    private static let step: UInt = 16 << 20
  #endif

  /// Gives what is free back to the kernel, for a run whose plans come and go.
  ///
  /// By itself glibc gives back only what is free at the end of each thread's heap, and what lives longer than
  /// a plan ends up there sooner or later.
  static func giveBack() {
    #if canImport(Glibc)
      guard let symbol = symbol("malloc_trim") else { return }
      _ = unsafeBitCast(symbol, to: Trim.self)(0)
    #endif
  }

  /// Gives the pages of the program itself back to the kernel: its code, which is never written.
  ///
  /// What is needed again comes back from the kernel's cache, sixteen pages at a time, in less than a
  /// millisecond for all of it. Reading answers and catalog takes megabytes of code that nothing after it needs.
  static func giveBackCode() {
    #if canImport(Glibc)
      for segment in ProgramSegments.all where segment.type == 1 && !segment.isWritable {
        let end = segment.start + UInt(segment.size)
        let first = segment.start / UInt(getpagesize()) * UInt(getpagesize())
        madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), Int32(MADV_DONTNEED))
      }
    #endif
  }

  #if canImport(Glibc)
    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
      dlsym(dlopen(nil, RTLD_NOW), name)
    }
  #endif
}
