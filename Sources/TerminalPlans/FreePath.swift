/// A path at which nothing is yet.
package enum FreePath {
  /// The path itself, or the first with a number before its ending: `shop.roadmap-2.md`.
  ///
  /// - Parameters:
  ///   - stem: The path without its ending.
  ///   - ending: What follows, with its dot; empty for a folder.
  ///   - exists: Whether something is at a path.
  package static func first(
    _ stem: String, _ ending: String, exists: (String) -> Bool
  ) -> String {
    var path = stem + ending
    var number = 2
    while exists(path) {
      path = "\(stem)-\(number)\(ending)"
      number += 1
    }
    return path
  }
}
