import Foundation

/// Tells the program that runs from every other build of it.
///
/// Values that one build wrote are read by the same build alone: another may read files otherwise, check more,
/// or write values in another order.
enum ProgramIdentity {
  /// The build id that the linker put into the program, in hexadecimal digits; nil where there is none, or where
  /// it cannot be read.
  static let text: String? = buildID().map { id in
    id.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  #if canImport(Glibc) && (arch(x86_64) || arch(arm64))
    // `dl_iterate_phdr` of the C library, which the platform's module does not declare.
    private typealias Visit =
      @convention(c) (
        UnsafeRawPointer?, Int, UnsafeMutableRawPointer?
      ) -> Int32
    private typealias VisitObjects = @convention(c) (Visit, UnsafeMutableRawPointer?) -> Int32

    private static func buildID() -> [UInt8]? {
      guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "dl_iterate_phdr") else { return nil }
      let visit: Visit = { object, _, found in
        guard let object else { return 1 }
        // `dl_phdr_info` and `Elf64_Phdr` of link.h.
        let place = object.load(as: UInt.self)
        let count = Int(object.load(fromByteOffset: 24, as: UInt16.self))
        guard let parts = object.load(fromByteOffset: 16, as: UnsafeRawPointer?.self) else {
          return 1
        }
        for part in (0..<count).map({ parts + $0 * 56 })
        where part.load(as: UInt32.self) == 4 {
          let start = place + part.load(fromByteOffset: 16, as: UInt.self)
          let size = Int(part.load(fromByteOffset: 40, as: UInt64.self))
          guard let notes = UnsafeRawPointer(bitPattern: start),
            let id = ElfNotes.buildID(UnsafeRawBufferPointer(start: notes, count: size))
          else { continue }
          found?.assumingMemoryBound(to: [UInt8]?.self).pointee = id
          return 1
        }
        // The program is the first object that is told of.
        return 1
      }
      var found: [UInt8]?
      withUnsafeMutablePointer(to: &found) { found in
        _ = unsafeBitCast(symbol, to: VisitObjects.self)(visit, UnsafeMutableRawPointer(found))
      }
      return found
    }
  #else
    private static func buildID() -> [UInt8]? { nil }
  #endif
}

/// Notes of an ELF file: lengths of name and content, a type, the name, the content, each to four bytes.
enum ElfNotes {
  /// The content of the note `NT_GNU_BUILD_ID`; nil where there is none.
  static func buildID(_ notes: UnsafeRawBufferPointer) -> [UInt8]? {
    func word(_ place: Int) -> Int {
      Int(notes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
    func padded(_ length: Int) -> Int { (length + 3) / 4 * 4 }
    var place = 0
    while place + 12 <= notes.count {
      let (name, content, type) = (word(place), word(place + 4), word(place + 8))
      let start = place + 12 + padded(name)
      guard start + content <= notes.count else { return nil }
      if type == 3, notes[(place + 12)..<(place + 12 + name)].elementsEqual("GNU\0".utf8) {
        return content > 0 ? Array(notes[start..<(start + content)]) : nil
      }
      place = start + padded(content)
    }
    return nil
  }
}
