import CatalogModel
import Storage
import Testing

/// A way of reading a one-line document that must be reported, with the exact diagnostic.
struct Misreading: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let expected: String
  let read: @Sendable (YAMLMapping) -> Void

  var testDescription: String { name }

  init(
    _ name: String, _ text: String, _ expected: String,
    read: @escaping @Sendable (YAMLMapping) -> Void
  ) {
    self.name = name
    self.text = text
    self.expected = expected
    self.read = read
  }

  static let all = [
    Misreading(
      "quoted number", "a: '3'",
      "f.yaml:1:4: error: expected a number, found the quoted text \"3\"\n  help: remove the quotes"
    ) { _ = $0["a"]?.number() },
    Misreading(
      "not a number", "a: .nan",
      "f.yaml:1:4: error: expected a number, found `.nan`\n  help: write a finite number"
    ) { _ = $0["a"]?.number() },
    Misreading(
      "negative users", "a: -5",
      "f.yaml:1:4: error: -5 is out of range\n  help: write a number from 0"
    ) { _ = $0["a"]?.number(in: 0...Double.greatestFiniteMagnitude) },
    Misreading(
      "fraction", "a: 1.5", "f.yaml:1:4: error: expected a whole number, found `1.5`"
    ) { _ = $0["a"]?.integer() },
    Misreading(
      "huge integer", "a: 1e300",
      "f.yaml:1:4: error: 1e300 is out of range\n  help: write a number from 0 to 10"
    ) { _ = $0["a"]?.integer(in: 0...10) },
    Misreading(
      "old flag", "a: yes",
      "f.yaml:1:4: error: expected true or false, found `yes`\n"
        + "  help: write true or false, without quotes"
    ) { _ = $0["a"]?.flag() },
    Misreading(
      "missing value", "a:",
      "f.yaml:1:3: error: expected a text, found nothing\n"
        + "  help: write a value, or remove the key"
    ) { _ = $0["a"]?.text() },
    Misreading(
      "mapping for a list", "a: {b: 1}",
      "f.yaml:1:4: error: expected a list, found a mapping\n  help: write `[a, b]` or lines with `- `"
    ) { _ = $0["a"]?.elements() },
    Misreading(
      "list for a value", "a: [1]", "f.yaml:1:4: error: expected a single value, found a list"
    ) { _ = $0["a"]?.number() },
    Misreading(
      "unknown key", "memoryGib: 4",
      "f.yaml:1:1: error: unknown key `memoryGib`\n  help: did you mean `memoryGiB`?"
    ) { $0.reportUnknownKeys(known: ["name", "memoryGiB"]) },
    Misreading(
      "unknown key without a neighbor", "color: 4",
      "f.yaml:1:1: error: unknown key `color`\n  help: known keys: name, memoryGiB"
    ) { $0.reportUnknownKeys(known: ["name", "memoryGiB"]) },
    Misreading(
      "missing key", "a: 1",
      "f.yaml:1:1: error: the key `b` is missing\n  help: add `b: ...`"
    ) { _ = $0.required("b") },
    Misreading(
      "unknown word", "a: activ",
      "f.yaml:1:4: error: `activ` is not one of active, closed\n  help: did you mean `active`?"
    ) { _ = $0["a"]?.choice(among: ["active", "closed"]) },
  ]
}

@Suite struct YAMLCursorTests {
  @Test(arguments: Misreading.all)
  func reports(_ misreading: Misreading) throws {
    let log = DiagnosticLog()
    let document = try YAMLDocument.parse(Array(misreading.text.utf8), file: "f.yaml").get()
    let mapping = try #require(YAMLCursor(document, log: log).mapping())
    misreading.read(mapping)
    #expect(log.diagnostics.map(\.description) == [misreading.expected])
  }

  @Test func readsEveryKindOfValue() throws {
    let text = """
      number: 2.5
      whole: 3
      flag: true
      text: eu-central-1
      quoted: "42"
      list: [a, b]
      numbers: [1, 2]
      """
    let log = DiagnosticLog()
    let document = try YAMLDocument.parse(Array(text.utf8), file: "f.yaml").get()
    let mapping = try #require(YAMLCursor(document, log: log).mapping())
    #expect(mapping["number"]?.number() == 2.5)
    #expect(mapping["whole"]?.integer() == 3)
    #expect(mapping["flag"]?.flag() == true)
    #expect(mapping["text"]?.text() == "eu-central-1")
    #expect(mapping["quoted"]?.text() == "42")
    #expect(mapping["list"]?.texts() == ["a", "b"])
    #expect(mapping["numbers"]?.numbers() == [1, 2])
    #expect(mapping["list"]?.place.description == "f.yaml:6:7")
    #expect(mapping.keyPlace("list")?.description == "f.yaml:6:1")
    #expect(log.diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("regoin", "region"), ("Region", "region"), ("budgt", "budget"), ("users", nil), ("", nil),
  ])
  func suggests(_ word: String, _ expected: String?) {
    #expect(Spelling.nearest(to: word, among: ["region", "budget", "team"]) == expected)
  }
}
