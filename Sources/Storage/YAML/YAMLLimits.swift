/// How much of a file is read at all, checked before the YAML parser sees it.
///
/// The parser recurses over nesting and hashes mapping keys, so that a small hostile file can cost
/// it much stack or time; a scan over the bytes bounds both.
package struct YAMLLimits: Hashable, Sendable {
  /// The largest file, in bytes.
  package let bytes: Int
  /// The most separators (commas, colons, line ends, openings), about two per node.
  package let separators: Int
  /// The deepest nesting of flow collections, and a quarter of the widest indentation.
  package let depth: Int

  package init(bytes: Int = 524_288, separators: Int = 100_000, depth: Int = 48) {
    self.bytes = bytes
    self.separators = separators
    self.depth = depth
  }

  /// What the files that people write by hand stay far below.
  package static let standard = YAMLLimits()
}
