/// What a file says, in UTF-8: as one text, or in parts that follow each other.
enum FileText: Hashable, Sendable {
  case whole(String)
  case parts([[UInt8]])

  /// The length in bytes.
  var count: Int {
    switch self {
    case .whole(let text): text.utf8.count
    case .parts(let parts): parts.reduce(0) { $0 + $1.count }
    }
  }

  /// The whole text.
  var string: String {
    switch self {
    case .whole(let text): text
    case .parts(let parts): String(decoding: Array(parts.joined()), as: UTF8.self)
    }
  }

  /// Calls a function for the bytes of every part, in order.
  func forEachPart(_ body: (UnsafeRawBufferPointer) -> Void) {
    switch self {
    case .whole(var text): text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    case .parts(let parts): for part in parts { part.withUnsafeBytes(body) }
    }
  }

  /// Whether it is exactly these bytes.
  func isEqual(to bytes: [UInt8]) -> Bool {
    switch self {
    case .whole(let text): bytes.elementsEqual(text.utf8)
    case .parts(let parts): count == bytes.count && parts.joined().elementsEqual(bytes)
    }
  }
}
