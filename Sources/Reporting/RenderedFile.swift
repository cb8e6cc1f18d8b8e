/// A file of the plan, rendered in memory: where it goes and what it says.
package struct RenderedFile: Hashable, Sendable {
  /// Path relative to the folder that the caller chooses, with `/` between parts.
  package let path: String
  package let text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
