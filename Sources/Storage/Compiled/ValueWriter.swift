import CatalogModel
import OrderedCollections

/// A value that a section of `compiled.bin` can hold.
///
/// Who changes what is written, in which order, or what reading files comes to, raises the number of
/// `CompiledTrees.mark`: what an earlier version wrote is told by it alone.
protocol CompiledValue {
  init(from reader: inout ValueReader) throws(DamagedTree)
  func write(to writer: inout ValueWriter)
}

/// Writes values: texts and citations once each, since most occur many times.
struct ValueWriter {
  private var body = ByteList()
  private var texts: OrderedSet<String> = []
  private var citations: OrderedSet<Citation> = []

  mutating func add(_ text: String) { body.add(texts.append(text).index) }
  mutating func add(_ number: Double) { body.add(word: number.bitPattern) }
  mutating func add(_ number: Int) { body.add(word: UInt64(bitPattern: Int64(number))) }
  mutating func add(_ flag: Bool) { body.add(byte: flag ? 1 : 0) }
  mutating func add(_ citation: Citation) { body.add(citations.append(citation).index) }
  mutating func add(count: Int) { body.add(count) }
  /// Which of the cases follows.
  mutating func add(which: UInt8) { body.add(byte: which) }

  mutating func add(_ value: some CompiledValue) { value.write(to: &self) }
  mutating func add(_ choice: some RawRepresentable<String>) { add(choice.rawValue) }

  /// What `ValueReader` reads: the texts, the citations, and the values.
  var bytes: [UInt8] {
    var texts = texts
    var ends = ByteList()
    ends.add(citations.count)
    for citation in citations {
      ends.add(texts.append(citation.source).index)
      ends.add(texts.append(citation.asOf).index)
      ends.add(texts.append(citation.confidence.rawValue).index)
    }
    var all = ByteList()
    all.add(texts.count)
    for text in texts { all.add(text) }
    all.add(ends)
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
