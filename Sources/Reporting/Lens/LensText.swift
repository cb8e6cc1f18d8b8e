/// Texts and ids as a custom lens may have them.
enum LensText {
  /// A text of at most so many characters, cut at a word.
  static func cut(_ text: String, to most: Int) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard line.unicodeScalars.count > most else { return line.isEmpty ? "-" : line }
    var words: [Substring] = []
    var count = 3
    for word in line.split(separator: " ") {
      count += word.unicodeScalars.count + 1
      if count > most { break }
      words.append(word)
    }
    if words.isEmpty {
      let scalars = line.unicodeScalars.prefix(most - 3)
      return String(String.UnicodeScalarView(scalars)) + "..."
    }
    return words.joined(separator: " ") + "..."
  }

  static func title(_ text: String) -> String { cut(text, to: Lens.Limit.name) }

  static func text(_ text: String) -> String { cut(text, to: Lens.Limit.text) }

  /// An id of letters, digits and underscores, of 3 to 128 characters.
  static func id(_ parts: String...) -> String {
    let joined = parts.joined(separator: "_")
    let allowed = joined.unicodeScalars.map { scalar -> String in
      let isAllowed =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      return isAllowed ? String(scalar) : "_"
    }
    let id = String(allowed.joined().prefix(Lens.Limit.name - 4))
    // `_no` at the end has a meaning of its own.
    let safe = id.hasSuffix("_no") ? id + "_" : id
    return safe.count < 3 ? safe + String(repeating: "_", count: 3 - safe.count) : safe
  }

  /// The ids with numbers behind those that came before.
  static func distinct(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.map { id in
      var candidate = id
      var number = 2
      while !seen.insert(candidate).inserted {
        candidate = "\(id)_\(number)"
        number += 1
      }
      return candidate
    }
  }
}
