/// The roadmap's Markdown as HTML.
///
/// It reads what this module writes and no more: headings, paragraphs, tables, lists, folded parts, code,
/// bold text and links; a backslash before a sign takes its meaning. Everything else is text.
struct MarkdownPage {
  /// Appends the code of a flowchart as HTML.
  let drawing: (String, inout TextBuffer) -> Void

  /// Appends the body of the document.
  ///
  /// - Parameter html: Empty.
  /// - Returns: The headings of its second level with their anchors.
  func append(
    _ markdown: String, to html: inout TextBuffer
  ) -> [(anchor: String, title: String)] {
    var contents: [(anchor: String, title: String)] = []
    var anchors: Set<String> = []
    var lines = MarkdownLine.lines(of: markdown)[...]
    while let line = lines.first {
      lines.removeFirst()
      if line.isEmpty || MarkdownLine.begins(line, "<!--") { continue }
      if !html.isEmpty { html.append(UInt8(ascii: "\n")) }
      let isTag = line.utf8.first == UInt8(ascii: "<")
      if isTag, line == "<details>" || line == "</details>" || Self.isSummary(line) {
        html.append(line)
      } else if MarkdownLine.begins(line, "```") {
        let code = lines.prefix { $0 != "```" }
        lines = lines.dropFirst(code.count + 1)
        drawing(code.joined(separator: "\n"), &html)
      } else if let level = Self.headingLevel(line) {
        let title = line.dropFirst(level + 1)
        let anchor = MarkdownText.anchor(Self.plain(title))
        let isNew = anchors.insert(anchor).inserted
        let id = isNew ? " id=\"\(XMLText.escaped(anchor))\"" : ""
        let inline = Self.inline(title)
        html.append("<h\(level)\(id)>\(inline)</h\(level)>")
        if level == 2, isNew { contents.append((anchor, inline)) }
      } else if MarkdownLine.begins(line, "| ") {
        let rows = [line] + lines.prefix { MarkdownLine.begins($0, "| ") }
        lines = lines.dropFirst(rows.count - 1)
        Self.table(rows, to: &html)
      } else if MarkdownLine.begins(line, "- ") || MarkdownLine.begins(line, "* ") {
        let items = [line] + lines.prefix { $0.hasPrefix(line.prefix(2)) }
        lines = lines.dropFirst(items.count - 1)
        html.append("<ul>\n")
        for item in items {
          html.append("<li>")
          Self.inline(item.dropFirst(2), to: &html)
          html.append("</li>\n")
        }
        html.append("</ul>")
      } else {
        let rest = lines.prefix {
          !$0.isEmpty && !MarkdownLine.begins($0, "<") && !MarkdownLine.begins($0, "| ")
        }
        lines = lines.dropFirst(rest.count)
        html.append("<p>")
        Self.inline(line, to: &html)
        for line in rest {
          html.append("<br>\n")
          Self.inline(line, to: &html)
        }
        html.append("</p>")
      }
    }
    return contents
  }

  /// Whether a line is a summary, whose text is escaped for HTML already.
  private static func isSummary(_ line: Substring) -> Bool {
    guard MarkdownLine.begins(line, "<summary>") else { return false }
    guard MarkdownLine.isPlain(line) else {
      return line.hasSuffix("</summary>")
        && !line.dropFirst(9).dropLast(10).contains { $0 == "<" || $0 == ">" }
    }
    return MarkdownLine.ends(line, "</summary>")
      && !line.utf8.dropFirst(9).dropLast(10).contains {
        $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
      }
  }

  private static func headingLevel(_ line: Substring) -> Int? {
    guard line.utf8.first == UInt8(ascii: "#") else { return nil }
    let level = line.prefix { $0 == "#" }.count
    return (1...4).contains(level) && line.dropFirst(level).first == " " ? level : nil
  }

  private static func table(_ rows: [Substring], to html: inout TextBuffer) {
    if rows.allSatisfy(MarkdownLine.isPlain) {
      MarkdownTableHTML.append(rows, to: &html)
    } else {
      html.append(tableByCharacters(rows))
    }
  }

