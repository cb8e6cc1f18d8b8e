import CatalogModel
import OrderedCollections

/// A value that a section of `compiled.bin` can hold.
///
/// What one build of the program wrote is read by the same build alone (`ProgramIdentity`), so that what is written,
/// and in which order, may change with every one.
protocol CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree)
  func write(to writer: inout ValueWriter)
}

/// Writes values: texts and citations once each, since most occur many times.
struct ValueWriter {
  private var body = ByteList()
  /// By their bytes: texts that mean the same characters may be spelled in several ways.
  private var texts: OrderedSet<[UInt8]> = []
  private var citations: OrderedSet<CitationPlaces> = []

  /// A citation by the places of its texts.
  private struct CitationPlaces: Hashable {
    let source: Int
    let asOf: Int
    let confidence: Int
  }

  private mutating func place(_ text: String) -> Int { texts.append(Array(text.utf8)).index }

  mutating func add(_ text: String) { body.add(place(text)) }
  mutating func add(_ number: Double) { body.add(word: number.bitPattern) }
  mutating func add(_ number: Int) { body.add(word: UInt64(bitPattern: Int64(number))) }
  mutating func add(_ flag: Bool) { body.add(byte: flag ? 1 : 0) }
  mutating func add(_ citation: Citation) {
    body.add(
      citations.append(
        CitationPlaces(
          source: place(citation.source), asOf: place(citation.asOf),
          confidence: place(citation.confidence.rawValue))
      ).index)
  }
  mutating func add(count: Int) { body.add(count) }
  /// Which of the cases follows.
  mutating func add(which: UInt8) { body.add(byte: which) }

  mutating func add(_ value: some CompiledValue) { value.write(to: &self) }
  mutating func add(_ choice: some RawRepresentable<String>) { add(choice.rawValue) }

  /// What `ValueReader` reads: the texts, the citations, and the values.
  var bytes: [UInt8] {
    var all = ByteList()
    all.add(texts.count)
    for text in texts {
      all.add(text.count)
      all.add(ByteList(text))
    }
    all.add(citations.count)
    for citation in citations {
      all.add(citation.source)
      all.add(citation.asOf)
      all.add(citation.confidence)
    }
    all.add(body)
    return all.bytes
  }
}

extension ValueWriter {
  mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  mutating func add(_ number: Double?) {
    add(number != nil)
    if let number { add(number) }
  }

  mutating func add(_ number: Int?) {
    add(number != nil)
    if let number { add(number) }
  }

  mutating func add<Value: CompiledValue>(_ value: Value?) {
    add(value != nil)
    if let value { add(value) }
  }

  mutating func add(_ texts: [String]) {
    add(count: texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ values: [some CompiledValue]) {
    add(count: values.count)
    for value in values { add(value) }
  }

  mutating func add(_ table: OrderedDictionary<String, Double>) {
    add(count: table.count)
    for (key, number) in table {
      add(key)
      add(number)
    }
  }

  mutating func add(_ table: OrderedDictionary<String, String>) {
    add(count: table.count)
    for (key, text) in table {
      add(key)
      add(text)
    }
  }

  mutating func add(_ table: OrderedDictionary<String, some CompiledValue>) {
    add(count: table.count)
    for (key, value) in table {
      add(key)
      add(value)
    }
  }
}
