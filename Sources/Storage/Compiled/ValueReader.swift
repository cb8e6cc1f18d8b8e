import CatalogModel
import OrderedCollections

/// Reads what `ValueWriter` wrote; every read checks that there is something to read.
struct ValueReader {
  private var cursor: ByteCursor
  private var texts: [String] = []
  private var citations: [Citation] = []

  init(_ bytes: [UInt8]) throws(DamagedTree) {
    cursor = ByteCursor(bytes, bytes.indices)
    let count = try cursor.count()
    texts.reserveCapacity(count)
    for _ in 0..<count { texts.append(try cursor.text()) }
    let others = try cursor.count()
    citations.reserveCapacity(others)
    for _ in 0..<others {
      citations.append(
        Citation(source: try text(), asOf: try text(), confidence: try choice()))
    }
  }

  /// The value that some bytes hold, and nothing else; nil where they do not.
  static func whole<Value: CompiledValue>(_ bytes: [UInt8]) -> Value? {
    guard var reader = try? ValueReader(bytes), let value = try? Value(from: &reader),
      reader.cursor.isAtEnd
    else { return nil }
    return value
  }

  mutating func text() throws(DamagedTree) -> String {
    let index = try cursor.number()
    guard index < texts.count else { throw DamagedTree() }
    return texts[index]
  }

  mutating func citation() throws(DamagedTree) -> Citation {
    let index = try cursor.number()
    guard index < citations.count else { throw DamagedTree() }
    return citations[index]
  }

  mutating func number() throws(DamagedTree) -> Double { Double(bitPattern: try cursor.word()) }
  mutating func whole() throws(DamagedTree) -> Int {
    Int(truncatingIfNeeded: try cursor.word())
  }
  mutating func flag() throws(DamagedTree) -> Bool { try cursor.byte() != 0 }
  mutating func count() throws(DamagedTree) -> Int { try cursor.count() }
  mutating func which() throws(DamagedTree) -> UInt8 { try cursor.byte() }

  mutating func choice<Choice: RawRepresentable<String>>() throws(DamagedTree) -> Choice {
    guard let choice = Choice(rawValue: try text()) else { throw DamagedTree() }
    return choice
  }
}

extension ValueReader {
  mutating func optionalText() throws(DamagedTree) -> String? { try flag() ? try text() : nil }
  mutating func optionalNumber() throws(DamagedTree) -> Double? {
    try flag() ? try number() : nil
  }
  mutating func optionalWhole() throws(DamagedTree) -> Int? { try flag() ? try whole() : nil }

  mutating func optional<Value: CompiledValue>() throws(DamagedTree) -> Value? {
    try flag() ? try Value(from: &self) : nil
  }

  mutating func list() throws(DamagedTree) -> [String] {
    let count = try count()
    var texts: [String] = []
    texts.reserveCapacity(count)
    for _ in 0..<count { texts.append(try text()) }
    return texts
  }

  mutating func list<Value: CompiledValue>() throws(DamagedTree) -> [Value] {
    let count = try count()
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }

  mutating func table() throws(DamagedTree) -> OrderedDictionary<String, Double> {
    let count = try count()
    var table = OrderedDictionary<String, Double>(minimumCapacity: count)
    for _ in 0..<count {
      let key = try text()
      table[key] = try number()
    }
    return table
  }

  mutating func table() throws(DamagedTree) -> OrderedDictionary<String, String> {
    let count = try count()
    var table = OrderedDictionary<String, String>(minimumCapacity: count)
    for _ in 0..<count {
      let key = try text()
      table[key] = try text()
    }
    return table
  }

  mutating func table<Value: CompiledValue>() throws(DamagedTree) -> OrderedDictionary<
    String, Value
  > {
    let count = try count()
    var table = OrderedDictionary<String, Value>(minimumCapacity: count)
    for _ in 0..<count {
      let key = try text()
      table[key] = try Value(from: &self)
    }
    return table
  }
}
