/// Finds the comments within a part of a YAML text.
enum CommentScan {
  /// The comments from their hash to the end of their line, in order.
  ///
  /// A hash begins a comment at the start of a line or after a blank, outside of quotes; a quote
  /// within a word is a letter.
  static func comments(in range: Range<Int>, of scalars: [Unicode.Scalar]) -> [String] {
    var comments: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let before = index > 0 ? scalars[index - 1] : "\n"
      switch scalars[index] {
      case "\"" where opens(before), "'" where opens(before):
        index = quoteEnd(index, range, scalars)
        continue
      case "#" where [" ", "\t", "\n", "\r"].contains(before):
        var end = index
        while end < range.upperBound, scalars[end] != "\n", scalars[end] != "\r" { end += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[index..<end])
        comments.append(String(view))
        index = end
        continue
      default: break
      }
      index += 1
    }
    return comments
  }

  private static func opens(_ before: Unicode.Scalar) -> Bool {
    " [{,:\n\t-".unicodeScalars.contains(before)
  }

  /// The offset after the closing quote, or the end of the range.
  private static func quoteEnd(
    _ start: Int, _ range: Range<Int>, _ scalars: [Unicode.Scalar]
  ) -> Int {
    let quote = scalars[start]
    var index = start + 1
    while index < range.upperBound {
      if quote == "\"", scalars[index] == "\\" {
        index += 2
      } else if scalars[index] == quote {
        return index + 1
      } else {
        index += 1
      }
    }
    return range.upperBound
  }
}
