import CatalogModel
import Quantities

/// Reads a plain table of measurements: a line of headings, then a level of load per line.
///
/// Commas, semicolons, tabs, bars or spaces separate; decimals stand after a point or, where commas
/// do not separate, after a comma; lines that begin with `#` are comments, of which the last one may
/// be the headings. A column is recognized by its heading (`TableColumn`); times need their unit in
/// it. There must be a throughput, and a level: clients, an offered rate, a utilization or a latency.
struct TableReader {
  private struct Row {
    let number: Int
    let cells: [SeparatedRow.Cell]
  }

  /// Whether a text may be such a table.
  static func looksLike(_ lines: TextLines) -> Bool {
    for number in (lines.numbers ?? 1...1).prefix(100) where lines.count > 0 {
      let text = lines.text(number).stripped
      let head = text.hasPrefix("#") ? text.dropFirst().stripped : text
      let cells = split(Array(head.utf8)[...], separator(of: head)) ?? []
      if cells.contains(where: { TableColumn($0.text) != nil }) { return true }
      if !text.isEmpty, !text.hasPrefix("#") { return false }
    }
    return false
  }

  private static func separator(of heading: String) -> UInt8 {
    let marks: [UInt8] = ["\t", ";", "|", ","].map { (mark: Unicode.Scalar) in UInt8(ascii: mark) }
    return marks.first { heading.utf8.contains($0) } ?? UInt8(ascii: " ")
  }

  private static func split(_ line: ArraySlice<UInt8>, _ separator: UInt8) -> [SeparatedRow.Cell]? {
    guard separator == UInt8(ascii: " ") else {
      guard var cells = SeparatedRow.cells(line, separator: separator) else { return nil }
      // Bars at both ends, as in Markdown, are no columns.
      if separator == UInt8(ascii: "|") {
        if cells.first?.text.isEmpty == true { cells.removeFirst() }
        if cells.last?.text.isEmpty == true { cells.removeLast() }
      }
      return cells
    }
    return String(decoding: line, as: UTF8.self).words.map {
      SeparatedRow.Cell(text: $0.text, column: $0.column)
    }
  }

  static func read(
    _ lines: TextLines, _ options: ReadingOptions, into result: inout Measurements,
    _ log: inout FindingLog
  ) {
    var heading: (number: Int, cells: [SeparatedRow.Cell])?
    var comment: (number: Int, text: String)?
    var separator = UInt8(ascii: ",")
    var rows: [Row] = []
    for number in lines.numbers ?? 1...1 where lines.count > 0 {
      let text = lines.text(number).stripped
      if text.isEmpty { continue }
      if text.hasPrefix("#") {
        comment = (number, text.dropFirst().stripped)
        continue
      }
      if heading == nil {
        let startsWithNumber = text.first.map { $0.isNumber || $0 == "-" || $0 == "." } ?? false
        let source = startsWithNumber ? comment : (number, lines.text(number))
        guard let source else {
          log.error(
            log.place(number), "the first line holds numbers; headings are missing",
            remedy: "add a line such as `clients,throughput,latency_ms`")
          return
        }
        separator = Self.separator(of: source.text)
        heading = split(Array(source.text.utf8)[...], separator).map { (source.number, $0) }
        if !startsWithNumber { continue }
      }
      guard let cells = split(lines.slice(number), separator) else {
        log.error(log.place(number), "a quote is not closed on this line")
        continue
      }
      // The rule below the headings of a Markdown table.
      let isRule = cells.allSatisfy { cell in
        !cell.text.isEmpty && cell.text.allSatisfy { "-:".contains($0) }
      }
      if isRule { continue }
      rows.append(Row(number: number, cells: cells))
    }
    guard let heading else {
      log.error(Place(file: result.file), "there are no headings", remedy: "add them as first line")
      return
    }
    let columns = self.columns(heading.cells, heading.number, &log)
    guard log.errors == 0 else { return }
    guard !rows.isEmpty, rows.count <= 10_000 else {
      log.error(
        log.place(heading.number),
        rows.isEmpty ? "there are no rows below the headings" : "\(rows.count) rows; 10,000 fit",
        remedy: "give one row per level of load")
      return
    }
    let texts = rows.flatMap { $0.cells.map(\.text) }
    guard let numbers = TableNumbers(cells: texts, separator: separator) else {
      log.error(
        log.place(rows[0].number),
        "commas in the numbers may stand before decimals or between thousands",
        remedy: "write decimals after a point, and nothing between thousands")
      return
    }
    for row in rows {
      guard let observation = observation(row, columns, numbers, options, &log) else { continue }
      result.observations.append(observation)
    }
  }

