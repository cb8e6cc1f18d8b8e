/// The table of some rows of Markdown as HTML, row by row into one piece of memory.
struct MarkdownTableHTML {
  private var html: [UInt8] = []
  /// Whether the numbers of a column stand at its right.
  private var isRight: [Bool] = []

  /// - Parameter rows: That of the names of the columns, that of the rules, and the others; no table has
  ///   fewer than two.
  /// - Returns: Nil where a row is not plain by `MarkdownLine`, so that bytes do not tell its cells.
  static func text(_ rows: [Substring]) -> String? {
    guard rows.count > 1, rows.allSatisfy(MarkdownLine.isPlain) else { return nil }
    var table = MarkdownTableHTML()
    table.html.reserveCapacity(rows.reduce(256) { $0 + $1.utf8.count * 2 })
    table.isRight = MarkdownLine.cells(rows[1]).map { $0.utf8.last == UInt8(ascii: ":") }
    table.html += "<div class=\"wide\"><table>\n<thead>".utf8
    table.add(rows[0], isHead: true)
    table.html += "</thead>\n<tbody>\n".utf8
    for (index, row) in rows.dropFirst(2).enumerated() {
      if index > 0 { table.html.append(UInt8(ascii: "\n")) }
      table.add(row, isHead: false)
    }
    table.html += "\n</tbody>\n</table></div>".utf8
    return String(decoding: table.html, as: UTF8.self)
  }

  private mutating func add(_ row: Substring, isHead: Bool) {
    var row = row
    html += "<tr>".utf8
    row.withUTF8 { bytes in
      for (index, cell) in MarkdownLine.cells(in: bytes).enumerated() {
        let isNumber = index < isRight.count && isRight[index]
        html += (isHead ? "<th" : "<td").utf8
        html += (isNumber ? " class=\"number\">" : ">").utf8
        MarkdownLine.append(UnsafeBufferPointer(rebasing: bytes[cell]), to: &html)
        html += (isHead ? "</th>" : "</td>").utf8
      }
    }
    html += "</tr>".utf8
  }
}
