import CatalogModel

/// One row of a `TabTable`: typed cells, and a record of whether all of them were right.
struct TabRow {
  private let table: TabTable
  let line: Int
  private let cells: [Range<Int>]
  private let citations: [String: Citation]
  /// Whether no cell has been found wrong so far.
  private(set) var isSound = true

  init(table: TabTable, line: Int, cells: [Range<Int>], citations: [String: Citation]) {
    self.table = table
    self.line = line
    self.cells = cells
    self.citations = citations
  }

  var place: Place { Place(file: table.file, line: line, column: 1) }

  /// A text that is not empty.
  mutating func text(_ column: Int) -> String {
    if isEmpty(column) || isAbsent(column) { fail(column, "the cell has no value") }
    return table.text(cells[column])
  }

  /// A text, or nil for `-`.
  mutating func optionalText(_ column: Int) -> String? {
    isAbsent(column) ? nil : text(column)
  }

  /// A finite number that is not negative.
  mutating func number(_ column: Int) -> Double {
    let number = table.bytes.withUnsafeBufferPointer { bytes in
      DecimalBytes.parse(UnsafeBufferPointer(rebasing: bytes[cells[column]]))
    }
    if let number, number >= 0 { return number }
    fail(column, "`\(table.text(cells[column]))` is not a number from 0")
    return 0
  }

  /// A number, or nil for `-`.
  mutating func optionalNumber(_ column: Int) -> Double? {
    isAbsent(column) ? nil : number(column)
  }

  /// A whole number from 1.
  mutating func count(_ column: Int) -> Int {
    if let count = Int(exactly: number(column)), count >= 1, count < 1_000_000_000 { return count }
    if isSound { fail(column, "`\(table.text(cells[column]))` is not a whole number from 1") }
    return 1
  }

  /// A whole number, or nil for `-`.
  mutating func optionalCount(_ column: Int) -> Int? {
    isAbsent(column) ? nil : count(column)
  }

  /// `yes` or `no`.
  mutating func flag(_ column: Int) -> Bool {
    let text = table.text(cells[column])
    if text != "yes" && text != "no" { fail(column, "`\(text)` is not yes or no") }
    return text == "yes"
  }

  /// One of the cases of an enumeration.
  mutating func choice<Choice>(_ column: Int, of type: Choice.Type) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    let text = table.text(cells[column])
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    fail(column, "`\(text)` is not one of \(names)")
    return nil
  }

  /// A date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  mutating func date(_ column: Int) -> String {
    let bytes = table.bytes[cells[column]]
    if !CatalogDate.isDate(bytes) {
      fail(column, "`\(table.text(cells[column]))` is not a date")
    }
    return table.text(cells[column])
  }

  /// The citation that a source line of the table declared under this name.
  mutating func citation(named name: String, column: Int = 0) -> Citation? {
    if let citation = citations[name] { return citation }
    fail(column, "no source line declares `\(name)`")
    return nil
  }

  /// The citation that the cell names.
  mutating func citation(_ column: Int) -> Citation? {
    citation(named: table.text(cells[column]), column: column)
  }

  /// Notes a source that the cell names by its id.
  func cite(_ column: Int) {
    table.context.cite(table.text(cells[column]), at: place(column))
  }

  /// Records that the row is wrong.
  mutating func fail(_ column: Int, _ message: String, remedy: String? = nil) {
    isSound = false
    let name = table.columns[column]
    table.context.log.add(
      Diagnostic(.error, at: place(column), "\(name): \(message)", remedy: remedy))
  }

  private func place(_ column: Int) -> Place {
    let offset = cells[column].lowerBound - cells[0].lowerBound
    return Place(file: table.file, line: line, column: offset + 1)
  }

  private func isEmpty(_ column: Int) -> Bool { cells[column].isEmpty }

  private func isAbsent(_ column: Int) -> Bool {
    cells[column].count == 1 && table.bytes[cells[column].lowerBound] == UInt8(ascii: "-")
  }
}
