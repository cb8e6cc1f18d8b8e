import OrderedCollections
import Requirements

extension AnswerFileEdit {
  /// Changes cells where they stand and adds rows at the end; false where the table needs more.
  mutating func changeRows(
    _ question: Question, _ entry: YAMLEntry, from old: Answer?, to new: Answer
  ) -> Bool {
    guard case .table(let table) = question.kind, case .rows(let before) = old?.value,
      case .rows(let after) = new.value, case .sequence(let nodes) = entry.value.content,
      nodes.count == before.count, before.count <= after.count, !before.isEmpty,
      old?.confidence == new.confidence, old?.note == new.note
    else { return false }
    for (index, node) in nodes.enumerated() where before[index] != after[index] {
      guard case .mapping(let cells) = node.content else { return false }
      changeRow(node, cells, of: table, from: before[index], to: after[index])
    }
    add(Array(after[before.count...]), of: table, to: entry.value)
    return true
  }

  private mutating func changeRow(
    _ node: YAMLNode, _ cells: [YAMLEntry], of table: TableKind, from before: AnswerRow,
    to after: AnswerRow
  ) {
    let rowIsFlow = isFlow(node)
    var isEmpty = cells.isEmpty
    for column in table.columns where before[column.id] != after[column.id] {
      let line = after[column.id].map { AnswerText.line($0, for: column) } ?? "unknown"
      if let cell = cells.first(where: { $0.key == column.id }) {
        replaceValue(cell, with: line, inFlow: rowIsFlow)
      } else if rowIsFlow {
        insertInFlow("\(column.id): \(line)", node, isEmpty: isEmpty)
        isEmpty = false
      } else if let span = NodeSpan(node, in: edits) {
        let indent = String(repeating: " ", count: (cells.first?.keyPosition.column ?? 5) - 1)
        edits.insert("\n\(indent)\(column.id): \(line)", at: edits.lineEnd(span.range.upperBound))
      }
    }
  }

  private mutating func add(_ rows: [AnswerRow], of table: TableKind, to sequence: YAMLNode) {
    guard let span = NodeSpan(sequence, in: edits) else { return }
    for row in rows {
      let line = AnswerText.line(row, of: table)
      if span.isFlow {
        insertInFlow(line, sequence, isEmpty: false)
      } else {
        let indent = String(repeating: " ", count: sequence.position.column - 1)
        edits.insert("\n\(indent)- \(line)", at: edits.lineEnd(span.range.upperBound))
      }
    }
  }
}
