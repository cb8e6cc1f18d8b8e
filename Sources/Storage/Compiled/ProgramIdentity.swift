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

  private static func buildID() -> [UInt8]? {
    for segment in ProgramSegments.all where segment.type == 4 {
      guard let notes = UnsafeRawPointer(bitPattern: segment.start) else { continue }
      let id = ElfNotes.buildID(UnsafeRawBufferPointer(start: notes, count: segment.size))
      if let id { return id }
    }
    return nil
  }
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
