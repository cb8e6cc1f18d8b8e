import Foundation

/// How the C library's heap grows and shrinks.
enum Heap {
  // `mallopt` and `malloc_trim` of the C library, which the platform's module does not declare.
  private typealias Option = @convention(c) (Int32, Int32) -> Int32
  private typealias Trim = @convention(c) (Int) -> Int32

  /// Has the heaps of all threads grow by megabytes, and keep what is given back, for a command that takes
  /// tens of megabytes within a tenth of a second and then ends.
  ///
  /// By itself glibc asks the kernel for 128 KiB at a time, hundreds of times, and each time the other
  /// threads wait for it as well. What is not touched takes no memory.
  static func growInLargeSteps() {
    #if canImport(Glibc)
      guard let symbol = symbol("mallopt") else { return }
      let set = unsafeBitCast(symbol, to: Option.self)
      // M_TOP_PAD, M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h; setting one of them keeps the last
      // one, which rises with what is given back, where it begins.
      _ = set(-2, 16 << 20)
      _ = set(-1, 256 << 20)
      _ = set(-3, 32 << 20)
    #endif
  }

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

  #if canImport(Glibc)
    private static func symbol(_ name: String) -> UnsafeMutableRawPointer? {
      dlsym(dlopen(nil, RTLD_NOW), name)
    }
  #endif
}
