/// Suggestions for words that are spelled almost right.
package enum Spelling {
  /// The known word that is nearest to the written one, if it is near enough to be meant.
  ///
  /// Near enough is a distance of at most a third of the word's length; of equally near words the
  /// first one is taken.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let written = Array(word.lowercased().unicodeScalars.prefix(80))
    let limit = max(1, written.count / 3)
    var best: (word: String, distance: Int)?
    for candidate in known {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard abs(scalars.count - written.count) <= limit else { continue }
      let distance = distance(written, scalars)
      if distance <= limit && distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// The least number of insertions, deletions, replacements and swaps of neighbors that turn one
  /// word into the other (optimal string alignment).
  ///
  /// - Complexity: O(n·m) time, O(m) space.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var least = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          least = min(least, beforePrevious[column - 1] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }
}
