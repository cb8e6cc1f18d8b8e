/// The table of some rows of Markdown as HTML, row by row.
enum MarkdownTableHTML {
  /// - Parameter rows: That of the names of the columns, that of the rules, and the others, all of them plain by
  ///   `MarkdownLine`; no table has fewer than two.
  static func append(_ rows: [Substring], to html: inout TextBuffer) {
    guard rows.count > 1 else { return }
    /// Whether the numbers of a column stand at its right.
    let isRight = MarkdownLine.cells(rows[1]).map { $0.utf8.last == UInt8(ascii: ":") }
    html.append(literal: "<div class=\"wide\"><table>\n<thead>")
    append(rows[0], isHead: true, isRight, to: &html)
    html.append(literal: "</thead>\n<tbody>\n")
    for (index, row) in rows.dropFirst(2).enumerated() {
      if index > 0 { html.append(UInt8(ascii: "\n")) }
      append(row, isHead: false, isRight, to: &html)
    }
    html.append(literal: "\n</tbody>\n</table></div>")
  }

  private static func append(
    _ row: Substring, isHead: Bool, _ isRight: [Bool], to html: inout TextBuffer
  ) {
    var row = row
    html.append(literal: "<tr>")
    row.withUTF8 { bytes in
      MarkdownLine.eachCell(in: bytes) { index, cell in
        let isNumber = index < isRight.count && isRight[index]
        html.append(literal: isHead ? "<th" : "<td")
        html.append(literal: isNumber ? " class=\"number\">" : ">")
        MarkdownLine.append(UnsafeBufferPointer(rebasing: bytes[cell]), to: &html)
        html.append(literal: isHead ? "</th>" : "</td>")
      }
    }
    html.append(literal: "</tr>")
  }
}
