import CatalogModel

/// Reads the table that the console of CloudWatch exports from a graph: a row per period with the
/// time first, a column per series, above them rows that describe the columns.
///
/// AWS does not document those rows, and they changed over the years; so every row before the first
/// one with a time is taken as a description, and a column is what its description names: a metric
/// (`CPUUtilization`), and a percentile (`p99`) where there is one.
struct CloudWatchCSVReader {
  /// The most rows of description.
  private static let deepestHeader = 20

  /// Whether a text is such a table.
  static func looksLike(_ lines: TextLines) -> Bool {
    var names = false
    for number in (lines.numbers ?? 1...1).prefix(deepestHeader) where lines.count > 0 {
      guard let cells = cells(lines, number), let first = cells.first else { continue }
      if Timestamp.seconds(first.text) != nil, first.text.finiteNumber == nil {
        return names && cells.count > 1
      }
      names = names || cells.contains { MetricCatalog.isNamed(in: $0.text) }
    }
    return false
  }

  private static func cells(_ lines: TextLines, _ number: Int) -> [SeparatedRow.Cell]? {
    SeparatedRow.cells(lines.slice(number), separator: UInt8(ascii: ","))
  }

  static func read(
    _ lines: TextLines, _ options: ReadingOptions, into result: inout Measurements,
    _ log: inout FindingLog
  ) {
    var descriptions: [[String]] = []
    var columns: [(label: String, role: MetricRole, scale: Double, place: Place)]?
    var points: [[MetricSeries.Point]] = []
    for number in lines.numbers ?? 1...1 where lines.count > 0 && !lines.slice(number).isEmpty {
      guard let cells = cells(lines, number) else {
        log.error(log.place(number), "a quote is not closed on this line")
        continue
      }
      guard let first = cells.first, let time = Timestamp.seconds(first.text) else {
        if columns == nil, descriptions.count < deepestHeader {
          descriptions.append(cells.map(\.text))
        } else if cells.contains(where: { !$0.text.isEmpty }) {
          log.error(
            log.place(number), "`\(cells[0].text.prefix(40))` is no time",
            remedy: "expected such as 2026/11/22 10:05:00")
        }
        continue
      }
      let known = columns ?? self.columns(descriptions, cells.count, number, options, &log)
      if columns == nil { points = known.map { _ in [] } }
      columns = known
      guard cells.count <= known.count + 1 else {
        log.error(log.place(number), "\(cells.count) columns, above there are \(known.count + 1)")
        continue
      }
      for (index, cell) in cells.dropFirst().enumerated() where !cell.text.isEmpty {
        guard let value = cell.text.finiteNumber, value >= 0 else {
          log.error(
            log.place(number, cell.column),
            "`\(cell.text.prefix(40))` is no number of at least zero")
          continue
        }
        points[index].append(.init(time: time, value: value * known[index].scale))
      }
    }
    for (column, values) in zip(columns ?? [], points) where !values.isEmpty {
      result.series.append(
        MetricSeries(
          label: column.label, role: column.role, place: column.place,
          points: values.sorted { $0.time < $1.time }))
    }
    if result.series.isEmpty, log.errors == 0 {
      log.error(
        Place(file: result.file, line: 1, column: 1), "there are no rows with a time and values",
        remedy: "export the graph of the metrics as .csv, with its first rows")
    }
  }

  private static func columns(
    _ descriptions: [[String]], _ count: Int, _ number: Int, _ options: ReadingOptions,
    _ log: inout FindingLog
  ) -> [(label: String, role: MetricRole, scale: Double, place: Place)] {
    (1..<max(1, count)).map { index in
      var texts: [String] = []
      for row in descriptions where row.count > index && !row[index].isEmpty {
        if !texts.contains(row[index]) { texts.append(row[index]) }
      }
      let label = texts.joined(separator: " ")
      let place = log.place(max(1, number - descriptions.count))
      let known = MetricCatalog.role(label: label, id: "")
      let given = texts.lazy.compactMap { options.roles[$0] }.first ?? options.roles[label]
      if let role = given ?? known?.role {
        return (label, role, known?.scale ?? (role == .utilization ? 0.01 : 1), place)
      }
      log.error(
        place, "the metric of column \(index + 1), `\(label)`, is not known",
        remedy: MetricCatalog.remedy)
      return (label, .ignored, 1, place)
    }
  }
}
