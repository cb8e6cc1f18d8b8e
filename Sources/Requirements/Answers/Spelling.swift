/// The nearest of several known words, for "did you mean".
package enum Spelling {
  /// The known word with the fewest edits from the one that was written, if few enough.
  ///
  /// Edits are insertions, deletions, substitutions and swaps of neighbors (the optimal string
  /// alignment distance); case does not count. A third of the letters, and at least one, may
  /// differ. The first of equally near words wins.
  package static func nearest(to word: String, among known: [String]) -> String? {
    let written = Array(word.lowercased().unicodeScalars.prefix(64))
    var best: (word: String, distance: Int)?
    for candidate in known {
      let distance = distance(written, Array(candidate.lowercased().unicodeScalars))
      if distance <= max(1, candidate.unicodeScalars.count / 3), distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.word
  }

  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1] + [Int](repeating: 0, count: right.count)
      for column in right.indices {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        current[column + 1] = min(last[column + 1] + 1, current[column] + 1, substitution)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
