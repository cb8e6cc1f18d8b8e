/// A position in a file: lines and columns count from 1; 0 means the file as a whole.
package struct Place: Hashable, Sendable {
  /// The file as the caller named it.
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Place: Comparable, CustomStringConvertible {
  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line, left.column) < (right.file, right.line, right.column)
  }

  package var description: String {
    line == 0 ? file : "\(file):\(line):\(column)"
  }
}
