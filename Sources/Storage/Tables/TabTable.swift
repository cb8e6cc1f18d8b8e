import CatalogModel

/// A table of tab separated cells: comment lines, a header line, a row per line.
///
/// A comment line `#source<TAB>name<TAB>id<TAB>date<TAB>confidence` declares a citation that cells
/// refer to by name. A cell that holds `-` has no value.
struct TabTable {
  let file: String
  let bytes: [UInt8]
  /// The columns that the header line must name, in this order.
  let columns: [String]
  let context: FileContext

  /// Reads every row; a row that `read` finds fault with is left out.
  func rows<Row>(_ read: (inout TabRow) -> Row?) -> [Row] {
    var rows: [Row] = []
    var citations: [String: Citation] = [:]
    var hasHeader = false
    var cells: [Range<Int>] = []
    var line = 0
    var start = 0
    while start < bytes.count {
      line += 1
      let end = split(from: start, into: &cells)
      defer { start = end + 1 }
      guard start < end else {
        report("empty line", line: line)
        continue
      }
      if bytes[start] == UInt8(ascii: "#") {
        if text(cells[0]) == "#source" { declare(cells, line: line, into: &citations) }
        continue
      }
      guard hasHeader else {
        hasHeader = true
        guard checkHeader(cells, line: line) else { return [] }
        continue
      }
      guard cells.count == columns.count else {
        report(
          "the row has \(cells.count) cells, the header \(columns.count)", line: line,
          remedy: "separate cells with one tab, and write `-` where there is no value")
        continue
      }
      var row = TabRow(table: self, line: line, cells: cells, citations: citations)
      if let value = read(&row), row.isSound { rows.append(value) }
    }
    if !hasHeader { report("the table is empty", line: 0) }
    return rows
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The cells of the line that begins at a place.
  ///
  /// - Returns: Where the line ends.
  private func split(from start: Int, into cells: inout [Range<Int>]) -> Int {
    cells.removeAll(keepingCapacity: true)
    return bytes.withUnsafeBufferPointer { bytes in
      var begin = start
      var place = start
      while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
        if bytes[place] == UInt8(ascii: "\t") {
          cells.append(begin..<place)
          begin = place + 1
        }
        place += 1
      }
      cells.append(begin..<place)
      return place
    }
  }

  private func checkHeader(_ cells: [Range<Int>], line: Int) -> Bool {
    let names = cells.map(text)
    if names == columns { return true }
    report(
      "the columns are \(names.joined(separator: ", "))", line: line,
      remedy: "write \(columns.joined(separator: ", "))")
    return false
  }

  private func declare(_ cells: [Range<Int>], line: Int, into citations: inout [String: Citation]) {
    guard cells.count == 5, CatalogDate.isDate(bytes[cells[3]]),
      let confidence = Confidence(rawValue: text(cells[4]))
    else {
      report(
        "not a source line", line: line,
        remedy: "write #source, a name, the source's id, its date and its confidence")
      return
    }
    let id = text(cells[2])
    context.cite(id, at: Place(file: file, line: line, column: 1))
    citations[text(cells[1])] = Citation(
      source: id, asOf: text(cells[3]), confidence: confidence)
  }

  private func report(_ message: String, line: Int, remedy: String? = nil) {
    let place = Place(file: file, line: line, column: line == 0 ? 0 : 1)
    context.log.add(Diagnostic(.error, at: place, message, remedy: remedy))
  }
}
