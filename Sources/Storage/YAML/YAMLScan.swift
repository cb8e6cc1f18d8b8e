import CatalogModel

/// The checks on a file's bytes that come before parsing: size, text, nesting, aliases.
struct YAMLScan {
  /// Whether an exclamation mark occurs, so that tags have to be looked for.
  private(set) var mayHaveTags = false
  /// Whether an ampersand occurs, so that anchors have to be looked for.
  private(set) var mayHaveAnchors = false

  private let file: String

  /// Scans the bytes once.
  ///
  /// - Throws: The first thing that keeps the file from being parsed.
  init(_ bytes: [UInt8], file: String, limits: YAMLLimits) throws(YAMLRefusal) {
    self.file = file
    if let encoding = Self.encoding(marked: bytes) {
      throw refusal(
        Place(file: file, line: 1, column: 1),
        "the file begins with a byte order mark of \(encoding)", "save it as UTF-8 without one")
    }
    if bytes.count > limits.bytes {
      throw refusal(
        Place(file: file),
        "the file has \(bytes.count) bytes; at most \(limits.bytes) are read",
        "check that this is the file you meant")
    }
    var line = 1
    var lineStart = 0
    var depth = 0
    var separators = 0
    var inIndent = true
    for (index, byte) in bytes.enumerated() {
      let column = index - lineStart + 1
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = index + 1
        separators += 1
        inIndent = true
        continue
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"):
        if inIndent && column > 4 * limits.depth {
          throw tooDeep(Place(file: file, line: line, column: column))
        }
        continue
      case UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
      case 0..<0x20, 0x7F:
        throw refusal(
          Place(file: file, line: line, column: column),
          "the file holds a control character (byte \(byte)); it is not a text file",
          "check that this is the file you meant")
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        separators += 1
        if depth > limits.depth {
          throw tooDeep(Place(file: file, line: line, column: column))
        }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: ","), UInt8(ascii: ":"): separators += 1
      case UInt8(ascii: "!"): mayHaveTags = true
      case UInt8(ascii: "&"): mayHaveAnchors = true
      default:
        // A key at the margin ends every collection, also those that a bracket in a text opened.
        if column == 1 { depth = 0 }
      }
      inIndent = false
    }
    if separators > limits.separators {
      throw refusal(
        Place(file: file), "the file has more than \(limits.separators) entries",
        "check that this is the file you meant")
    }
    if mayHaveAnchors { try refuseAliases(bytes) }
  }

  /// Refuses a file that names an anchor and an alias alike.
  ///
  /// The parser shares aliased nodes but hashes them when they are keys, which takes exponential
  /// time on a nested bomb; so this cannot wait until after parsing.
  private func refuseAliases(_ bytes: [UInt8]) throws(YAMLRefusal) {
    let anchors = names(after: UInt8(ascii: "&"), in: bytes)
    let aliases = names(after: UInt8(ascii: "*"), in: bytes)
    let known = Set(anchors.map { [UInt8]($0) })
    guard let alias = aliases.first(where: { known.contains([UInt8]($0)) }) else { return }
    let before = bytes[..<(alias.startIndex - 1)]
    let line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    throw refusal(
      Place(file: file, line: line, column: before.endIndex - lineStart + 1),
      "aliases are not allowed (`*\(String(decoding: alias, as: UTF8.self))`)",
      "write the value out where it is used")
  }

  private func names(after mark: UInt8, in bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.indices.compactMap { index in
      guard bytes[index] == mark else { return nil }
      let name = bytes[(index + 1)...].prefix { byte in
        byte > 0x20 && !Set("[]{},*&".utf8).contains(byte)
      }
      return name.isEmpty ? nil : name
    }
  }

  /// The encoding that a mark at the begin of the file names, as some editors and shells write it; nil
  /// without a mark.
  private static func encoding(marked bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "UTF-8" }
    return bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16" : nil
  }

  private func tooDeep(_ place: Place) -> YAMLRefusal {
    refusal(place, "the file is nested too deeply", "check that this is the file you meant")
  }

  private func refusal(_ place: Place, _ message: String, _ remedy: String) -> YAMLRefusal {
    YAMLRefusal(diagnostic: Diagnostic(.error, at: place, message, remedy: remedy))
  }
}

/// The reason why a file is not read as YAML at all.
struct YAMLRefusal: Error {
  let diagnostic: Diagnostic
}
