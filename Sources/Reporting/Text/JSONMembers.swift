/// The members of a JSON object as they are put together, each name once.
///
/// A list and no dictionary: a plan has a hundred thousand members, which are written once, sorted, and
/// hardly ever looked for.
struct JSONMembers: ExpressibleByDictionaryLiteral, Sendable {
  private(set) var list: [(String, JSONValue)]

  /// - Precondition: No name stands twice.
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements)
  }

  init(_ dictionary: [String: JSONValue]) {
    list = dictionary.map { ($0.key, $0.value) }
  }

  /// - Precondition: No name stands twice.
  init(_ list: [(String, JSONValue)]) {
    assert(Set(list.map(\.0)).count == list.count, "a name stands twice")
    self.list = list
  }

  subscript(name: String) -> JSONValue? {
    get { list.first { $0.0 == name }?.1 }
    set {
      let place = list.firstIndex { $0.0 == name }
      switch (place, newValue) {
      case (let place?, let value?): list[place].1 = value
      case (let place?, nil): list.remove(at: place)
      case (nil, let value?): list.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// The places of the members in the order of the bytes of their names.
  var order: [Int] {
    var keys: [Start] = []
    keys.reserveCapacity(list.count)
    for (place, member) in list.enumerated() {
      keys.append(Start(start: Self.start(of: member.0), place: place))
    }
    if keys.count > Self.many {
      keys.sort(by: precedes)
    } else {
      insertEach(into: &keys)
    }
    return keys.map(\.place)
  }

  /// A member by the beginning of its name.
  private struct Start {
    let start: UInt64
    let place: Int
  }

  /// From how many members on they are not inserted one after another: the time of that grows with the square.
  private static let many = 40

  private func precedes(_ first: Start, _ second: Start) -> Bool {
    first.start != second.start
      ? first.start < second.start : Self.precedes(list[first.place].0, list[second.place].0)
  }

  private func insertEach(into keys: inout [Start]) {
    for next in keys.indices.dropFirst() {
      let key = keys[next]
      var place = next
      while place > 0, precedes(key, keys[place - 1]) {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }

  /// The first eight bytes of a name as a number, which is in the order of names that differ in them.
  ///
  /// What a name lacks counts as zeros: where such names are equal, the names themselves are compared.
  private static func start(of name: String) -> UInt64 {
    let start = name.utf8.withContiguousStorageIfAvailable { bytes in
      if bytes.count >= 8 {
        return UInt64(
          bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        )
      }
      var start: UInt64 = 0
      for byte in bytes { start = start << 8 | UInt64(byte) }
      return bytes.isEmpty ? 0 : start << UInt64(64 - 8 * bytes.count)
    }
    return start ?? Self.start(ofBytes: name.utf8.prefix(8))
  }

  private static func start(ofBytes bytes: some Sequence<UInt8>) -> UInt64 {
    var (start, shift): (UInt64, UInt64) = (0, 64)
    for byte in bytes {
      shift -= 8
      start |= UInt64(byte) << shift
    }
    return start
  }

  /// Whether a name stands before another one, by their bytes.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    let isBefore = first.utf8.withContiguousStorageIfAvailable { first in
      second.utf8.withContiguousStorageIfAvailable { first.lexicographicallyPrecedes($0) }
    }
    return (isBefore ?? nil) ?? first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}

/// Equal are those with the same members, in whatever order.
extension JSONMembers: Hashable {
  static func == (left: JSONMembers, right: JSONMembers) -> Bool {
    left.list.count == right.list.count && left.list.allSatisfy { right[$0.0] == $0.1 }
  }

  func hash(into hasher: inout Hasher) {
    for place in order {
      hasher.combine(list[place].0)
      hasher.combine(list[place].1)
    }
  }
}