  /// The same for any rows.
  static func tableByCharacters(_ rows: [Substring]) -> String {
    let cells = rows.map(Self.cells)
    guard cells.count > 1 else { return "" }
    let isRight = cells[1].map { $0.hasSuffix(":") }
    func row(_ cells: [Substring], _ tag: String) -> String {
      "<tr>"
        + cells.enumerated().map { index, cell in
          let style = isRight.indices.contains(index) && isRight[index] ? " class=\"number\"" : ""
          return "<\(tag)\(style)>\(inline(cell))</\(tag)>"
        }.joined() + "</tr>"
    }
    return """
      <div class="wide"><table>
      <thead>\(row(cells[0], "th"))</thead>
      <tbody>
      \(cells.dropFirst(2).map { row($0, "td") }.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  /// The cells between bars that no backslash precedes.
  private static func cells(_ row: Substring) -> [Substring] {
    MarkdownLine.isPlain(row) ? MarkdownLine.cells(row) : cellsByCharacters(row)
  }

  /// The same for any row.
  static func cellsByCharacters(_ row: Substring) -> [Substring] {
    var cells: [Substring] = []
    var start = row.startIndex
    var isEscaped = false
    let bytes = row.utf8
    var index = row.startIndex
    while index < row.endIndex {
      let next = row.index(after: index)
      let sign = next == bytes.index(after: index) ? bytes[index] : 0
      if isEscaped {
        isEscaped = false
      } else if sign == UInt8(ascii: "\\") {
        isEscaped = true
      } else if sign == UInt8(ascii: "|") {
        cells.append(trimmed(row[start..<index]))
        start = next
      }
      index = next
    }
    return Array(cells.dropFirst())
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text of a line without its markup.
  static func plain(_ line: Substring) -> String {
    guard MarkdownLine.isPlain(line) else { return plainByCharacters(line) }
    var result = TextBuffer(capacity: line.utf8.count + 1)
    var isEscaped = false
    for byte in line.utf8 {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        result.append(byte)
        isEscaped = false
      }
    }
    return result.text
  }

  /// The same for any line.
  static func plainByCharacters(_ line: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in line {
      if !isEscaped, character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
        isEscaped = false
      }
    }
    return result
  }

  /// A line as HTML: code, bold text and links; everything else is escaped.
  static func inline(_ line: Substring) -> String {
    MarkdownLine.isPlain(line) ? MarkdownLine.html(line) : inlineByCharacters(line)
  }

  private static func inline(_ line: Substring, to html: inout TextBuffer) {
    if MarkdownLine.isPlain(line) {
      MarkdownLine.append(line, to: &html)
    } else {
      html.append(inlineByCharacters(line))
    }
  }

  /// The same for any line.
  static func inlineByCharacters(_ line: Substring) -> String {
    var result = ""
    var rest = line
    var isBold = false
    while let first = rest.first {
      if first == "\\", let next = rest.dropFirst().first {
        result += XMLText.escaped(String(next))
        rest = rest.dropFirst(2)
      } else if first == "`", let end = rest.dropFirst().firstIndex(of: "`") {
        let code = rest[rest.index(after: rest.startIndex)..<end]
        result += "<code>\(XMLText.escaped(String(code)))</code>"
        rest = rest[rest.index(after: end)...]
      } else if rest.hasPrefix("**"), isBold || hasEnd(of: rest) {
        result += isBold ? "</strong>" : "<strong>"
        isBold.toggle()
        rest = rest.dropFirst(2)
      } else if first == "[", let link = link(rest) {
        result += "<a href=\"\(XMLText.escaped(link.target))\">\(inlineByCharacters(link.text))</a>"
        rest = rest.dropFirst(link.length)
      } else {
        result += XMLText.escaped(String(first))
        rest = rest.dropFirst()
      }
    }
    return isBold ? result + "</strong>" : result
  }

  /// Whether bold text that begins here ends on this line.
  private static func hasEnd(of text: Substring) -> Bool {
    var rest = text.dropFirst(2)
    while let first = rest.first {
      if first == "\\" {
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("**") {
        return true
      } else {
        rest = rest.dropFirst()
      }
    }
    return false
  }

  /// A link within the document that begins here.
  private static func link(
    _ text: Substring
  ) -> (text: Substring, target: String, length: Int)? {
    var place = text.index(after: text.startIndex)
    while place < text.endIndex, text[place] != "]" {
      if text[place] == "[" { return nil }
      if text[place] == "\\" {
        place = text.index(after: place)
        guard place < text.endIndex, !text[place].isNewline else { return nil }
      }
      place = text.index(after: place)
    }
    let rest = text[place...]
    guard rest.hasPrefix("](#") else { return nil }
    let behind = rest.dropFirst(2)
    guard let end = behind.firstIndex(where: { $0 == "(" || $0 == ")" || $0.isWhitespace }),
      behind[end] == ")"
    else { return nil }
    let shown = text[text.index(after: text.startIndex)..<place]
    return (
      shown, String(behind[..<end]),
      text.distance(from: text.startIndex, to: text.index(after: end))
    )
  }
}
