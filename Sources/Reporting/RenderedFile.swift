/// A file of the plan, rendered in memory: where it goes and what it says.
package struct RenderedFile: Hashable, Sendable {
  /// Path relative to the folder that the caller chooses, with `/` between parts.
  package let path: String
  /// What it says.
  package let content: Content

  /// A text, or one in parts, where it is so long that another copy of it would count.
  package enum Content: Hashable, Sendable {
    case text(String)
    case parts(TextParts)
  }

  package init(path: String, contents: String) {
    self.path = path
    content = .text(contents)
  }

  init(path: String, parts: TextParts) {
    self.path = path
    content = .parts(parts)
  }

  /// What it says as one text.
  package var contents: String {
    switch content {
    case .text(let text): text
    case .parts(let parts): parts.text
    }
  }
}
