import CatalogModel
import Storage
import TestSupport
import Testing

/// Files that must be refused, with the exact first diagnostic.
struct RefusedFile: CustomTestStringConvertible {
  let name: String
  let text: String
  let expected: String

  var testDescription: String { name }

  static let all = [
    RefusedFile(name: "empty", text: "", expected: "f.yaml: error: the file is empty"),
    RefusedFile(name: "comment only", text: "# a\n", expected: "f.yaml: error: the file is empty"),
    RefusedFile(
      name: "binary", text: "a: 1\nb\u{0}c",
      expected: """
        f.yaml:2:2: error: the file holds a control character (byte 0); it is not a text file
          help: check that this is the file you meant
        """),
    RefusedFile(
      name: "tabs as indentation", text: "a:\n\tb: 1\n",
      expected: """
        f.yaml:2:1: error: not valid YAML: found character that cannot start any token
          help: indent with spaces: YAML allows no tab before a key
        """),
    RefusedFile(
      name: "byte order mark", text: "\u{FEFF}a: 1\nb: 2\n",
      expected: """
        f.yaml:1:1: error: the file begins with a byte order mark of UTF-8
          help: save it as UTF-8 without one
        """),
    RefusedFile(
      name: "alias",
      text: "a: &x [1]\nb: *x\n",
      expected: """
        f.yaml:2:4: error: aliases are not allowed (`*x`)
          help: write the value out where it is used
        """),
    RefusedFile(
      name: "alias bomb as a key",
      text: "a: &a [1,1]\n"
        + "bcdefghijklmnopqrst".map { name in
          let before = Character(Unicode.Scalar(name.asciiValue.map { $0 - 1 } ?? 0))
          return "\(name): &\(name) [*\(before),*\(before),*\(before),*\(before)]\n"
        }.joined() + "? *t\n: 1\n",
      expected: """
        f.yaml:2:8: error: aliases are not allowed (`*a`)
          help: write the value out where it is used
        """),
    RefusedFile(
      name: "anchor",
      text: "a: &x 1\n",
      expected: """
        f.yaml:1:4: error: anchors are not allowed (`&x`)
          help: remove the anchor, or quote the text
        """),
    RefusedFile(
      name: "tag", text: "a: !!int 3\n",
      expected: """
        f.yaml:1:4: error: tags are not allowed (`tag:yaml.org,2002:int`)
          help: remove the tag, or quote the text
        """),
    RefusedFile(
      name: "merge key", text: "a:\n  <<: 3\n",
      expected: """
        f.yaml:2:3: error: merge keys are not allowed
          help: write the values out where they are used
        """),
    RefusedFile(
      name: "two documents", text: "a: 1\n---\nb: 1\n",
      expected: """
        f.yaml:3:1: error: the file holds more than one YAML document
          help: remove the line `---` and what follows
        """),
    RefusedFile(
      name: "duplicate keys", text: "a: 1\nb: 2\na: 3\n",
      expected: """
        f.yaml:1:1: error: duplicate key `a`
          help: keep one of the entries
        """),
    RefusedFile(
      name: "collection as key", text: "? [a]\n: 1\n",
      expected: """
        f.yaml:1:3: error: a key must be a text
          help: write `name: value`
        """),
    RefusedFile(
      name: "unclosed", text: "a: [1, 2\n",
      expected:
        "f.yaml:2:1: error: not valid YAML: did not find expected ',' or ']'"),
    RefusedFile(
      name: "deep flow", text: "a: " + String(repeating: "[", count: 5_000),
      expected: """
        f.yaml:1:52: error: the file is nested too deeply
          help: check that this is the file you meant
        """),
    RefusedFile(
      name: "deep block", text: String(repeating: "- ", count: 5_000) + "a",
      expected: """
        f.yaml:1:193: error: the file is nested too deeply
          help: check that this is the file you meant
        """),
    RefusedFile(
      name: "10 MB", text: String(repeating: "a: 1234\n", count: 1_250_000),
      expected: """
        f.yaml: error: the file has 10000000 bytes; at most 524288 are read
          help: check that this is the file you meant
        """),
    RefusedFile(
      name: "many entries", text: "[" + String(repeating: "1,", count: 200_000) + "1]",
      expected: """
        f.yaml: error: the file has more than 100000 entries
          help: check that this is the file you meant
        """),
  ]
}

@Suite struct YAMLDocumentTests {
  @Test(arguments: RefusedFile.all)
  func refuses(_ file: RefusedFile) {
    switch YAMLDocument.parse(Array(file.text.utf8), file: "f.yaml") {
    case .success: Issue.record("was accepted")
    case .failure(let list): #expect(list.diagnostics.first?.description == file.expected)
    }
  }

  @Test func acceptsNestingUpToTheLimit() throws {
    let block = (0..<190).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let flow = String(repeating: "[", count: 48) + String(repeating: "]", count: 48)
    let text = block + String(repeating: " ", count: 190) + flow
    #expect(throws: Never.self) {
      try YAMLDocument.parse(Array(text.utf8), file: "f.yaml").get()
    }
  }

  /// Whatever a file holds, reading it ends with a tree or with diagnostics, never with a crash.
  @Test(arguments: 0..<20 as Range<UInt64>)
  func survivesDamage(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("{}[]:,-?!&*|>'\"%@`#\n\t \\~<=0a\u{E4}\u{0}".utf8)
    let original = Array((FixtureCatalog.files["criteria/compute.yaml"] ?? "").utf8)
    for _ in 0..<100 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = byte
        case 1: bytes.insert(byte, at: index)
        default: bytes.remove(at: index)
        }
      }
      if case .failure(let list) = YAMLDocument.parse(bytes, file: "f.yaml") {
        #expect(list.diagnostics.allSatisfy { $0.severity == .error && $0.place.file == "f.yaml" })
        #expect(!list.diagnostics.isEmpty)
      }
    }
  }

  @Test func refusesUTF16AsWhatItIs() {
    guard
      case .failure(let list) = YAMLDocument.parse(
        [0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x20, 0, 0x31, 0], file: "f.yaml")
    else {
      Issue.record("was accepted")
      return
    }
    #expect(
      list.diagnostics.map(\.description) == [
        """
        f.yaml:1:1: error: the file begins with a byte order mark of UTF-16
          help: save it as UTF-8 without one
        """
      ])
  }

  @Test func refusesBytesThatAreNotUTF8() {
    guard case .failure(let list) = YAMLDocument.parse([0x61, 0x3A, 0x20, 0xFF], file: "f.yaml")
    else {
      Issue.record("was accepted")
      return
    }
    #expect(list.diagnostics.map(\.description) == ["f.yaml: error: the file is not UTF-8 text"])
  }

  @Test(arguments: [
    "a: R & D, and *so* on", "a: 'x &b'", "a: what!", "a: [b, {c: d}]", "a: |\n  text\n  more\n",
    "---\na: 1\n", "a: 1 # [[[[\n", "a: x\u{1F600}",
  ])
  func acceptsProse(_ text: String) throws {
    let document = try YAMLDocument.parse(Array(text.utf8), file: "f.yaml").get()
    let mapping = YAMLCursor(document, log: DiagnosticLog()).mapping()
    #expect(mapping?.entries.map(\.key) == ["a"])
  }
}
