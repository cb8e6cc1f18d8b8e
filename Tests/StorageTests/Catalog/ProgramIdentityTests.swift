import Testing

@testable import Storage

/// The build id, found among the notes of a program.
@Suite struct ProgramIdentityTests {
  private static func note(_ name: String, _ type: UInt8, _ content: [UInt8]) -> [UInt8] {
    func word(_ number: Int) -> [UInt8] { [UInt8(number), 0, 0, 0] }
    func padded(_ bytes: [UInt8]) -> [UInt8] {
      bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }
    let name = Array(name.utf8) + [0]
    return word(name.count) + word(content.count) + [type, 0, 0, 0] + padded(name)
      + padded(content)
  }

  private static func found(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBytes(ElfNotes.buildID)
  }

  @Test func itIsTheNoteOfItsTypeAndName() {
    let id = Self.note("GNU", 3, [1, 2, 3, 4, 5])
    #expect(Self.found(id) == [1, 2, 3, 4, 5])
    #expect(
      Self.found(Self.note("Go", 3, [9]) + Self.note("GNU", 1, [7, 7]) + id) == [1, 2, 3, 4, 5])
    #expect(Self.found(Self.note("GNU", 1, [7])) == nil)
    #expect(Self.found(Self.note("GNU", 3, [])) == nil)
    #expect(Self.found([]) == nil)
  }

  /// Lengths that lead beyond the end are no note.
  @Test func whatIsCutOffIsNone() {
    let id = Self.note("GNU", 3, [1, 2, 3, 4])
    for count in id.indices { #expect(Self.found(Array(id.prefix(count))) == nil) }
  }

  @Test func theTestsHaveOne() throws {
    let text = try #require(ProgramIdentity.text)
    #expect(text.count >= 16 && text.allSatisfy(\.isHexDigit))
  }
}
