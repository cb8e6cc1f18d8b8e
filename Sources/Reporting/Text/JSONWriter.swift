/// Writes a JSON document as its members come, with a fixed layout and without a tree of it.
///
/// Two spaces for each level, keys sorted by their bytes, a line feed at the end. A value without objects inside
/// stands on one line, so that a line is one thing that changes: what is open stands on one line until an object
/// begins in it, and is broken then.
struct JSONWriter: ~Copyable {
  private var text = TextBuffer(capacity: 2 * Self.most)
  private var done = TextParts()
  /// How many objects and lists are open.
  private var level = 0
  /// How many of them, counted from outside, hold an object.
  private var brokenLevels = 0
  /// Where the items begin of those that hold none so far.
  private var items: [(place: Int, blanks: Int, replaced: Int)] = []
  /// Whether nothing was written yet in what was opened last.
  private var isFirst = true
  /// The key that was written last in the open object.
  private var key: StaticString = ""

  /// A part of the text that is longer is complete when an object ends.
  private static let most = 32 << 10

  private init() {}

  /// The document whose value is written.
  static func document(_ write: (inout JSONWriter) -> Void) -> TextParts {
    var json = JSONWriter()
    write(&json)
    return json.end()
  }

  private consuming func end() -> TextParts {
    text.append(UInt8(ascii: "\n"))
    done.append(text.bytes)
    return done
  }

