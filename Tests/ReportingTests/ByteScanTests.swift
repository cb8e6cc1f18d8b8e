import TestSupport
import Testing

@testable import Reporting

/// What is looked for eight bytes at a time is found where it is byte by byte.
@Suite struct ByteScanTests {
  /// Also bytes that differ from those that are looked for in their highest bit, or by one.
  @Test(arguments: UInt64(0)..<20)
  func bytesAreFoundWhereTheyStand(_ batch: UInt64) {
    let signs: [UInt8] = [0x09, 0x0A, 0x0B, 0x8A, 0x00, 0x3C, 0x3D, 0xBD, 0xFF, 0x61, 0x62, 0x63]
    var random = SplitMix64(seed: batch)
    for _ in 0..<200 {
      let common = Int.random(in: 4...signs.count, using: &random)
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        signs[signs.count - 1 - Int.random(in: 0..<common, using: &random)]
      }
      bytes.withUnsafeBufferPointer { text in
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = Int.random(in: start...bytes.count, using: &random)
        #expect(
          ByteScan.lineEnd(in: text, from: start)
            == bytes[start...].firstIndex(of: 0x0A) ?? bytes.count, "\(bytes) from \(start)")
        #expect(
          ByteScan.holds(0x3D, or: 0x3C, in: text, start..<end)
            == bytes[start..<end].contains { $0 == 0x3D || $0 == 0x3C },
          "\(bytes) from \(start) to \(end)")
        #expect(
          ByteScan.first(0x3D, or: 0x3C, in: text, start..<end)
            == bytes[start..<end].firstIndex { $0 == 0x3D || $0 == 0x3C } ?? end,
          "\(bytes) from \(start) to \(end)")
        #expect(
          ByteScan.first(0x0A, in: text, start..<end)
            == bytes[start..<end].firstIndex(of: 0x0A) ?? end, "\(bytes) from \(start) to \(end)")
      }
    }
  }

  /// Signs that begin or end what nests, among bytes that differ from one of them by a bit.
  @Test(arguments: UInt64(0)..<20)
  func nestingAndColumnsAreFoundWhereTheyStand(_ batch: UInt64) {
    let nesting = Array("\"<()[]{}".utf8)
    let others = nesting.flatMap { sign in (0..<8).map { sign ^ (1 << $0) } }
      .filter { !nesting.contains($0) }
    var random = SplitMix64(seed: batch)
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        (Int.random(in: 0..<12, using: &random) == 0 ? nesting : others)
          .randomElement(using: &random) ?? 0
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let range = start..<Int.random(in: start...bytes.count, using: &random)
      bytes.withUnsafeBufferPointer { text in
        #expect(
          ByteScan.firstNesting(in: text, range)
            == bytes[range].firstIndex(where: nesting.contains) ?? range.upperBound,
          "\(bytes) in \(range)")
        #expect(
          ByteScan.columns(in: text, range) == bytes[range].filter { $0 & 0xC0 != 0x80 }.count,
          "\(bytes) in \(range)")
      }
    }
  }

  /// Texts are equal where all their bytes are, whichever one differs, and have another hash where one does.
  @Test func textsAreEqualByTheirBytes() {
    for length in 0..<40 {
      let text = (0..<length).map { UInt8($0 + 1) }
      text.withUnsafeBufferPointer { bytes in
        #expect(ByteScan.areEqual(text, bytes))
        #expect(!ByteScan.areEqual(text + [0], bytes))
        for place in 0..<length {
          var other = text
          other[place] ^= 0x40
          #expect(!ByteScan.areEqual(other, bytes), "at \(place) of \(length)")
          let hash = other.withUnsafeBufferPointer { ByteScan.hash(of: $0) }
          #expect(hash != ByteScan.hash(of: bytes), "at \(place) of \(length)")
        }
      }
    }
  }

  @Test func wordsAreFoundInTexts() {
    #expect("terraform/parts/names".holdsBytes(of: "/parts/"))
    #expect("/parts/".holdsBytes(of: "/parts/"))
    #expect("a//parts//".holdsBytes(of: "/parts/"))
    #expect(!"terraform/parts".holdsBytes(of: "/parts/"))
    #expect(!"".holdsBytes(of: "/parts/"))
  }

  @Test(arguments: ["", "-", "a", "order-mail", "-order--mail-", "Order-9mail", "été-été", "ß-x"])
  func namesOfCloudFormationAreTheSameByBytes(_ text: String) {
    #expect(LogicalID.joined(text, at: "-") == LogicalID.joinedByCharacters(text, at: "-"))
  }

  /// A set has the names that were put into it, from the first number to the last.
  @Test func setsOfNamesHoldWhatWasPutIn() {
    let names = TemplateNames()
    let all = (0..<200).map { names.number(of: "name\($0)") }
    var set = TemplateNameSet()
    for number in [3, 64, 63, 3, 199] { set.insert(all[number]) }
    #expect(set.numbers.map(names.text) == ["name3", "name63", "name64", "name199"])
    var other = TemplateNameSet()
    other.insert(all[0])
    other.formUnion(set)
    #expect(other.numbers == [0, 3, 63, 64, 199])
    set.formUnion(other)
    #expect(set.numbers == other.numbers)
  }
}
