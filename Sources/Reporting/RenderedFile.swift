/// A file of the plan, rendered in memory: where it goes and what it says.
package struct RenderedFile: Hashable, Sendable {
  /// Path relative to the folder that the caller chooses, with `/` between parts.
  package let path: String
  package let contents: String

  package init(path: String, contents: String) {
    self.path = path
    self.contents = contents
  }
}
