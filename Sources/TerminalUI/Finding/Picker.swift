/// The state of a list that is searched by typing.
struct Picker: Hashable, Sendable {
  var entry = TextEntry("")
  var highlight = 0

  /// Takes a key to the entry or the highlight; false where it means something else.
  mutating func take(_ key: Key, count: Int) -> Bool {
    let last = max(0, count - 1)
    switch key {
    case .up, .backTab, .control("p"): highlight = max(0, highlight - 1)
    case .down, .tab, .control("n"): highlight = min(last, highlight + 1)
    case .pageUp: highlight = max(0, highlight - 10)
    case .pageDown: highlight = min(last, highlight + 10)
    case .home: highlight = 0
    case .end: highlight = last
    case .backspace: change { $0.backspace() }
    case .control("u"): change { $0 = TextEntry("") }
    case .character(let scalar): change { $0.insert([scalar]) }
    default: return false
    }
    return true
  }

  private mutating func change(_ edit: (inout TextEntry) -> Void) {
    edit(&entry)
    highlight = 0
  }
}

/// Whether a text holds all words of a query, whatever their case and order.
struct WordQuery: Hashable, Sendable {
  private let words: [[UInt8]]

  init(_ text: String) {
    words = text.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
  }

  var isEmpty: Bool { words.isEmpty }

  /// How well texts fit together: nil not at all; the less the better.
  ///
  /// - Parameter folded: The texts in lower case, as bytes, what says most first.
  func distance(in folded: [[UInt8]]) -> Int? {
    var distance = 0
    for word in words {
      guard let nearest = Self.distance(of: word, in: folded) else { return nil }
      distance += nearest
    }
    return distance
  }

  private static func distance(of word: [UInt8], in folded: [[UInt8]]) -> Int? {
    var least: Int?
    for (rank, text) in folded.enumerated() {
      guard let place = place(of: word, in: text) else { continue }
      let startsWord = place == 0 || !isLetter(text[place - 1])
      least = min(least ?? .max, 100 * rank + min(place, 100) + (startsWord ? 0 : 400))
    }
    return least
  }

  private static func place(of word: [UInt8], in text: [UInt8]) -> Int? {
    guard let first = word.first, text.count >= word.count else { return nil }
    for start in 0...(text.count - word.count) where text[start] == first {
      if word.indices.allSatisfy({ text[start + $0] == word[$0] }) { return start }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
  }
}