  // MARK: Values

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    breakLines()
    let (mark, outer) = (open(UInt8(ascii: "{")), key)
    key = ""
    members(&self)
    key = outer
    close(UInt8(ascii: "}"), mark)
    if text.count >= Self.most {
      done.append(text.bytes)
      text.removeAll()
    }
  }

  mutating func list<Item>(_ values: [Item], _ write: (Item, inout JSONWriter) -> Void) {
    let mark = open(UInt8(ascii: "["))
    for value in values {
      separate()
      write(value, &self)
    }
    close(UInt8(ascii: "]"), mark)
  }

  mutating func value(_ value: String) { JSONText.append(value, to: &text) }

  /// Rounded to six significant digits; not a number is written as null.
  mutating func value(_ value: Double) { JSONNumber.append(value, to: &text) }

  mutating func value(_ value: Bool) { text.append(literal: value ? "true" : "false") }

  mutating func null() { text.append(literal: "null") }

  // MARK: Members

  /// A member with any value.
  ///
  /// - Precondition: The key follows the one before by its bytes, and needs no escape.
  mutating func member(_ key: StaticString, _ write: (inout JSONWriter) -> Void) {
    begin(key)
    write(&self)
  }

  mutating func member(_ key: StaticString, _ value: String) {
    begin(key)
    self.value(value)
  }

  mutating func member(_ key: StaticString, _ value: Double) {
    begin(key)
    self.value(value)
  }

  mutating func member(_ key: StaticString, _ value: Int) { member(key, Double(value)) }

  mutating func member(_ key: StaticString, _ value: Bool) {
    begin(key)
    self.value(value)
  }

  mutating func member(_ key: StaticString, _ texts: [String]) {
    begin(key)
    list(texts) { $1.value($0) }
  }

  /// A text, or null.
  mutating func member(_ key: StaticString, orNull value: String?) {
    begin(key)
    if let value { self.value(value) } else { null() }
  }

  /// A number, or null.
  mutating func member(_ key: StaticString, orNull value: Double?) {
    begin(key)
    if let value { self.value(value) } else { null() }
  }

  /// What is written of something, or null where there is none.
  mutating func member<Item>(
    _ key: StaticString, orNull item: Item?, _ write: (Item, inout JSONWriter) -> Void
  ) {
    begin(key)
    if let item { write(item, &self) } else { null() }
  }

  /// A list of what is written of each item.
  mutating func member<Item>(
    _ key: StaticString, each items: [Item], _ write: (Item, inout JSONWriter) -> Void
  ) {
    begin(key)
    list(items, write)
  }

  /// An object of texts by names that are known only when the program runs.
  mutating func member(_ key: StaticString, byName texts: [String: String]) {
    begin(key)
    value(.object(JSONMembers(texts.mapValues(JSONValue.string))))
  }

  /// An object of what is written of each of some values by such names.
  ///
  /// - Precondition: The names rise by their bytes.
  mutating func member<Item>(
    _ key: StaticString, named items: [(name: String, Item)],
    _ write: (Item, inout JSONWriter) -> Void
  ) {
    assert(zip(items, items.dropFirst()).allSatisfy { Self.precedes($0.name, $1.name) })
    begin(key)
    object { json in
      for (name, item) in items {
        json.begin(name: name)
        write(item, &json)
      }
    }
  }

  // MARK: Trees

  /// A value that was put together as a tree, its members sorted.
  mutating func value(_ value: JSONValue) {
    switch value {
    case .object(let members):
      object { json in
        for place in members.order {
          json.begin(name: members.list[place].0)
          json.value(members.list[place].1)
        }
      }
    case .array(let values): list(values) { $1.value($0) }
    case .string(let string): self.value(string)
    case .number(let number): self.value(number)
    case .bool(let flag): self.value(flag)
    case .null: null()
    }
  }

  // MARK: Layout

  private mutating func begin(_ key: StaticString) {
    assert(
      Self.precedes(self.key.description, key.description), "\(key) stands behind \(self.key)")
    self.key = key
    let (start, count) = (key.utf8Start, key.utf8CodeUnitCount)
    separate(before: count + 4) { room in
      room[0] = UInt8(ascii: "\"")
      (room + 1).update(from: start, count: count)
      room[count + 1] = UInt8(ascii: "\"")
      room[count + 2] = UInt8(ascii: ":")
      room[count + 3] = UInt8(ascii: " ")
      return count + 4
    }
  }

  private mutating func begin(name: String) {
    separate()
    JSONText.append(name, to: &text)
    text.append(literal: ": ")
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  /// - Returns: How many items there are of what is open on one line.
  private mutating func open(_ bracket: UInt8) -> Int {
    text.append(bracket)
    level += 1
    isFirst = true
    return items.count
  }

  private mutating func close(_ bracket: UInt8, _ mark: Int) {
    level -= 1
    if brokenLevels > level {
      newLine()
      brokenLevels = level
    } else {
      items.removeLast(items.count - mark)
    }
    text.append(bracket)
    isFirst = false
  }

  /// What stands before an item of what is open.
  private mutating func separate() { separate(before: 0) { _ in 0 } }

  /// The same, with what the item begins with.
  ///
  /// - Parameters:
  ///   - most: How many bytes the item begins with at most.
  ///   - write: As `TextBuffer.append` takes it.
  @inline(__always)
  private mutating func separate(
    before most: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int
  ) {
    let (isBehind, isBroken, blanks) = (!isFirst, brokenLevels == level, 2 * level)
    isFirst = false
    if !isBroken {
      items.append(
        (place: text.count + (isBehind ? 1 : 0), blanks: blanks, replaced: isBehind ? 1 : 0))
    }
    text.append(most: most + blanks + 2) { room in
      var count = 0
      if isBehind {
        room[0] = UInt8(ascii: ",")
        count = 1
      }
      if isBroken {
        room[count] = UInt8(ascii: "\n")
        (room + count + 1).update(repeating: UInt8(ascii: " "), count: blanks)
        count += blanks + 1
      } else if isBehind {
        room[count] = UInt8(ascii: " ")
        count += 1
      }
      return count + write(room + count)
    }
  }

  private mutating func newLine() {
    text.append(UInt8(ascii: "\n"))
    text.append(UInt8(ascii: " "), times: 2 * level)
  }

  /// An object begins: all that is open holds it.
  private mutating func breakLines() {
    guard brokenLevels < level else { return }
    text.breakLines(items)
    items.removeAll(keepingCapacity: true)
    brokenLevels = level
  }
}
