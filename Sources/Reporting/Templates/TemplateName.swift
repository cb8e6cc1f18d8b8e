import Synchronization

/// The names of the templates of a library: each has a number, by which its value is found without looking
/// at its letters again.
final class TemplateNames: Sendable {
  private let known = Mutex(Known())

  private struct Known {
    var numbers: [String: Int] = [:]
    /// By their numbers.
    var names: [String] = []
    /// By how many names they have.
    var shapes: [Int: [ItemShape]] = [:]
    var shapeCount = 0

    mutating func number(of text: String) -> Int {
      if let number = numbers[text] { return number }
      numbers[text] = names.count
      names.append(text)
      return names.count - 1
    }
  }

  /// The number of a name.
  func number(of text: String) -> Int { known.withLock { $0.number(of: text) } }

  /// The name with a number.
  func text(of number: Int) -> String { known.withLock { $0.names[number] } }

  /// The shape of an item.
  func shape(of item: TemplateItem) -> ItemShape {
    let count = item.members.count
    let same = known.withLock { $0.shapes[count] }
    if let shape = same?.first(where: { $0.fits(item) }) { return shape }
    return known.withLock { known in
      // Another core may have asked meanwhile: shapes are told apart by their numbers.
      if let shape = known.shapes[count]?.first(where: { $0.fits(item) }) { return shape }
      let names = item.members.map(\.0)
      let shape = ItemShape(
        number: known.shapeCount, names: names, numbers: names.map { known.number(of: $0) })
      known.shapeCount += 1
      known.shapes[count, default: []].append(shape)
      return shape
    }
  }
}

/// Some of the names of a library, by their numbers.
struct TemplateNameSet: Sendable {
  /// A bit for each number, of which the lowest of the first word is that of zero.
  private var words: [UInt64] = []

  mutating func insert(_ number: Int) {
    let word = number / 64
    if word >= words.count {
      words += repeatElement(0, count: word + 1 - words.count)
    }
    words[word] |= 1 << UInt64(number % 64)
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
