import Synchronization

/// A name that tags ask the value of, with its number among those of a library.
struct TemplateName: Sendable {
  let text: String
  let number: Int
}

/// The names of the templates of a library: each has a number, by which its value is found without looking
/// at its letters again.
final class TemplateNames: Sendable {
  private let known = Mutex(Known())

  private struct Known {
    var numbers: [String: Int] = [:]
    /// By their numbers.
    var names: [TemplateName] = []
  }

  func name(_ text: String) -> TemplateName {
    known.withLock { known in
      if let number = known.numbers[text] { return known.names[number] }
      let name = TemplateName(text: text, number: known.names.count)
      known.numbers[text] = name.number
      known.names.append(name)
      return name
    }
  }

  /// The names of a set, by their numbers.
  func names(in set: TemplateNameSet) -> [TemplateName] {
    known.withLock { known in set.numbers.map { known.names[$0] } }
  }
}

/// Some of the names of a library.
struct TemplateNameSet: Sendable {
  /// A bit for each number, of which the lowest of the first word is that of zero.
  private var words: [UInt64] = []

  mutating func insert(_ name: TemplateName) {
    let word = name.number / 64
    if word >= words.count {
      words += repeatElement(0, count: word + 1 - words.count)
    }
    words[word] |= 1 << UInt64(name.number % 64)
  }

  mutating func formUnion(_ other: TemplateNameSet) {
    if other.words.count > words.count {
      words += repeatElement(0, count: other.words.count - words.count)
    }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// The numbers of the names, from the least.
  var numbers: [Int] {
    var numbers: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        numbers.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return numbers
  }
}
