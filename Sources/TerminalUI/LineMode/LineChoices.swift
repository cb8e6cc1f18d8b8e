import Requirements

extension LineInterview {
  /// Where the question stands, in words.
  var place: String {
    let pages = model.pages
    guard pages.indices.contains(model.pageIndex) else { return "" }
    let page = "\(model.pageIndex + 1) of \(pages.count), \(pages[model.pageIndex].title)"
    guard case .column(_, let row, let table) = model.focus, let kind = model.tableKind(table)
    else { return page }
    let rows = model.rows(of: table)
    let name = rows.indices.contains(row) ? kind.name(of: rows[row]) ?? "" : ""
    return "\(page), \(kind.rowName) \(name)"
  }

  /// What can be chosen by number: options, or the rows of a table with what to do about them.
  func choices(of question: Question) -> [String] {
    guard case .table(let kind) = question.kind else {
      return model.options(of: question).map(\.title)
    }
    return model.rows(of: question.id).map { kind.name(of: $0) ?? kind.rowName }
  }

  /// The line with the numbers of options replaced by their ids, which the parser reads.
  func named(_ line: String, _ question: Question) -> String {
    let options = model.options(of: question)
    guard !options.isEmpty else { return line }
    let parts = line.split(separator: ",").map { part -> String in
      let word = part.split(separator: " ").joined(separator: " ")
      guard let number = Int(word), options.indices.contains(number - 1) else { return word }
      return options[number - 1].id
    }
    return parts.joined(separator: ", ")
  }

  /// A line at a table: a row's number to edit it, `add`, or `delete` and a number.
  mutating func editTable(_ line: String, _ question: Question) {
    let words = line.split(separator: " ").map(String.init)
    let count = model.rows(of: question.id).count
    let number = words.last.flatMap { Int($0) }.map { $0 - 1 } ?? -1
    switch words.first {
    case "add"?, "a"?:
      press(.character("a"), highlight: count, question.id)
    case "delete"?, "d"?:
      guard (0..<count).contains(number) else { return refuseTable(count) }
      press(.character("d"), highlight: number, question.id)
    case _ where words.count == 1 && (0..<count).contains(number):
      press(.enter, highlight: number, question.id)
    case "unknown"?:
      act(.forget)
    default:
      refuseTable(count)
      if let command = Self.command(meant: line) { say("  the command is `\(command)`") }
    }
  }

  private mutating func press(_ key: Key, highlight: Int, _ table: String) {
    perform(model.updateRows(key, highlight: highlight, table: table))
    tellNotice()
  }

  private func refuseTable(_ count: Int) {
    say(
      "! write a number from 1 to \(count) to edit that row, `add`, `delete NUMBER`, "
        + "or nothing to go on")
  }
}
