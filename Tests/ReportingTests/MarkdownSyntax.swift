/// A checker of the Markdown that the documents use: tables, links, folded parts.
enum MarkdownSyntax {
  /// What is wrong with a document; empty when nothing is.
  static func problems(of text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return tables(lines) + links(text, lines) + folds(lines)
  }

  /// The cells of a table's row; an escaped border does not end a cell.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = [""]
    var isEscaped = false
    for character in line.dropFirst() {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.dropLast().map { $0.trimmed }
  }

  /// The tables of a document, each with its rows of cells, the heading first and no rule.
  static func tables(of text: String) -> [[[String]]] {
    var tables: [[[String]]] = []
    var rows: [[String]] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("|") {
        rows.append(cells(line))
      } else if !rows.isEmpty {
        tables.append([rows[0]] + rows.dropFirst(2))
        rows = []
      }
    }
    return tables
  }

  private static func tables(_ lines: [String]) -> [String] {
    var problems: [String] = []
    var columns: Int?
    var previous = ""
    for line in lines {
      if line.hasPrefix("|") {
        if columns == nil {
          columns = cells(line).count
          if !previous.isEmpty { problems.append("no empty line before: \(line)") }
        }
        if cells(line).count != columns { problems.append("unequal columns: \(line)") }
      } else {
        columns = nil
      }
      previous = line
    }
    return problems
  }

  private static func links(_ text: String, _ lines: [String]) -> [String] {
    let anchors = Set(lines.filter { $0.hasPrefix("#") }.map(anchor))
    return text.matches(of: /\]\(([^)]*)\)/).map { String($0.1) }
      .filter { !($0.hasPrefix("#") && anchors.contains(String($0.dropFirst()))) }
      .map { "a link that leads nowhere: \($0)" }
  }

  /// GitHub's anchor of a heading, by its own rule: see html-pipeline's table of contents filter.
  private static func anchor(_ heading: String) -> String {
    let text = heading.drop { $0 == "#" }.dropFirst().lowercased()
    let kept = text.unicodeScalars.filter {
      $0 == " " || $0 == "-" || $0 == "_" || $0.properties.isAlphabetic
        || $0.properties.numericType != nil
    }
    return String(String.UnicodeScalarView(kept)).replacing(" ", with: "-")
  }

  private static func folds(_ lines: [String]) -> [String] {
    var problems: [String] = []
    var depth = 0
    for line in lines {
      if line == "<details>" { depth += 1 }
      if line == "</details>" { depth -= 1 }
      if depth < 0 || depth > 1 { problems.append("details not balanced") }
    }
    return depth == 0 ? problems : problems + ["details stay open"]
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