  private static func columns(
    _ cells: [SeparatedRow.Cell], _ number: Int, _ log: inout FindingLog
  ) -> [TableColumn] {
    var columns: [TableColumn] = []
    for cell in cells {
      let place = log.place(number, cell.column)
      guard let column = TableColumn(cell.text) else {
        let near = Spelling.nearest(to: cell.text, among: TableColumn.known)
        log.error(
          place, "the column `\(cell.text.prefix(40))` is not known",
          remedy: near.map { "did you mean `\($0)`?" }
            ?? "use clients, rate, throughput, latency_ms, p50_ms to p99_ms, utilization, busy_cores, "
            + "think_time_s, errors, duration_s; or name it `note` to leave it out")
        continue
      }
      if column.field.isTime, column.scale == nil {
        log.error(
          place, "the column `\(cell.text)` does not say its unit",
          remedy: "write `\(cell.text)_ms`, `\(cell.text)_s` or `\(cell.text)_us`")
      }
      if column.field != .ignored, columns.contains(where: { $0.field == column.field }) {
        log.error(place, "the column `\(cell.text)` is there twice")
      }
      columns.append(column)
    }
    let fields = Set(columns.map(\.field))
    let hasClasses = fields.contains { if case .classThroughput = $0 { true } else { false } }
    if log.errors == 0, !hasClasses, fields.isDisjoint(with: [.throughput]) {
      log.error(
        log.place(number), "there is no column with the throughput",
        remedy: "add `throughput` (or `tps`, `rps`), in requests per second")
    } else if log.errors == 0,
      fields.isDisjoint(with: [.clients, .offeredRate, .utilization, .busyServers, .meanLatency])
    {
      log.error(
        log.place(number), "there is no level of load beside the throughput",
        remedy: "add `clients` (a closed test), `rate` (an open one), `latency_ms` or `utilization`"
      )
    }
    return columns
  }

  private static func observation(
    _ row: Row, _ columns: [TableColumn], _ numbers: TableNumbers, _ options: ReadingOptions,
    _ log: inout FindingLog
  ) -> Observation? {
    guard row.cells.count == columns.count else {
      log.error(
        log.place(row.number), "\(row.cells.count) cells below \(columns.count) headings")
      return nil
    }
    var result = Observation(place: log.place(row.number), throughput: .zero)
    let before = log.errors
    for (cell, column) in zip(row.cells, columns) where column.field != .ignored {
      if cell.text.isEmpty || cell.text == "-" { continue }
      let isPercent = cell.text.hasSuffix("%")
      let text = isPercent ? cell.text.dropLast().stripped : cell.text
      guard let number = numbers.number(text), number >= 0 else {
        log.error(
          log.place(row.number, cell.column),
          "`\(cell.text.prefix(40))` is no number of at least zero")
        continue
      }
      let scale = isPercent ? 0.01 : column.scale ?? 1
      if column.field.isShare, !isPercent, column.scale == nil, number > 1.5 {
        log.error(
          log.place(row.number, cell.column), "\(cell.text) is no share of 1",
          remedy: "write the unit into the heading: `cpu_%`")
        continue
      }
      set(column.field, number * scale, &result)
    }
    guard log.errors == before else { return nil }
    if result.throughput == .zero {
      result.throughput = result.classes.reduce(.zero) { $0 + $1.rate }
    }
    guard result.throughput > .zero else {
      log.error(log.place(row.number), "this level completed no requests", remedy: "leave it out")
      return nil
    }
    result.percentiles.sort { $0.p < $1.p }
    result.control =
      options.control
      ?? (result.offeredRate != nil ? .open : result.clients != nil ? .closed : .unknown)
    return result
  }

  private static func set(_ field: TableField, _ value: Double, _ result: inout Observation) {
    switch field {
    case .clients: result.clients = value
    case .offeredRate: result.offeredRate = RequestsPerSecond(value)
    case .throughput: result.throughput = RequestsPerSecond(value)
    case .meanLatency: result.meanLatency = Seconds(value)
    case .thinkTime: result.thinkTime = Seconds(value)
    case .utilization: result.utilization = value
    case .busyServers: result.busyServers = value
    case .generatorUtilization: result.generatorUtilization = value
    case .failedShare: result.failedShare = value
    case .coldShare: result.coldShare = value
    case .duration: result.duration = Seconds(value)
    case .percentile(let p):
      result.percentiles.append(LatencyPercentile(p: p, time: Seconds(value)))
    case .classThroughput(let name):
      result.classes.append(ClassThroughput(name: name, rate: RequestsPerSecond(value)))
    case .ignored: break
    }
  }
}
