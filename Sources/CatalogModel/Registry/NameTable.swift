/// Numbers for names, in the order in which they are added.
///
/// Models look up facts and prices by the million, by names that nobody can choose to collide: a hash of eight
/// bytes at a time finds one in a fraction of the time of a dictionary's, and names are compared as bytes, so that
/// two spellings of a character are two names.
struct NameTable: Sendable {
  /// The bytes of all names, one behind the other.
  private var bytes: [UInt8] = []
  /// Where in them each name ends.
  private var ends: [Int] = []
  /// Of the name in a slot the upper half of its hash, and its number from 1 in the lower half.
  ///
  /// 0 of none.
  /// The names of a slot that is taken go to the next.
  private var slots: [UInt64]

  /// A table without names.
  ///
  /// - Parameter room: How many names it is made for; more make it grow.
  init(room: Int = 0) {
    var count = 64
    while count <= room * 2 { count *= 2 }
    slots = [UInt64](repeating: 0, count: count)
    ends.reserveCapacity(room)
    bytes.reserveCapacity(room * 32)
  }

  init(_ names: some Sequence<String>) {
    self.init(room: names.underestimatedCount)
    for name in names { _ = add(name) }
  }

  /// How many names there are.
  var count: Int { ends.count }

  /// The number of a name; nil for one that was not added.
  subscript(name: String) -> Int? {
    let found: Int?? = name.utf8.withContiguousStorageIfAvailable { number(of: $0) }
    if let found { return found }
    var name = name
    return name.withUTF8 { number(of: $0) }
  }

  /// Whether a byte occurs in the name of a number.
  func contains(_ byte: UInt8, inNameOf number: Int) -> Bool { bytes[range(number)].contains(byte) }

  /// Adds a name, or finds it; numbers begin at 0.
  mutating func add(_ name: String) -> Int {
    var name = name
    return name.withUTF8 { add($0) }
  }

  /// The same for a name of these bytes.
  mutating func add(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(name)
    let slot = slot(of: name, hash)
    if slots[slot] != 0 { return Self.number(slots[slot]) }
    bytes.append(contentsOf: name)
    ends.append(bytes.count)
    slots[slot] = Self.entry(hash, number: ends.count - 1)
    // Half of the slots stay free, so that searches are short and end.
    if ends.count * 2 > slots.count { enlarge() }
    return ends.count - 1
  }

  private func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let entry = slots[slot(of: name, Self.hash(name))]
    return entry == 0 ? nil : Self.number(entry)
  }

  private static func entry(_ hash: UInt64, number: Int) -> UInt64 {
    hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
  }

  private static func number(_ entry: UInt64) -> Int { Int(entry & 0xFFFF_FFFF) - 1 }

  private func range(_ number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number - 1])..<ends[number]
  }

  private mutating func enlarge() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for number in ends.indices {
        let name = UnsafeBufferPointer(rebasing: bytes[range(number)])
        let hash = Self.hash(name)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Self.entry(hash, number: number)
      }
    }
  }

  /// The slot that holds a name, or would.
  private func slot(of name: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
    let last = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & last
    while slots[slot] != 0 {
      let entry = slots[slot]
      if entry >> 32 == hash >> 32, holds(Self.number(entry), name) { return slot }
      slot = (slot + 1) & last
    }
    return slot
  }

  /// Whether a number is that of a name.
  private func holds(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(number)
    guard range.count == name.count else { return false }
    return bytes.withUnsafeBytes { bytes in
      let name = UnsafeRawBufferPointer(name)
      var place = 0
      while place + 8 <= name.count {
        let one = name.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let other = bytes.loadUnaligned(
          fromByteOffset: range.lowerBound + place, as: UInt64.self)
        if one != other { return false }
        place += 8
      }
      while place < name.count {
        if name[place] != bytes[range.lowerBound + place] { return false }
        place += 1
      }
      return true
    }
  }

  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(name)
    let count = bytes.count
    var hash = UInt64(count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    guard count >= 8 else {
      var word: UInt64 = 0
      for byte in bytes { word = word << 8 | UInt64(byte) }
      mix(word)
      return hash
    }
    var start = 0
    while start + 8 < count {
      mix(bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      start += 8
    }
    // The last eight bytes, of which some were taken already.
    mix(bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    return hash
  }
}
