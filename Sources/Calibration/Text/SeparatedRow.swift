/// The cells of one line of separated values (RFC 4180 within one line).
enum SeparatedRow {
  struct Cell: Hashable {
    let text: String
    /// The byte where it begins, counted from 1.
    let column: Int
  }

  /// The cells; nil where a quote is not closed on the line.
  static func cells(_ line: ArraySlice<UInt8>, separator: UInt8) -> [Cell]? {
    let quote = UInt8(ascii: "\"")
    var cells: [Cell] = []
    var index = line.startIndex
    while true {
      let start = index
      var content: [UInt8] = []
      var opened = index
      while opened < line.endIndex, line[opened] == UInt8(ascii: " ") { opened += 1 }
      if opened < line.endIndex, line[opened] == quote {
        index = opened + 1
        while true {
          guard index < line.endIndex else { return nil }
          if line[index] == quote {
            guard index + 1 < line.endIndex, line[index + 1] == quote else { break }
            index += 1
          }
          content.append(line[index])
          index += 1
        }
        index += 1
        while index < line.endIndex, line[index] != separator { index += 1 }
      } else {
        while index < line.endIndex, line[index] != separator { index += 1 }
        content = Array(line[start..<index])
      }
      cells.append(
        Cell(
          text: String(decoding: content, as: UTF8.self).stripped,
          column: start - line.startIndex + 1))
      guard index < line.endIndex else { return cells }
      index += 1
    }
  }
}
