/// The members of a JSON object as they are put together, each name once.
///
/// A list and no dictionary: a plan has a hundred thousand members, which are written once, sorted, and
/// hardly ever looked for.
struct JSONMembers: ExpressibleByDictionaryLiteral, Sendable {
  private(set) var list: [(name: String, value: JSONValue)]

  /// - Precondition: No name stands twice.
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { (name: $0, value: $1) })
  }

  init(_ dictionary: [String: JSONValue]) {
    list = dictionary.map { ($0.key, $0.value) }
  }

  /// - Precondition: No name stands twice.
  init(_ list: [(name: String, value: JSONValue)]) {
    assert(Set(list.map(\.name)).count == list.count, "a name stands twice")
    self.list = list
  }

  subscript(name: String) -> JSONValue? {
    get { list.first { $0.name == name }?.value }
    set {
      let place = list.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let value?): list[place].value = value
      case (let place?, nil): list.remove(at: place)
      case (nil, let value?): list.append((name, value))
      case (nil, nil): break
      }
    }
  }

  /// Takes over the members of another object, in the place of those of the same names.
  mutating func take(_ other: JSONMembers) {
    for (name, value) in other.list { self[name] = value }
  }

  /// The places of the members in the order of the bytes of their names.
  var order: [Int] {
    let starts = list.map { Self.start(of: $0.name) }
    return list.indices.sorted { first, second in
      starts[first] != starts[second]
        ? starts[first] < starts[second] : Self.precedes(list[first].name, list[second].name)
    }
  }

  /// The first eight bytes of a name as a number, which is in the order of names that differ in them.
  ///
  /// What a name lacks counts as zeros: where such names are equal, the names themselves are compared.
  private static func start(of name: String) -> UInt64 {
    var start: UInt64 = 0
    var shift: UInt64 = 64
    for byte in name.utf8 where shift > 0 {
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
    left.list.count == right.list.count && left.list.allSatisfy { right[$0.name] == $0.value }
  }

  func hash(into hasher: inout Hasher) {
    for place in order {
      hasher.combine(list[place].name)
      hasher.combine(list[place].value)
    }
  }
}
