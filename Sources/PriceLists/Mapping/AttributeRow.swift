/// The names of the attributes that rules look at, each with a slot.
///
/// JSON files name attributes `preInstalledSw`, CSV files `Pre Installed S/W`, and both vary in case
/// (`usagetype`, `usageType`). Compared are the lower-case letters and digits alone.
package struct AttributeNames: Sendable {
  private var slots: [[UInt8]: Int] = [:]
  private var longest = 0

  /// How many slots there are.
  var count: Int { slots.count }

  /// The slot of a name, a new one where there is none yet.
  mutating func slot(of name: String) -> Int {
    let key = Self.folded(name.utf8)
    if let slot = slots[key] { return slot }
    slots[key] = slots.count
    longest = max(longest, key.count)
    return slots.count - 1
  }

  /// The slot of a name as a file spells it; nil where no rule looks at it.
  func slot(spelled bytes: some Sequence<UInt8>) -> Int? {
    let key = Self.folded(bytes)
    return key.count <= longest ? slots[key] : nil
  }

  private static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(24)
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: key.append(byte)
      case 0x41...0x5A: key.append(byte + 0x20)
      default: break
      }
    }
    return key
  }
}

/// The values of one product's attributes, by slot, in a buffer that is used again.
struct AttributeRow {
  private var pool: [UInt8] = []
  private var ranges: [Range<Int>]

  init(slots: Int) {
    ranges = Array(repeating: 0..<0, count: slots)
  }

  /// The value; empty where the product has none.
  subscript(slot: Int) -> ArraySlice<UInt8> { pool[ranges[slot]] }

  func text(_ slot: Int) -> String { String(decoding: self[slot], as: UTF8.self) }

  mutating func set(_ slot: Int, _ bytes: some Sequence<UInt8>) {
    let start = pool.count
    pool.append(contentsOf: bytes)
    ranges[slot] = start..<pool.count
  }

  mutating func clear() {
    pool.removeAll(keepingCapacity: true)
    for index in ranges.indices { ranges[index] = 0..<0 }
  }
}
