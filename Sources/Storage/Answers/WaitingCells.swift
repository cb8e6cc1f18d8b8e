import CatalogModel
import Requirements

/// Cells with something wrong in them that may not matter: whether they do is known when all questions
/// outside of their tables are read.
final class WaitingCells {
  struct Cell {
    let column: Question
    let row: AnswerRow
    let table: TableKind
    let place: Place
    let path: String
    let log: DiagnosticLog
  }

  private var cells: [Cell] = []

  func add(_ cell: Cell) { cells.append(cell) }

  /// Reports what is wrong with cells that count; of the others only that they were not read.
  func report(_ relevance: Relevance, to log: DiagnosticLog) {
    for cell in cells {
      if relevance.isRelevant(cell.column, in: cell.row, of: cell.table) {
        for diagnostic in cell.log.diagnostics { log.add(diagnostic) }
      } else {
        log.add(cell.column.ignored(at: cell.place, path: cell.path))
      }
    }
  }
}
