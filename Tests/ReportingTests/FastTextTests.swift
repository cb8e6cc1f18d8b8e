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
      var html = TextBuffer()
      MarkdownTableHTML.append(table, to: &html)
      let text = html.text
      #expect(text == MarkdownPage.tableByCharacters(table), "seed \(seed): \(table)")
    }
    #expect(!MarkdownLine.isPlain("| e\u{301} |"))
    var html = TextBuffer()
    MarkdownTableHTML.append(["| a |"], to: &html)
    let text = html.text
    #expect(text.isEmpty)
  }

  /// A line is plain where no scalar of it joins another one, whatever stands beside it.
  @Test func linesArePlainByTheirScalars() {
    for value in UInt32(0)...0x1_1000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isPlain =
        switch value {
        case 0x20...0x7E, 0xA0...0x2FF, 0x370...0x3FF, 0x2010...0x2027, 0x2030...0x205E,
          0x20A0...0x20BF, 0x2190...0x22FF:
          true
        default: false
        }
      for (before, behind) in [("", ""), ("abcdefg", "h"), ("é", "abcdefghijk→")] {
        let text = before + String(Character(scalar)) + behind
        #expect(MarkdownLine.isPlain(text) == isPlain, "\(value)")
        #expect(MarkdownLine.isPlain(text[...]) == isPlain, "\(value)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<10)
  func wordsAreTheSameByBytes(_ batch: UInt64) {
    let signs = [
      "a", "B", ".", "!", "?", " ", " ", "&", "<", ">", "\"", "#", "`", "-", "_", "1", "\n", "é",
      "É",
      "→", "e\u{301}", "\r\n", "\\", "The ", "users.now",
    ]
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let text = Self.text(of: signs, seed: seed)
      #expect(
        MarkdownText.sentence(text) == MarkdownText.sentenceByCharacters(text), "seed \(seed)")
      #expect(MarkdownText.html(text) == MarkdownText.htmlByCharacters(text), "seed \(seed)")
      #expect(MarkdownText.anchor(text) == MarkdownText.anchorByCharacters(text), "seed \(seed)")
      #expect(MermaidChart.escaped(text) == MermaidChart.escapedByCharacters(text), "seed \(seed)")
      #expect(
        MarkdownPage.plain(text[...]) == MarkdownPage.plainByCharacters(text[...]), "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("The peak", "the peak"), ("A", "a"), ("It", "it"), ("Nothing more", "nothing more"),
    ("There, too", "There, too"), ("Theory", "Theory"), ("AWS", "AWS"), ("", ""), ("the", "the"),
    ("Aurora", "Aurora"), ("Without", "without"), ("Éa b", "Éa b"),
  ])
  func openingsLoseTheirCapital(_ text: String, _ expected: String) {
    #expect(StageSection.lowered(text) == expected)
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
    let rows = Array(repeating: String(repeating: "é", count: 5000), count: 20)
    let parts = JSONWriter.document { json in
      json.list(rows) { row, json in
        json.object { $0.member("text", row) }
      }
    }
    let file = RenderedFile(path: "a", parts: parts)
    let text = RenderedFile(path: "a", contents: parts.text)
    #expect(parts.all.count > 1)
    #expect(file == text)
    #expect(file.hashValue == text.hashValue)
    #expect(RenderedFile(path: "a", contents: parts.text + " ") != file)
    #expect(RenderedFile(path: "b", contents: parts.text) != file)
  }

  /// Any text comes back from JSON, as a value and as a name.
  @Test(arguments: UInt64(0)..<10)
  func textsComeBackFromDocuments(_ batch: UInt64) throws {
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
      let read = try JSONSerialization.jsonObject(with: Data(whole.document.utf8))
      let list = try #require((read as? [String: Any])?["a"] as? [Any])
      let first = try #require(list.first as? [String: Any])
      #expect(first["2" + texts[2]] as? [String] == texts, "seed \(seed)")
    }
  }

  /// What is open is broken as soon as an object begins in it, however deep: any tree is laid out as by looking
  /// at what it holds before.
  @Test(arguments: UInt64(0)..<10)
  func objectsBreakWhatHoldsThem(_ batch: UInt64) {
    for seed in (batch * 50)..<(batch * 50 + 50) {
      var random = SplitMix64(seed: seed)
      let tree = Self.tree(depth: 5, &random)
      #expect(tree.document == Self.layout(tree, level: 0) + "\n", "seed \(seed)")
    }
  }

  private static func tree(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    let count = Int.random(in: 0...4, using: &random)
    switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &random) {
    case 1, 2: return .array((0..<count).map { _ in tree(depth: depth - 1, &random) })
    case 3, 4:
      return .object(
        JSONMembers((0..<count).map { ("name\(9 - $0)", tree(depth: depth - 1, &random)) }))
    default: return [.null, .bool(true), .string("a b"), .number(2.5)][min(count, 3)]
    }
  }

  private static func layout(_ value: JSONValue, level: Int) -> String {
    func lines(_ items: [String], _ open: String, _ close: String, isBroken: Bool) -> String {
      guard isBroken else { return open + items.joined(separator: ", ") + close }
      let start = "\n" + String(repeating: "  ", count: level)
      return open + items.map { start + "  " + $0 }.joined(separator: ",") + start + close
    }
    switch value {
    case .object(let members):
      let items = members.list.sorted { $0.0 < $1.0 }.map {
        "\"\($0.0)\": " + layout($0.1, level: level + 1)
      }
      return lines(items, "{", "}", isBroken: members.list.contains { holdsObject($0.1) })
    case .array(let values):
      return lines(
        values.map { layout($0, level: level + 1) }, "[", "]",
        isBroken: values.contains(where: holdsObject))
    default: return String(value.document.dropLast())
    }
  }

  private static func holdsObject(_ value: JSONValue) -> Bool {
    switch value {
    case .object: true
    case .array(let values): values.contains(where: holdsObject)
    default: false
    }
  }

  /// What is written as it comes is the tree of the same.
  @Test func membersAreThoseOfTrees() {
    let written = JSONWriter.document { json in
      json.object { json in
        json.member("A", 1)
        json.member("a", "b\"c")
        json.member("aa", orNull: nil as String?)
        json.member("b", each: [1.5, 2]) { value, json in
          json.object { json in
            json.member("flag", true)
            json.member("value", value)
          }
        }
        json.member("c", byName: ["z": "1", "y": "2"])
        json.member("d", ["x", "y"])
        json.member("e", orNull: 0.1)
        json.member("f") { $0.list([[1.0], []]) { $1.list($0) { $1.value($0) } } }
      }
    }
    func row(_ value: Double) -> JSONValue {
      .object(["value": .number(value), "flag": .bool(true)])
    }
    let tree = JSONValue.object([
      "a": .string("b\"c"), "A": .number(1), "aa": .null, "b": .array([row(1.5), row(2)]),
      "c": .object(["z": .string("1"), "y": .string("2")]), "d": .strings(["x", "y"]),
      "e": .number(0.1), "f": .array([.array([.number(1)]), .array([])]),
    ])
    #expect(written.text == tree.document)
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
    let parts = JSONWriter.document { $0.value(long) }
    #expect(parts.text == expected)
    #expect(parts.all.count > 3)
    #expect(parts.all.allSatisfy { $0.count < 40_000 && !$0.isEmpty })
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
