import Requirements

extension InterviewModel {
  /// A key at a table question: through its rows, into one, or to add or delete one.
  mutating func updateRows(_ key: Key, highlight: Int, table: String) -> [Command] {
    let count = rows(of: table).count
    switch key {
    case .up:
      editor = .rows(highlight: max(0, highlight - 1))
    case .down:
      editor = .rows(highlight: min(count + 1, highlight + 1))
    case .home:
      editor = .rows(highlight: 0)
    case .end:
      editor = .rows(highlight: count + 1)
    case .enter, .character(" "):
      if highlight == count { return act(.addRow) }
      if highlight > count {
        moveFocus(by: 1)
        return []
      }
      openRow(highlight, of: table)
    case .character("a"), .character("+"), .insert:
      return act(.addRow)
    case .character("d"), .delete:
      return act(.deleteRow(highlight))
    default:
      break
    }
    return []
  }

  private mutating func openRow(_ row: Int, of table: String) {
    guard let first = tableKind(table)?.columns.first else { return }
    focus(on: .column(first.id, row: row, table: table))
  }

  mutating func addRow(to table: String) -> [Command] {
    guard let kind = tableKind(table) else { return [] }
    let rows = rows(of: table)
    guard rows.count < kind.greatestRows else {
      notice = Notice(text: "No more than \(kind.greatestRows) rows are possible.", isProblem: true)
      return []
    }
    let commands = answer(.rows(rows + [kind.newRow(beside: rows)]))
    openRow(rows.count, of: table)
    return commands
  }

  mutating func deleteRow(_ row: Int, of table: String) -> [Command] {
    var rows = rows(of: table)
    guard let kind = tableKind(table), rows.indices.contains(row) else { return [] }
    guard rows.count > kind.leastRows else {
      notice = Notice(
        text: "At least \(kind.leastRows) must stay; change it instead.", isProblem: true)
      return []
    }
    rows.remove(at: row)
    // The rows after it move up, so what was typed in any of them would land in another.
    drafts = drafts.filter { $0.key.questionID != table }
    let commands = answer(.rows(rows))
    editor = .rows(highlight: min(row, rows.count))
    return commands
  }
}
