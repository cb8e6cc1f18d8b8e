/// Reads the CSV form of an offer file: lines about the file, a line of column names, and a line per
/// price that repeats its product's attributes.
struct CSVOfferReader: CSVSink {
  private struct Columns {
    let sku: Int
    let term: Int
    let kind: Int
    let effective: Int
    let begin: Int
    let end: Int
    let unit: Int
    let price: Int
    let currency: Int
    let count: Int
    /// Columns of attributes that rules look at, with their slots.
    let attributes: [(column: Int, slot: Int)]
  }

  private(set) var collector: OfferCollector
  private var columns: Columns?
  private var row = AttributeRow(slots: 0)
  private var rowCount = 0

  init(_ collector: OfferCollector) {
    self.collector = collector
  }

  /// Checks that the file had prices.
  func finish() throws(OfferFault) {
    guard columns != nil, rowCount > 0 else {
      throw .cut(at: OfferPosition(), "the file has no prices")
    }
  }

  mutating func read(_ line: borrowing CSVRow) throws(OfferFault) {
    guard let columns else { return try readHead(line) }
    let position = OfferPosition(line: line.line)
    guard line.count == columns.count else {
      throw OfferFault(
        at: position, "the line has \(line.count) cells, the column names are \(columns.count)",
        remedy: "give one offer file at a time, as AWS publishes it")
    }
    rowCount += 1
    guard line[columns.kind].elementsEqual("OnDemand".utf8) else { return }
    let sku = line.text(columns.sku)
    if !collector.isKept(sku) {
      row.clear()
      for (column, slot) in columns.attributes { row.set(slot, line[column]) }
      guard try collector.addProduct(sku, &row, at: position) else { return }
    }
    try collector.addDimension(
      OfferDimension(
        term: line.text(columns.term),
        effective: String(decoding: line[columns.effective].prefix(10), as: UTF8.self),
        begin: line[columns.begin], end: line[columns.end], unit: line.text(columns.unit),
        price: line[columns.price], currency: line.text(columns.currency), at: position),
      to: sku)
  }

  private mutating func readHead(_ line: borrowing CSVRow) throws(OfferFault) {
    let position = OfferPosition(line: line.line)
    let name = line.text(0)
    guard name != "SKU" else {
      let matcher = try collector.requireHeader(at: position)
      columns = try Self.columns(line, matcher.names, at: position)
      row = matcher.emptyRow()
      return
    }
    let known = ["FormatVersion", "Disclaimer", "Publication Date", "Version", "OfferCode"]
    guard known.contains(name), line.count >= 2 else {
      throw OfferFault(
        at: position, "the line is neither about the file nor its column names",
        remedy: "use an offer file of the bulk price list (offers/v1.0/aws)")
    }
    try collector.setHeader(
      name.filter { $0 != " " }.lowercased(), line.text(1), at: position)
  }

  private static func columns(
    _ line: borrowing CSVRow, _ names: AttributeNames, at position: OfferPosition
  ) throws(OfferFault) -> Columns {
    var places: [String: Int] = [:]
    var attributes: [(column: Int, slot: Int)] = []
    for column in 0..<line.count {
      let name = line.text(column)
      if places[name] == nil { places[name] = column }
      if let slot = names.slot(spelled: line[column]) { attributes.append((column, slot)) }
    }
    let needed = [
      "SKU", "OfferTermCode", "TermType", "EffectiveDate", "StartingRange", "EndingRange", "Unit",
      "PricePerUnit", "Currency",
    ]
    let found = needed.compactMap { places[$0] }
    guard found.count == needed.count else {
      let missing = needed.filter { places[$0] == nil }.joined(separator: ", ")
      throw OfferFault(
        at: position, "the columns \(missing) are missing",
        remedy: "use an offer file as AWS publishes it")
    }
    return Columns(
      sku: found[0], term: found[1], kind: found[2], effective: found[3], begin: found[4],
      end: found[5], unit: found[6], price: found[7], currency: found[8], count: line.count,
      attributes: attributes)
  }
}
