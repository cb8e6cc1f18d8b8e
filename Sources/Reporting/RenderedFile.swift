/// A file of the plan, rendered in memory: where it goes and what it says.
package struct RenderedFile: Hashable, Sendable {
  /// Path relative to the folder that the caller chooses, with `/` between parts.
  package let path: String
  /// What it says.
  package let content: Content

  /// A text, or one in parts, where it is so long that another copy of it would count.
  ///
  /// Equal are those that read the same, byte for byte.
  package enum Content: Hashable, Sendable {
    case text(String)
    case parts(TextParts)

    package static func == (left: Content, right: Content) -> Bool {
      left.bytes.elementsEqual(right.bytes)
    }

    package func hash(into hasher: inout Hasher) {
      for byte in bytes { hasher.combine(byte) }
    }

    private var bytes: some Sequence<UInt8> {
      switch self {
      case .text(let text): [Array(text.utf8)].joined()
      case .parts(let parts): parts.all.joined()
      }
    }
  }

  package init(path: String, contents: String) {
    self.path = path
    content = .text(contents)
  }

  init(path: String, bytes: [UInt8]) {
    self.init(path: path, parts: TextParts(bytes))
  }

  init(path: String, parts: TextParts) {
    self.path = path
    content = .parts(parts)
  }

  /// The same at another place.
  func at(_ path: String) -> RenderedFile { RenderedFile(path: path, content: content) }

  private init(path: String, content: Content) {
    self.path = path
    self.content = content
  }

  /// What it says in UTF-8.
  var bytes: [UInt8] {
    switch content {
    case .text(let text): Array(text.utf8)
    case .parts(let parts): parts.bytes
    }
  }

  /// What it says as one text.
  package var contents: String {
    switch content {
    case .text(let text): text
    case .parts(let parts): parts.text
    }
  }
}
