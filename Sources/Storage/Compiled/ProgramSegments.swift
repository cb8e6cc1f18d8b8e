import Foundation

/// The parts of the running program, as its file lists them for the kernel.
package enum ProgramSegments {
  /// A part of the program in memory.
  package struct Segment: Sendable {
    /// `PT_LOAD` is 1, `PT_NOTE` 4; see elf.h.
    package let type: UInt32
    /// Whether it may be written.
    package let isWritable: Bool
    package let start: UInt
    /// In bytes of memory.
    package let size: Int
  }

  #if canImport(Glibc) && (arch(x86_64) || arch(arm64))
    // `dl_iterate_phdr` of the C library, which the platform's module does not declare.
    private typealias Visit =
      @convention(c) (
        UnsafeRawPointer?, Int, UnsafeMutableRawPointer?
      ) -> Int32
    private typealias VisitObjects = @convention(c) (Visit, UnsafeMutableRawPointer?) -> Int32

    /// In the order of the file; empty where they cannot be told.
    package static var all: [Segment] {
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "dl_iterate_phdr") else { return [] }
      let visit: Visit = { object, _, found in
        guard let object, let found else { return 1 }
        // `dl_phdr_info` and `Elf64_Phdr` of link.h.
        let place = object.load(as: UInt.self)
        let count = Int(object.load(fromByteOffset: 24, as: UInt16.self))
        guard let parts = object.load(fromByteOffset: 16, as: UnsafeRawPointer?.self) else {
          return 1
        }
        found.assumingMemoryBound(to: [Segment].self).pointee = (0..<count).map { number in
          let part = parts + number * 56
          return Segment(
            type: part.load(as: UInt32.self),
            isWritable: part.load(fromByteOffset: 4, as: UInt32.self) & 2 != 0,
            start: place + part.load(fromByteOffset: 16, as: UInt.self),
            size: Int(part.load(fromByteOffset: 40, as: UInt.self)))
        }
        // The program is the first object that is told of, and the only one that matters.
        return 1
      }
      var found: [Segment] = []
      withUnsafeMutablePointer(to: &found) { found in
        _ = unsafeBitCast(symbol, to: VisitObjects.self)(visit, UnsafeMutableRawPointer(found))
      }
      return found
    }
  #else
    package static var all: [Segment] { [] }
  #endif
}
