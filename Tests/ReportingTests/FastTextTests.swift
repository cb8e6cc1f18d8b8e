import Foundation
import Quantities
import TestSupport
import Testing

@testable import Reporting

/// What is done by bytes where a text is plain is what is done by characters for any text.
@Suite struct FastTextTests {
  @Test(arguments: UInt64(0)..<40)
  func plainLinesAreTheSameByBytes(_ batch: UInt64) {
    let signs = [
      "\\", "`", "*", "**", "**", "[", "](#", "]", "(", ")", "#", " ", "a", "b", "|", "&", "<", ">",
      "\"", "'", "é", "→", "≥", "–", "[a](#b)", "**c**", "`d`", "\u{A0}", "€", "λ",
    ]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let line = Self.text(of: signs, seed: seed)[...]
      #expect(MarkdownLine.isPlain(line))
      #expect(
        MarkdownLine.html(line) == MarkdownPage.inlineByCharacters(line), "seed \(seed): \(line)")
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func plainRowsAreCutTheSameByBytes(_ batch: UInt64) {
    let signs = ["|", "|", " ", " ", "\\", "a", "b c", "é", "≥", "`", "---:"]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let row = ("| " + Self.text(of: signs, seed: seed) + " |")[...]
      #expect(MarkdownLine.isPlain(row))
      #expect(
        MarkdownLine.cells(row) == MarkdownPage.cellsByCharacters(row), "seed \(seed): \(row)")
    }
  }

  /// Also rows of other lengths than the first, and texts that are no plain rows at all.
  @Test(arguments: UInt64(0)..<10)
  func tablesAreTheSameByBytes(_ batch: UInt64) {
    let signs = [
      "|", "|", " ", " ", "\\", "a", "b c", "é", "≥", "`", "**", "[a](#b)", "&", "<", "'", "\"",
    ]
    for seed in (batch * 50)..<(batch * 50 + 50) {
      let rules = "|---|" + (seed % 2 == 0 ? "---:|:---|" : "---|---:|")
      let rows = (0..<5).map { row in
        ("| " + Self.text(of: signs, seed: seed * 5 + row) + " | x |")[...]
      }
      let table = [rows[0], rules[...]] + rows.dropFirst()
      let text = MarkdownTableHTML.text(table)
      #expect(text == MarkdownPage.tableByCharacters(table), "seed \(seed): \(table)")
    }
    #expect(MarkdownTableHTML.text(["| e\u{301} |", "|---|"]) == nil)
    #expect(MarkdownTableHTML.text(["| a |"]) == nil)
  }

  /// Whole numbers are written as any others are.
  @Test(arguments: [
    0, -0.0, 1, -1, 12, 100, 123_456, 1_234_567, -98_765_432.1, 1e14, 1e15, 1e16, 123e18, 0.5, 1e-7,
    999_999.5,
  ])
  func numbersAreThoseOfDecimalText(_ number: Double) {
    let expected = DecimalText.exact(NumberText.rounded(number, digits: 6))
    #expect(JSONValue.number(number).document == expected + "\n")
  }

  /// Also numbers of any size and with any digits, such as prices have.
  @Test(arguments: UInt64(0)..<10)
  func anyNumbersAreThoseOfDecimalText(_ batch: UInt64) {
    var random = SplitMix64(seed: batch)
    for _ in 0..<500 {
      let digits = Double(Int.random(in: 0...99_999_999, using: &random))
      let exponent = Int.random(in: -60...60, using: &random)
      let scale = Double(sign: .plus, exponent: exponent, significand: 1)
      let places = [1, 10, 100, 1e3, 1e4, 1e6, 1e9][Int.random(in: 0..<7, using: &random)]
      for number in [digits / places, -digits / places, digits * scale, -digits * scale] {
        let expected = DecimalText.exact(NumberText.rounded(number, digits: 6))
        #expect(JSONValue.number(number).document == expected + "\n")
      }
    }
  }

  /// A text in parts is the same file as the text.
  @Test func partsAndTextsThatReadTheSameAreEqual() {
    let long = JSONValue.object(["text": .string(String(repeating: "é", count: 5000))])
    let value = JSONValue.object(["a": .array([long.written(level: 2), .string("b")])])
    let parts = RenderedFile(path: "a", parts: value.parts)
    let text = RenderedFile(path: "a", contents: value.document)
    #expect(value.parts.all.count > 1)
    #expect(parts == text)
    #expect(parts.hashValue == text.hashValue)
    #expect(RenderedFile(path: "a", contents: value.document + " ") != parts)
    #expect(RenderedFile(path: "b", contents: value.document) != parts)
  }

  /// Any text comes back from JSON, and an object that was written early stands as if it had not been.
  @Test(arguments: UInt64(0)..<10)
  func textsAndPartsOfDocumentsAreTheSame(_ batch: UInt64) throws {
    let signs =
      (0x00...0x7F).map { String(UnicodeScalar(UInt8($0))) } + ["é", "→", "e\u{301}", "\r\n"]
    for seed in (batch * 20)..<(batch * 20 + 20) {
      let texts = (0..<6).map { Self.text(of: signs, seed: seed * 6 + $0) }
      let part = JSONValue.object([
        "0" + texts[0]: .string(texts[1]), "list": .array([.number(1.5), .null, .object([:])]),
        "2" + texts[2]: .strings(texts),
      ])
      let whole = JSONValue.object([
        "a": .array([part, .bool(true)]), "3" + texts[3]: .string(texts[4]),
      ])
      let early = JSONValue.object([
        "a": .array([part.written(level: 2), .bool(true)]), "3" + texts[3]: .string(texts[4]),
      ])
      #expect(early.document == whole.document)
      #expect(Array(early.parts.all.joined()) == Array(whole.document.utf8))
      let read = try JSONSerialization.jsonObject(with: Data(whole.document.utf8))
      let list = try #require((read as? [String: Any])?["a"] as? [Any])
      let first = try #require(list.first as? [String: Any])
      #expect(first["2" + texts[2]] as? [String] == texts, "seed \(seed)")
    }
  }

  /// What is long is taken in as it is, in its place, also by what is taken in itself.
  @Test func longPartsAreNotCopied() {
    let long = JSONValue.object(["text": .string(String(repeating: "a", count: 5000))])
    let short = JSONValue.object(["text": .string("b")])
    func outer(_ long: JSONValue, _ short: JSONValue) -> JSONValue {
      .object(["a": .array([short, long, long, short]), "b": .null])
    }
    func whole(_ inner: JSONValue) -> JSONValue { .object(["c": .array([inner, .bool(true)])]) }
    let written = outer(long.written(level: 4), short.written(level: 4))
    let early = whole(written.written(level: 2))
    let late = whole(outer(long, short))
    #expect(early.document == late.document)
    #expect(early.parts.all.count == 5)
    #expect(late.parts.all.count == 1)
  }

  /// A document longer than a part is split, and reads the same; no part takes much more than the most.
  @Test func longDocumentsAreSplit() {
    let rows = (0..<4000).map {
      JSONValue.object(["number": .number(Double($0)), "a": .bool(true)])
    }
    let long = JSONValue.object(["rows": .array(rows)])
    let lines = (0..<4000).map { "    {\"a\": true, \"number\": \($0)}" }
    let expected = "{\n  \"rows\": [\n" + lines.joined(separator: ",\n") + "\n  ]\n}\n"
    #expect(long.document == expected)
    #expect(long.parts.all.count > 3)
    #expect(long.parts.all.allSatisfy { $0.count < 40_000 && !$0.isEmpty })
  }

  /// Texts of every length in which a sign is escaped at every place, or none is.
  @Test(arguments: [
    "\"", "\\", "\n", "\u{1}", "\u{1F}", " ", "!", "#", "]", "[", "\u{7F}", "é", "\u{A2}",
  ])
  func aSignIsEscapedWhereverItStands(_ sign: String) throws {
    for count in 0..<20 {
      for place in 0...count {
        let text =
          String(repeating: "a", count: place) + sign + String(repeating: "~", count: count - place)
        let document = JSONValue.object(["text": .string(text)]).document
        let read = try JSONSerialization.jsonObject(with: Data(document.utf8))
        #expect((read as? [String: Any])?["text"] as? String == text)
        let isPlain = !["\"", "\\", "\n", "\u{1}", "\u{1F}"].contains(sign)
        #expect(document.contains("\\") == !isPlain)
      }
    }
  }

  /// Members stand in the order of the bytes of their names, also where the names begin alike.
  @Test(arguments: UInt64(0)..<10)
  func membersAreInTheOrderOfTheirBytes(_ batch: UInt64) {
    let signs = ["a", "b", "Z", "0", "\u{0}", "é", "~", "abcdefg", "abcdefgh"]
    for seed in (batch * 30)..<(batch * 30 + 30) {
      let count: UInt64 = batch % 2 == 0 ? 12 : 80
      let names = Array(
        Set((0..<count).map { Self.text(of: signs, seed: seed * 80 + $0) }.map { Array($0.utf8) })
      )
      .map { String(decoding: $0, as: UTF8.self) }
      let members = JSONMembers(names.map { ($0, JSONValue.null) })
      let sorted = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
      #expect(members.order.map { Array(names[$0].utf8) } == sorted.map { Array($0.utf8) })
    }
  }

  /// Lines by bytes are those by characters, also where a carriage return makes one of two.
  @Test(arguments: UInt64(0)..<10)
  func linesAreTheSameByBytes(_ batch: UInt64) {
    let signs =
      ["\n", "\n", "a", "b c", "é", "\t", "e\u{301}", "→"] + (batch % 2 == 0 ? ["\r\n"] : [])
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = Self.text(of: signs, seed: seed)
      let lines = MarkdownLine.lines(of: text)
      #expect(lines == text.split(separator: "\n", omittingEmptySubsequences: false), "\(seed)")
      #expect(lines.allSatisfy { $0.base == text })
    }
    #expect(MarkdownLine.lines(of: "") == [""])
  }

  @Test(arguments: UInt64(0)..<10)
  func plainTextIsEscapedTheSameByBytes(_ batch: UInt64) {
    let signs =
      (0x20...0x7E).map { String(UnicodeScalar(UInt8($0))) }
      + (batch % 2 == 0 ? [] : ["é", "≥", "–", "€", "ß", "Ω"])
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = Self.text(of: signs, seed: seed)
      #expect(
        MarkdownText.escapedPlain(text) == MarkdownText.escapedByCharacters(text),
        "seed \(seed): \(text)")
    }
    for sign in signs {
      #expect(MarkdownText.escapedPlain(sign) == MarkdownText.escapedByCharacters(sign))
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func commentsAreTheSameByBytes(_ batch: UInt64) {
    let signs = (0x00...0x7F).map { String(UnicodeScalar(UInt8($0))) } + [" ", "skip=", "é", "${"]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = (0..<20).map { Self.text(of: signs, seed: seed * 20 + $0) }.joined()
      #expect(commentText(text) == commentTextByScalars(text), "seed \(seed): \(text)")
      let plain = text.filter(\.isASCII)
      #expect(commentText(plain) == commentTextByScalars(plain), "seed \(seed): \(plain)")
    }
  }

  /// Up to twenty of some signs; none at all, too.
  private static func text(of signs: [String], seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    return (0..<Int.random(in: 0...20, using: &random)).map { _ in
      signs[Int.random(in: 0..<signs.count, using: &random)]
    }.joined()
  }
}
